/** How the workbook's sheets look: a page setup, a style for each kind of cell, and texts in cells. */
import { FROZEN_ROWS } from '../audit/form-layout.ts';
import { neutraliseFormula } from '../audit/formula-guard.ts';
import type { DrawRecord } from '../audit/record.ts';
import type { CellStyle, WriteSheet } from './xlsx.ts';

export const PAGE = {
  paperSize: 'a4',
  orientation: 'portrait',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { top: 0.75, bottom: 0.75, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
} as const;

/** What every sheet that is seen has: A4, the marking on paper, its headings kept in sight. */
export function sheetOf(name: string, { settings }: DrawRecord) {
  // An ampersand begins a code in headers and footers, unless it is doubled.
  const marking = settings.marking.replaceAll('&', '&&');
  return {
    name,
    freezePane: { rows: FROZEN_ROWS },
    pageSetup: PAGE,
    headerFooter: {
      oddHeader: `&C&"Arial,Bold"${marking}`,
      oddFooter: `&L&A&C&"Arial,Bold"${marking}&RPage &P of &N`,
    },
    view: { showGridLines: false },
    protection: {
      sheet: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
      // A long answer needs a taller row.
      formatRows: true,
      formatColumns: true,
    },
  } satisfies WriteSheet;
}

/**
 * A text as a cell holds it. A cell without any is left blank: one with a text of no letters would
 * keep Excel from showing what is too long for the cell before it. `_x0041_` is a code for `A` in a
 * workbook, so its first sign is written as a code itself.
 */
export function cellOf(text: string): string | null {
  if (text === '') return null;
  return neutraliseFormula(text).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

/** Points for the longest cell of a row, whose columns hold so many letters in a line. */
export function heightFor(
  texts: readonly string[],
  letters: readonly number[],
  lineHeight = 14,
): number {
  const lines = texts.map((text, column) => countLines(text, letters[column] ?? 1));
  return Math.min(TALLEST_ROW, 3 + lineHeight * Math.max(1, ...lines));
}

/** As words are broken into lines; a word longer than a line is broken itself. */
function countLines(text: string, letters: number): number {
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    const beside = used === 0 ? word.length : used + 1 + word.length;
    if (beside <= letters) used = beside;
    else {
      lines += Math.ceil(word.length / letters) - (used === 0 ? 1 : 0);
      used = word.length % letters || letters;
    }
  }
  return lines;
}

/** What Excel allows; a file that asks for more is damaged. */
const TALLEST_ROW = 409;

/** The styles of a row's cells from column A, keyed as hucre wants them; `row` from 0. */
export function styled(
  row: number,
  styles: readonly CellStyle[],
): (readonly [string, { readonly style: CellStyle }])[] {
  return styles.map((style, column) => [`${row},${column}`, { style }]);
}

export const ARIAL = { name: 'Arial', size: 11 } as const;
const BOLD = { ...ARIAL, bold: true } as const;
const LINE = { style: 'thin', color: { rgb: '6F777B' } } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE } as const;
const TOP = { vertical: 'top', wrapText: true } as const;
const ANSWER = {
  alignment: TOP,
  border: BOX,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFBE6' } },
  protection: { locked: false },
} as const;

/** Text is kept as text: what looks like a number or a date to a spreadsheet stays as typed. */
export const STYLES = {
  title: { font: { ...BOLD, size: 14 }, alignment: { vertical: 'top' } },
  head: { font: { ...BOLD, size: 14 }, alignment: TOP },
  heading: {
    font: BOLD,
    alignment: TOP,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7EAEC' } },
    border: { bottom: LINE },
  },
  part: {
    font: { ...BOLD, size: 12 },
    alignment: { vertical: 'center' },
    border: { bottom: LINE },
  },
  name: { alignment: TOP },
  question: { font: BOLD, alignment: TOP },
  fact: { alignment: TOP, numFmt: '@' },
  hint: { font: { ...ARIAL, size: 9 }, alignment: { ...TOP, horizontal: 'left', indent: 1 } },
  choice: ANSWER,
  words: { ...ANSWER, numFmt: '@' },
  date: { ...ANSWER, numFmt: 'dd/mm/yyyy', alignment: { ...TOP, horizontal: 'left' } },
} as const satisfies Record<string, CellStyle>;
