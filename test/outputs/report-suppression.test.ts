/**
 * Small numbers, as a reader of report.csv meets them: the sums between its rows are found anew from
 * its headings, and nothing that is left out may follow from what is printed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollatedPack } from '../../src/audit/collated-packs.ts';
import { buildReport, type Report } from '../../src/audit/report.ts';
import type { Sum } from '../../src/audit/sums.ts';
import { workedOut } from '../../src/audit/suppression.ts';
import { reportCsv } from '../../src/outputs/report-csv.ts';
import { type Side } from '../../src/audit/threshold.ts';
import { reportHtml } from '../../src/outputs/report-html.ts';
import { fridays, packOf, publishedYear, type CaseGiven } from '../support/collated-packs.ts';
import { foundOut, READERS, type Told } from '../support/reader.ts';
import { day } from '../support/referral-rows.ts';
import {
  anyPacks,
  idOf,
  reportOf,
  rowsOf,
  sumsIn,
  type Row,
} from '../support/suppressed-reports.ts';

/** Every case of an authority that a report can be asked for. */
function withoutBlanks(pack: CollatedPack): CollatedPack {
  const sample = pack.record.sample.map((one) => ({
    ...one,
    localAuthority: one.localAuthority || 'Wiltshire',
  }));
  return { ...pack, record: { ...pack.record, sample } };
}

const LISTS = new Map([
  ['Cases graded to be put right', 'put right'],
  ['Actions, as at', 'actions'],
  ['Time from received to decided', 'elapsed'],
]);

/** The small counts that some reader finds out from what the rest can be. */
function smallFound(told: Told, below: number): string[] {
  const counts = new Map([...told.counts].filter(([, count]) => !Number.isNaN(count)));
  // A row that one report has and another has not is one of no case there.
  const sums = told.sums
    .map(({ total, parts }) => ({ total, parts: parts.filter((id) => counts.has(id)) }))
    .filter(({ total, parts }) => counts.has(total) && parts.length > 0);
  return READERS.flatMap((leastOf) =>
    [...foundOut({ ...told, counts, sums }, leastOf)]
      .filter(([, count]) => count > 0 && count < below)
      .map(([id]) => id),
  );
}

describe('numbers left out of a report', () => {
  it('are all the small ones, and none follows from the rows that are printed', () => {
    fc.assert(
      fc.property(anyPacks, fc.integer({ min: 2, max: 10 }), (packs, below) => {
        const whole = rowsOf(reportOf(packs, null));
        const printed = rowsOf(reportOf(packs, below));
        const hidden = new Set<string>();
        const values = new Map(whole.map((row) => [idOf(row), Number(row.value)] as const));
        for (const row of printed) {
          const value = values.get(idOf(row)) ?? NaN;
          const unit = ['cases', 'actions', 'decisions'].includes(row.measure ?? '');
          if (!unit || row.section?.startsWith('all') === true) continue;
          // No notice says that packs are without findings: the nought is plain to see.
          if (row.subcategory === 'No findings yet') expect(row.value).toBe('0');
          if (row.value === '') hidden.add(idOf(row));
          else expect(value === 0 || value >= below, idOf(row)).toBe(true);
        }
        const sums = sumsIn(printed);
        for (const { total, parts } of sums) {
          const sum = parts.reduce((all, id) => all + (values.get(id) ?? NaN), 0);
          if (values.has(total)) expect(sum, total).toBe(values.get(total));
        }
        expect(workedOut(sums, hidden)).toBeNull();
        expect(smallFound({ counts: values, hidden, sums }, below)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('of a decision wording do not follow from the side that it lies on', () => {
    const case_ = (side: Side, decision: string, grade: string): CaseGiven => ({
      side,
      decision,
      grade,
    });
    const many = (length: number, one: CaseGiven): CaseGiven[] => Array.from({ length }, () => one);
    const cases = [
      ...many(6, case_('met', 'Section 47 enquiry', 'Good')),
      ...many(1, case_('met', 'Section 47 enquiry', 'Inadequate')),
      ...many(9, case_('met', 'Strategy Discussion', 'Good')),
      ...many(9, case_('met', 'Strategy Discussion', 'Inadequate')),
      ...many(3, case_('not-met', 'Single Assessment', 'Good')),
      ...many(3, case_('not-met', 'Single Assessment', 'Inadequate')),
      ...many(5, case_('not-met', 'Early Help', 'Good')),
      ...many(3, case_('not-met', 'Early Help', 'Inadequate')),
    ];
    const packs = fridays('2026-01-02', 4).map((meeting, week) =>
      packOf(meeting, { cases: cases.filter((_, index) => index % 4 === week) }),
    );
    const rows = rowsOf(reportOf(packs, 2));
    const found = new Set(rows.filter(({ note }) => note?.startsWith('x') === true).map(idOf));
    expect(found).toContain('grades by decision|Section 47 enquiry|Inadequate');
    expect(workedOut(sumsIn(rows), found)).toBeNull();
  });

  it('do not follow from each of them being 1 or more', () => {
    const side = (side: Side): CaseGiven[] =>
      ['Good', 'Good', 'Good', 'Outstanding', 'Inadequate'].map((grade) => ({ side, grade }));
    const pack = packOf('2026-01-09', { cases: [...side('met'), ...side('not-met')] });
    const printed = rowsOf(reportOf([pack], 5));
    const counts = new Map(
      rowsOf(reportOf([pack], null)).map((row) => [idOf(row), Number(row.value)] as const),
    );
    const hidden = new Set(printed.filter(({ value }) => value === '').map(idOf));
    expect(hidden).toContain('grades|Audited|Outstanding');
    expect(smallFound({ counts, hidden, sums: sumsIn(printed) }, 5)).toEqual([]);
  });

  it('are those of the period alone: no report tells of the months of another', () => {
    const packs = publishedYear();
    const period = { from: day('2026-10-01'), to: day('2026-10-31') };
    const asked = { period, asAt: day('2026-12-31'), localAuthority: null, suppressBelow: 5 };
    const of = (some: readonly CollatedPack[]): Report => buildReport(some, [], asked);
    const own = packs.filter(({ record }) => record.meeting.startsWith('2026-10'));
    expect(own.length).toBeGreaterThan(3);
    expect(reportCsv(of(packs))).toBe(reportCsv(of(own)));
    expect(reportHtml(of(packs))).toBe(reportHtml(of(own)));
    expect(reportHtml(of(packs))).toContain('reports of two months would undo each other');
    const sections = rowsOf(of(packs)).map(({ section, category }) => `${section} ${category}`);
    expect(sections.filter((name) => /trend|period before|grades before/.test(name))).toEqual([]);
  });

  it('do not follow from the reports of the authorities and of all together', () => {
    fc.assert(
      fc.property(anyPacks, fc.integer({ min: 2, max: 10 }), (some, below) => {
        const packs = some.map(withoutBlanks);
        const of = (localAuthority: string | null, suppressBelow: number | null): Row[] => {
          const period = { from: day('2026-01-01'), to: day('2026-03-31') };
          const asAt = day('2026-03-31');
          const report = buildReport(packs, [], { period, asAt, localAuthority, suppressBelow });
          return rowsOf(report).filter((row) => ['cases', 'actions'].includes(row.measure ?? ''));
        };
        const authorities = ['Wiltshire', 'Swindon'];
        const within = (name: string, id: string): string => `${name}: ${id}`;
        const hidden = new Set<string>();
        const sums: Sum[] = [];
        const counts = new Map<string, number>();
        for (const name of ['all', ...authorities]) {
          const asked = name === 'all' ? null : name;
          for (const row of of(asked, null)) counts.set(within(name, idOf(row)), Number(row.value));
          const rows = of(asked, below);
          for (const row of rows) if (row.value === '') hidden.add(within(name, idOf(row)));
          for (const { total, parts } of sumsIn(rows)) {
            sums.push({ total: within(name, total), parts: parts.map((id) => within(name, id)) });
          }
        }
        for (const row of of(null, below)) {
          const parts = authorities.map((name) => within(name, idOf(row)));
          sums.push({ total: within('all', idOf(row)), parts });
        }
        expect(workedOut(sums, hidden)).toBeNull();
        expect(smallFound({ counts, hidden, sums }, below)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('take percentages, intervals and estimates with them', () => {
    const rows = rowsOf(reportOf(publishedYear().slice(0, 12), 5));
    const leftOut = rows.filter(({ note }) => note?.startsWith('x') === true);
    expect(leftOut.length).toBeGreaterThan(10);
    for (const row of leftOut) {
      expect([row.value, row.percent, row.lower, row.upper]).toEqual(['', '', '', '']);
    }
    const hidden = new Set(leftOut.map(({ section, subcategory }) => `${section} ${subcategory}`));
    for (const row of rows.filter(({ measure }) => measure === 'share of decisions')) {
      if (hidden.has(`grades ${row.subcategory}`)) expect(row.percent).toBe('');
    }
  });

  /** Twelve weeks, of which so many have a case met; and who does not agree, by side. */
  function twelveWeeks(met: number, unlike: Readonly<Record<Side, number>>): CollatedPack[] {
    return fridays('2026-01-02', 12).map((meeting, week) => {
      const cases = [...Array<Side>(met).fill('met'), ...Array<Side>(8 - met).fill('not-met')].map(
        (side, at): CaseGiven => {
          const isUnlike = at === (side === 'met' ? 0 : met) && week < unlike[side];
          const answer = isUnlike ? 'Not all agree' : 'All agree';
          return {
            side,
            grade: side === 'not-met' && at > 5 ? 'Requires improvement' : 'Good',
            agreement: { question: 'agree', answer, rationale: null },
          };
        },
      );
      return packOf(meeting, { cases, eligible: { met: met * 3, notMet: 40 } });
    });
  }

  /** What is printed of each estimate: a percentage, or why there is none. */
  function estimatesIn(report: Report): ReadonlyMap<string, string> {
    return new Map(
      rowsOf(report)
        .filter(({ measure }) => measure === 'share of decisions')
        .map(({ subcategory = '', percent = '', note = '' }) => [
          subcategory,
          percent === '' ? note : percent,
        ]),
    );
  }

  const AGREEMENT_OF_ALL = 'All agencies agree with the threshold decision';

  it('take every estimate of both sides with them where the cases of a side are left out', () => {
    const [first, ...others] = twelveWeeks(0, { met: 0, 'not-met': 0 });
    const [lone] = twelveWeeks(1, { met: 0, 'not-met': 0 });
    const packs = [first, ...others].flatMap((pack) => pack ?? []);
    const oneMet = [lone, ...others].flatMap((pack) => pack ?? []);
    const whole = estimatesIn(reportOf(packs, 5));
    for (const name of ['Good', 'Outstanding', AGREEMENT_OF_ALL]) {
      expect(whole.get(name), name).toMatch(/^\d/);
      expect(estimatesIn(reportOf(oneMet, null)).get(name), name).toMatch(/^\d/);
      expect(estimatesIn(reportOf(oneMet, 5)).get(name), name).toBe('x');
    }
  });

  it('take the estimate of agreement with them where it would tell of a side in no table', () => {
    const of = (met: number, notMet: number, below: number | null): string | undefined =>
      estimatesIn(reportOf(twelveWeeks(4, { met, 'not-met': notMet }), below)).get(
        AGREEMENT_OF_ALL,
      );
    expect(of(2, 4, null)).toMatch(/^\d/);
    expect(of(2, 4, 5)).toBe('x');
    expect(of(6, 6, 5)).toMatch(/^\d/);
    expect(of(0, 6, 5)).toMatch(/^\d/);
    // Of two, an x for one of each side alone would say that it is one of each.
    expect([of(1, 1, 2), of(0, 2, 2)]).toEqual(['x', 'x']);
  });

  it('take the estimates of an authority with them where they would tell of another', () => {
    const packs = twelveWeeks(4, { met: 0, 'not-met': 0 }).map((pack, week) => {
      const sample = pack.record.sample.map((one) =>
        week < 3 && one.label === 'T1' ? { ...one, localAuthority: 'Swindon' } : one,
      );
      return { ...pack, record: { ...pack.record, sample } };
    });
    const period = { from: day('2026-01-01'), to: day('2026-03-31') };
    const asked = { period, asAt: day('2026-03-31'), localAuthority: 'Wiltshire' };
    const of = (suppressBelow: number | null): ReadonlyMap<string, string> =>
      estimatesIn(buildReport(packs, [], { ...asked, suppressBelow }));
    const [question = ''] = [...of(null).keys()].filter((name) => name.startsWith('Was the dec'));
    for (const name of ['Good', question]) {
      expect(of(null).get(name), name).toMatch(/^\d/);
      expect(of(5).get(name), name).toBe('x');
      expect(of(2).get(name), name).toMatch(/^\d/);
    }
  });

  it('take the estimate of a grade with them where a side of it is left out', () => {
    const report = reportOf(publishedYear().slice(0, 12), 5);
    const half = report.breakdowns[0]?.rows[1];
    const good = half?.parts.find(({ name }) => name === 'Good')?.id ?? '';
    const withheld = (one: Report): string | undefined =>
      rowsOf(one).find(
        ({ section, subcategory }) => section?.startsWith('all') === true && subcategory === 'Good',
      )?.note;
    expect(withheld(reportOf(publishedYear().slice(0, 12), null))).toBe('');
    expect(withheld({ ...report, hidden: new Set() })).toBe('');
    expect(withheld({ ...report, hidden: new Set([good]) })).toBe('x');
  });

  it('are not told apart by the order of the rows', () => {
    const cases = [
      ...Array<CaseGiven>(9).fill({ sourceGroup: 'School' }),
      ...Array<CaseGiven>(2).fill({ sourceGroup: 'Police' }),
      { sourceGroup: 'Health' },
    ];
    const namesIn = (suppressBelow: number | null): (string | undefined)[] =>
      reportOf([packOf('2026-01-09', { cases })], suppressBelow)
        .breakdowns.find(({ name }) => name === 'Source group')
        ?.rows.map(({ name }) => name) ?? [];
    expect(namesIn(null)).toEqual(['School', 'Police', 'Health']);
    expect(namesIn(5)).toEqual(['Health', 'Police', 'School']);
  });

  const GROUPS = ['Aid', 'Call', 'Early Help', 'Letter', 'NFA', 'Section 17', 'Talk', 'Visit'];

  /** The rows by decision and what each says of its cases, where groups have these sizes. */
  function rowsBySize(
    sizes: readonly number[],
    suppressBelow: number | null,
  ): readonly (readonly [string, string])[] {
    const cases = GROUPS.flatMap((decision, at) =>
      Array<CaseGiven>(sizes[at] ?? 0).fill({ side: 'not-met', decision }),
    );
    return rowsOf(reportOf([packOf('2026-01-09', { cases })], suppressBelow))
      .filter(({ section, subcategory }) => section === 'grades by decision' && subcategory === '')
      .map(({ category = '', value = '' }) => [category, value] as const);
  }

  it('are not told by which groups have a row: the seven largest, and so each other one smaller', () => {
    const sizes = [8, 3, 10, 3, 20, 3, 12, 3];
    expect(rowsBySize(sizes, null)).toContainEqual(['2 others', '6']);
    expect(rowsBySize(sizes, 5)).toEqual(
      GROUPS.map((name, at) => [name, sizes[at] === 3 ? '' : String(sizes[at])]),
    );
  });

  it('leave the same rows, whatever the sizes of the groups', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 10 }), (some, below) => {
        expect(rowsBySize(some, below).map(([name]) => name)).toEqual(GROUPS);
      }),
      { numRuns: 20 },
    );
  });

  /** A pack of eight cases: after it was collated, T1 took the place of T9. */
  function againOf(meeting: string): CollatedPack {
    const cases = Array<CaseGiven>(8).fill({});
    const pack = packOf(meeting, { cases, replaced: [{ reason: 'file locked', when: 'after' }] });
    const found = pack.findings?.cases.filter(({ label }) => label !== 'T1') ?? [];
    const findings = pack.findings === null ? null : { ...pack.findings, cases: found };
    return { ...pack, findings, replacedSince: ['T9'] };
  }

  it('are not told by how many packs are to be collated: each of them has a case', () => {
    const [first, second, third, fourth] = fridays('2026-01-02', 4);
    const cases = Array<CaseGiven>(8).fill({});
    const bare = (meeting = ''): CollatedPack => packOf(meeting, { cases, collated: false });
    const noticesIn = (packs: readonly CollatedPack[], below: number | null) => {
      const report = reportOf(packs, below);
      const [, box = ''] = /<div class="box">(.*?)<\/div>/s.exec(reportHtml(report)) ?? [];
      const rows = rowsOf(report).filter(({ category = '' }) =>
        ['without findings yet', 'to be collated again'].includes(category),
      );
      return { box, rows: rows.map(({ value }) => value) };
    };
    const few = [againOf(first ?? ''), bare(second)];
    const more = [...few, againOf(third ?? ''), bare(fourth)];
    expect(noticesIn(few, null).rows).toEqual(['1', '1']);
    expect(noticesIn(more, null).box).toContain(`${fourth}`);
    expect(noticesIn(more, 5)).toEqual(noticesIn(few, 5));
    expect(noticesIn(more, 5).rows).toEqual(['', '']);
    expect(noticesIn(more, 5).box).toContain('No findings yet of some packs, or of cases that');
    // Of each case in the place of another one was replaced: nor is it told that there are such.
    expect(noticesIn([bare(first)], 5)).toEqual(noticesIn([againOf(first ?? '')], 5));
    expect(noticesIn([packOf('2026-01-02', { cases })], 5)).toEqual({ box: '', rows: ['0', '0'] });
  });

  it('are not told by how many meetings there were: four, with a case audited in each', () => {
    const packs = fridays('2026-01-02', 4).map((meeting, week) =>
      packOf(meeting, {
        cases: [{}, ...(week === 0 ? [{ state: 'not-audited', notAudited: 'x' } as const] : [])],
      }),
    );
    // Of 5 drawn, 4 would be audited at the least, and 1 not.
    const { cases, hidden } = reportOf(packs, 5);
    expect(hidden).toContain(cases.total.id);
  });

  it('are no more on the page than in the table, and no picture gives them away', () => {
    const page = reportHtml(reportOf(publishedYear().slice(0, 12), 5));
    expect(page).not.toContain('<svg');
    expect(page).toContain('Counts from 1 to 4 are left out');
    const cells = [...page.matchAll(/<td class="n">(\d+)<\/td>/g)].map(([, count]) =>
      Number(count),
    );
    // Effective cases of an estimate are no count of anybody.
    expect(cells.filter((count) => count > 0 && count < 5)).toEqual([]);
  });

  it('take the median time with them where a count of the times is left out', () => {
    const week = (sooner: number, later: number): Report => {
      const decided = (on: string) => ({
        side: 'not-met' as const,
        received: '2026-01-05',
        decided: on,
      });
      const one = packOf('2026-01-09', {
        cases: [
          ...Array<CaseGiven>(sooner).fill(decided('2026-01-05')),
          ...Array<CaseGiven>(later).fill(decided('2026-01-06')),
        ],
      });
      return reportOf([one], 5);
    };
    expect(week(6, 5).medianDays).toBe(0);
    expect(week(3, 3).medianDays).toBeNull();
    expect(week(6, 1).medianDays).toBeNull();
    const noteOf = (report: Report): string | undefined =>
      rowsOf(report).find(({ category }) => category?.startsWith('Median'))?.note;
    expect(noteOf(week(6, 5))).toBe('');
    expect(noteOf(week(3, 3))).toBe('x: left out to protect small numbers');
  });

  it('noughts too are an x in a list, where a line that is not there would tell of them', () => {
    const report = reportOf(publishedYear().slice(0, 1), 5);
    const rows = rowsOf(report);
    const page = reportHtml(report);
    for (const [caption, section] of LISTS) {
      const listed = rows.filter((row) => row.section === section && row.subcategory !== '');
      const [, table = ''] =
        new RegExp(`<caption>${caption}[^<]*</caption>(.*?)</table>`, 's').exec(page) ?? [];
      const shown = [...table.matchAll(/<th scope="row">([^<]*)</g)].map(([, name]) => name);
      expect(shown, caption).toEqual(
        listed.filter(({ value }) => value !== '0').map(({ subcategory }) => subcategory),
      );
    }
    const noughts = [report.putRight, report.actions, report.elapsed]
      .flatMap(({ parts }) => parts)
      .filter(({ id, count }) => count === 0 && report.hidden.has(id));
    expect(noughts.length).toBeGreaterThan(0);
  });

  it('are not what a board asks for first: of a month or a quarter, how many were drawn and audited', () => {
    for (const [weeks, below] of [
      [4, 3],
      [6, 5],
      [13, 5],
      [13, 10],
    ] as const) {
      const report = reportOf(publishedYear().slice(0, weeks), below);
      const asked = [report.grades.total, report.cases.total];
      expect(
        asked.filter(({ id }) => report.hidden.has(id)),
        `${weeks} below ${below}`,
      ).toEqual([]);
    }
  });

  it('are none where nothing asks for it', () => {
    expect(rowsOf(reportOf(publishedYear(), null)).some(({ note }) => note?.startsWith('x'))).toBe(
      false,
    );
  });
});
