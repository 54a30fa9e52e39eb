import { describe, expect, test } from 'vitest';
import { codesOf, csv, planOn, reading, rules, type Planned } from '../support/inputs-reading.ts';
import { runOn, type Files } from '../support/inputs-run.ts';
import { dateCell, formula, xlsx, type SheetRows } from '../support/inputs-workbooks.ts';

// Ofsted's ILACS Annex A: a list a sheet, or a CSV a list. List 1 contacts, 3 referrals, 5 section 47.
const COMMON = [
  'Child Unique ID',
  'Gender',
  'Ethnicity',
  'Date of Birth',
  'Age of Child (Years)',
] as const;
const LIST_1 = [...COMMON, 'Date of Contact', 'Contact Source'];
const LIST_3 = [
  ...COMMON,
  'Date of referral',
  'Referral Source',
  'Referral NFA?',
  'Number of Referrals in Last 12 Months',
  'Allocated Team',
  'Allocated Worker',
];
const LIST_5 = [
  ...COMMON,
  'Strategy discussion initiating Section 47 Enquiry Start Date',
  'Was an Initial Child Protection Conference deemed unnecessary?',
  'Date of Initial Child Protection Conference',
  'Allocated Team',
  'Allocated Worker',
];

const child = (id: string): readonly string[] => [id, 'a) Female', 'a) WBRI', '01/02/2015', '11'];

const contact = (id: string, date: string) => [...child(id), date, '6: Police'];
const referral = (id: string, date: string, nfa = 'b) No') => [
  ...child(id),
  date,
  '6: Police',
  nfa,
  '1',
  'MASH North',
  'Example Worker',
];
const enquiry = (id: string, date: string) => [...child(id), date, 'N', '', 'Assessment', 'Worker'];

type Row = readonly string[];

/** The two lists in the two ways they are handed over. */
const SHAPES = {
  'one workbook': (referrals: readonly Row[], enquiries: readonly Row[]): Files => ({
    'annex-a.xlsx': xlsx({
      'List 1': [LIST_1, contact('C9', '16/11/2026')],
      List_3: [['List 3: Referrals'], LIST_3, ...referrals],
      'List 5': [['List 5: Section 47 enquiries'], LIST_5, ...enquiries],
    }),
  }),
  'a CSV a list': (referrals: readonly Row[], enquiries: readonly Row[]): Files => ({
    'list-3.csv': csv(LIST_3, ...referrals),
    'list-5.csv': csv(LIST_5, ...enquiries),
  }),
} as const;

/** Reference to side, or to the reason why it is left out. */
function outcomes({ frame }: Planned): Record<string, string> {
  return Object.fromEntries([
    ...frame.exclusions.map(({ reference, reason }) => [reference, reason] as const),
    ...frame.eligible.map(({ reference, side }) => [reference, side] as const),
  ]);
}

describe.each(Object.entries(SHAPES))('Lists 3 and 5 as %s', (_shape, files) => {
  /** What becomes of one referral, with one enquiry of the child (or none). */
  async function become(referred: string, began: string | null, nfa?: string, window = 10) {
    const enquiries = began === null ? [] : [enquiry('C1', began)];
    const exports = files([referral('C1', referred, nfa)], enquiries);
    const plan = await planOn(exports, { rules: rules({ section47Window: window }) });
    return {
      outcome: Object.values(outcomes(plan)),
      problems: codesOf(plan.problems).filter((code) => code !== 'sheets-unused'),
    };
  }
  const met = { outcome: ['met'], problems: [] };
  const orphaned = { outcome: ['not-met'], problems: ['titles-set-aside', 'section-47-orphan'] };

  test.each([
    ['on the day itself', 'Monday', '16/11/2026', '16/11/2026'],
    ['on the last working day of the window', 'Monday', '16/11/2026', '30/11/2026'],
    ['on a weekend within it', 'Monday', '16/11/2026', '21/11/2026'],
    ['on the last working day', 'Friday', '13/11/2026', '27/11/2026'],
    ['on the last working day', 'Saturday', '14/11/2026', '27/11/2026'],
    ['on the last working day', 'Sunday', '15/11/2026', '27/11/2026'],
    ['on the last working day', 'Thursday', '19/11/2026', '03/12/2026'],
    ['on the Saturday itself', 'Saturday', '14/11/2026', '14/11/2026'],
  ])('met: the enquiry began %s of a %s referral', async (_when, _day, referred, began) => {
    const { outcome, problems } = await become(referred, began);
    expect(outcome).toEqual(met.outcome);
    expect(problems.filter((code) => code !== 'titles-set-aside')).toEqual(met.problems);
  });

  test.each([
    ['one working day after the window', '16/11/2026', '01/12/2026'],
    ['on the Saturday after the window', '13/11/2026', '28/11/2026'],
    ['one day before the referral', '16/11/2026', '15/11/2026'],
    ['a year before', '16/11/2026', '16/11/2025'],
  ])('not met, and the enquiry an orphan: it began %s', async (_when, referred, began) => {
    const { outcome, problems } = await become(referred, began);
    expect(outcome).toEqual(orphaned.outcome);
    expect(new Set(problems)).toContain('section-47-orphan');
  });

  test('the window is the one set', async () => {
    expect((await become('16/11/2026', '23/11/2026', 'No', 5)).outcome).toEqual(['met']);
    expect((await become('16/11/2026', '24/11/2026', 'No', 5)).outcome).toEqual(['not-met']);
    expect((await become('16/11/2026', '16/11/2026', 'No', 0)).outcome).toEqual(['met']);
    expect((await become('16/11/2026', '17/11/2026', 'No', 0)).outcome).toEqual(['not-met']);
  });

  test.each(['Yes', 'a) Yes', 'Y', '1', 'TRUE'])('not met: Referral NFA? is %s', async (nfa) => {
    expect((await become('16/11/2026', null, nfa)).outcome).toEqual(['not-met']);
  });

  test.each(['No', 'b) No', 'N', '0', 'FALSE'])(
    'not met: no enquiry, and Referral NFA? is %s, which says only that something followed',
    async (nfa) => {
      expect((await become('16/11/2026', null, nfa)).outcome).toEqual(['not-met']);
    },
  );

  test('undecided: no enquiry, and Referral NFA? is blank', async () => {
    expect((await become('16/11/2026', null, '')).outcome).toEqual(['undecided']);
  });

  test('met: an enquiry, and Referral NFA? is blank', async () => {
    expect((await become('16/11/2026', '17/11/2026', '')).outcome).toEqual(['met']);
  });

  test('a contradiction: no further action, and an enquiry; said at its row', async () => {
    const exports = files(
      [referral('C1', '16/11/2026', 'Yes'), referral('C2', '16/11/2026', 'Yes')],
      [enquiry('C2', '17/11/2026')],
    );
    const { problems, draw, ...plan } = await planOn(exports);
    expect(outcomes({ problems, draw, ...plan })).toEqual({
      'C1 2026-11-16': 'not-met',
      'C2 2026-11-16': 'contradictory',
    });
    const contradictions = problems.filter(({ code }) => code === 'nfa-and-section-47');
    const row = 'list-3.csv' in exports ? 3 : 4;
    expect(contradictions).toMatchObject([{ place: { row } }]);
    expect(draw).toBeNull();
  });

  test('the contradiction can be left out openly', async () => {
    const exports = files(
      [referral('C1', '16/11/2026', 'Yes'), referral('C2', '16/11/2026')],
      [enquiry('C1', '17/11/2026')],
    );
    const left = rules({ leaveOut: new Set(['contradictory']) });
    const plan = await planOn(exports, { rules: left });
    expect(codesOf(plan.problems)).not.toContain('nfa-and-section-47');
    expect(plan.frame.exclusions.map(({ reason }) => reason)).toEqual(['contradictory']);
    expect(plan.draw).not.toBeNull();
  });

  test('a referral is a child and a day: two of one child are two', async () => {
    const exports = files(
      [
        referral('C1', '13/11/2026', 'Yes'),
        referral('C1', '19/11/2026'),
        referral('C2', '19/11/2026'),
      ],
      [enquiry('C2', '19/11/2026')],
    );
    const plan = await planOn(exports);
    expect(outcomes(plan)).toEqual({
      'C1 2026-11-13': 'not-met',
      'C1 2026-11-19': 'not-met',
      'C2 2026-11-19': 'met',
    });
  });

  test('a child’s enquiry is that child’s alone', async () => {
    const plan = await planOn(
      files(
        [referral('C1', '16/11/2026'), referral('c1', '16/11/2026'), referral('C11', '16/11/2026')],
        [enquiry('C1', '16/11/2026')],
      ),
    );
    expect(outcomes(plan)).toEqual({
      'C1 2026-11-16': 'met',
      'C11 2026-11-16': 'not-met',
      'c1 2026-11-16': 'not-met',
    });
  });

  test('every enquiry without a referral is reported with its row, and none becomes a referral', async () => {
    const exports = files(
      [referral('C1', '16/11/2026')],
      [
        enquiry('C8', '16/11/2026'),
        enquiry('C1', '16/11/2026'),
        enquiry('C7', '17/11/2026'),
        enquiry('C1', '01/01/2026'),
      ],
    );
    const plan = await planOn(exports);
    const first = 'list-5.csv' in exports ? 2 : 3;
    const orphans = plan.problems.filter(({ code }) => code === 'section-47-orphan');
    expect(orphans.map(({ place }) => place?.row)).toEqual([first, first + 2, first + 3]);
    expect(plan.frame.rowsRead).toBe(1);
    // People should know of them; they stop nothing.
    expect(plan.draw).not.toBeNull();
  });

  test('a row of List 5 whose date is blank has not begun, and is no enquiry', async () => {
    const plan = await planOn(files([referral('C1', '16/11/2026')], [enquiry('C1', '')]));
    expect(outcomes(plan)).toEqual({ 'C1 2026-11-16': 'not-met' });
    expect(codesOf(plan.problems)).not.toContain('section-47-orphan');
  });

  test('an empty List 5 says that there was no enquiry', async () => {
    const plan = await planOn(files([referral('C1', '16/11/2026')], []));
    expect(outcomes(plan)).toEqual({ 'C1 2026-11-16': 'not-met' });
    expect(plan.draw).not.toBeNull();
  });

  test('a row without its child or its date is a problem, named', async () => {
    const exports = files(
      [referral('', '16/11/2026'), referral('C2', '')],
      [enquiry('', '16/11/2026')],
    );
    const blank = (await planOn(exports)).problems.filter(({ code }) => code === 'cell-blank');
    const said = blank.map(({ place }) => `${place?.sheet ?? place?.file} ${place?.column}`).sort();
    const [list3, list5] =
      'list-3.csv' in exports ? ['list-3.csv', 'list-5.csv'] : ['List_3', 'List 5'];
    expect(said).toEqual(
      [
        `${list3} A “Child Unique ID”`,
        `${list3} F “Date of referral”`,
        `${list5} A “Child Unique ID”`,
      ].sort(),
    );
  });

  test('the week goes by the date of the referral', async () => {
    const plan = await planOn(
      files([referral('C1', '12/11/2026'), referral('C2', '13/11/2026')], []),
    );
    expect(plan.read.basis).toBe('received');
    expect(outcomes(plan)).toEqual({
      'C1 2026-11-12': 'outside-week',
      'C2 2026-11-13': 'not-met',
    });
  });
});

describe('an Annex A as it is handed over', () => {
  test('the lists that are not used are named, the titles above the lists passed over', async () => {
    const plan = await planOn(
      SHAPES['one workbook']([referral('C1', '16/11/2026')], [enquiry('C1', '16/11/2026')]),
    );
    expect(codesOf(plan.problems)).toEqual([
      'sheets-unused',
      'titles-set-aside',
      'titles-set-aside',
    ]);
    expect(plan.problems[0]).toMatchObject({ args: { sheets: ['List 1'] } });
    expect(plan.frame.eligible).toMatchObject([
      {
        reference: 'C1 2026-11-16',
        decision: 'Section 47 enquiry began',
        team: 'MASH North',
        sourceGroup: 'Police',
      },
    ]);
  });

  test('a whole Annex A: no list that is rightly passed over stops the draw', async () => {
    const five = LIST_3.slice(0, 5);
    const [team, worker] = ['Allocated Team', 'Allocated Worker'];
    const others = {
      'List 2': ['Assessment completion date', 'Organisation Completing Assessment'],
      'List 4': [
        'Does the Child have a Disability',
        'Continuous Assessment Start Date',
        'Child Seen During Continuous Assessment',
        'Continuous Assessment Date of Authorisation',
        'Was the child assessed as requiring LA children’s social care support?',
        team,
        worker,
      ],
      'List 6': ['CIN Start Date', 'Primary Need Code', 'CIN Closure Date', 'Case Status', team],
      'List 7': [
        'Child Protection Plan Start Date',
        'Initial Category of Abuse',
        'Date of the Last Statutory Visit',
        'Child Protection Plan End Date',
        team,
        worker,
      ],
      'List 8': ['Date Started to be Looked After', 'Child’s Legal Status', team, worker],
      'List 9': ['Unaccompanied Asylum Seeking Child', 'Eligibility Category', team, worker],
      'List 10': ['Date of Decision that Child Should be Placed for Adoption', 'Date of Matching'],
    };
    const book = xlsx({
      Cover: [['Annex A'], ['Local authority', 'Wiltshire'], ['Date of referral to Ofsted', 'x']],
      Contents: [
        ['List', 'Name', 'Rows'],
        ['3', 'Referrals', '1'],
      ],
      'List 1': [LIST_1, contact('C9', '16/11/2026')],
      'List 3': [LIST_3, referral('C1', '16/11/2026')],
      'List 5': [LIST_5, enquiry('C1', '16/11/2026')],
      ...Object.fromEntries(
        Object.entries(others).map(([name, more]) => {
          const headings = [...five, ...more];
          return [name, [headings, headings.map((_, at) => (at === 0 ? 'C1' : '01/11/2026'))]];
        }),
      ),
    });
    const plan = await planOn({ 'annex-a.xlsx': book });
    expect(plan.draw).not.toBeNull();
    expect(plan.problems).toMatchObject([
      {
        code: 'sheets-unused',
        args: { sheets: ['Cover', 'Contents', 'List 1', ...Object.keys(others)] },
      },
    ]);
  });

  test.each([
    ['List 3', 'Referral NFA', 'Refferal NFA?'],
    ['List 5', 'Section 47', 'Strategy discussion initiating Section 47 Enquiry Star Date'],
  ])('a second %s with a slip in its heading stops the draw', async (list, name, slip) => {
    const swap = (headings: readonly string[]) =>
      headings.map((heading) => (heading.includes(name) ? slip : heading));
    const lists = {
      'List 3': [LIST_3, referral('C1', '16/11/2026')],
      'List 5': [LIST_5, enquiry('C1', '16/11/2026')],
    };
    const second =
      list === 'List 3'
        ? [swap(LIST_3), referral('C2', '16/11/2026')]
        : [swap(LIST_5), enquiry('C2', '16/11/2026')];
    const plan = await planOn({ 'annex-a.xlsx': xlsx({ ...lists, Swindon: second }) });
    expect(plan.draw).toBeNull();
    expect(plan.problems).toMatchObject([
      { code: 'heading-nearly-known', place: { sheet: 'Swindon' } },
    ]);
  });

  test('date cells, dates that are formulas, and ages that failed', async () => {
    const [id = '', ...others] = child('C1').slice(0, 4);
    const sheets: Record<string, SheetRows> = {
      'List 3': [
        LIST_3,
        [id, ...others, { t: 'e', v: 0x2a }, dateCell('2026-11-16'), '6', 'b) No', 1, 'T', 'W'],
      ],
      'List 5': [
        LIST_5,
        [id, ...others, 11.5, { ...dateCell('2026-11-17'), f: 'TODAY()' }, formula('"N"', 'N')],
      ],
    };
    const plan = await planOn({ 'annex-a.xlsx': xlsx(sheets) });
    expect(outcomes(plan)).toEqual({ 'C1 2026-11-16': 'met' });
  });

  test('a child’s number joins its text: 6537810 and 6537810.0', async () => {
    const plan = await planOn({
      'list-3.csv': csv(LIST_3, referral('6537810.0', '16/11/2026')),
      'list-5.csv': csv(LIST_5, enquiry('6537810', '16/11/2026')),
    });
    expect(outcomes(plan)).toEqual({ '6537810 2026-11-16': 'met' });
  });
});

describe('lists that cannot say which referrals met the threshold', () => {
  test('List 1 alone is refused, with its reason', async () => {
    const { code, stdout } = await runOn(
      { 'list-1.csv': csv(LIST_1, contact('C1', '16/11/2026')) },
      ['check', 'list-1.csv', '--quiet'],
    );
    expect(code).toBe(1);
    expect(stdout).toContain('This is a list of contacts: it has no outcome');
    expect(stdout).toContain('of an Annex A, Lists 3 and 5');
  });

  test('List 3 alone is refused, with its reason; with an empty List 5 it is not', async () => {
    const list3 = csv(LIST_3, referral('C1', '16/11/2026'));
    const alone = await runOn({ 'list-3.csv': list3 }, ['check', '.', '--quiet']);
    expect(alone.code).toBe(1);
    expect(alone.stdout).toContain('not which led to a section 47 enquiry');
    expect(alone.stdout).toContain('Annex A List 5');
    const both = { 'list-3.csv': list3, 'list-5.csv': csv(LIST_5) };
    expect((await runOn(both, ['check', '.', '--quiet'])).code).toBe(0);
  });

  test('List 5 alone holds no referral', async () => {
    const plan = await planOn({ 'list-5.csv': csv(LIST_5, enquiry('C1', '16/11/2026')) });
    expect(codesOf(plan.problems)).toEqual(['referrals-list-missing', 'section-47-orphan']);
    expect(plan.frame.rowsRead).toBe(0);
  });
});

test('the window can be set in settings, and is said', async () => {
  const files = {
    'list-3.csv': csv(LIST_3, referral('C1', '16/11/2026')),
    'list-5.csv': csv(LIST_5, enquiry('C1', '23/11/2026')),
  };
  const frame = async (settings: string) => {
    const all = { ...files, 'mash-audit.yaml': settings };
    const { stdout } = await runOn(all, ['check', 'list-3.csv', 'list-5.csv', '--json']);
    return (JSON.parse(stdout) as { frame: { eligible: unknown } }).frame.eligible;
  };
  expect(await frame('section-47-window: 5\n')).toEqual({ met: 1, notMet: 0 });
  expect(await frame('section-47-window: 4\n')).toEqual({ met: 0, notMet: 1 });
});

test('the week can be set to go by a date the lists do not have: then they say so', async () => {
  const files = SHAPES['a CSV a list']([referral('C1', '16/11/2026')], []);
  const plan = await planOn(files, { reading: reading({ basis: 'decided' }) });
  expect(plan.problems).toContainEqual({
    code: 'week-basis-mixed',
    place: null,
    args: { basis: 'decided', without: ['list-3.csv'] },
  });
  expect(codesOf((await planOn(files)).problems)).toEqual(['list-empty']);
});
