/**
 * The sampling frame: which referrals can be drawn, which cannot and why, and that every row that
 * was read ends in exactly one of the two.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXCLUSION_REASONS, type ExclusionReason } from '../../src/audit/exclusions.ts';
import { buildFrame, digestFrame, type Frame } from '../../src/audit/frame.ts';
import { stopsDraw, type Problem } from '../../src/audit/problems.ts';
import { countFrame } from '../../src/audit/record.ts';
import type { ReferralRow } from '../../src/audit/referral.ts';
import type { AuditRules, LeaveOut } from '../../src/audit/rules.ts';
import { accountFor, total, type Accounting } from '../../src/audit/summary.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';
import { weekBefore, type WeekBasis } from '../../src/audit/week.ts';
import { day, moment, referralRows, RULES, WEEK, type RowFacts } from '../support/referral-rows.ts';

type Facts = readonly Partial<RowFacts>[];

function frame(rows: Facts, rules = RULES, basis: WeekBasis = 'decided') {
  return buildFrame(referralRows(rows), WEEK, basis, rules);
}

/** Each exclusion as `row: reason`. */
function exclusions(rows: Facts, rules = RULES, basis: WeekBasis = 'decided'): string[] {
  return frame(rows, rules, basis).frame.exclusions.map(
    ({ place, reason }) => `${place.row}: ${reason}`,
  );
}

function sides(rows: Facts, rules = RULES, basis: WeekBasis = 'decided'): string[] {
  return frame(rows, rules, basis).frame.eligible.map(
    ({ reference, side }) => `${reference} ${side}`,
  );
}

function problems(rows: Facts, rules = RULES): readonly Problem[] {
  return frame(rows, rules).problems;
}

function stops(rows: Facts, rules = RULES): string[] {
  return problems(rows, rules)
    .filter(stopsDraw)
    .map(({ code }) => code);
}

function accountOf(made: Frame): Accounting {
  return accountFor(made.rowsRead, countFrame(made).excluded);
}

function leavingOut(...reasons: LeaveOut[]): AuditRules {
  return { ...RULES, leaveOut: new Set(reasons) };
}

const EVERYTHING = leavingOut('unrecognised', 'undated', 'contradictory');

const WITH_OUT_OF_SCOPE: AuditRules = {
  ...RULES,
  vocabulary: buildVocabulary(DEFAULT_WORDINGS, { 'out-of-scope': ['Allegation (LADO)'] }),
};

const WILTSHIRE_ONLY: AuditRules = { ...RULES, localAuthority: 'Wiltshire' };

interface ReasonWeeks {
  readonly leftOut: Readonly<Record<string, Facts>>;
  readonly kept: Readonly<Record<string, Facts>>;
  /** The rules under which it is so, where they are not the usual ones. */
  readonly rules?: AuditRules;
}

/** For each reason, weeks in which something is left out for it, and near ones in which nothing is. */
const REASONS = {
  'duplicate-row': {
    leftOut: { 'a row that is the same in every cell as one above': [{}, {}] },
    kept: {
      'a row that differs in one cell': [{}, { child: 'C2' }],
      'a row that is the same but for its reference': [{}, { reference: 'MASH-2' }],
    },
  },
  'sibling-row': {
    leftOut: {
      'a further child of a referral': [{}, { child: 'C2' }],
      'a further child of a referral that is itself left out': [
        { wording: '' },
        { wording: '', child: 'C2' },
      ],
    },
    kept: {
      'a child with a referral of its own': [{}, { child: 'C2', reference: 'MASH-2' }],
      'the same child twice': [{}, {}],
    },
  },
  'marked-row': {
    leftOut: {
      'a marked row beside one that is not': [{}, { child: 'C2', testRecord: true }],
      'a marked row that stands first': [{ testRecord: true }, { child: 'C2' }],
    },
    kept: {
      'a further child whose row is not marked': [{}, { child: 'C2' }],
      'a marked row of another referral': [{}, { reference: 'MASH-2', testRecord: true }],
      'a marked row of a referral that has no other': [{ testRecord: true }],
    },
  },
  'test-record': {
    leftOut: {
      'a row that says it is none': [{ testRecord: true }],
      'a referral all of whose rows say so': [
        { testRecord: true },
        { child: 'C2', testRecord: true },
      ],
      'such a row of another week': [{ testRecord: true, decided: '2026-11-20' }],
      'such a row whose decision cannot be read': [{ testRecord: true, wording: 'S47?' }],
    },
    kept: {
      'a row that does not say so': [{}],
      'a referral only one of whose rows says so': [{}, { child: 'C2', testRecord: true }],
      'an exact copy of a row': [{}, {}],
      'a decision that is to come': [{ wording: 'Pending' }],
    },
  },
  'outside-week': {
    leftOut: {
      'decided the day before the week': [{ decided: '2026-11-12' }],
      'decided on the day of the meeting': [{ decided: '2026-11-20' }],
      'decided in the same week of another year': [{ decided: '2025-11-16' }],
      'dated outside the week, whatever the decision': [{ decided: '2026-11-20', wording: '' }],
      'of two dates, both outside, one on either side': [
        { decided: '2026-11-12' },
        { child: 'C2', decided: '2026-11-20' },
      ],
    },
    kept: {
      'decided on the first day': [{ decided: '2026-11-13' }],
      'decided on the last day': [{ decided: '2026-11-19' }],
      'decided in the last minute': [{ decided: '2026-11-19 23:59' }],
      'decided in the week, received long before it': [{ received: '2026-08-01' }],
    },
  },
  'drawn-before': {
    rules: {
      ...WITH_OUT_OF_SCOPE,
      drawnBefore: {
        months: 12,
        referrals: new Map([['R-1', day('2026-05-01')]]),
        families: new Map([['F-1', day('2026-05-01')]]),
      },
    },
    leftOut: {
      'a case of an earlier meeting': [{ reference: 'R-1' }],
      'of a family audited before': [{ reference: 'R-2', family: 'F-1' }],
      'one child of a family audited before': [
        { reference: 'R-2', child: 'C1' },
        { reference: 'R-2', child: 'C2', family: 'F-1' },
      ],
      'a case of an earlier meeting, undecided now': [{ reference: 'R-1', wording: '' }],
    },
    kept: {
      'of another family': [{ reference: 'R-2', family: 'F-2' }],
      'of no family': [{ reference: 'R-2', family: '' }],
    },
  },
  'other-authority': {
    rules: WILTSHIRE_ONLY,
    leftOut: {
      'of another authority': [{ localAuthority: 'Swindon' }],
      'of another authority, by its code': [{ localAuthority: '866' }],
      'of another authority, whose name begins the same': [{ localAuthority: 'Wiltshire East' }],
      'of another authority, in all that is said of it': [
        { localAuthority: 'Swindon' },
        { localAuthority: 'SWINDON', child: 'C2' },
        { localAuthority: '', child: 'C3' },
      ],
      'of another authority, undecided': [{ localAuthority: 'Swindon', wording: '' }],
      'of another authority, undated': [{ localAuthority: 'Swindon', decided: '' }],
    },
    kept: {
      'of the authority': [{ localAuthority: 'Wiltshire' }],
      'of the authority, written otherwise': [{ localAuthority: 'WILTSHIRE  Council' }],
      'of the authority, by its code': [{ localAuthority: '865' }],
      'of the authority, by its other code': [{ localAuthority: 'E06000054' }],
      'of no authority': [{ localAuthority: '' }],
      'of two authorities': [{}, { child: 'C2', localAuthority: 'Swindon' }],
      'of another authority and another week': [
        { localAuthority: 'Swindon', decided: '2026-11-20' },
      ],
    },
  },
  'no-authority': {
    rules: WILTSHIRE_ONLY,
    leftOut: {
      'without an authority': [{ localAuthority: '' }],
      'without an authority in any row': [
        { localAuthority: '' },
        { localAuthority: '', child: 'C2' },
      ],
    },
    kept: {
      'with an authority': [{}],
      'with an authority in one row': [{ localAuthority: '' }, { child: 'C2' }],
      'with another authority': [{ localAuthority: 'Swindon' }],
      'without an authority, in another week': [{ localAuthority: '', decided: '2026-11-20' }],
    },
  },
  undecided: {
    leftOut: {
      'no decision': [{ wording: '' }],
      'a decision that is to come': [{ wording: 'Pending' }],
      'no decision and no decision date': [{ wording: '', decided: '' }],
      'no decision and no date at all': [{ wording: '', decided: '', received: '' }],
      'no decision, received long ago': [{ wording: '', decided: '', received: '2026-06-01' }],
    },
    kept: {
      'a decision to do nothing': [{ wording: 'NFA' }],
      'a decision that cannot be read': [{ wording: '-' }],
      'one child decided, another not yet': [{}, { child: 'C2', wording: '' }],
    },
  },
  'out-of-scope': {
    leftOut: {
      'a decision the team does not audit': [{ wording: 'Allegation (LADO)' }],
      'the same, spelled otherwise and undated': [{ wording: 'allegation LADO', decided: '' }],
    },
    kept: {
      'a decision the team audits': [{ wording: 'Early Help' }],
      'a decision the team has not named': [{ wording: 'LADO' }],
    },
  },
  unrecognised: {
    leftOut: {
      'a wording in no list': [{ wording: 'S47?' }],
      'a wording that lies on no side': [{ wording: 'LADO' }],
      'a wording that contains one of a list': [{ wording: 'no s47' }],
      'a wording in no list, beside one that is': [{}, { child: 'C2', wording: 'S47?' }],
    },
    kept: {
      'a wording of a list': [{ wording: 'S47' }],
      'a wording in no list, in another week': [{ wording: 'S47?', decided: '2026-11-20' }],
    },
  },
  undated: {
    leftOut: {
      'decided, and no day given': [{ decided: '' }],
      'decided, and no date at all': [{ decided: '', received: '' }],
      'decided, no day given, received long ago': [{ decided: '', received: '2026-06-01' }],
    },
    kept: {
      'decided on a day': [{}],
      'no day given because not decided': [{ decided: '', wording: '' }],
      'no day given for one of the children': [{}, { child: 'C2', decided: '' }],
      'no day given, received after the week': [{ decided: '', received: '2026-11-20' }],
    },
  },
  contradictory: {
    leftOut: {
      'received on two days': [{}, { child: 'C2', received: '2026-11-14' }],
      'decided on two days': [{}, { child: 'C2', decided: '2026-11-17' }],
      'decided on two days, one in the week': [{}, { child: 'C2', decided: '2026-11-20' }],
      'in two authorities': [{}, { child: 'C2', localAuthority: 'Swindon' }],
      'no further action, and an outcome that met': [{ noFurtherAction: true, wording: 'S47' }],
      'no further action, and a section 47 enquiry that began after it': [
        { noFurtherAction: true, section47: [{ started: day('2026-11-16'), named: false }] },
      ],
      'no further action, and a section 47 enquiry of its own, whenever': [
        { noFurtherAction: true, section47: [{ started: day('2027-03-01'), named: true }] },
      ],
      'a section 47 enquiry of its own that began before it': [
        { section47: [{ started: day('2026-11-12'), named: true }] },
      ],
    },
    kept: {
      'no further action, and an outcome that did not meet': [{ noFurtherAction: true }],
      'not no further action, and an outcome that met': [
        { noFurtherAction: false, wording: 'S47' },
      ],
      'no further action, and an older section 47 enquiry of the child': [
        { noFurtherAction: true, section47: [{ started: day('2026-03-01'), named: false }] },
      ],
      'a section 47 enquiry of its own that began the same day': [
        { section47: [{ started: day('2026-11-13'), named: true }] },
      ],
      'received at two times of a day': [
        { received: '2026-11-13 09:00' },
        { child: 'C2', received: '2026-11-13 17:00' },
      ],
      'received on a day, and on none': [{}, { child: 'C2', received: '' }],
      'decided on a day, and on none': [{}, { child: 'C2', decided: '' }],
      'in an authority written two ways': [{}, { child: 'C2', localAuthority: 'WILTSHIRE' }],
      'in an authority written by name and by code': [{}, { child: 'C2', localAuthority: '865' }],
      'in an authority, and in none': [{}, { child: 'C2', localAuthority: '' }],
      'with two teams': [{}, { child: 'C2', team: 'MASH South' }],
      'with two decisions': [{}, { child: 'C2', wording: 'S47' }],
    },
  },
} as const satisfies Record<ExclusionReason, ReasonWeeks>;

describe.each(Object.keys(EXCLUSION_REASONS) as ExclusionReason[])('as %s', (reason) => {
  const weeks: ReasonWeeks = REASONS[reason];
  const { rules = WITH_OUT_OF_SCOPE } = weeks;
  const reasonsOf = (rows: Facts): ExclusionReason[] =>
    frame(rows, rules).frame.exclusions.map((exclusion) => exclusion.reason);

  test.each(Object.entries(weeks.leftOut))('is left out: %s', (_, rows) => {
    expect(reasonsOf(rows)).toContain(reason);
  });

  test.each(Object.entries(weeks.kept))('is not left out: %s', (_, rows) => {
    expect(reasonsOf(rows)).not.toContain(reason);
  });
});

describe('one authority\u2019s audit', () => {
  const rows = [
    { reference: 'A' },
    { reference: 'B', localAuthority: 'Swindon' },
    { reference: 'C', localAuthority: '' },
    { reference: 'D', localAuthority: 'wiltshire' },
  ];

  test('draws from its own referrals; where none is set, from all', () => {
    expect(sides(rows, WILTSHIRE_ONLY)).toEqual(['A not-met', 'D not-met']);
    expect(exclusions(rows, WILTSHIRE_ONLY)).toEqual(['3: other-authority', '4: no-authority']);
    expect(exclusions(rows)).toEqual([]);
  });

  test('stops where a referral does not say whose it is, whatever may be left out', () => {
    for (const rules of [WILTSHIRE_ONLY, { ...EVERYTHING, localAuthority: 'Wiltshire' }]) {
      expect(problems(rows, rules)).toEqual([
        { code: 'authority-blank', place: { file: 'week.csv', row: 4 }, args: {} },
      ]);
    }
  });

  test('has no problem with what is wrong in another authority', () => {
    const wrong = [
      { reference: 'A', localAuthority: 'Swindon', wording: 'Watching brief' },
      { reference: 'B', localAuthority: 'Swindon', decided: '' },
      { reference: 'C', localAuthority: 'Swindon', received: '2026-11-14' },
      { reference: 'C', localAuthority: 'Swindon', child: 'C2' },
    ];
    expect(stops(wrong)).toEqual(['decision-unrecognised', 'decision-undated', 'rows-contradict']);
    expect(problems(wrong, WILTSHIRE_ONLY)).toEqual([]);
  });
});

test('a referral is judged by its unmarked rows alone, and the marked one is named', () => {
  const rows = [
    { wording: 'S47', decided: '2026-11-20', testRecord: true },
    { child: 'C2', wording: 'Early Help' },
    { child: 'C3', wording: 'S47?', testRecord: true },
    { child: 'C3', wording: 'Early Help' },
  ];
  expect(sides(rows)).toEqual(['MASH-1 not-met']);
  expect(exclusions(rows)).toEqual(['2: marked-row', '4: marked-row', '5: sibling-row']);
  expect(problems(rows)).toEqual([
    { code: 'row-marked', place: { file: 'week.csv', row: 2 }, args: {} },
    { code: 'row-marked', place: { file: 'week.csv', row: 4 }, args: {} },
  ]);
  expect(accountOf(frame(rows).frame)).toEqual({
    rowsRead: 4,
    rowsSetAside: [
      { reason: 'sibling-row', count: 1 },
      { reason: 'marked-row', count: 2 },
    ],
    referrals: 1,
    referralsLeftOut: [],
    eligible: 1,
  });
  const unmarked = rows.map((row) => ({ ...row, testRecord: false }));
  expect(stops(unmarked)).toContain('rows-contradict');
});

test('a test record is named as one at its first row, stops nobody, and hides nothing of others', () => {
  const rows = [
    { reference: 'A', wording: 'S47?', testRecord: true },
    { reference: 'A', child: 'C2', testRecord: true },
    { reference: 'B', decided: '2026-11-20', testRecord: true },
    { reference: 'C' },
  ];
  expect(sides(rows)).toEqual(['C not-met']);
  expect(exclusions(rows)).toEqual(['2: test-record', '3: sibling-row', '4: test-record']);
  expect(problems(rows)).toEqual([
    { code: 'test-record', place: { file: 'week.csv', row: 2 }, args: {} },
    { code: 'test-record', place: { file: 'week.csv', row: 4 }, args: {} },
  ]);
});

test('references that differ only in capitals are two referrals, and named', () => {
  const alike = [{ reference: 'R3' }, { reference: 'X' }, { reference: 'r3', file: 'other.csv' }];
  expect(sides(alike)).toEqual(['R3 not-met', 'X not-met', 'r3 not-met']);
  expect(problems(alike)).toEqual([
    {
      code: 'references-alike',
      place: { file: 'week.csv', row: 2 },
      args: { rows: ['2 of week.csv', '4 of other.csv'] },
    },
  ]);
  expect(stops(alike)).toEqual([]);
  // The same reference is one referral; another week's is none of this week's business.
  expect(problems([{ reference: 'R3' }, { reference: 'R3', child: 'C2' }])).toEqual([]);
  expect(problems([{ reference: 'R3' }, { reference: 'r3', decided: '2026-11-20' }])).toEqual([]);
});

describe('the accounting', () => {
  test('of a plain week: three rows in, three referrals to draw from', () => {
    const rows = [{ reference: 'A' }, { reference: 'B', wording: 'S47' }, { reference: 'C' }];
    expect(sides(rows)).toEqual(['A not-met', 'B met', 'C not-met']);
    expect(exclusions(rows)).toEqual([]);
    expect(problems(rows)).toEqual([]);
  });

  test('of a mixed week gives every row that is not in the frame one reason, in row order', () => {
    const rows = [
      { reference: 'C', wording: 'S47' },
      { reference: 'A', decided: '2026-11-20' },
      { reference: 'A', decided: '2026-11-20', child: 'C2' },
      { reference: 'C', wording: 'S47' },
      { reference: 'B', wording: 'Pending' },
      { reference: 'C', wording: 'Early Help', child: 'C2' },
      { reference: 'D', wording: 'S47?' },
    ];
    expect(sides(rows)).toEqual(['C met']);
    expect(exclusions(rows)).toEqual([
      '3: outside-week',
      '4: sibling-row',
      '5: duplicate-row',
      '6: undecided',
      '7: sibling-row',
      '8: unrecognised',
    ]);
    expect(accountOf(frame(rows).frame)).toEqual({
      rowsRead: 7,
      rowsSetAside: [
        { reason: 'duplicate-row', count: 1 },
        { reason: 'sibling-row', count: 2 },
      ],
      referrals: 4,
      referralsLeftOut: [
        { reason: 'outside-week', count: 1 },
        { reason: 'undecided', count: 1 },
        { reason: 'unrecognised', count: 1 },
      ],
      eligible: 1,
    });
  });

  test('of nothing is nothing', () => {
    expect(frame([])).toMatchObject({
      frame: { rowsRead: 0, eligible: [], exclusions: [] },
      problems: [],
    });
  });

  test('puts exclusions in the order of the exports, file by file, rows as numbers', () => {
    const rows = [
      { file: 'b.csv', row: 2, reference: 'A', wording: '' },
      { file: 'a.csv', row: 10, reference: 'B', wording: '' },
      { file: 'a.csv', row: 9, reference: 'C', wording: '' },
    ];
    const places = frame(rows).frame.exclusions.map(({ place }) => `${place.file} ${place.row}`);
    expect(places).toEqual(['a.csv 9', 'a.csv 10', 'b.csv 2']);
  });

  test('lists of an excluded row its place, reference, dates and wording, cut short', () => {
    const wording = `Mother said ${'that '.repeat(20)}`;
    const [exclusion] = frame([{ reference: 'A', wording, decided: '2026-11-16 09:30' }]).frame
      .exclusions;
    expect(exclusion).toEqual({
      place: { file: 'week.csv', row: 2 },
      reference: 'A',
      reason: 'unrecognised',
      received: moment('2026-11-13'),
      decided: moment('2026-11-16 09:30'),
      decision: 'Mother said that that that that that th\u2026',
    });
  });

  /** A row of any kind: few references, so that siblings, copies and contradictions abound. */
  const anyFacts = fc.record({
    reference: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'),
    child: fc.constantFrom('C1', 'C2'),
    received: fc.constantFrom('2026-11-13', '2026-11-13', '2026-11-14', '2026-11-20', ''),
    decided: fc.constantFrom('2026-11-16', '2026-11-16', '2026-11-17', '2026-11-20', ''),
    wording: fc.constantFrom('S47', 'Early Help', 'Strategy Discussion', 'S47?', 'LADO', ''),
    localAuthority: fc.constantFrom('Wiltshire', 'Wiltshire', 'wiltshire', 'Swindon', ''),
    noFurtherAction: fc.constantFrom(null, null, null, true, false),
    testRecord: fc.constantFrom(false, false, false, false, true),
  });
  const anyExports = fc
    .tuple(fc.array(anyFacts, { maxLength: 20 }), fc.array(anyFacts, { maxLength: 10 }))
    .map(([a, b]) => [...referralRows(a, 'a.csv'), ...referralRows(b, 'b.csv')]);
  const anyBasis = fc.constantFrom<WeekBasis>('decided', 'received');

  test('loses nothing: what is not excluded is exactly one row of each eligible referral', () => {
    const accounted = fc.property(anyExports, anyBasis, (rows, basis) => {
      const { frame: made } = buildFrame(rows, WEEK, basis, RULES);
      expect(made.rowsRead).toBe(rows.length);
      expect(made.eligible.length + made.exclusions.length).toBe(rows.length);

      const placeOf = ({ place }: Pick<ReferralRow, 'place'>) => `${place.file} ${place.row}`;
      const excluded = new Set(made.exclusions.map(placeOf));
      expect(excluded.size).toBe(made.exclusions.length);
      const standing = rows.filter((row) => !excluded.has(placeOf(row)));
      expect(standing.map(({ reference }) => reference).sort()).toEqual(
        made.eligible.map(({ reference }) => reference),
      );
    });
    fc.assert(accounted, { seed: 4, numRuns: 500 });
  });

  test('adds up at every step', () => {
    const addsUp = fc.property(anyExports, anyBasis, (rows, basis) => {
      const { frame: made } = buildFrame(rows, WEEK, basis, RULES);
      const account = accountOf(made);
      expect(account.referrals).toBe(new Set(rows.map(({ reference }) => reference)).size);
      expect(account.rowsRead).toBe(account.referrals + total(account.rowsSetAside));
      expect(account.referrals).toBe(account.eligible + total(account.referralsLeftOut));
      expect(account.eligible).toBe(made.eligible.length);
    });
    fc.assert(addsUp, { seed: 4, numRuns: 500 });
  });

  test('stops for exactly the referrals that could be left out openly, and then for none', () => {
    const decided = fc.property(anyExports, anyBasis, (rows, basis) => {
      const strict = buildFrame(rows, WEEK, basis, RULES);
      const open = buildFrame(rows, WEEK, basis, EVERYTHING);
      expect(open.frame).toEqual(strict.frame);
      expect(open.problems.filter(stopsDraw)).toEqual([]);
      const leftOut = strict.frame.exclusions.some(({ reason }) =>
        EVERYTHING.leaveOut.has(reason as LeaveOut),
      );
      expect(strict.problems.some(stopsDraw)).toBe(leftOut);
    });
    fc.assert(decided, { seed: 4, numRuns: 500 });
  });
});

describe('rows of one referral', () => {
  test.each([
    [['Early Help', 'S47'], 'met'],
    [['Early Help', 'Strategy Discussion'], 'met'],
    [['Early Help', 'NFA'], 'not-met'],
    [['', 'NFA'], 'not-met'],
    [['', 'S47', 'NFA'], 'met'],
  ])('with the decisions %j are on the highest side, %s, in any order', (wordings, side) => {
    const rows = wordings.map((wording, n) => ({ wording, child: `C${n}` }));
    expect(sides(rows)).toEqual([`MASH-1 ${side}`]);
    expect(sides([...rows].reverse())).toEqual([`MASH-1 ${side}`]);
  });

  test.each([
    [['', 'Pending'], 'undecided'],
    [['Early Help', 'S47?'], 'unrecognised'],
    [['LADO', 'Early Help'], 'unrecognised'],
  ])('with the decisions %j are on no side: %s', (wordings, reason) => {
    const rows = wordings.map((wording, n) => ({ wording, child: `C${n}` }));
    expect(sides(rows)).toEqual([]);
    expect(exclusions(rows)).toEqual([`2: ${reason}`, '3: sibling-row']);
  });

  test('become one referral that says what each of them said, whatever their order', () => {
    const rows = [
      {
        wording: 'Early Help',
        team: 'MASH South',
        sourceGroup: 'School',
        received: '2026-11-13 17:00',
        decided: '',
      },
      {
        wording: 'Section 47',
        team: 'MASH North',
        sourceGroup: '',
        received: '2026-11-13 09:00',
        localAuthority: '',
      },
      { wording: 'section-47', team: 'MASH North', received: '2026-11-13', child: 'C3' },
    ];
    const referral = {
      reference: 'MASH-1',
      side: 'met',
      decision: 'Section 47; Early Help',
      received: moment('2026-11-13'),
      decided: moment('2026-11-16'),
      localAuthority: 'Wiltshire',
      team: 'MASH North; MASH South',
      sourceGroup: 'Police; School',
    };
    expect(frame(rows).frame.eligible).toEqual([referral]);
    expect(frame([...rows].reverse()).frame.eligible).toEqual([referral]);
  });

  test('of one authority spelled in several ways show it once, in one of those spellings', () => {
    const spellings = ['wiltshire', '865', 'Wiltshire Council', 'Wiltshire'];
    const rows = spellings.map((localAuthority, n) => ({ localAuthority, child: `C${n}` }));
    const [shown, ...others] = frame(rows).frame.eligible;
    expect(others).toEqual([]);
    expect(spellings).toContain(shown?.localAuthority);
    expect(frame([...rows].reverse()).frame.eligible).toEqual([shown]);
  });

  test('with different references stay different referrals, however alike', () => {
    const alike = ['MASH-1', 'mash-1', 'MASH-01', 'MASH-1 ', 'caf\u00e9', 'cafe\u0301'];
    const { eligible } = frame(alike.map((reference) => ({ reference }))).frame;
    expect(eligible.map(({ reference }) => reference)).toEqual([...alike].sort());
  });
});

describe('where no decision is dated', () => {
  test('by date received, the week is the one a referral was received in', () => {
    const rows = [
      { reference: 'A', received: '2026-11-13', decided: '2026-12-01' },
      { reference: 'B', received: '2026-11-12', decided: '2026-11-16' },
      { reference: 'C', received: '' },
    ];
    expect(sides(rows, RULES, 'received')).toEqual(['A not-met']);
    expect(exclusions(rows, RULES, 'received')).toEqual(['3: outside-week', '4: undated']);
    expect(sides(rows)).toEqual(['B not-met', 'C not-met']);
  });

  test('a referral received after the week cannot have been decided in it', () => {
    const undecided = (received: string) => [{ received, decided: '', wording: '' }];
    expect(exclusions(undecided('2026-11-20'))).toEqual(['2: outside-week']);
    expect(exclusions(undecided('2026-11-19'))).toEqual(['2: undecided']);
    const decided = (received: string) => [{ received, decided: '', wording: 'S47' }];
    expect(exclusions(decided('2026-11-20'))).toEqual(['2: outside-week']);
    expect(exclusions(decided('2026-11-19'))).toEqual(['2: undated']);
  });

  test('one row received after the week does not speak for a sibling received before it', () => {
    const rows = [
      { received: '2026-11-19', decided: '', wording: '' },
      { received: '2026-11-20', decided: '', wording: '', child: 'C2' },
    ];
    expect(exclusions(rows)).toEqual(['2: contradictory', '3: sibling-row']);
  });
});

describe('problems', () => {
  test('name a wording once, at its first referral, with the number of referrals', () => {
    const rows = [
      { reference: 'A', wording: 'S47' },
      { reference: 'B', wording: 'Watching brief' },
      { reference: 'C', wording: 'LADO' },
      { reference: 'D', wording: 'watching-brief' },
      { reference: 'D', wording: 'WATCHING BRIEF', child: 'C2' },
      { reference: 'E', wording: 'Watching brief', decided: '2026-11-20' },
      { reference: 'F', wording: 'Strategy Discussion' },
      { reference: 'G', wording: 'Strategy Discussion' },
      { reference: 'H', wording: 'Watching brief' },
    ];
    expect(problems(rows)).toEqual([
      {
        code: 'decision-unrecognised',
        place: { file: 'week.csv', row: 3 },
        args: { wording: 'Watching brief', referrals: 3, near: null },
      },
      {
        code: 'decision-ambiguous',
        place: { file: 'week.csv', row: 4 },
        args: { wording: 'LADO', referrals: 1 },
      },
      {
        code: 'met-by-default',
        place: { file: 'week.csv', row: 8 },
        args: { wording: 'Strategy Discussion', referrals: 2 },
      },
    ]);
  });

  test('quote a wording as it is spelled at the place they name', () => {
    const [problem] = problems([
      { reference: 'A', wording: 'Watching brief' },
      { reference: 'B', wording: 'WATCHING-BRIEF' },
    ]);
    expect(problem).toMatchObject({
      place: { row: 2 },
      args: { wording: 'Watching brief', referrals: 2 },
    });
  });

  test('count a referral under each wording of its own that nobody has placed', () => {
    const rows = [
      { wording: 'Watching brief' },
      { wording: 'LADO', child: 'C2' },
      { wording: 'Early Help', child: 'C3' },
    ];
    expect(problems(rows).map(({ code, args }) => [code, args])).toEqual([
      ['decision-unrecognised', { wording: 'Watching brief', referrals: 1, near: null }],
      ['decision-ambiguous', { wording: 'LADO', referrals: 1 }],
    ]);
  });

  test('quote a wording cut short, so that a story in the column does not travel', () => {
    const [problem] = problems([{ wording: `Mother said ${'that '.repeat(20)}` }]);
    expect(problem?.args).toEqual({
      wording: 'Mother said that that that that that th\u2026',
      referrals: 1,
      near: null,
    });
  });

  test('of an undated decision are told at each, once a referral', () => {
    const rows = [
      { reference: 'A', decided: '' },
      { reference: 'A', decided: '', child: 'C2' },
      { reference: 'B', decided: '' },
      { reference: 'C' },
    ];
    expect(problems(rows)).toEqual([
      { code: 'decision-undated', place: { file: 'week.csv', row: 2 }, args: {} },
      { code: 'decision-undated', place: { file: 'week.csv', row: 4 }, args: {} },
    ]);
  });

  test.each([
    ['received', { received: '2026-11-14' }],
    ['decided', { decided: '2026-11-17' }],
    ['localAuthority', { localAuthority: 'Swindon' }],
  ])('of rows that contradict each other name the fact, %s, and the rows', (fact, other) => {
    expect(problems([{}, {}, { reference: 'MASH-2' }, { child: 'C2', ...other }])).toEqual([
      {
        code: 'rows-contradict',
        place: { file: 'week.csv', row: 2 },
        args: { fact, rows: ['2', '5'] },
      },
    ]);
  });

  test('of rows that contradict each other over two exports name the exports', () => {
    const [problem] = problems([
      { file: 'a.csv', row: 2 },
      { file: 'b.csv', row: 7, received: '2026-11-14' },
    ]);
    expect(problem?.args).toEqual({ fact: 'received', rows: ['2 of a.csv', '7 of b.csv'] });
  });

  test('say when a referral was decided before it was received, and stop nobody', () => {
    const told = (rows: Facts) => problems(rows).map(({ code }) => code);
    const early = { received: '2026-11-17', decided: '2026-11-16' };
    expect(told([early])).toEqual(['decided-before-received']);
    expect(stops([early])).toEqual([]);
    expect(sides([early])).toEqual(['MASH-1 not-met']);
    expect(told([{ ...early, received: '2026-11-16' }])).toEqual([]);
    expect(told([{ ...early, wording: 'Pending' }])).toEqual([]);
    expect(problems([early, { ...early, child: 'C2' }]).map(({ place }) => place?.row)).toEqual([
      2,
    ]);
  });

  test('come in the order of the exports', () => {
    const places = problems([
      { file: 'b.csv', row: 2, reference: 'A', wording: 'Watching brief' },
      { file: 'a.csv', row: 10, reference: 'B', wording: 'LADO' },
      { file: 'a.csv', row: 9, reference: 'C', decided: '' },
    ]).map(({ place }) => `${place?.file ?? ''} ${place?.row ?? 0}`);
    expect(places).toEqual(['a.csv 9', 'a.csv 10', 'b.csv 2']);
  });
});

describe('leaving out', () => {
  const STOPS = {
    unrecognised: [{ wording: 'Watching brief' }],
    undated: [{ decided: '' }],
    contradictory: [{}, { child: 'C2', received: '2026-11-14' }],
  } as const satisfies Record<LeaveOut, Facts>;
  const reasons = Object.keys(STOPS) as LeaveOut[];

  test.each(reasons)('%s turns a stop into an exclusion that is still listed', (reason) => {
    const rows = STOPS[reason];
    expect(stops(rows)).toHaveLength(1);
    expect(stops(rows, leavingOut(reason))).toEqual([]);
    expect(exclusions(rows, leavingOut(reason))).toEqual(exclusions(rows));
    expect(exclusions(rows, leavingOut(reason))).toContain(`2: ${reason}`);
  });

  test.each(reasons)('%s lifts no other stop', (reason) => {
    const others = reasons.filter((other) => other !== reason);
    expect(stops(STOPS[reason], leavingOut(...others))).toHaveLength(1);
  });

  test('unrecognised wordings includes those that are known and lie on no side', () => {
    expect(stops([{ wording: 'LADO' }])).toEqual(['decision-ambiguous']);
    expect(stops([{ wording: 'LADO' }], leavingOut('unrecognised'))).toEqual([]);
  });

  test.each([
    ['a wording in no list', [{ wording: 'Watching brief' }]],
    ['a wording on no side', [{ wording: 'LADO' }]],
    ['dates received that differ', [{}, { child: 'C2', received: '2026-11-14' }]],
    ['authorities that differ', [{}, { child: 'C2', localAuthority: 'Swindon' }]],
    ['a strategy discussion', [{ wording: 'Strategy Discussion' }]],
    ['a decision before it was received', [{ received: '2026-11-17' }]],
  ])('is not needed for another week: %s there is nobody\u2019s problem', (_, rows) => {
    expect(problems(rows)).toHaveLength(1);
    for (const decided of ['2026-11-12', '2026-11-20']) {
      expect(problems(rows.map((row) => ({ ...row, decided })))).toEqual([]);
    }
  });

  test('is needed where one of the dates that contradict each other lies in the week', () => {
    expect(stops([{ decided: '2026-11-19' }, { child: 'C2', decided: '2026-11-20' }])).toEqual([
      'rows-contradict',
    ]);
    expect(stops([{ decided: '2026-11-12' }, { child: 'C2', decided: '2026-11-20' }])).toEqual([]);
  });
});

describe('the frame code', () => {
  const ROWS = [
    { reference: 'B-2', wording: 'S47' },
    { reference: 'A-1' },
    { reference: 'C "3"', wording: 'Pending' },
    { reference: '\u00e9 "4"' },
  ];

  test('comes from a digest anyone can compute: SHA-256 over lines of JSON', () => {
    const lines = [
      '["frame-1","2026-11-13","2026-11-19","decided"]',
      '["A-1","not-met"]',
      '["B-2","met"]',
      '["\u00e9 \\"4\\"","not-met"]',
    ];
    const digest = createHash('sha256')
      .update(lines.map((line) => `${line}\n`).join(''), 'utf8')
      .digest('hex');
    expect(frame(ROWS).frame.digest).toBe(digest);
  });

  test('is the first twenty digits of the digest, in groups of four', () => {
    const { digest, code } = frame(ROWS).frame;
    expect(code).toMatch(/^[0-9a-f]{4}(?:-[0-9a-f]{4}){4}$/);
    expect(code.replaceAll('-', '')).toBe(digest.slice(0, 20));
  });

  test('is this one, for these referrals', () => {
    expect(frame(ROWS).frame.code).toBe('a7ff-d9f0-ab22-7ee9-309d');
  });

  test('changes with the week, the kind of date, a referral or its side', () => {
    const code = frame(ROWS).frame.code;
    const nextWeek = weekBefore(day('2026-11-21'));
    const others = [
      buildFrame(referralRows(ROWS), nextWeek, 'decided', RULES).frame.code,
      frame(ROWS, RULES, 'received').frame.code,
      frame(ROWS.slice(1)).frame.code,
      frame([...ROWS, { reference: 'D-4' }]).frame.code,
      frame(ROWS.map((row) => ({ ...row, wording: 'S47' }))).frame.code,
      frame(ROWS.map((row) => ({ ...row, reference: `${row.reference}0` }))).frame.code,
    ];
    expect(new Set([code, ...others]).size).toBe(1 + others.length);
  });

  test('does not change with what no draw depends on', () => {
    const code = frame(ROWS).frame.code;
    expect(frame([...ROWS].reverse()).frame.code).toBe(code);
    expect(frame(ROWS.map((row) => ({ ...row, team: 'MASH South' }))).frame.code).toBe(code);
    expect(frame([...ROWS, { reference: 'D-4', decided: '2026-11-20' }]).frame.code).toBe(code);
    expect(frame(ROWS.map((row) => ({ ...row, file: 'renamed.csv' }))).frame.code).toBe(code);
  });

  test('cannot be met by a reference that imitates the lines of two', () => {
    const two = [
      { reference: 'A', side: 'met' },
      { reference: 'B', side: 'met' },
    ] as const;
    const one = [{ reference: 'A","met"]\n["B', side: 'met' }] as const;
    expect(digestFrame(one, WEEK, 'decided')).not.toBe(digestFrame(two, WEEK, 'decided'));
  });
});
