/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it in CSV files, and
 * loses it again when they are read: the two are each other's exact reverse for every text.
 */

/**
 * A formula's signs, or their full-width forms, first or behind blanks; or such text that is guarded
 * by apostrophes already.
 */
const FORMULA = /^'*[\s\uFEFF]*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * The text with `'` before it where a spreadsheet would take it for a formula; any other as it is.
 */
export function neutraliseFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `neutraliseFormula` was given; any other cell as it is. */
export function restoreText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
