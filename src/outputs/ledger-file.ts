/** The ledger's file, `draws.jsonl` beside the packs: read, and appended to. */
import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  LEDGER_FILE,
  nextLine,
  parseLedger,
  withoutTornLine,
  type Ledger,
  type LedgerEntry,
} from '../audit/ledger.ts';
import { systemCode } from '../errors.ts';

/**
 * The ledger that a line is to follow; empty where there is none yet. Whoever only looks goes by
 * `readLedgerIn` of the inputs, which tells a person what is wrong.
 */
export function readLedger(folder: string): Ledger {
  return parseLedger(readText(folder));
}

/** Appends a line and sees it onto the disk. The caller holds the folder's lock. */
export function appendToLedger(folder: string, entry: LedgerEntry): void {
  const place = join(folder, LEDGER_FILE);
  const text = readText(folder);
  const whole = withoutTornLine(text);
  if (whole !== text) truncateSync(place, readFileSync(place).lastIndexOf('\n') + 1);
  // A line may be whole and lack its end: the next must not be glued to it.
  const start = whole === '' || whole.endsWith('\n') ? '' : '\n';
  const file = openSync(place, 'a', 0o600);
  try {
    writeSync(file, start + nextLine(parseLedger(whole), entry));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readText(folder: string): string {
  try {
    return readFileSync(join(folder, LEDGER_FILE), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}
