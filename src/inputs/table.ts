/**
 * A grid into a table: which row is the heading row, what stands above and below it, and which rows
 * are data. Everything set aside is counted; nothing that may be data is.
 */
import type { Place, Problem } from '../audit/problems.ts';
import { isBlankCell, isBlankRow, type Grid, type GridRow } from './grid.ts';
import { HEADING_SEARCH_ROWS } from './known-headings.ts';

export interface Table {
  readonly sheet: string | null;
  readonly headings: readonly string[];
  readonly headingRow: number;
  /** The rows of data that have a cell for every heading. */
  readonly rows: readonly GridRow[];
  /** Rows of data in all, with those too short or too long. */
  readonly rowsFound: number;
  /** Spreadsheet rows that are no data: titles above, totals below, the headings over again. */
  readonly setAside: {
    readonly titles: readonly number[];
    readonly totals: readonly number[];
    readonly headings: readonly number[];
  };
}

export interface FoundTable {
  readonly table: Table | null;
  readonly problems: readonly Problem[];
}

/** Fewest known headings that make a row the heading row. */
const ENOUGH_KNOWN = 2;

/**
 * The heading row is the row named in `headingRow`, else the first of the upper rows with enough
 * known headings, else the first that is not blank.
 */
export function findTable(
  grid: Grid,
  place: Place,
  countKnown: (cells: readonly string[]) => number,
  headingRow: number | null,
): FoundTable {
  const filled = grid.rows.filter((row) => !isBlankRow(row));
  const at = findHeadings(filled, countKnown, headingRow);
  const heading = filled[at];
  if (heading === undefined) return { table: null, problems: [] };
  const above = filled.slice(0, at);
  const below = filled.slice(at + 1);
  const repeated = below.filter((row) => isSameRow(row, heading));
  const data = below.filter((row) => !repeated.includes(row));
  const totals = findTotals(data);
  const found = data.filter((row) => !totals.includes(row));
  const width = heading.cells.length;
  const misfits = grid.ragged ? found.flatMap((row) => checkWidth(row, width, place)) : [];
  const unfit = new Set(misfits.map((problem) => problem.place?.row));
  // A cell of such a row may stand under another's heading: none of them is looked at.
  const rows = found.filter(({ row }) => !unfit.has(row));
  const headings = heading.cells;
  const lookLikeData = above.filter((row) => looksLikeData(row, headings));
  const titles = above.filter((row) => !lookLikeData.includes(row));
  const numbers = (some: readonly GridRow[]): readonly number[] => some.map(({ row }) => row);

  const table: Table = {
    sheet: grid.sheet,
    headings,
    headingRow: heading.row,
    rows,
    rowsFound: found.length,
    setAside: { titles: numbers(titles), totals: numbers(totals), headings: numbers(repeated) },
  };
  const refused = lookLikeData.map(({ row }): Problem => ({
    code: 'row-above-headings',
    place: { ...place, row },
    args: {},
  }));
  const problems: Problem[] = [...refused, ...misfits, ...tellSetAside(table, place)];
  return { table, problems };
}

function findHeadings(
  filled: readonly GridRow[],
  countKnown: (cells: readonly string[]) => number,
  headingRow: number | null,
): number {
  if (headingRow !== null) return filled.findIndex(({ row }) => row === headingRow);
  const upper = filled.slice(0, HEADING_SEARCH_ROWS);
  const known = upper.findIndex(({ cells }) => countKnown(cells) >= ENOUGH_KNOWN);
  return known === -1 ? 0 : known;
}

/** A title has one, two or three cells and fewer than half as many as the headings. */
function looksLikeData({ cells }: GridRow, headings: readonly string[]): boolean {
  const width = headings.filter((cell) => !isBlankCell(cell)).length;
  const filled = cells.filter((cell) => !isBlankCell(cell)).length;
  return filled > 3 || filled * 2 >= width;
}

const TOTAL =
  /^(?:(?:grand|sub|overall)[ -]?)?totals?\b|^(?:row |record )?count\b|^(?:number|no\.?|total) (?:of )?(?:rows|records|referrals|contacts)\b|^\(?\d+ (?:row|record)(?:\(s\)|s?\b)|^end of report\b/i;
const LAST_ROWS = 3;

/** A totals row is among the last and holds, besides its word, only numbers. */
function findTotals(data: readonly GridRow[]): readonly GridRow[] {
  return data.slice(-LAST_ROWS).filter(({ cells }) => {
    const [first, ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    return (
      first !== undefined && TOTAL.test(first) && others.every((cell) => /^[\d,.]+%?$/.test(cell))
    );
  });
}

function isSameRow(row: GridRow, heading: GridRow): boolean {
  const text = ({ cells }: GridRow): string =>
    cells
      .map((cell) => cell.trim().toLowerCase())
      .join('\t')
      .trimEnd();
  return text(row) === text(heading);
}

/** A row shorter or longer than the headings may have lost or split a cell: nobody can say which. */
function checkWidth({ row, cells }: GridRow, headings: number, { file }: Place): Problem[] {
  const place = { file, row };
  const args = { cells: cells.length, headings };
  if (cells.length < headings) return [{ code: 'row-short', place, args }];
  if (!cells.slice(headings).every(isBlankCell)) return [{ code: 'row-long', place, args }];
  return [];
}

function tellSetAside({ setAside }: Table, place: Place): Problem[] {
  const tell =
    (code: 'titles-set-aside' | 'totals-set-aside' | 'headings-repeated-below') =>
    (row: number): Problem => ({ code, place: { ...place, row }, args: {} });
  return [
    ...setAside.titles.map(tell('titles-set-aside')),
    ...setAside.totals.map(tell('totals-set-aside')),
    ...setAside.headings.map(tell('headings-repeated-below')),
  ];
}
