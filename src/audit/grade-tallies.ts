/** Audited cases by grade: in all, and by side, authority, source and decision wording. */
import { authorityKey, nameAuthority } from './authorities.ts';
import { mustBePutRight } from './case-tallies.ts';
import { compareCodeUnits } from './order.ts';
import { isAudited, type AuditedCase, type ReportCase } from './report-cases.ts';
import { NOT_RECORDED, OTHER_WORDS, ownWord, tally, type Figure, type Tally } from './tally.ts';
import { normaliseWording, SIDES, type Side } from './threshold.ts';
import { saySide } from './worksheets.ts';

/** The name of the breakdown by decision wording. */
export const BY_DECISION = 'Decision';

const UNGRADED = 'Ungraded';
/** Rows of a breakdown; what is over is shown as one. */
const MOST_ROWS = 7;

export interface GradeTally extends Tally {
  /** How many of the cases have a grade that their own question set says must be put right today. */
  readonly putRight: number;
}

/** Audited cases by grade, with those that have none. */
export function tallyGrades(
  cases: readonly ReportCase[],
  grades: readonly string[],
  ids: { readonly id: string; readonly name: string; readonly totalId?: string },
): GradeTally {
  const items = cases.filter(isAudited);
  const counted = tally({
    ...ids,
    items,
    categories: [...grades, ownWord(UNGRADED, grades)],
    categoryOf: (one) => gradeOf(one, grades),
  });
  return { ...counted, putRight: items.filter(mustBePutRight).length };
}

/** `grades`: all that the report has, so that one without a grade reads like none of them. */
export function gradeOf({ finding, questions }: AuditedCase, grades: readonly string[]): string {
  const { grade } = finding;
  if (grade === null) return ownWord(UNGRADED, grades);
  return questions.grades.includes(grade) ? grade : ownWord(OTHER_WORDS, grades);
}

/** A grade that not all forms offered: how many of the cases with such a form have it. */
export interface OfferedGrade {
  readonly grade: string;
  readonly count: number;
  /** All cases with such a form. They stand in no table, so nothing protects their number there. */
  readonly of: Figure;
}

/** The grades that some of the cases could not have been given, of those that could. */
export function tallyOffered(
  audited: readonly AuditedCase[],
  grades: readonly string[],
): OfferedGrade[] {
  return grades.flatMap((grade) => tallyOfferedAsOne(audited, grade, [grade]));
}

/** The same of several grades as one, under one name: of the cases whose form offered any of them. */
export function tallyOfferedAsOne(
  audited: readonly AuditedCase[],
  grade: string,
  grades: readonly string[],
): OfferedGrade[] {
  const able = audited.filter((one) => offersAny(one, grades));
  if (able.length === audited.length) return [];
  const count = able.filter(({ finding }) => grades.includes(finding.grade ?? '')).length;
  const of = { id: `offered/${grade}`, name: grade, count: able.length };
  return [{ grade, count, of }];
}

/** True where the form of the case offered one of the grades. */
export function offersAny({ questions }: ReportCase, grades: readonly string[]): boolean {
  return questions.grades.some((grade) => grades.includes(grade));
}

export interface Breakdown {
  readonly name: string;
  readonly rows: readonly GradeTally[];
}

/** Which groups have a row of their own: the largest ones, or every one where sizes are a secret. */
export type GroupsShown = 'largest' | 'every';

/** Grades by side, authority, source and decision wording, the largest first. */
export function breakDownGrades(
  audited: readonly AuditedCase[],
  grades: readonly string[],
  groups: GroupsShown,
): Breakdown[] {
  const sides = SIDES.map((side) =>
    tallyGrades(
      audited.filter((one) => one.side === side),
      grades,
      { id: `grades/${side}`, name: saySide(side), totalId: idOfSide(side) },
    ),
  );
  const by = (
    name: string,
    sayOf: (one: AuditedCase) => string,
    keyOf: (text: string) => string,
    spell: (spellings: readonly string[]) => string = firstSpelling,
  ): Breakdown => {
    const rows = rowsBy(audited, grades, name, { sayOf, keyOf, spell });
    return {
      name,
      rows: groups === 'every' ? rows.map(({ row }) => row) : largest(rows, grades, name),
    };
  };
  return [
    { name: 'Side of the threshold', rows: sides },
    by(
      'Local authority',
      ({ localAuthority }) => localAuthority,
      authorityKey,
      (spellings) => nameAuthority(firstSpelling(spellings), spellings),
    ),
    by(
      'Source group',
      ({ sourceGroup }) => sourceGroup,
      (text) => text,
    ),
    by(BY_DECISION, ({ decision }) => decision, normaliseWording),
  ];
}

/** The id of all audited cases of a side. */
export function idOfSide(side: Side): string {
  return `side/${side}`;
}

/** The id of all audited cases of a group. */
export function idOfGroup(name: string, key: string): string {
  return `grades/${name}/${key}`;
}

/** What a case is grouped by, when two wordings are one, and which of its wordings a row has. */
interface Grouping {
  readonly sayOf: (one: AuditedCase) => string;
  readonly keyOf: (text: string) => string;
  readonly spell: (spellings: readonly string[]) => string;
}

/** A group of cases with its row. */
interface GroupRow {
  readonly cases: readonly AuditedCase[];
  readonly row: GradeTally;
}

/** Every group, the largest first. */
function rowsBy(
  audited: readonly AuditedCase[],
  grades: readonly string[],
  name: string,
  { sayOf, keyOf, spell }: Grouping,
): GroupRow[] {
  const groups = new Map<string, AuditedCase[]>();
  for (const one of audited) {
    const key = keyOf(sayOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups]
    .sort(([a, some], [b, others]) => others.length - some.length || compareCodeUnits(a, b))
    .map(([key, cases]) => {
      const said = spell(cases.map(sayOf));
      const ids = {
        id: idOfGroup(name, key),
        name: said === '' ? ownWord(NOT_RECORDED, audited.map(sayOf)) : said,
      };
      return { cases, row: tallyGrades(cases, grades, ids) };
    });
}

/** The first rows, as many as a page has room for; what is over stands as one. */
function largest(
  ordered: readonly GroupRow[],
  grades: readonly string[],
  name: string,
): GradeTally[] {
  const shown = ordered.length > MOST_ROWS ? ordered.slice(0, MOST_ROWS - 1) : ordered;
  const over = ordered.slice(shown.length);
  const rest = over.flatMap(({ cases }) => cases);
  const ids = { id: `grades-over/${name}`, name: `${over.length} others` };
  return [
    ...shown.map(({ row }) => row),
    ...(over.length === 0 ? [] : [tallyGrades(rest, grades, ids)]),
  ];
}

/** Of several spellings of one wording always the same one. */
function firstSpelling(spellings: readonly string[]): string {
  return [...spellings].sort(compareCodeUnits)[0] ?? '';
}
