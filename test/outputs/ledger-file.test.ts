import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  appendToLedger,
  nextLine,
  readLedger,
  type LedgerEntry,
} from '../../src/outputs/ledger.ts';
import { sha256, temporaryFolder, writeTree } from '../support/folders.ts';

const entry: LedgerEntry = {
  schemaVersion: 1,
  kind: 'draw',
  time: '2026-11-20T09:30:00Z',
  meeting: '2026-11-20',
  week: { from: '2026-11-13', to: '2026-11-19' },
  frameCode: '0000-1111-2222-3333-4444',
  seed: 'blue kettle 42',
  seedSource: 'given',
  method: 'ticket-1',
  packDigest: 'ab'.repeat(32),
};

function previousOf(line: string): unknown {
  return (JSON.parse(line) as { previous: unknown }).previous;
}

describe('nextLine', () => {
  it('writes the first line of a ledger just so, with no line before it', () => {
    expect(nextLine('', entry)).toBe(
      '{"schemaVersion":1,"kind":"draw","time":"2026-11-20T09:30:00Z","meeting":"2026-11-20",' +
        '"week":{"from":"2026-11-13","to":"2026-11-19"},' +
        '"frameCode":"0000-1111-2222-3333-4444","seed":"blue kettle 42","seedSource":"given",' +
        `"method":"ticket-1","packDigest":"${'ab'.repeat(32)}","previous":"${'0'.repeat(64)}"}\n`,
    );
  });

  it('carries the hash that sha256sum gives for the line before', () => {
    // printf '%s' '{"a":1}' | sha256sum
    const hash = '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862';
    expect(previousOf(nextLine('{"a":1}\n', entry))).toBe(hash);
  });

  it('chains each line to the one before', () => {
    let ledger = '';
    for (const seed of ['one', 'two', 'three', 'four'])
      ledger += nextLine(ledger, { ...entry, seed });
    const lines = ledger.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.slice(1).map(previousOf)).toEqual(lines.slice(0, -1).map(sha256));
  });

  it('shows an earlier line that was altered', () => {
    const first = nextLine('', entry);
    const second = nextLine(first, entry);
    const altered = first.replace('blue kettle 42', 'a better one');
    expect(altered).not.toBe(first);
    expect(previousOf(second)).toBe(sha256(first.trimEnd()));
    expect(previousOf(second)).not.toBe(sha256(altered.trimEnd()));
  });

  it('starts a line of its own after one that was cut off, and chains to what is left of it', () => {
    const torn = `${nextLine('', entry)}{"schemaVersion":1,"ki`;
    const next = nextLine(torn, entry);
    expect(next).toMatch(/^\n\{/);
    expect(previousOf(next)).toBe(sha256('{"schemaVersion":1,"ki'));
  });

  it('keeps to one line whatever the seed', () => {
    const line = nextLine('', { ...entry, seed: 'a\nb\u2028c"' });
    expect(line.trimEnd()).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({ seed: 'a\nb\u2028c"' });
  });
});

describe('appendToLedger', () => {
  it('begins a ledger its owner alone can read, and adds to its end', () => {
    const folder = temporaryFolder();
    expect(readLedger(folder)).toBe('');
    appendToLedger(folder, entry);
    const first = readLedger(folder);
    appendToLedger(folder, { ...entry, seed: 'another' });

    expect(first).toBe(nextLine('', entry));
    expect(readLedger(folder)).toBe(first + nextLine(first, { ...entry, seed: 'another' }));
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, 'draws.jsonl')).mode & 0o777).toBe(0o600);
    }
  });

  it('adds nothing where the ledger cannot be read', () => {
    const folder = temporaryFolder();
    writeTree(folder, { 'draws.jsonl/in-the-way': '' });
    expect(() => {
      appendToLedger(folder, entry);
    }).toThrow(/EISDIR/);
  });
});
