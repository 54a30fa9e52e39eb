/** Reports with small numbers left out, as a reader of report.csv meets them. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { CollatedPack } from '../../src/audit/collated-packs.ts';
import { buildReport, type Report } from '../../src/audit/report.ts';
import type { Sum } from '../../src/audit/sums.ts';
import { reportCsv } from '../../src/outputs/report-csv.ts';
import { fridays, packOf, type CaseGiven, type ReplacedGiven } from './collated-packs.ts';
import { day } from './referral-rows.ts';

/** The report of the first quarter of 2026. */
export function reportOf(packs: readonly CollatedPack[], suppressBelow: number | null): Report {
  const period = { from: day('2026-01-01'), to: day('2026-03-31') };
  const asAt = day('2026-03-31');
  return buildReport(packs, [], { period, asAt, localAuthority: null, suppressBelow });
}

/** A row of report.csv, by its headings. */
export type Row = Readonly<Record<string, string>>;

/** What report.csv prints. */
export function rowsOf(report: Report): Row[] {
  return parse(reportCsv(report), { bom: true, columns: true });
}

/** Which number a row is. */
export const idOf = ({ section, category, subcategory }: Row): string =>
  [section, category, subcategory].join('|');

const GRADES = ['', 'Outstanding', 'Good', 'Requires improvement', 'Inadequate', 'Ungraded'];

/** Every sum a reader can see between rows: within a table, and from table to table. */
export function sumsIn(rows: readonly Row[]): Sum[] {
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

/** Up to 13 weeks with few cases. */
export const anyPacks = fc.array(anyWeek, { minLength: 1, maxLength: 13 }).map((weeks) =>
  weeks.map(([cases, replaced], week) =>
    packOf(fridays('2026-01-02', 13)[week] ?? '', {
      cases,
      replaced,
      eligible: { met: 9 + week, notMet: 30 },
    }),
  ),
);
