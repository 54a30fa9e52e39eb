/**
 * Small numbers, as a reader of report.csv meets them: the sums between its rows are found anew from
 * its headings, and nothing that is left out may follow from what is printed.
 */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollatedPack } from '../../src/audit/collated-packs.ts';
import { buildReport, type Report } from '../../src/audit/report.ts';
import type { Sum } from '../../src/audit/sums.ts';
import { workedOut } from '../../src/audit/suppression.ts';
import { reportCsv } from '../../src/outputs/report-csv.ts';
import { type Side } from '../../src/audit/threshold.ts';
import { reportHtml } from '../../src/outputs/report-html.ts';
import {
  fridays,
  packOf,
  publishedYear,
  type CaseGiven,
  type ReplacedGiven,
} from '../support/collated-packs.ts';
import { foundOut, READERS, type Told } from '../support/reader.ts';
import { day } from '../support/referral-rows.ts';

function reportOf(packs: readonly CollatedPack[], suppressBelow: number | null): Report {
  const period = { from: day('2026-01-01'), to: day('2026-03-31') };
  const asAt = day('2026-03-31');
  return buildReport(packs, [], { period, asAt, localAuthority: null, suppressBelow });
}

type Row = Readonly<Record<string, string>>;

function rowsOf(report: Report): Row[] {
  return parse(reportCsv(report), { bom: true, columns: true });
}

const idOf = ({ section, category, subcategory }: Row): string =>
  [section, category, subcategory].join('|');

const GRADES = ['', 'Outstanding', 'Good', 'Requires improvement', 'Inadequate', 'Ungraded'];

/** Every sum a reader can see between rows: within a table, and from table to table. */
function sumsIn(rows: readonly Row[]): Sum[] {
  const counted = rows.filter(({ measure }) =>
    ['cases', 'actions', 'decisions'].includes(measure ?? ''),
  );
  const tables = counted
    .filter(({ subcategory, section }) => subcategory === '' && !section?.startsWith('all'))
    .map((total): Sum => ({
      total: idOf(total),
      parts: counted
        .filter((row) => row.section === total.section && row.category === total.category)
        .filter((row) => row.subcategory !== '')
        .map(idOf),
    }));
  const over = (section: string): Sum[] =>
    GRADES.map((grade) => ({
      total: `grades|Audited|${grade}`,
      parts: counted
        .filter((row) => row.section === section && row.subcategory === grade)
        .map(idOf),
    }));
  const same = (total: string, part: string): Sum => ({ total, parts: [part] });
  return [
    ...tables,
    ...['side of the threshold', 'local authority', 'source group', 'decision'].flatMap((name) =>
      over(`grades by ${name}`),
    ),
    same('grades|Audited|', 'cases|Drawn|Audited'),
    same('not audited|Not audited|', 'cases|Drawn|Not audited'),
    ...['at', 'after'].map((when) =>
      same(
        `replaced ${when} the draw|Replaced ${when} the draw|`,
        `cases|Drawn|Replaced ${when} the draw`,
      ),
    ),
    same('agreement|Do the agencies agree with the threshold decision?|', 'grades|Audited|'),
    same('elapsed|From received to decided|', 'grades|Audited|'),
    same('put right|Cases to be put right|', 'grades|Audited|Inadequate'),
    ...sidesByDecision(counted),
    ...['Police', 'Health', 'Social care'].map((agency) =>
      same(`agency views|${agency}|`, 'grades|Audited|'),
    ),
  ];
}

/** Which decision wordings lie on which side is no secret. */
function sidesByDecision(counted: readonly Row[]): Sum[] {
  const rows = counted.filter(({ section }) => section === 'grades by decision');
  return Object.entries(SIDE_OF).flatMap(([name, decisions]) =>
    GRADES.map((grade) => ({
      total: `grades by side of the threshold|${name}|${grade}`,
      parts: rows
        .filter((row) => row.subcategory === grade && decisions.includes(row.category ?? ''))
        .map(idOf),
    })),
  );
}

const SIDE_OF: Readonly<Record<string, readonly string[]>> = {
  'Threshold met': ['Section 47 enquiry', 'Strategy Discussion'],
  'Threshold not met': ['Single Assessment', 'Early Help'],
};

const anyDecision = fc.record({
  side: fc.constantFrom('met', 'not-met'),
  second: fc.boolean(),
});

const anyCase = fc
  .tuple(
    anyDecision,
    fc.record({
      state: fc.constantFrom('audited', 'audited', 'audited', 'not-audited', 'blank'),
      grade: fc.constantFrom('Good', 'Good', 'Good', 'Outstanding', 'Inadequate', null),
      answer: fc.constantFrom('Yes', 'Yes', 'Partly', 'No', null),
      localAuthority: fc.constantFrom('Wiltshire', 'Wiltshire', 'Swindon', ''),
      sourceGroup: fc.constantFrom('Police', 'Police', 'School', 'Health'),
      decided: fc.constantFrom('2026-01-05', '2026-01-06', '2026-01-20', null),
      received: fc.constant('2026-01-05'),
    }),
  )
  .map(([{ side, second }, given]): CaseGiven => ({
    ...given,
    side,
    decision:
      SIDE_OF[side === 'met' ? 'Threshold met' : 'Threshold not met']?.[second ? 1 : 0] ?? '',
  }));

const anyReplaced = fc.record({
  reason: fc.constantFrom('file locked', 'open police matter', 'other: x'),
  when: fc.constantFrom('draw', 'after'),
}) satisfies fc.Arbitrary<ReplacedGiven>;

const anyWeek = fc.tuple(
  fc.array(anyCase, { minLength: 0, maxLength: 8 }),
  fc.array(anyReplaced, { maxLength: 2 }),
);

const anyPacks = fc.array(anyWeek, { minLength: 1, maxLength: 13 }).map((weeks) =>
  weeks.map(([cases, replaced], week) =>
    packOf(fridays('2026-01-02', 13)[week] ?? '', {
      cases,
      replaced,
      eligible: { met: 9 + week, notMet: 30 },
    }),
  ),
);

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
      { numRuns: 30 },
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
    for (const row of rows.filter(({ section }) => section?.startsWith('all') === true)) {
      if (hidden.has(`grades ${row.subcategory}`)) expect(row.percent).toBe('');
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
    const report = reportOf(publishedYear().slice(0, 4), 5);
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

  it('are none where nothing asks for it', () => {
    expect(rowsOf(reportOf(publishedYear(), null)).some(({ note }) => note?.startsWith('x'))).toBe(
      false,
    );
  });
});
