/** A pack as a later reader finds it: its record, its tables, and whether it is whole. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { WrittenRecord } from '../../src/audit/record.ts';
import { readTree, sha256 } from './folders.ts';

export function readRecord(pack: string): WrittenRecord {
  return JSON.parse(readFileSync(join(pack, 'draw.json'), 'utf8')) as WrittenRecord;
}

/** A table of a pack, each row by its headings. */
export function readTable(pack: string, file: string): Record<string, string>[] {
  return parse(readFileSync(join(pack, file)), { bom: true, columns: true });
}

export function readLedgerLines(folder: string): string[] {
  const path = join(folder, 'draws.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

/** What a pack's record says that its files do not bear out; empty for a whole pack. */
export function faultsOf(pack: string): string[] {
  const found = readTree(pack);
  if (!found.delete('draw.json')) return ['there is no draw.json'];
  const faults: string[] = [];
  for (const { path, sha256: digest, bytes } of readRecord(pack).files) {
    const content = found.get(path);
    found.delete(path);
    if (content === undefined) faults.push(`${path} is missing`);
    else if (sha256(content) !== digest) faults.push(`${path} has another SHA-256`);
    else if (content.length !== bytes) faults.push(`${path} has another length`);
  }
  return [...faults, ...[...found.keys()].map((path) => `${path} is not in draw.json`)];
}
