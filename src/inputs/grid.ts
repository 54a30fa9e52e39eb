/** A sheet of cells, from whatever file. Rows keep the numbers a spreadsheet shows beside them. */

export interface Grid {
  /** The sheet's name; null for a text file, which has no sheets. */
  readonly sheet: string | null;
  readonly rows: readonly GridRow[];
  /** A text file's row can be too short or too long; a sheet's cannot. */
  readonly ragged: boolean;
}

export interface GridRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Where a spreadsheet shows a cell, such as `F4`; rows count from 1, and columns from 0. */
export function nameCell(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${row}`;
}

/** True where every cell is blank, and where there is none. */
export function isBlankRow({ cells }: GridRow): boolean {
  return cells.every(isBlankCell);
}

/** True where there is nothing but white space. */
export function isBlankCell(cell: string): boolean {
  return cell.trim() === '';
}
