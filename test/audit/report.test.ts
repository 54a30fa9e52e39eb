import { describe, expect, it } from 'vitest';
import type { CollatedPack } from '../../src/audit/collated-packs.ts';
import { parseMonth, parseYear, type ReportPeriod } from '../../src/audit/report-period.ts';
import { buildReport, type Report } from '../../src/audit/report.ts';
import type { ReportPlan } from '../../src/audit/report-scope.ts';
import type { Tally } from '../../src/audit/tally.ts';
import type { QuestionSet } from '../../src/audit/questions.ts';
import { reportCsv } from '../../src/outputs/report-csv.ts';
import { reportHtml } from '../../src/outputs/report-html.ts';
import { fridays, packOf, publishedYear, type CaseGiven } from '../support/collated-packs.ts';
import { day } from '../support/referral-rows.ts';

function period(found: ReportPeriod | null): ReportPeriod {
  if (found === null) throw new Error('no such period');
  return found;
}

function reportOf(packs: readonly CollatedPack[], plan: Partial<ReportPlan> = {}): Report {
  return buildReport(packs, [], {
    period: period(parseYear('2026')),
    asAt: day('2026-12-31'),
    localAuthority: null,
    suppressBelow: null,
    ...plan,
  });
}

/** The counts above nought by name. */
function countsIn({ parts }: Tally): Record<string, number> {
  return Object.fromEntries(
    parts.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]),
  );
}

const cases = (count: number, given: CaseGiven = {}): CaseGiven[] =>
  Array.from({ length: count }, () => given);

describe('the published study', () => {
  /*
   * Arch Dis Child 2016;101(Suppl 1):A369: 347 cases in twelve months, graded 4.8 / 81 / 10.2 / 3.5 %,
   * which is 99.5 in all. No whole number of 347 is 4.8 % or 10.2 % (16 is 4.6, 17 is 4.9; 35 is 10.1,
   * 36 is 10.4), however it is rounded. Of all numbers up to 400 that a table of whole counts can be
   * of, only 313 to 315 and 372 to 374 give all four by rounding: the study's percentages are perhaps
   * of 314 cases or so that had a grade. Of 347 the nearest whole counts are 17, 281, 35 and 12; two
   * cases are left without a grade, which is 99.4 and 0.6 %.
   */
  const report = reportOf(publishedYear());

  it('a year of 52 packs gives 347 audited cases, and percentages of 347', () => {
    expect(report.meetings.held).toBe(52);
    expect(report.grades.total.count).toBe(347);
    const shares = report.grades.parts.map(({ name, count }) => [name, count / 3.47] as const);
    const published = [
      ['Outstanding', 4.8],
      ['Good', 81],
      ['Requires improvement', 10.2],
      ['Inadequate', 3.5],
    ] as const;
    published.forEach(([name, percent], index) => {
      expect(shares[index]?.[0]).toBe(name);
      // Half a case of 347 is 0.144 points: no whole count lies nearer.
      expect(Math.abs((shares[index]?.[1] ?? NaN) - percent)).toBeLessThan(0.145);
    });
  });

  it('shows the remainder as ungraded, so that all sum to 347', () => {
    expect(countsIn(report.grades)).toEqual({
      ...{ Outstanding: 17, Good: 281, 'Requires improvement': 35, Inadequate: 12, Ungraded: 2 },
    });
  });

  it('no whole counts of 347 have the published percentages; those of these numbers have', () => {
    const able = Array.from({ length: 400 }, (_, index) => index + 1).filter(canHave);
    expect(able).toEqual([313, 314, 315, 372, 373, 374]);
  });

  function canHave(of: number): boolean {
    const counts = Array.from({ length: of + 1 }, (_, count) => count);
    const rounded = [
      [4.8, 10],
      [81, 1],
      [10.2, 10],
      [3.5, 10],
    ] as const;
    const least = rounded.map(([percent, scale]) =>
      counts.find((count) => Math.round((count / of) * 100 * scale) === percent * scale),
    );
    if (least.includes(undefined)) return false;
    return least.reduce<number>((sum, count) => sum + (count ?? 0), 0) <= of;
  }
});

describe('what became of the cases', () => {
  it('every case drawn has one state, and every one not audited a reason', () => {
    const report = reportOf([
      packOf('2026-01-02', {
        cases: [
          ...cases(3),
          { state: 'not-audited', notAudited: 'file locked' },
          { state: 'not-audited', notAudited: 'the family of J Smith moved' },
          { state: 'not-audited' },
          { state: 'blank', grade: null },
        ],
      }),
      packOf('2026-01-09', { cases: cases(2), collated: false }),
    ]);
    expect(countsIn(report.cases)).toEqual({
      ...{ Audited: 3, 'Not audited': 3, 'Nothing recorded': 1, 'No findings yet': 2 },
    });
    expect(report.cases.total.count).toBe(9);
    expect(report.reasons.map(countsIn)[0]).toEqual({
      ...{ 'File locked': 1, 'Another reason': 1, 'No reason recorded': 1 },
    });
    expect(report.meetings.notCollated).toEqual(['2026-01-09']);
  });

  it.each([
    ['File locked', 'File locked'],
    ['file  locked.', 'File locked'],
    ['FILE-LOCKED', 'File locked'],
    ['file_locked', 'File locked'],
    ['File locked: held by the police', 'File locked'],
    ['Conflict of interest', 'Conflict of interest: an auditor’s own case'],
    ["conflict of interest: an auditor's own case", 'Conflict of interest: an auditor’s own case'],
    ['conflict-of-interest', 'Conflict of interest: an auditor’s own case'],
    ['Open police matter', 'Open police matter'],
    ['Duplicate or test record', 'Duplicate or test record'],
    ['Duplicate record', 'Duplicate or test record'],
    ['file not locked', 'Another reason'],
    ['files locked', 'Another reason'],
    ['the file locked itself', 'Another reason'],
    ['no conflict of interest', 'Another reason'],
    ['duplicate', 'Another reason'],
  ])('the reason “%s” is counted as “%s”', (notAudited, expected) => {
    const given = { state: 'not-audited', notAudited } as const;
    const replaced = [{ reason: `other: ${notAudited}`, when: 'after' }] as const;
    const { reasons } = reportOf([packOf('2026-01-02', { cases: [given], replaced })]);
    expect(reasons.map(countsIn)).toEqual([{ [expected]: 1 }, {}, { [expected]: 1 }]);
  });

  it('words instead of a choice are counted and never repeated', () => {
    const report = reportOf([
      packOf('2026-01-02', { cases: [{ grade: 'good, says Jo', answer: 'mostly, says Jo' }] }),
    ]);
    expect(countsIn(report.grades)).toEqual({ 'In other words': 1 });
    expect(JSON.stringify(report)).not.toContain('Jo');
  });
});

describe('cases that were replaced', () => {
  const eligible = { met: 9, notMet: 9 };
  const act: CaseGiven = { actions: [{ number: 1, what: 'Visit', owner: null, due: null }] };
  const replaced = [
    { reason: 'file locked', when: 'draw' },
    { reason: 'file locked', when: 'after', localAuthority: 'Swindon' },
    { reason: 'other: the family of J Smith', when: 'after', found: true, ...act },
  ] as const;
  const packs = [packOf('2026-01-02', { cases: cases(3), replaced, eligible })];

  it('stand with what became of all that were drawn, and each has a reason', () => {
    const report = reportOf(packs);
    expect(countsIn(report.cases)).toEqual({
      ...{ Audited: 3, 'Replaced at the draw': 1, 'Replaced after the draw': 2 },
    });
    expect(report.cases.total.count).toBe(6);
    expect(report.reasons.map(countsIn)).toEqual([
      {},
      { 'File locked': 1 },
      { 'File locked': 1, 'Another reason': 1 },
    ]);
    expect(JSON.stringify(report)).not.toContain('Smith');
    const swindon = reportOf(packs, { localAuthority: 'Swindon' });
    expect(countsIn(swindon.cases)).toEqual({ 'Replaced after the draw': 1 });
    expect(countsIn(reportOf([packOf('2026-01-02', { cases: cases(3) })]).cases)).toEqual({
      Audited: 3,
    });
  });

  it('are no audited cases, though they had been; their actions stay', () => {
    const report = reportOf(packs);
    expect(report.grades.total.count).toBe(3);
    expect(report.coverage.total.count).toBe(18);
    expect(countsIn(report.actions)).toEqual({ 'Open, no day named': 1 });
    const swindon = reportOf(packs, { localAuthority: 'Swindon' });
    expect(swindon.actions.total.count).toBe(0);
  });

  it('do not make a pack the larger of two', () => {
    const again = { draw: 2, eligible, cases: cases(4) };
    const [left] = reportOf([...packs, packOf('2026-01-02', again)]).leftOut;
    expect(left?.because).toContain('Its 3 audited cases are not counted.');
  });

  it('and reserves that were withdrawn were never cases', () => {
    const [pack] = packs;
    if (pack === undefined) throw new Error('no pack');
    const replacements = pack.record.replacements.map((one) => ({ ...one, by: null }));
    const reserves = { ...pack, record: { ...pack.record, replacements } };
    expect(countsIn(reportOf([reserves]).cases)).toEqual({ Audited: 3 });
  });
});

describe('a week drawn more than once', () => {
  const first = packOf('2026-01-02', { cases: cases(4), eligible: { met: 40, notMet: 0 } });
  const again = { draw: 2, eligible: { met: 40, notMet: 0 } };

  it('counts as the draw that was audited, and its frame once', () => {
    const second = packOf('2026-01-02', { ...again, cases: cases(4), collated: false });
    const report = reportOf([first, second]);
    expect(report.coverage.total.count).toBe(40);
    expect(report.meetings.held).toBe(1);
    expect(report.leftOut).toEqual([
      {
        name: '2026-01-02-draw-2',
        meeting: '2026-01-02',
        because: 'it audits days that 2026-01-02 audits, and that pack counts.',
      },
    ]);
  });

  it('counts as its last draw where neither was audited, and the larger where both were', () => {
    const unaudited = { ...first, findings: null };
    const second = packOf('2026-01-02', { ...again, cases: cases(4), collated: false });
    expect(reportOf([unaudited, second]).leftOut[0]?.name).toBe('2026-01-02');
    const larger = packOf('2026-01-02', { ...again, cases: cases(5) });
    const [left] = reportOf([first, larger]).leftOut;
    expect(left?.name).toBe('2026-01-02');
    expect(left?.because).toContain('Its 4 audited cases are not counted.');
    const [unsaid] = reportOf([first, larger], { suppressBelow: 5 }).leftOut;
    expect(unsaid?.because).toContain('Its audited cases are not counted.');
  });

  it('counts a draw that the ledger does not know only where it tells of none', () => {
    const known = { ...first, ledger: { isKnown: true, rival: null } };
    const copied = packOf('2026-01-02', { name: 'copied', cases: cases(8) });
    const rival = { ...copied, ledger: { isKnown: false, rival: '2026-01-02' } };
    const report = reportOf([known, rival]);
    expect(report.grades.total.count).toBe(4);
    expect(report.leftOut[0]).toMatchObject({
      name: 'copied',
      because: 'it is not in the ledger, which tells of 2026-01-02 for its days.',
    });
    const alone = reportOf([{ ...copied, ledger: { isKnown: false, rival: null } }]);
    expect([alone.grades.total.count, alone.notInLedger]).toEqual([8, ['copied']]);
  });

  it('is left out by the meeting of its record, whatever its folder is called', () => {
    const second = packOf('2026-01-02', { ...again, cases: cases(2), name: '2020-01-02' });
    expect(reportOf([first, second]).leftOut.map(({ name }) => name)).toEqual(['2020-01-02']);
  });

  it('is none where another authority was audited, or another week', () => {
    const own = (name: string, localAuthority: string): CollatedPack =>
      packOf('2026-01-02', { name, localAuthority, cases: cases(4) });
    const packs = [own('2026-01-02-wiltshire', 'Wiltshire'), own('2026-01-02-swindon', 'Swindon')];
    expect(reportOf([...packs, packOf('2026-01-09', { cases: cases(1) })]).leftOut).toEqual([]);
    expect(reportOf([...packs, first]).leftOut.map(({ name }) => name)).toHaveLength(2);
    expect(reportOf(packs, { localAuthority: '865' }).meetings.held).toBe(1);
  });
});

describe('a report of one authority', () => {
  it('has its cases only, and its decisions estimated within all', () => {
    const packs = [
      packOf('2026-01-02', {
        cases: [
          ...cases(2, { localAuthority: 'Wiltshire Council' }),
          ...cases(2, { localAuthority: 'Swindon', grade: 'Inadequate' }),
        ],
        eligible: { met: 40, notMet: 10 },
      }),
    ];
    const report = reportOf(packs, { localAuthority: 'swindon' });
    expect(countsIn(report.grades)).toEqual({ Inadequate: 2 });
    expect(report.coverage.name).toBe('Decisions in the frames, of all authorities');
    const own = packs.map((pack) => {
      const settings = { ...pack.record.settings, localAuthority: 'Swindon' };
      return { ...pack, record: { ...pack.record, settings } };
    });
    expect(reportOf(own, { localAuthority: 'swindon' }).coverage.name).toBe(
      'Decisions in the frames',
    );
    const inadequate = report.estimates.find(({ name }) => name === 'Inadequate')?.estimate;
    expect(inadequate).toMatchObject({ cases: 2, covered: 40, proportion: 1 });
    expect(countsIn(report.coverage)).toEqual({
      'On a side and in a week with an audited case': 40,
      'Without one: not in the estimates': 10,
    });
  });
});

describe('questions, agreement and elapsed time', () => {
  it('are of the cases of their side, whatever was answered', () => {
    const report = reportOf([
      packOf('2026-01-02', {
        cases: [
          { answer: 'Yes' },
          { answer: null },
          { side: 'not-met', answer: 'No' },
          { side: 'not-met', state: 'not-audited', answer: 'Yes' },
        ],
      }),
    ]);
    const told = report.questions.find(({ question }) => question === 'referrer-notified');
    expect(told?.total.count).toBe(2);
    expect(told === undefined ? {} : countsIn(told)).toEqual({ Yes: 1, 'Not recorded': 1 });
    const signposted = report.questions.find(({ question }) => question === 'family-signposted');
    expect(signposted === undefined ? {} : countsIn(signposted)).toEqual({ No: 1 });
    expect(report.views[0]?.total.count).toBe(3);
    expect(countsIn(report.agreement)).toEqual({ 'All agree': 3 });
  });

  it.each([
    ['2026-01-02', '2026-01-02', 'The same day'],
    ['2026-01-02', '2026-01-05', '1 working day'],
    ['2026-01-02', '2026-01-07', '2 or 3 working days'],
    ['2026-01-02', '2026-01-09', '4 or 5 working days'],
    ['2026-01-02', '2026-01-12', 'More than 5 working days'],
    ['2026-01-03', '2026-01-02', 'Not measurable'],
    [null, '2026-01-02', 'Not recorded'],
    ['2026-01-02', null, 'Not recorded'],
  ])('received %s, decided %s: %s', (received, decided, expected) => {
    const report = reportOf([packOf('2026-01-16', { cases: [{ received, decided }] })]);
    expect(countsIn(report.elapsed)).toEqual({ [expected]: 1 });
  });
});

describe('question sets', () => {
  function withSet(pack: CollatedPack, set: Partial<QuestionSet>): CollatedPack {
    const questionSet = { ...pack.record.questionSet, ...set };
    return { ...pack, record: { ...pack.record, questionSet } };
  }
  const asking = (text: string): Partial<QuestionSet> => ({
    questions: { met: [{ id: 'decision-documented', text }], 'not-met': [] },
  });
  const first = packOf('2026-01-02', { cases: cases(3) });
  const second = packOf('2026-01-09', { cases: cases(2) });

  it('with one name and other words are two questions, and the name is told', () => {
    const report = reportOf([
      withSet(first, asking('Was it written?')),
      withSet(second, asking('Was it sound?')),
    ]);
    expect(report.questions.map(({ name, total }) => [name, total.count])).toEqual([
      ['Was it written?', 3],
      ['Was it sound?', 2],
    ]);
    expect(report.meetings.changedSets).toEqual(['wiltshire-2020']);
    expect(reportHtml(report)).toContain('One name for question sets that differ');
    expect(reportOf([first, second]).meetings.changedSets).toEqual([]);
  });

  it('of two names with one question id are listed apart', () => {
    const report = reportOf([
      withSet(first, { id: 'old', ...asking('Was it written?') }),
      withSet(second, { id: 'new', ...asking('Was it written?') }),
    ]);
    expect(report.questions.map(({ name, total }) => [name, total.count])).toEqual([
      ['Was it written? (old)', 3],
      ['Was it written? (new)', 2],
    ]);
  });

  it('may have words that the program has too: what is blank stays apart', () => {
    const set = { grades: ['Good', 'Ungraded'], answers: ['Yes', 'Not recorded'] };
    const given = [
      { grade: 'Ungraded', answer: 'Not recorded' },
      { grade: null, answer: null },
      { grade: null, answer: null },
    ];
    const report = reportOf([withSet(packOf('2026-01-02', { cases: given }), set)]);
    expect(countsIn(report.grades)).toEqual({ Ungraded: 1, 'Ungraded (left blank)': 2 });
    const answers = { 'Not recorded': 1, 'Not recorded (left blank)': 2 };
    expect(report.questions.map(countsIn)).toEqual([answers, answers, answers]);
    expect(report.views.map(countsIn)).toEqual([answers, answers, answers]);
  });
});

describe('the views of agencies', () => {
  const third = (text: string, answers: readonly string[], id: string): Partial<QuestionSet> => ({
    ...{ id, answers },
    agencies: [
      { id: 'police', text: 'Police', prompts: [] },
      { id: 'third', text, prompts: [] },
    ],
  });
  function withViews(meeting: string, set: Partial<QuestionSet>, answer: string): CollatedPack {
    const pack = packOf(meeting, { cases: cases(8) });
    const questionSet = { ...pack.record.questionSet, ...set };
    const found = pack.findings?.cases.map((one) => ({
      ...one,
      views: questionSet.agencies.map(({ id }) => ({
        ...{ agency: id, question: `view-${id}`, answer, rationale: null },
      })),
    }));
    const findings =
      pack.findings === null ? null : { ...pack.findings, cases: found ?? pack.findings.cases };
    return { ...pack, record: { ...pack.record, questionSet }, findings };
  }
  const viewsOf = (packs: readonly CollatedPack[]) =>
    reportOf(packs).views.map((one) => [one.name, one.total.count, countsIn(one)] as const);
  const four = ['Yes', 'Partly', 'No', 'Not known'];
  const old = withViews('2026-01-02', third('Housing', four, 'old'), 'No');

  it('of one id are told apart where the agency is another one', () => {
    const other = withViews('2026-01-09', third('Education', four, 'new'), 'Yes');
    expect(viewsOf([old, other])).toEqual([
      ['Police', 16, { No: 8, Yes: 8 }],
      ['Housing', 8, { No: 8 }],
      ['Education', 8, { Yes: 8 }],
    ]);
  });

  it('are apart where forms offered other answers, each of the cases whose form did', () => {
    const other = withViews('2026-01-09', third('Housing', ['Yes', 'No'], 'new'), 'Yes');
    expect(viewsOf([old, other])).toEqual([
      ['Police (old)', 8, { No: 8 }],
      ['Housing (old)', 8, { No: 8 }],
      ['Police (new)', 8, { Yes: 8 }],
      ['Housing (new)', 8, { Yes: 8 }],
    ]);
    const report = reportOf([old, other]);
    expect(reportHtml(report)).toContain('<th scope="row">Housing (new)</th>');
    expect(reportCsv(report)).toMatch(/agency views,Police \(old\),Partly,cases,0,8,/);
    expect(reportCsv(report)).not.toContain('agency views,Police (new),Partly');
  });

  it('are one where two sets ask the same agency with the same answers', () => {
    const same = withViews('2026-01-09', third('Housing', four, 'new'), 'Yes');
    expect(viewsOf([old, same])).toEqual([
      ['Police', 16, { No: 8, Yes: 8 }],
      ['Housing', 16, { No: 8, Yes: 8 }],
    ]);
  });
});

describe('estimates of questions', () => {
  const year = publishedYear();

  it('are of the decisions whose form asked it, where another set does not', () => {
    const isLate = (week: number): boolean => week >= 26;
    const [whole, part] = [() => true, isLate].map((asks) =>
      reportOf(
        year.map((pack, week) => {
          const { questions, ...rest } = pack.record.questionSet;
          const met = questions.met.map((one) => ({ ...one, text: `${one.text} Now` }));
          const set = asks(week)
            ? { ...rest, id: 'team-2026', questions: { ...questions, met } }
            : pack.record.questionSet;
          return { ...pack, record: { ...pack.record, questionSet: set } };
        }),
      ).estimates.find(({ name }) => name.endsWith(' Now Yes')),
    );
    const covered = (from: number): number =>
      year.slice(from).reduce((sum, { record }) => sum + record.frame.eligible.met, 0);
    expect(whole?.estimate?.covered).toBe(covered(0));
    expect(part?.estimate?.covered).toBe(covered(26));
  });

  it('name the side only where both sides are asked the same', () => {
    const alike = reportOf(
      year.map((pack) => {
        const { questions } = pack.record.questionSet;
        const both = { met: questions.met, 'not-met': questions.met };
        const questionSet = { ...pack.record.questionSet, id: 'alike', questions: both };
        return { ...pack, record: { ...pack.record, questionSet } };
      }),
    );
    const named = (report: Report): string[] =>
      report.estimates
        .filter(({ section, name }) => section === 'questions' && name.includes('documented'))
        .map(({ name }) => name);
    expect(named(alike)).toEqual([
      'Was it clearly documented? (threshold met) Yes',
      'Was it clearly documented? (threshold not met) Yes',
    ]);
    expect(named(reportOf(year))).toEqual(['Was it clearly documented? Yes']);
  });
});

describe('a period with two sets of grades', () => {
  const withGrades = (pack: CollatedPack, grades: readonly string[]): CollatedPack => {
    const questionSet = {
      ...pack.record.questionSet,
      ...{ id: 'team-2026', grades, putRightToday: grades.slice(-1) },
    };
    return { ...pack, record: { ...pack.record, questionSet } };
  };
  const own = ['Good', 'Unsafe'];
  const year = publishedYear();
  const mixed = reportOf(
    year.map((pack, week) => {
      if (week % 2 === 1 || pack.findings === null) return pack;
      const found = pack.findings.cases.map((one) => ({
        ...one,
        grade: one.grade === 'Inadequate' ? 'Unsafe' : one.grade,
      }));
      return { ...withGrades(pack, own), findings: { ...pack.findings, cases: found } };
    }),
  );
  const page = reportHtml(mixed);

  it('estimates the grades to be put right as one: what one grade would be', () => {
    const ofOne = reportOf(year).estimates.find(({ name }) => name === 'Inadequate');
    const union = mixed.estimates.find(({ name }) => name === 'Unsafe or Inadequate');
    expect(union?.figure.count).toBe(12);
    expect(union?.estimate).toEqual(ofOne?.estimate);
    expect(ofOne?.estimate?.tooUncertain).toBeNull();
    const [, said = ''] = /same day\..*?an estimated ([\d.]+%)/.exec(page) ?? [];
    expect(said).toBe(`${(100 * (union?.estimate?.proportion ?? 0)).toFixed(1)}%`);
    expect(reportOf(year).estimates.some(({ name }) => name.includes(' or '))).toBe(false);
  });

  it('has one column for them in the breakdowns', () => {
    expect(page).toContain('>Unsafe or Inadequate, % (95% interval)</th>');
    const column = /<tr><th scope="row">Threshold met<\/th>.*?<\/tr>/.exec(page)?.[0];
    const before = /<tr><th scope="row">Threshold met<\/th>.*?<\/tr>/.exec(
      reportHtml(reportOf(year)),
    )?.[0];
    const share = />([\d.]+% \([\d.]+ to [\d.]+\))<\/td><\/tr>$/;
    expect(share.exec(column ?? '')?.[1]).toBe(share.exec(before ?? '')?.[1]);
  });

  it('leaves that column out where one of them is left out', () => {
    const hidden = reportHtml(reportOf(mixedFew(), { suppressBelow: 5 }));
    const row = /<tr><th scope="row">Threshold met<\/th>.*?<\/tr>/.exec(hidden)?.[0];
    expect(row).toMatch(/<td class="n">x<\/td><\/tr>$/);
  });

  function mixedFew(): CollatedPack[] {
    const given = (grade: string) => ({
      cases: [...cases(8, { grade }), ...cases(9)],
      eligible: { met: 40, notMet: 0 },
    });
    const few = packOf('2026-01-02', {
      cases: [...cases(2, { grade: 'Unsafe' }), ...cases(9)],
      eligible: { met: 40, notMet: 0 },
    });
    return [withGrades(few, own), packOf('2026-01-09', given('Inadequate'))];
  }

  it('has beside it the grades of the cases whose form offered them, and of all it is silent', () => {
    const able = (grade: string): number =>
      publishedYear()
        .filter((_, week) => (week % 2 === 0) === own.includes(grade))
        .flatMap(({ findings }) => findings?.cases ?? [])
        .filter(({ state }) => state === 'audited').length;
    const count = (grade: string): number =>
      mixed.grades.parts.find(({ name }) => name === grade)?.count ?? NaN;
    const offered = ['Outstanding', 'Requires improvement', 'Inadequate', 'Unsafe'];
    expect(mixed.offeredGrades.map(({ grade, of }) => [grade, of.count])).toEqual(
      expect.arrayContaining(offered.map((grade) => [grade, able(grade)])),
    );
    expect(mixed.offeredGrades).toHaveLength(offered.length);
    expect(able('Unsafe') + able('Inadequate')).toBe(347);
    expect(page).toContain(`Unsafe ${count('Unsafe')} of ${able('Unsafe')}, `);
    expect(reportCsv(mixed)).toContain(
      `offered them",Audited,Unsafe,cases,${count('Unsafe')},${able('Unsafe')},`,
    );
    expect(reportOf(year).offeredGrades).toEqual([]);
  });

  it('estimates a grade of the decisions whose form offered it, and says so', () => {
    // The weeks whose form offered it, alone.
    const weeks = year.filter((_, week) => week % 2 === 1);
    const alone = reportOf(weeks).estimates.find(({ name }) => name === 'Requires improvement');
    const found = mixed.estimates.find(({ name }) => name === 'Requires improvement');
    expect(found?.estimate).toEqual(alone?.estimate);
    expect(found?.isOfOffered).toBe(true);
    expect(page).toContain(
      '<th scope="row">Grade: Requires improvement, of the decisions whose form offered it</th>',
    );
    expect(page).toContain('<th scope="row">Grade: Good</th>');
    const table = reportCsv(mixed);
    expect(table).toMatch(
      /estimated",grades,Outstanding,.*\bof the decisions whose form offered it\r?\n/,
    );
    expect(table).toMatch(/estimated",grades,Good,.*95,\r?\n/);
    expect(reportCsv(reportOf(year))).not.toContain('whose form offered it');
  });

  it('gives every case a grade that every form which had it gave', () => {
    const packs = fridays('2026-01-02', 12).map((meeting, week) => {
      const grade = week < 6 ? 'Outstanding' : 'Good';
      const both = [...cases(4, { grade }), ...cases(4, { grade, side: 'not-met' })];
      const pack = packOf(meeting, { cases: both, eligible: { met: 10, notMet: 40 } });
      return week < 6 ? pack : withGrades(pack, ['Good', 'Weak', 'Unsafe']);
    });
    const report = reportOf(packs);
    const row = /<tr><th scope="row">Grade: Outstanding, of.*?<\/tr>/.exec(reportHtml(report))?.[0];
    expect(row).toContain('<td class="n">100.0%</td><td class="n">100.0%</td>');
    expect(reportCsv(report)).toMatch(/estimated",grades,Outstanding,share of decisions,,300,100,/);
    const hidden = reportCsv(reportOf(packs, { suppressBelow: 5 }));
    expect(hidden).toMatch(/grades,Outstanding,share of decisions,,,,,,,x/);
    const before = [packOf('2025-12-05', { cases: cases(8) }), ...packs.slice(6)];
    const none = reportOf(before).estimates.find(({ name }) => name === 'Outstanding');
    expect(none?.estimate).toBeNull();
  });

  it('does not tell how many cases had a form where small numbers are left out', () => {
    const hidden = reportOf(mixedFew(), { suppressBelow: 5 });
    expect(hidden.offeredGrades).toEqual([]);
    expect(reportHtml(hidden)).not.toContain('whose form offered it:');
    expect(reportHtml(hidden)).toContain('did not all have the same grades.');
  });

  it('says which meetings had which grades, and a period with one set does not', () => {
    expect(page).toContain('did not all have the same grades.');
    expect(page).toContain('team-2026 (26 meetings): Good, Unsafe; wiltshire-2020 (26 meetings):');
    expect(mixed.meetings.gradeSets).toHaveLength(2);
    expect(reportHtml(reportOf(year))).not.toContain('the same grades');
  });
});

describe('a grade that is to be put right by one question set and not by another', () => {
  /** Half of each week's cases require improvement; from the fourth week on, that is to be put right. */
  const packsWith = (putRightLater: readonly string[]): CollatedPack[] =>
    fridays('2026-01-02', 6).map((meeting, week) => {
      const grade = 'Requires improvement';
      const today = { done: 'Yes', doneOn: meeting } as const;
      const half = (side: 'met' | 'not-met'): CaseGiven[] => [
        ...cases(2, { side, grade, today }),
        ...cases(2, { side }),
      ];
      const eligible = { met: 10, notMet: 20 };
      const pack = packOf(meeting, { cases: [...half('met'), ...half('not-met')], eligible });
      const { questionSet } = pack.record;
      const set =
        week < 3
          ? { ...questionSet, id: 'team-2025' }
          : { ...questionSet, id: 'team-2026', putRightToday: putRightLater };
      return { ...pack, record: { ...pack.record, questionSet: set } };
    });
  const packs = packsWith(['Requires improvement', 'Inadequate']);
  const report = reportOf(packs);
  const page = reportHtml(report);
  const metRow = (text: string): string =>
    /<tr><th scope="row">Threshold met<\/th>.*?<\/tr>/.exec(text)?.[0] ?? '';

  it('counts by the set of each case in the sentence, the estimate and the breakdown', () => {
    const [, point = ''] = /<li>(<strong>12<\/strong> of the cases.*?)<\/li>/.exec(page) ?? [];
    expect(point.replace(/<[^>]+>/g, '')).toMatch(
      /^12 of the cases audited \(25\.0%\) had a grade that must be put right the same day\. All were\. Of all decisions, an estimated 25\.0% \([\d.]+ to [\d.]+\) would have such a grade\.$/,
    );
    expect(page).toContain('>To be put right the same day, % (95% interval)</th>');
    expect(metRow(page)).toMatch(/<td class="n">24<\/td><td class="n">25\.0% \([\d.]+ to /);
    expect(page).not.toContain('Requires improvement or Inadequate');
    expect(page).not.toContain('Inadequate or Requires improvement');
    expect(reportCsv(report)).toMatch(
      /estimated",grades,To be put right the same day,share of decisions,,180,25,/,
    );
  });

  it('says which grades those are in which set', () => {
    expect(page).toContain('differ in which grades must be put right the same day.</strong>');
    expect(page).toContain(
      'team-2025 (3 meetings): Inadequate; team-2026 (3 meetings): Requires improvement, Inadequate.',
    );
    const none = reportHtml(reportOf(packsWith([])));
    expect(none).toContain('team-2025 (3 meetings): Inadequate; team-2026 (3 meetings): none.');
    expect(none).toContain('had a grade that must be put right the same day.');
  });

  it('gives neither that column nor that estimate where small numbers are left out', () => {
    const left = reportOf(packs, { suppressBelow: 5 });
    expect(reportHtml(left)).not.toContain('same day, % (95% interval)');
    expect(reportCsv(left)).toMatch(
      /grades,To be put right the same day,share of decisions,,,,,,,x/,
    );
  });

  it('is not spoken of where all sets agree', () => {
    const same = reportHtml(reportOf(packsWith(['Inadequate'])));
    expect(same).toContain('were graded Inadequate, which must be put right the same day.');
    expect(same).not.toContain('differ in which grades');
    expect(same).toContain('>Inadequate, % (95% interval)</th>');
  });
});

describe('cases to be put right', () => {
  const meeting = '2026-01-02';
  const inadequate = (today: CaseGiven['today'] = {}): CaseGiven => ({
    grade: 'Inadequate',
    today,
  });

  it.each([
    [{ done: 'Yes', doneOn: day('2026-01-02') }, 'On the day of the meeting'],
    [{ done: 'Yes', doneOn: day('2026-01-01') }, 'Put right, day not recorded'],
    [{ done: 'Yes', doneOn: day('2026-01-09') }, '1 to 7 days after'],
    [{ done: 'Yes', doneOn: day('2026-01-10') }, 'More than 7 days after'],
    [{ done: 'Yes' }, 'Put right, day not recorded'],
    [{ done: 'No' }, 'Not put right'],
    [{ done: 'Not needed' }, 'Not needed'],
    [{}, 'Not recorded'],
  ] as const)('%o: %s', (today, expected) => {
    expect(countsIn(reportOf([packOf(meeting, { cases: [inadequate(today)] })]).putRight)).toEqual({
      [expected]: 1,
    });
  });

  it('count as put right once that is recorded, and are named until then', () => {
    const given = { cases: [inadequate({ done: 'No' }), {}] };
    const open = reportOf([packOf(meeting, given)]);
    expect(open.notPutRight).toEqual([{ label: 'T1', meeting }]);
    const completions = [{ label: 'T1', action: 'today', on: day('2026-01-05') }] as const;
    const report = reportOf([packOf(meeting, { ...given, completions })]);
    expect(countsIn(report.putRight)).toEqual({ '1 to 7 days after': 1 });
    expect(report.notPutRight).toEqual([]);
    expect(countsIn(report.actions)).toEqual({ Done: 1 });
  });
});

describe('over time', () => {
  const january = period(parseMonth('2026-01'));

  it('compares with the period before, and shows the twelve months that end with it', () => {
    const packs = [
      packOf('2025-12-12', { cases: cases(3) }),
      packOf('2026-01-09', { cases: cases(2, { grade: 'Outstanding' }) }),
      packOf('2026-02-06', { cases: cases(1) }),
    ];
    const report = reportOf(packs, { period: january });
    expect(countsIn(report.grades)).toEqual({ Outstanding: 2 });
    expect(report.gradesBefore === null ? null : countsIn(report.gradesBefore)).toEqual({
      Good: 3,
    });
    expect(report.trend.map(({ tally }) => tally.total.count)).toEqual([3, 2]);
    expect(report.trend[0]?.period.from).toBe('2025-12-01');
  });

  it('begins with the first pack of all, and tells a month without a meeting from a nought', () => {
    const packs = [
      packOf('2025-11-07', { cases: cases(1) }),
      packOf('2026-01-09', { cases: cases(2), collated: false }),
    ];
    const { trend } = reportOf(packs, { period: january });
    expect(trend.map(({ meetings, tally }) => [meetings, tally.total.count])).toEqual([
      [1, 1],
      [0, 0],
      [1, 0],
    ]);
    const earlier = packOf('2024-11-08', { cases: cases(1) });
    expect(reportOf([earlier, ...packs], { period: january }).trend).toHaveLength(12);
  });

  it('of five years goes by quarters', () => {
    const years = { from: day('2022-01-01'), to: day('2026-12-31') };
    expect(reportOf(publishedYear(), { period: years }).trend).toHaveLength(4);
    const first = packOf('2022-01-07', { cases: cases(1) });
    expect(reportOf([first, ...publishedYear()], { period: years }).trend).toHaveLength(20);
  });
});

describe('the report', () => {
  it('is the same whatever the order of the packs', () => {
    const packs = publishedYear().slice(0, 9);
    expect(reportOf(packs.toReversed())).toEqual(reportOf(packs));
  });

  it('leaves out a damaged pack of its days, and passes over one of others', () => {
    const damaged = ['2026-03-06', '2020-03-06', 'strange'].map((name) => ({
      name,
      because: 'it has no draw.json.',
    }));
    const report = buildReport(publishedYear(), damaged, reportOf([]));
    expect(report.damaged.map(({ name }) => name)).toEqual(['2026-03-06', 'strange']);
  });

  it('takes work in proportion to its cases, not to their square', () => {
    const readsOf = (weeks: number): number => {
      let reads = 0;
      const packs = publishedYear()
        .slice(0, weeks)
        .map((pack) => {
          const { answers, ...set } = pack.record.questionSet;
          const questionSet = {
            ...set,
            get answers() {
              reads += 1;
              return answers;
            },
          };
          return { ...pack, record: { ...pack.record, questionSet } };
        });
      reportOf(packs);
      return reads;
    };
    expect(readsOf(20)).toBeLessThan(2.5 * readsOf(10));
  });

  it('bears the marking of its packs, and all where they differ', () => {
    const packs = ['OFFICIAL', 'OFFICIAL-SENSITIVE'].map((marking, week) =>
      packOf(week === 0 ? '2026-01-02' : '2026-01-09', { cases: cases(1), marking }),
    );
    expect(reportOf(packs).marking).toBe('OFFICIAL / OFFICIAL-SENSITIVE');
    expect(reportOf([]).marking).toBe('OFFICIAL-SENSITIVE');
  });
});
