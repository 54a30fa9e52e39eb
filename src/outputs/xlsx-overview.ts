/** The workbook's first sheet: the cases of the meeting, and where each stands. */
import {
  ANSWER_COLUMN,
  FROZEN_ROWS,
  layOutForm,
  OVERVIEW_COLUMNS,
  OVERVIEW_FACTS,
  OVERVIEW_OPEN,
  OVERVIEW_SHEET,
  overviewRows,
} from '../audit/form-layout.ts';
import type { DrawRecord } from '../audit/record.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { cellOf, heightFor, PAGE, sheetOf, styled, STYLES } from './xlsx-styles.ts';
import type { WriteSheet } from './xlsx.ts';

/** What is left to do, at a glance: the answers that matter, brought over from each case's sheet. */
export function overviewSheet(worksheets: readonly Worksheet[], record: DrawRecord): WriteSheet {
  const rows = overviewRows(worksheets);
  return {
    ...sheetOf(OVERVIEW_SHEET, record),
    columns: OVERVIEW_WIDTHS.map((width) => ({ width })),
    rowDefs: new Map(
      rows
        .slice(FROZEN_ROWS)
        .map((row, index) => [index + FROZEN_ROWS, { height: heightFor(row, OVERVIEW_WIDTHS) }]),
    ),
    rows: rows.map((row) => row.map(cellOf)),
    cells: new Map([
      ...styled(
        0,
        Array.from({ length: OVERVIEW_COLUMNS }, () => STYLES.title),
      ),
      ...styled(
        1,
        Array.from({ length: OVERVIEW_COLUMNS }, () => STYLES.heading),
      ),
      ...worksheets.flatMap((worksheet, index) => [
        ...styled(index + 2, [
          STYLES.question,
          ...Array.from({ length: OVERVIEW_FACTS - 1 }, () => STYLES.fact),
        ]),
        ...broughtOver(worksheet).map(
          (formula, column) =>
            [`${index + 2},${column + OVERVIEW_FACTS}`, cellWith(formula)] as const,
        ),
      ]),
    ]),
    pageSetup: { ...PAGE, orientation: 'landscape' },
    a11y: { summary: 'The cases of the meeting and where each stands', headerRow: 1 },
  };
}

const OVERVIEW_WIDTHS = [8, 20, 14, 34, 20, 22, 18, 20] as const;

function answerCell(worksheet: Worksheet, id: string): string {
  const line = layOutForm(worksheet).find((one) => one.kind === 'item' && one.item.id === id);
  return `'${worksheet.label}'!${ANSWER_COLUMN}${line?.row ?? 1}`;
}

/** The formulas of a case, column by column. An action that is written and not done stays in sight. */
function broughtOver(worksheet: Worksheet): readonly string[] {
  const [grade = '', agree = '', what = '', done = ''] = [
    'grade',
    'agree',
    'today-what',
    'today-done',
  ].map((id) => answerCell(worksheet, id));
  const isOpen = `IF(${what}="","","${OVERVIEW_OPEN}")`;
  return [
    `IF(${grade}="","",${grade})`,
    `IF(${agree}="","",${agree})`,
    `IF(${done}="",${isOpen},${done})`,
  ];
}

function cellWith(formula: string) {
  return { type: 'formula', formula, formulaResult: '', style: STYLES.fact } as const;
}
