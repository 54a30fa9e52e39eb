import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nextLine, parseLedger } from '../../src/audit/ledger.ts';
import { appendToLedger, readLedger } from '../../src/outputs/ledger-file.ts';
import { temporaryFolder, writeTree } from '../support/folders.ts';
import { drawEntry, replaceEntry } from '../support/ledger-entries.ts';

function textIn(folder: string): string {
  return readFileSync(join(folder, 'draws.jsonl'), 'utf8');
}

describe('appendToLedger', () => {
  it('begins a ledger its owner alone can read, and adds to its end', () => {
    const folder = temporaryFolder();
    expect(readLedger(folder)).toEqual(parseLedger(''));
    appendToLedger(folder, drawEntry());
    const first = textIn(folder);
    appendToLedger(folder, replaceEntry());

    expect(first).toBe(nextLine(parseLedger(''), drawEntry()));
    expect(textIn(folder)).toBe(first + nextLine(parseLedger(first), replaceEntry()));
    expect(readLedger(folder)).toMatchObject({
      entries: [drawEntry(), replaceEntry()],
      faults: [],
    });
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, 'draws.jsonl')).mode & 0o777).toBe(0o600);
    }
  });

  it('takes the place of a line that was cut off: nobody has seen a pack of that', () => {
    const folder = temporaryFolder();
    const whole = nextLine(parseLedger(''), drawEntry());
    writeTree(folder, { 'draws.jsonl': `${whole}{"schemaVersion":1,"seed":"ü` });
    appendToLedger(folder, drawEntry({ seed: 'another' }));

    expect(textIn(folder).startsWith(`${whole}{`)).toBe(true);
    const { entries, faults } = readLedger(folder);
    expect(entries).toEqual([drawEntry(), drawEntry({ seed: 'another' })]);
    expect(faults).toEqual([]);
  });

  it('makes a line whole again that had lost nothing but its end', () => {
    const folder = temporaryFolder();
    writeTree(folder, { 'draws.jsonl': nextLine(parseLedger(''), drawEntry()).trimEnd() });
    appendToLedger(folder, replaceEntry());
    expect(readLedger(folder)).toMatchObject({
      entries: [drawEntry(), replaceEntry()],
      faults: [],
    });
  });

  it('adds to a ledger that is not whole, and hides nothing of it', () => {
    const folder = temporaryFolder();
    const edited = nextLine(parseLedger(''), drawEntry()).replace('blue', 'green');
    writeTree(folder, { 'draws.jsonl': edited });
    appendToLedger(folder, replaceEntry());
    expect(textIn(folder).startsWith(edited)).toBe(true);
    expect(readLedger(folder).faults).toEqual([{ line: 1, fault: 'edited' }]);
  });

  it('adds nothing where the ledger cannot be read', () => {
    const folder = temporaryFolder();
    writeTree(folder, { 'draws.jsonl/in-the-way': '' });
    expect(() => {
      appendToLedger(folder, drawEntry());
    }).toThrow(/EISDIR/);
  });
});
