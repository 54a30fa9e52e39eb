/**
 * Whole columns whose dates are not what they seem: written month first, or turned round by a
 * program that read them month first. One cell cannot show it; a column can. And columns written
 * with two-digit years, which are one thing to put right and not one for each row.
 */
import type { Field, Place, Problem } from '../audit/problems.ts';
import { cutShort } from '../audit/problems.ts';
import { cleanCell } from './cells.ts';
import { fitsMonthFirstOnly, isDayFirst, parseDate, type YearRange } from './dates.ts';
import { nameColumn, type Columns } from './headings.ts';
import type { Table } from './table.ts';

/** Fewest cells of each sort that make a pattern and not a coincidence. */
const ENOUGH = 2;

const FIELDS_OF_DATES = [
  'received',
  'decided',
  'section47',
  'referrerNotified',
  'referrerNotifiedOn',
] as const satisfies readonly Field[];

/**
 * Problems of whole columns, each kind at most once a column; a blank cell is no date. `place`: of
 * the table.
 */
export function suspectDates(
  table: Table,
  { fields }: Columns,
  place: Place,
  years: YearRange,
): Problem[] {
  return FIELDS_OF_DATES.flatMap((field): Problem[] => {
    const index = fields.get(field);
    if (index === undefined) return [];
    const cells = table.rows
      .map(({ cells }) => cleanCell(cells[index] ?? ''))
      .filter((text) => text !== '');
    const at: Place = {
      ...place,
      row: table.headingRow,
      column: nameColumn(table.headings, index),
    };
    return [...monthFirst(cells, at), ...swapped(cells, at), ...shortYears(cells, at, years)];
  });
}

/** Some fit month first only, and none fits day first only. */
function monthFirst(cells: readonly string[], place: Place): Problem[] {
  const only = cells.filter(fitsMonthFirstOnly);
  const [example] = only;
  if (example === undefined || cells.some((text) => dayOf(text) > 12)) return [];
  return [{ code: 'month-first', place, args: { text: cutShort(example), cells: only.length } }];
}

/**
 * A program set to month first turns 05/11 into 11 May and leaves 20/11 as text: then all dates that
 * became dates lie in the first twelve days of a month, and all that stayed text after them.
 */
function swapped(cells: readonly string[], place: Place): Problem[] {
  const written = cells.filter(isDayFirst).map(dayOf);
  const converted = cells
    .flatMap((text) => /^\d{4}-\d{2}-(\d{2})\b/.exec(text)?.[1] ?? [])
    .map(Number);
  const pattern =
    written.length >= ENOUGH &&
    converted.length >= ENOUGH &&
    written.every((day) => day > 12) &&
    converted.every((day) => day <= 12);
  return pattern ? [{ code: 'dates-swapped', place, args: {} }] : [];
}

/** A system that writes one year with two digits writes all of them so. */
function shortYears(cells: readonly string[], place: Place, years: YearRange): Problem[] {
  const short = cells.filter((text) => parseDate(text, years).refused === 'date-short-year');
  const [example] = short;
  if (example === undefined || short.length < ENOUGH) return [];
  return [
    { code: 'dates-short-year', place, args: { text: cutShort(example), cells: short.length } },
  ];
}

/** What is said of a whole column need not be said again of its cells. */
export function isToldOf(cell: Problem, columns: readonly Problem[]): boolean {
  return columns.some(({ code, place }) => {
    const ofCells = code === 'dates-short-year' ? 'date-short-year' : 'date-impossible';
    return cell.code === ofCells && cell.place?.column === place?.column;
  });
}

/** The first number of a date with slashes, where it is one day first; else 0. */
function dayOf(text: string): number {
  return isDayFirst(text) ? Number.parseInt(text, 10) : 0;
}
