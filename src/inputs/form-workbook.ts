/** The worksheets that were filled in as a workbook: a sheet a case, and the hidden map of them. */
import {
  ANSWER_COLUMN,
  FORM_HEADINGS,
  FROZEN_ROWS,
  layOutForm,
  LISTS_SHEET,
  MAP_SHEET,
  OVERVIEW_COLUMNS,
  OVERVIEW_FACTS,
  OVERVIEW_OPEN,
  overviewRows,
  OVERVIEW_SHEET,
  type FormLine,
} from '../audit/form-layout.ts';
import { restoreText } from '../audit/formula-guard.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import type { Refused } from './file-kind.ts';
import { HEADER_ROWS } from './form-held.ts';
import { NO_LINE, type FormLineRead, type FormRead } from './form-lines.ts';
import { nameCell, type Grid } from './grid.ts';
import { readFilledWorkbook } from './workbook.ts';

export interface FormWorkbook {
  /** The hidden sheet; empty where there is none. */
  readonly map: readonly (readonly string[])[];
  /** True where a sheet is a form that belongs in a CSV file. */
  readonly isCsvForm: boolean;
  /** Label to form, of the worksheets looked for. */
  readonly forms: ReadonlyMap<string, FormRead>;
  /** Sheets with something in them that are none of the form's. */
  readonly otherSheets: readonly string[];
  readonly overview: OverviewRead;
  /** What lies over the form's sheets and stands in no cell: comments by cell, drawings without. */
  readonly asides: readonly { readonly sheet: string; readonly cell: string | null }[];
}

/** What people wrote on the sheet that they see first would be lost: it is of no case. */
export interface OverviewRead {
  /** Cells that hold something where it has no place for it. */
  readonly beside: readonly string[];
  /** Cells that hold another thing than the pack's; with their case, where the row is of one. */
  readonly over: readonly { readonly cell: string; readonly label: string | null }[];
}

/** Reads the sheets of these worksheets by the one layout of forms; others are only named. */
export function readFormWorkbook(
  bytes: Uint8Array,
  kind: 'xlsx' | 'xls',
  worksheets: readonly Worksheet[],
): FormWorkbook | { readonly refused: Refused } {
  const workbook = readFilledWorkbook(bytes, kind);
  if ('refused' in workbook) return workbook;
  const grids = new Map(workbook.grids.map((grid) => [grid.sheet ?? '', grid] as const));
  const forms = new Map<string, FormRead>();
  for (const worksheet of worksheets) {
    const grid = grids.get(worksheet.label);
    if (grid !== undefined) forms.set(worksheet.label, readForm(grid, layOutForm(worksheet)));
  }
  const own = new Set([OVERVIEW_SHEET, MAP_SHEET, LISTS_SHEET, ...forms.keys()]);
  const map = grids.get(MAP_SHEET)?.rows.map(({ cells }) => trimEnd(cells.map(restoreText))) ?? [];
  const labels = [...new Set(map.slice(HEADER_ROWS).map(([sheet]) => sheet))];
  const cases = labels.map((label) => worksheets.find((one) => one.label === label));
  const formulas = workbook.sheets.get(OVERVIEW_SHEET)?.formulas ?? new Set<string>();
  return {
    map,
    isCsvForm: workbook.grids.some(({ rows: [head] }) => head?.cells[4]?.trim() === 'Id'),
    forms,
    otherSheets: [...workbook.sheets].flatMap(([name, { comments, isDrawnOn }]) =>
      !own.has(name) && (grids.has(name) || comments.size > 0 || isDrawnOn) ? [name] : [],
    ),
    asides: [...workbook.sheets].flatMap(([sheet, { comments, isDrawnOn }]) =>
      own.has(sheet)
        ? [
            ...[...comments].map((cell) => ({ sheet, cell })),
            ...(isDrawnOn ? [{ sheet, cell: null }] : []),
          ]
        : [],
    ),
    overview: readOverview(grids.get(OVERVIEW_SHEET), cases, forms, formulas),
  };
}

function readOverview(
  grid: Grid | undefined,
  cases: readonly (Worksheet | undefined)[],
  forms: ReadonlyMap<string, FormRead>,
  formulas: ReadonlySet<string>,
): OverviewRead {
  const texts = overviewRows(cases.filter((one) => one !== undefined));
  // Where a case is unknown, the map is named: nothing can be held to its row.
  if (cases.includes(undefined)) return { beside: [], over: [] };
  const beside: string[] = [];
  const over: { readonly cell: string; readonly label: string | null }[] = [];
  for (const { row, cells } of grid?.rows ?? []) {
    const own = texts[row - 1];
    const room = own === undefined ? 0 : OVERVIEW_COLUMNS;
    const stray = cells.findIndex((cell, column) => column >= room && isWritten(cell));
    if (stray !== -1) beside.push(nameCell(row, stray));
    if (own === undefined) continue;
    const label = cases[row - 1 - FROZEN_ROWS]?.label ?? null;
    const answers = new Set(forms.get(label ?? '')?.lines.map(({ entry }) => plain(entry)));
    cells.slice(0, OVERVIEW_COLUMNS).forEach((text, column) => {
      const cell = nameCell(row, column);
      // An answer that stands in place of the formula which brought it over is lost nowhere.
      const isOwn =
        column < OVERVIEW_FACTS || label === null
          ? plain(restoreText(text)) === plain(own[column] ?? '')
          : formulas.has(cell) || answers.has(plain(text)) || isState(text, column);
      if (isWritten(text) && !isOwn) over.push({ cell, label });
    });
  }
  return { beside, over };
}

/** What the formula of the last column says of itself, and stands there where a program kept values. */
function isState(text: string, column: number): boolean {
  return column === OVERVIEW_COLUMNS - 1 && plain(text) === OVERVIEW_OPEN;
}

function readForm({ rows }: Grid, layout: readonly FormLine[]): FormRead {
  const byRow = new Map(rows.map(({ row, cells }) => [row, cells] as const));
  const cellsOf = (row: number): readonly string[] =>
    [0, 1, 2].map((column) => (byRow.get(row)?.[column] ?? '').trim());
  const head = Array.from({ length: FROZEN_ROWS }, (_, index) =>
    cellsOf(index + 1).map(restoreText),
  );
  const room = new Map(layout.map((line) => [line.row, roomOf(line)] as const));
  const beyond = rows.flatMap(({ row, cells }) => {
    const columns = row <= FROZEN_ROWS ? FORM_HEADINGS.length : (room.get(row) ?? 0);
    const stray = cells.findIndex((cell, column) => column >= columns && isWritten(cell));
    return stray === -1 ? [] : [nameCell(row, stray)];
  });
  return {
    headings: JSON.stringify(head),
    lines: [
      ...layout.map((line) => readLine(line, cellsOf(line.row))),
      ...beyond.map((cell) => ({ ...NO_LINE, cell })),
    ],
  };
}

/** The columns of a line that the form has something in, or room for it. */
function roomOf(line: FormLine): number {
  if (line.kind === 'part') return 1;
  return line.item.kind === 'fact' ? 2 : FORM_HEADINGS.length;
}

function readLine(line: FormLine, cells: readonly string[]): FormLineRead {
  const [item = '', written = '', hint = ''] = cells.map(restoreText);
  const id = line.kind === 'part' ? `part ${line.part.id}` : line.item.id;
  // Where the form has no choices, what stands in their place is named as a note.
  const choices = line.kind === 'part' || line.item.kind === 'fact' ? '' : hint;
  const isAnswer = line.kind === 'item' && line.item.fact === null;
  // A workbook keeps text as text: only what the pack wrote was guarded, an answer stands as typed.
  const entry = isAnswer ? (cells[1] ?? '') : written;
  return {
    id,
    item,
    entry: line.kind === 'part' ? '' : entry,
    form: [item],
    choices,
    cell: `${ANSWER_COLUMN}${line.row}`,
    beside: nameCell(line.row, 2),
  };
}

/** Programs break and space lines in their own ways. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function isWritten(cell: string): boolean {
  return cell.trim() !== '';
}

function trimEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex(isWritten);
  return cells.slice(0, last + 1);
}
