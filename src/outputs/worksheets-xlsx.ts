/**
 * The forms on screen: a sheet a case, an overview, dropdowns, and nothing to write in but the
 * answers. It says what the worksheet says, and adds nothing.
 */
import { sayDate } from '../audit/civil-date.ts';
import {
  formMap,
  FROZEN_ROWS,
  LISTS_SHEET,
  MAP_SHEET,
  OVERVIEW_SHEET,
} from '../audit/form-layout.ts';
import type { DrawRecord } from '../audit/record.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { caseSheet, collectLists, rowsOfLists } from './xlsx-case.ts';
import { overviewSheet } from './xlsx-overview.ts';
import { ARIAL, cellOf } from './xlsx-styles.ts';
import { toXlsx, type WriteSheet } from './xlsx.ts';

/**
 * The bytes of a workbook: the overview, a sheet a case in the order given, and two hidden sheets.
 * The same on any machine.
 */
export async function worksheetsXlsx(
  worksheets: readonly Worksheet[],
  record: DrawRecord,
): Promise<Uint8Array> {
  const lists = collectLists(worksheets);
  const visible = [OVERVIEW_SHEET, ...worksheets.map(({ label }) => label)];
  return toXlsx({
    properties: {
      title: `Audit of ${sayDate(record.meeting)}: worksheets`,
      creator: 'mash-audit',
      keywords: record.settings.marking,
      // No clock in a pack: the day of the meeting stands for when it was made.
      created: new Date(`${record.meeting}T00:00:00Z`),
      modified: new Date(`${record.meeting}T00:00:00Z`),
    },
    defaultFont: ARIAL,
    sheets: [
      overviewSheet(worksheets, record),
      ...worksheets.map((worksheet) => caseSheet(worksheet, record, lists)),
      hiddenSheet(MAP_SHEET, formMap(worksheets, record)),
      hiddenSheet(LISTS_SHEET, rowsOfLists(lists)),
    ],
    // A sheet's name may look like a cell's, as T1 does: it stands in quotation marks.
    namedRanges: visible.map((name) => ({
      name: '_xlnm.Print_Titles',
      range: `'${name}'!$1:$${FROZEN_ROWS}`,
      scope: name,
    })),
  });
}

function hiddenSheet(name: string, rows: readonly (readonly string[])[]): WriteSheet {
  return {
    name,
    hidden: true,
    rows: rows.map((row) => row.map(cellOf)),
    protection: { sheet: true },
  };
}
