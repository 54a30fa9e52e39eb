/** What lies in the folder of a pack, by name: the files that a pack has, and what people put there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FINDINGS_CSV_FILE, FINDINGS_FILE, OUTCOME_FILE } from '../audit/findings.ts';
import { compareCodeUnits } from '../audit/order.ts';
import {
  EXCLUSIONS_FILE,
  RECORD_FILE,
  REGISTER_FILE,
  SUMMARY_FILE,
  WORKSHEETS_FILE,
} from '../audit/record.ts';
import { systemCode } from '../errors.ts';

export interface FoundFile {
  /** Below the folder, with `/`. */
  readonly path: string;
  /** False for a link, and for a folder that cannot be looked into. */
  readonly isFile: boolean;
}

/**
 * All files below a folder, in order of their paths. A folder of somebody's own that cannot be looked
 * into is named in place of its files. Throws the system's error where the folder itself, or that of
 * the worksheets, cannot be.
 */
export function filesBelow(place: string): readonly FoundFile[] {
  return filesIn(place, '').sort((a, b) => compareCodeUnits(a.path, b.path));
}

function filesIn(place: string, below: string): FoundFile[] {
  return readdirSync(join(place, below), { withFileTypes: true }).flatMap((entry): FoundFile[] => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) return [{ path, isFile: entry.isFile() }];
    try {
      return filesIn(place, path);
    } catch (error) {
      if (systemCode(error) === null || path === WORKSHEETS_FOLDER) throw error;
      return [{ path, isFile: false }];
    }
  });
}

const WORKSHEETS_FOLDER = 'worksheets';

/** Whether a pack has a file of such a path, `worksheets/T1.csv` for instance. */
export function isPathOfPack(path: string): boolean {
  return OF_THE_PACK.has(path) || isWorksheetPath(path);
}

const OF_THE_PACK: ReadonlySet<string> = new Set([
  ...[RECORD_FILE, SUMMARY_FILE, WORKSHEETS_FILE, REGISTER_FILE, EXCLUSIONS_FILE],
  ...[FINDINGS_FILE, FINDINGS_CSV_FILE, OUTCOME_FILE],
]);

/** The same of the worksheets that are filled in on screen. */
export function isWorksheetPath(path: string): boolean {
  return /^worksheets(?:\/[TN]\d+(?:-withdrawn)?\.csv|(?:-[TN]\d+)?\.xlsx)$/i.test(path);
}
