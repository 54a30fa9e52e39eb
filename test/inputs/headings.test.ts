import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/audit/problems.ts';
import { columnLetter, matchHeadings, nameColumn } from '../../src/inputs/headings.ts';
import {
  buildHeadingMatcher,
  KNOWN_HEADINGS,
  normaliseHeading,
  outcomeOfFlag,
} from '../../src/inputs/known-headings.ts';
import {
  codesOf,
  csv,
  HEADINGS,
  parse,
  planOn,
  reading,
  referral,
} from '../support/inputs-reading.ts';

const fieldOf = buildHeadingMatcher({});

function match(headings: readonly string[], matcher = fieldOf) {
  const { columns, problems } = matchHeadings(headings, matcher, { file: 'week.csv', row: 1 });
  return { ...columns, fields: Object.fromEntries(columns.fields), problems };
}

describe('a heading is known by its whole name', () => {
  test.each([
    [
      'reference',
      ['Referral ID', 'REFERRAL_ID', 'referralId', ' referral  id: ', 'WorkflowStepID'],
    ],
    ['child', ['Child Unique ID', 'ChildUniqueID', 'LAchildID', 'PERSON_ID', 'PersonID']],
    ['received', ['Date of Contact', 'Date of referral', 'ReferralDate', 'CINreferralDate']],
    ['decided', ['Decision Date', 'DATE_OF_DECISION', 'final_decision_created_at', 'NFA_DATE']],
    ['decision', ['Outcome', 'OUTCOME', 'NEXT_STEP', 'final_decision', 'Case Status']],
    ['noFurtherAction', ['Referral NFA?', 'ReferralNFA', 'cine_referral_nfa']],
    ['section47', ['S47ActualStartDate', 'S47_ENQUIRY_START_DATE', 'Section 47 Date']],
    ['section47', ['Strategy discussion\ninitiating Section 47 Enquiry Start Date']],
    ['source', ['Contact Source', 'ReferralSource', 'referrer', 'SOURCE_OF_REFERRAL']],
    ['team', ['Allocated Team', 'cine_referral_team']],
    ['localAuthority', ['LEA', 'LA', 'la_name', 'Local-Authority']],
    ['rag', ['RAG', 'rag_rating', 'BRAG', 'BRAG Rating', 'Priority']],
    ['referrerNotified', ['Referrer Notified', 'referrer_informed']],
    ['referrerNotifiedOn', ['Feedback Date', 'Date referrer notified']],
  ] as const)('%s: %j', (field, headings) => {
    expect(headings.map(fieldOf)).toEqual(headings.map(() => field));
  });

  test.each([
    ['Language', 'holds the letters of Age'],
    ['Age', 'is no field'],
    ['Outcome notes', 'only begins like Outcome'],
    ['Previous decision date', 'only ends like Decision Date'],
    ['Referral ID of sibling', 'holds Referral ID'],
    ['Teams', 'is not Team'],
    ['Resource', 'holds Source'],
    ['Place', 'holds LA'],
    ['Priority Need Code', 'only begins like Priority'],
    ['Fragment', 'holds RAG'],
    ['', 'is blank'],
    ['???', 'holds no letter'],
  ])('%j is not: it %s', (heading) => {
    expect(fieldOf(heading)).toBeUndefined();
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
  ])('%s is a heading like any other', async (heading) => {
    expect(fieldOf(heading)).toBeUndefined();
    const { rows, problems } = await parse(csv([...HEADINGS, heading], [...referral(), 'x']));
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ reference: 'R1' }]);
  });

  test('__proto__ can be named for a field as well', async () => {
    const text = csv(['__proto__', ...HEADINGS.slice(1)], referral());
    const named = await parse(text, 'week.csv', reading({ columns: { reference: '__proto__' } }));
    expect(named.rows).toMatchObject([{ reference: 'R1' }]);
    expect(codesOf((await parse(text)).problems)).toEqual(['column-missing']);
  });

  test('no heading is known for two fields', () => {
    const all = Object.values(KNOWN_HEADINGS).flat().map(normaliseHeading);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  test('every known heading is found as its own field', () => {
    for (const [field, headings] of Object.entries(KNOWN_HEADINGS)) {
      expect(headings.map(fieldOf)).toEqual(headings.map(() => field));
    }
  });
});

describe('which column holds which field', () => {
  test('whatever their order, and with others between them', () => {
    expect(match(['Notes', 'Decision', 'Age', 'Referral ID', '', 'Decision Date'])).toEqual({
      fields: { decision: 1, reference: 3, decided: 5 },
      outcomeFlags: [],
      named: [0, 1, 2, 3, 5],
      problems: [],
    });
  });

  test('two that fit one field are both named, and nobody chooses between them', () => {
    expect(match(['Referral ID', 'Case Ref', 'Decision']).problems).toEqual([
      {
        code: 'columns-compete',
        place: { file: 'week.csv', row: 1 },
        args: { field: 'reference', columns: ['A “Referral ID”', 'B “Case Ref”'] },
      },
    ]);
  });

  test('so is a known heading that stands twice', () => {
    expect(match(['Referral ID', 'Decision', 'decision ']).problems).toEqual([
      {
        code: 'columns-compete',
        place: { file: 'week.csv', row: 1 },
        args: { field: 'decision', columns: ['B “Decision”', 'C “decision”'] },
      },
    ]);
  });

  test('a heading of no field that stands twice is told by its letters alone', () => {
    const { problems } = match(['Amy Example', 'Referral ID', 'AMY EXAMPLE', 'Amy_Example']);
    expect(problems).toEqual([
      {
        code: 'heading-repeated',
        place: { file: 'week.csv', row: 1 },
        args: { columns: ['A', 'C', 'D'] },
      },
    ]);
  });

  test('as many as a damaged file may have are told apart in no time', { timeout: 4000 }, () => {
    const { problems } = match(Array.from({ length: 100_000 }, (_, n) => (n % 2 ? 'x' : 'Team')));
    expect(problems.map(({ code }) => code)).toEqual(['columns-compete', 'heading-repeated']);
  });

  test('blank headings are not repeated headings', () => {
    expect(match(['', ' ', 'Referral ID', '']).problems).toEqual([]);
  });
});

describe('a column that settings name', () => {
  const named = buildHeadingMatcher({ decision: 'Level of need' });

  test('takes the place of every known heading of its field', () => {
    expect(match(['Outcome', 'Level_of_Need', 'Decision'], named)).toMatchObject({
      fields: { decision: 1 },
      problems: [],
    });
    expect(match(['Outcome', 'Level of need', 'Decision'])).toMatchObject({
      fields: { decision: 0 },
      problems: [{ code: 'columns-compete' }],
    });
  });

  test('leaves other fields as they were', () => {
    expect(named('Case Ref')).toBe('reference');
  });

  test('may be one that is known for another field', () => {
    expect(buildHeadingMatcher({ decided: 'Date Received' })('Date Received')).toBe('decided');
    expect(fieldOf('Date Received')).toBe('received');
  });
});

describe('columns of yes and no for one outcome each', () => {
  test.each([
    ['OUTCOME_CP_ENQUIRY_FLAG', 'CP ENQUIRY'],
    ['OUTCOME_NFA_FLAG', 'NFA'],
    ['OutcomeSingleAssessmentFlag', 'Single Assessment'],
    ['outcome strategy discussion flag', 'strategy discussion'],
    [' Outcome-Early-Help-Flag ', 'Early Help'],
  ])('%s is the flag of “%s”', (heading, outcome) => {
    expect(outcomeOfFlag(heading)).toBe(outcome);
  });

  test.each([
    'OUTCOME',
    'OUTCOME_FLAG',
    'OUTCOME__FLAG',
    'OUTCOME_NFA',
    'NFA_FLAG',
    'X_OUTCOME_A_FLAG',
  ])('%s is none', (heading) => {
    expect(outcomeOfFlag(heading)).toBeNull();
  });

  test('are found beside the fields', () => {
    expect(
      match(['FACT_CONTACT_ID', 'CONTACT_DTTM', 'OUTCOME_NFA_FLAG', 'OUTCOME_S47_FLAG']),
    ).toEqual({
      fields: { reference: 0, received: 1 },
      outcomeFlags: [
        { index: 2, outcome: 'NFA' },
        { index: 3, outcome: 'S47' },
      ],
      named: [0, 1, 2, 3],
      problems: [],
    });
  });
});

test('columns are named by the letters a spreadsheet shows', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetter)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
  expect(nameColumn(['x', ' Decision Date '], 1)).toBe('B “Decision Date”');
});

describe('an export that lacks a column', () => {
  const FIELD_OF_COLUMN: readonly Field[] = ['reference', 'received', 'decided', 'decision'];
  const without = (index: number): string =>
    csv(...[HEADINGS, referral()].map((row) => row.filter((_cell, at) => at !== index)));

  test.each([
    [0, 'reference'],
    [3, 'decision'],
  ] as const)('column %i is missing: %s', async (index, field) => {
    const { problems, rows } = await parse(without(index));
    expect(problems).toEqual([
      {
        code: 'column-missing',
        place: { file: 'week.csv', row: 1 },
        args: { field, typed: 'week.csv', others: [] },
      },
    ]);
    expect(rows).toEqual([]);
  });

  test.each([1, 2])('one of two dates is enough (without column %i)', async (index) => {
    const { problems, rows } = await parse(without(index));
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(1);
  });

  describe('the decision date', () => {
    const renamed = (...headings: readonly string[]): string =>
      csv(
        ['Referral ID', 'Date Received', 'Decision', ...headings],
        [
          ...['R1', '16/11/2026', 'S47'],
          ...['17/11/2026', 'North', '18/11/2026'].slice(0, headings.length),
        ],
      );
    const said = async (text: string, set: Parameters<typeof reading>[0] = {}) =>
      (await planOn({ 'week.csv': text }, { reading: reading(set) })).problems;
    const notice = (...others: readonly string[]) => [
      { code: 'week-by-received', place: { file: 'week.csv' }, args: { others } },
    ];

    test('takes the week with it, which is said, with the headings above dates', async () => {
      const text = renamed('Outcome finalised', 'Desk', 'Child seen');
      expect(await said(text)).toEqual(notice('Outcome finalised', 'Child seen'));
      expect(await said(renamed())).toEqual(notice());
    });

    test('is no matter where settings say that the date received is meant', async () => {
      expect(await said(renamed('Outcome finalised'), { basis: 'received' })).toEqual([]);
    });

    test('is found where settings name its column', async () => {
      const named = { columns: { decided: 'Outcome finalised' } };
      expect(await said(renamed('Outcome finalised'), named)).toEqual([]);
    });

    test('must be in every export or in none', async () => {
      const files = {
        'north.csv': csv(HEADINGS, referral({ id: 'N1' })),
        'south.csv': renamed('Finalised'),
      };
      const codes = codesOf((await planOn(files)).problems);
      expect(codes).toContain('week-basis-mixed');
      expect(codes).not.toContain('week-by-received');
    });

    test('is never in an Annex A, and not missed there', async () => {
      const list3 = csv(
        ['Child Unique ID', 'Date of referral', 'Referral NFA?', 'Date of birth'],
        ['C1', '16/11/2026', 'No', '01/01/2015'],
      );
      const list5 = csv(
        ['Child Unique ID', 'Strategy discussion initiating Section 47 Enquiry Start Date'],
        ['C1', '17/11/2026'],
      );
      const { problems } = await planOn({ 'list-3.csv': list3, 'list-5.csv': list5 });
      expect(problems).toEqual([]);
    });
  });

  test('the heading that settings name is the one that is asked for', async () => {
    for (const field of FIELD_OF_COLUMN) {
      const options = reading({ columns: { [field]: 'Nowhere' } });
      const { problems } = await parse(csv(HEADINGS, referral()), 'week.csv', options);
      expect(problems).toMatchObject([
        { code: 'named-column-missing', args: { field, heading: 'Nowhere' } },
      ]);
    }
  });
});
