/**
 * The ledger, `draws.jsonl`: one line a draw, appended and never changed. Each line carries the
 * SHA-256 of the line before, so whoever holds an earlier copy can see any later alteration. It
 * does not prevent one.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';

export const LEDGER_FILE = 'draws.jsonl';

/** What is written of a draw. The only place that holds the time it was made. */
export interface LedgerEntry {
  readonly schemaVersion: 1;
  readonly kind: 'draw';
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
  readonly meeting: string;
  readonly week: { readonly from: string; readonly to: string };
  readonly frameCode: string;
  readonly seed: string;
  readonly seedSource: 'given' | 'generated';
  readonly method: string;
  /** SHA-256 of the pack's draw.json. */
  readonly packDigest: string;
}

/** Stands for "no line before this one". */
const CHAIN_START = '0'.repeat(64);

/** The next line of a ledger whose text so far is `ledger`: ends in a line feed. */
export function nextLine(ledger: string, entry: LedgerEntry): string {
  const last = ledger.split('\n').findLast((line) => line !== '');
  const previous = last === undefined ? CHAIN_START : hashLine(last);
  // A line cut off by a crash has no end: the next must not be glued to it.
  const start = ledger === '' || ledger.endsWith('\n') ? '' : '\n';
  return `${start}${JSON.stringify({ ...entry, previous })}\n`;
}

/** The text of a folder's ledger; empty where there is none yet. */
export function readLedger(folder: string): string {
  try {
    return readFileSync(join(folder, LEDGER_FILE), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/** Appends a draw and sees it onto the disk. The caller holds the folder's lock. */
export function appendToLedger(folder: string, entry: LedgerEntry): void {
  const line = nextLine(readLedger(folder), entry);
  const file = openSync(join(folder, LEDGER_FILE), 'a', 0o600);
  try {
    writeSync(file, line);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function hashLine(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex');
}
