/**
 * What this program wrote itself: a pack, its files, a report. To draw from the rows that a draw left
 * out would look like a draw of the week.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FINDINGS_FILE, OUTCOME_FILE } from '../audit/findings.ts';
import { MAP_SHEET } from '../audit/form-layout.ts';
import { LEDGER_FILE } from '../audit/ledger.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import { RECORD_FILE, SUMMARY_FILE, WORKSHEETS_FILE } from '../audit/record.ts';
import { isBlankRow, type Grid } from './grid.ts';

/** The folder of a pack, or of its worksheets. */
export function isPackFolder(path: string): boolean {
  const holdsRecord = (folder: string): boolean => existsSync(join(folder, RECORD_FILE));
  return holdsRecord(path) || (basename(path) === 'worksheets' && holdsRecord(dirname(path)));
}

const NO_TABLES: ReadonlySet<string> = new Set([
  ...[RECORD_FILE, SUMMARY_FILE, WORKSHEETS_FILE, FINDINGS_FILE, OUTCOME_FILE],
]);

/** A file of a pack that holds no table to be known by, or the ledger beside it. */
export function isFileOfPack(path: string): boolean {
  const name = basename(path);
  return name === LEDGER_FILE || (NO_TABLES.has(name) && isPackFolder(dirname(path)));
}

/** A table this program wrote, wherever it lies and however it was saved since. */
export function isOwnTable(grids: readonly Grid[]): boolean {
  return grids.some((grid) => grid.sheet === MAP_SHEET || OWN.has(sayHeadings(grid)));
}

const OWN: ReadonlySet<string> = new Set(
  Object.values(OWN_HEADINGS).map((headings) => headings.join('\t')),
);

function sayHeadings({ rows }: Grid): string {
  const heading = rows.find((row) => !isBlankRow(row));
  const cells = heading?.cells.map((cell) => cell.trim()) ?? [];
  return cells.join('\t').trimEnd();
}
