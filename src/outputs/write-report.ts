/**
 * Puts a report in its place. A report is made anew as findings come in, so an earlier one of the
 * same name gives way, unless somebody has changed it by hand: then it is theirs, and stays.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode, UserError } from '../errors.ts';
import { makeFolder } from './put-files.ts';
import { writeFailure } from './write-failures.ts';
import { CURES } from './write-pack.ts';

export const REPORT_FILE = 'report.html';
export const REPORT_CSV_FILE = 'report.csv';

/** `renewed`: an earlier report of the same name stood there, as this program had written it. */
export type ReportState = 'written' | 'already-here' | 'renewed';

/**
 * Writes the two files, readable by their owner only, each whole. `shown` is the folder as the
 * person named it. Throws UserError where what stands there was changed by hand, or nothing can be
 * written.
 */
export function writeReport(
  folder: string,
  shown: string,
  page: string,
  table: string,
): ReportState {
  const sealed = seal(page, table);
  try {
    const before = readIfThere(join(folder, REPORT_FILE));
    const tableBefore = readIfThere(join(folder, REPORT_CSV_FILE));
    if (before === sealed && tableBefore === table) return 'already-here';
    if (!isAsWritten(before, tableBefore)) throw changedByHand(shown);
    makeFolder(folder);
    writeWhole(join(folder, REPORT_CSV_FILE), table);
    writeWhole(join(folder, REPORT_FILE), sealed);
    return before === null && tableBefore === null ? 'written' : 'renewed';
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw writeFailure(
      { code, folder, shown },
      `The report cannot be written to ${shown}.`,
      CURES[code] ?? 'Choose another folder with --out.',
    );
  }
}

const SEAL = /<!-- mash-audit report: page ([0-9a-f]{64}), table ([0-9a-f]{64}) -->\n$/;

/** The last line of the page tells what both files were, so that a change by hand is seen. */
function seal(page: string, table: string): string {
  return `${page}<!-- mash-audit report: page ${sha256(page)}, table ${sha256(table)} -->\n`;
}

/** True where nothing stands there, or a report as this program wrote it, whole or in part. */
function isAsWritten(page: string | null, table: string | null): boolean {
  if (page === null) return table === null;
  const [sealLine = '', ofPage, ofTable] = SEAL.exec(page) ?? [];
  if (sha256(page.slice(0, page.length - sealLine.length)) !== ofPage) return false;
  return table === null || sha256(table) === ofTable;
}

function changedByHand(shown: string): UserError {
  return new UserError(
    `There is a report in ${shown} that was changed by hand. It is not overwritten.`,
    'Move it away or give it another name, or choose another folder with --out.',
  );
}

function writeWhole(path: string, text: string): void {
  const aside = `${path}.new`;
  rmSync(aside, { force: true });
  writeFileSync(aside, text, { flag: 'wx', mode: 0o600 });
  renameSync(aside, path);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
