/** The overview of a workbook that came back: it is of no case, so what people wrote on it would be lost. */
import {
  FROZEN_ROWS,
  OVERVIEW_COLUMNS,
  OVERVIEW_FACTS,
  OVERVIEW_OPEN,
  overviewRows,
} from '../audit/form-layout.ts';
import { restoreText } from '../audit/formula-guard.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import type { FormRead } from './form-lines.ts';
import { isBlankCell, nameCell, type Grid, type GridRow } from './grid.ts';

export interface OverviewRead {
  /** True where the pack's own lines stand elsewhere than in the form. */
  readonly isMoved: boolean;
  /** Cells that hold something where it has no place for it. */
  readonly beside: readonly string[];
  /** Cells that hold another thing than the pack's; with their case, where the row is of one. */
  readonly over: readonly { readonly cell: string; readonly label: string | null }[];
}

/** What the pack has in a line of the overview, and what its case's sheet says. */
interface Line {
  readonly texts: readonly string[];
  readonly label: string | null;
  readonly answers: ReadonlySet<string>;
}

/**
 * `cases` are those of the workbook's map, in order; undefined for one that the pack does not have.
 * `formulas` are the cells of the overview that bring answers over.
 */
export function readOverview(
  grid: Grid | undefined,
  cases: readonly (Worksheet | undefined)[],
  forms: ReadonlyMap<string, FormRead>,
  formulas: ReadonlySet<string>,
): OverviewRead {
  const known = cases.filter((one) => one !== undefined);
  // Where a case is unknown, the map is named: nothing can be held to its row.
  if (known.length < cases.length) return { isMoved: false, beside: [], over: [] };
  const lines = overviewRows(known).map((texts, index): Line => {
    const label = known[index - FROZEN_ROWS]?.label ?? null;
    const entries = forms.get(label ?? '')?.lines ?? [];
    return {
      texts: texts.map(plain),
      label,
      answers: new Set(entries.map((one) => plain(one.entry))),
    };
  });
  const printed = new Set(lines.flatMap(({ texts }) => texts));
  const rows = grid?.rows ?? [];
  const isMoved = rows.some((row) => isOutOfPlace(row, lines));
  const beside: string[] = [];
  const over: { readonly cell: string; readonly label: string | null }[] = [];
  for (const { row, cells } of rows) {
    const given = lines[row - 1];
    const line = isMoved ? (lineIn(cells, lines) ?? given) : given;
    const strays = cells.flatMap((text, column) => {
      const isFormula = formulas.has(nameCell(row, column));
      const isOwn =
        isBlankCell(text) ||
        (given !== undefined && isInPlace(given, text, column, isFormula)) ||
        (isMoved &&
          (isFormula ||
            printed.has(plain(restoreText(text))) ||
            [given, line].some((one) => one?.answers.has(plain(text)) === true)));
      return isOwn ? [] : [column];
    });
    const room = given === undefined ? 0 : OVERVIEW_COLUMNS;
    const outside = strays.find((column) => column >= room);
    if (outside !== undefined) beside.push(nameCell(row, outside));
    const within = strays.filter((column) => column < room);
    over.push(
      ...within.map((column) => ({ cell: nameCell(row, column), label: line?.label ?? null })),
    );
  }
  return { isMoved, beside, over };
}

/** An answer that stands in place of the formula which brought it over is lost nowhere. */
function isInPlace(line: Line, text: string, column: number, isFormula: boolean): boolean {
  if (column >= OVERVIEW_COLUMNS) return false;
  return column < OVERVIEW_FACTS || line.label === null
    ? plain(restoreText(text)) === (line.texts[column] ?? '')
    : isFormula || line.answers.has(plain(text)) || isState(text, column);
}

/** What the formula of the last column says of itself, and stands there where a program kept values. */
function isState(text: string, column: number): boolean {
  return column === OVERVIEW_COLUMNS - 1 && plain(text) === OVERVIEW_OPEN;
}

/** Whether a line of the pack's stands in another row, or its columns are not where they were. */
function isOutOfPlace({ row, cells }: GridRow, lines: readonly Line[]): boolean {
  const line = lineIn(cells, lines);
  if (line === undefined) return false;
  if (line !== lines[row - 1] || line.texts[0] !== plain(restoreText(cells[0] ?? ''))) return true;
  const isOfHeadings = row === FROZEN_ROWS;
  return (
    isOfHeadings &&
    cells.some((text, column) => {
      const place = line.texts.indexOf(plain(text));
      return !isBlankCell(text) && place !== -1 && place !== column;
    })
  );
}

/** The line that a row is by the words it begins with: a label, the headings, or the title. */
function lineIn(cells: readonly string[], lines: readonly Line[]): Line | undefined {
  const texts = cells.map((text) => plain(restoreText(text)));
  const first = texts.find((text) => text !== '');
  return first === undefined ? undefined : lines.find((line) => line.texts[0] === first);
}

/** Programs break and space lines in their own ways. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
