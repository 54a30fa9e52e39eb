/** Puts the findings of a meeting into its pack, beside what was drawn and never in its place. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FINDINGS_FILE, type Findings } from '../audit/findings.ts';
import type { DrawRecord } from '../audit/record.ts';
import { systemCode, UserError } from '../errors.ts';
import { findingsFiles } from './findings-files.ts';
import { withFolderLock } from './folder-lock.ts';
import { explainingFailures, replaceFiles } from './put-files.ts';
import { cureInPlace, writeFailure } from './write-failures.ts';

export interface FindingsUpdate {
  /** The pack's folder, and how the person named it. */
  readonly place: string;
  readonly shown: string;
  readonly record: DrawRecord;
  readonly findings: Findings;
  /** What `findings` were made from; null where there was nothing. */
  readonly before: Findings | null | 'forgotten';
}

/**
 * Writes findings, table and minutes, each whole, under the packs folder's lock. Throws UserError
 * where the findings are no longer those that were read, or nothing can be written.
 */
export function writeFindings(update: FindingsUpdate): Promise<void> {
  const { place, shown, record, findings, before } = update;
  const explain = (code: string): UserError =>
    writeFailure(
      { code, folder: place, shown },
      `The findings cannot be written to ${shown}.`,
      cureInPlace(code, 'one of them', 'run this again'),
    );
  return explainingFailures(explain, () =>
    withFolderLock(dirname(place), () => {
      const expected = before === null ? null : JSON.stringify(before);
      if (before !== 'forgotten' && presentIn(place) !== expected) {
        throw new UserError(
          `Another run of mash-audit has changed the findings of ${shown} meanwhile.`,
          'Nothing was recorded. Run this again.',
        );
      }
      replaceFiles(place, findingsFiles(findings, record));
    }),
  );
}

/** The findings there are, in one spelling; null where there are none. */
function presentIn(place: string): string | null {
  try {
    const text = readFileSync(join(place, FINDINGS_FILE), 'utf8');
    return JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
