/** Audited cases by grade: in all, and by side, authority, source and decision wording. */
import { authorityKey } from './authorities.ts';
import { compareCodeUnits } from './order.ts';
import { isAudited, type AuditedCase, type ReportCase } from './report-cases.ts';
import { NOT_RECORDED, OTHER_WORDS, tally, type Tally } from './tally.ts';
import { normaliseWording, SIDES } from './threshold.ts';
import { saySide } from './worksheets.ts';

const UNGRADED = 'Ungraded';
/** Rows of a breakdown; what is over is shown as one. */
const MOST_ROWS = 7;

/** Audited cases by grade, with those that have none. */
export function tallyGrades(
  cases: readonly ReportCase[],
  grades: readonly string[],
  ids: { readonly id: string; readonly name: string; readonly totalId?: string },
): Tally {
  return tally({
    ...ids,
    items: cases.filter(isAudited),
    categories: [...grades, UNGRADED],
    categoryOf: gradeOf,
  });
}

export function gradeOf({ finding, questions }: AuditedCase): string {
  const { grade } = finding;
  if (grade === null) return UNGRADED;
  return questions.grades.includes(grade) ? grade : OTHER_WORDS;
}

export interface Breakdown {
  readonly name: string;
  readonly rows: readonly Tally[];
}

/** Grades by side, authority, source and decision wording, the largest first. */
export function breakDownGrades(
  audited: readonly AuditedCase[],
  grades: readonly string[],
): Breakdown[] {
  const sides = SIDES.map((side) =>
    tallyGrades(
      audited.filter((one) => one.side === side),
      grades,
      { id: `grades/${side}`, name: saySide(side), totalId: `side/${side}` },
    ),
  );
  const by = (
    name: string,
    sayOf: (one: AuditedCase) => string,
    keyOf: (text: string) => string,
  ): Breakdown => ({ name, rows: rowsBy(audited, grades, name, sayOf, keyOf) });
  return [
    { name: 'Side of the threshold', rows: sides },
    by('Local authority', ({ localAuthority }) => localAuthority, authorityKey),
    by(
      'Source group',
      ({ sourceGroup }) => sourceGroup,
      (text) => text,
    ),
    by('Decision', ({ decision }) => decision, normaliseWording),
  ];
}

function rowsBy(
  audited: readonly AuditedCase[],
  grades: readonly string[],
  name: string,
  sayOf: (one: AuditedCase) => string,
  keyOf: (text: string) => string,
): Tally[] {
  const groups = new Map<string, AuditedCase[]>();
  for (const one of audited) {
    const key = keyOf(sayOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const ordered = [...groups]
    .map(([key, cases]) => ({ key, cases, said: firstSpelling(cases.map(sayOf)) }))
    .sort((a, b) => b.cases.length - a.cases.length || compareCodeUnits(a.key, b.key));
  const shown = ordered.length > MOST_ROWS ? ordered.slice(0, MOST_ROWS - 1) : ordered;
  const over = ordered.slice(shown.length);
  const rest = {
    key: '…',
    cases: over.flatMap(({ cases }) => cases),
    said: `${over.length} others`,
  };
  return [...shown, ...(over.length === 0 ? [] : [rest])].map(({ key, cases, said }) =>
    tallyGrades(cases, grades, {
      id: `grades/${name}/${key}`,
      name: said === '' ? NOT_RECORDED : said,
    }),
  );
}

/** Of several spellings of one wording always the same one. */
function firstSpelling(spellings: readonly string[]): string {
  return [...spellings].sort(compareCodeUnits)[0] ?? '';
}
