/** The ledger's lines are chained: what was altered, moved, added or cut off later is seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLine, parseLedger, type LedgerEntry } from '../../src/audit/ledger.ts';
import { sha256 } from '../support/folders.ts';
import { drawEntry, replaceEntry } from '../support/ledger-entries.ts';

const CHAIN_START = '0'.repeat(64);

/** A ledger's text, written line by line. */
function ledgerOf(...entries: readonly LedgerEntry[]): string {
  return entries.reduce((text, entry) => text + nextLine(parseLedger(text), entry), '');
}

function field(line: string, name: string): unknown {
  return (JSON.parse(line) as Record<string, unknown>)[name];
}

function faults(text: string): string[] {
  return parseLedger(text).faults.map(({ line, fault }) => `${line}: ${fault}`);
}

const THREE = ledgerOf(
  drawEntry(),
  drawEntry({ seed: 'a better one', drawNumber: 2, reason: 'the first export lacked Thursday' }),
  replaceEntry(),
);
const [FIRST = '', SECOND = '', THIRD = ''] = THREE.trimEnd().split('\n');

describe('nextLine', () => {
  it('writes the first line of a ledger just so, with no line before it', () => {
    const unsigned =
      '{"schemaVersion":1,"kind":"draw","time":"2026-11-20T09:30:00Z","pack":"2026-11-20",' +
      `"packDigest":"${'ab'.repeat(32)}","meeting":"2026-11-20","from":"2026-11-13",` +
      '"to":"2026-11-19","localAuthority":null,"frameCode":"0000-1111-2222-3333-4444",' +
      `"frameDigest":"${'00001111222233334444'.padEnd(64, '5')}","seed":"blue kettle 42",` +
      '"seedSource":"given","method":"ticket-1","size":8,"drawNumber":1,"reason":null,' +
      `"previous":"${CHAIN_START}"}`;
    // What sha256sum gives for the line without its own hash.
    const signed = `${unsigned.slice(0, -1)},"hash":"${sha256(unsigned)}"}\n`;
    expect(nextLine(parseLedger(''), drawEntry())).toBe(signed);
  });

  it('chains each line to the one before, of whatever kind', () => {
    expect([FIRST, SECOND, THIRD].map((line) => field(line, 'previous'))).toEqual([
      CHAIN_START,
      field(FIRST, 'hash'),
      field(SECOND, 'hash'),
    ]);
  });

  it('keeps to one line whatever the seed', () => {
    const line = nextLine(parseLedger(''), drawEntry({ seed: 'a\nb\u2028c"' }));
    expect(line.trimEnd()).not.toMatch(/[\r\n]/);
    expect(parseLedger(line)).toMatchObject({ entries: [{ seed: 'a\nb\u2028c"' }], faults: [] });
  });
});

describe('parseLedger', () => {
  it('gives back what was written, of a ledger nobody touched', () => {
    expect(parseLedger(THREE)).toEqual({
      entries: [
        drawEntry(),
        drawEntry({
          seed: 'a better one',
          drawNumber: 2,
          reason: 'the first export lacked Thursday',
        }),
        replaceEntry(),
      ],
      faults: [],
      lastHash: field(THIRD, 'hash'),
    });
  });

  it('of nothing is an empty ledger, at the start of its chain', () => {
    expect(parseLedger('')).toEqual({ entries: [], faults: [], lastHash: CHAIN_START });
  });

  const rewritten = nextLine(parseLedger(''), drawEntry({ seed: 'another' }));
  it.each([
    ['a seed was changed', THREE.replace('blue kettle 42', 'green kettle 42'), ['1: edited']],
    ['a space was added', THREE.replace('"kind":"replace"', '"kind": "replace"'), ['3: edited']],
    [
      'a line was written anew, hash and all',
      THREE.replace(`${FIRST}\n`, rewritten),
      ['2: out-of-chain'],
    ],
    ['a line was taken out', THREE.replace(`${SECOND}\n`, ''), ['2: out-of-chain']],
    ['the first line was taken out', THREE.replace(`${FIRST}\n`, ''), ['1: out-of-chain']],
    [
      'two lines changed places',
      `${FIRST}\n${THIRD}\n${SECOND}\n`,
      ['2: out-of-chain', '3: out-of-chain'],
    ],
    ['a line stands twice', `${FIRST}\n${FIRST}\n`, ['2: out-of-chain']],
    ['a note was written between', `${FIRST}\nseen by the chair\n${SECOND}\n`, ['2: unreadable']],
    [
      'a line is of another version',
      THREE.replace('"schemaVersion":1', '"schemaVersion":2'),
      ['1: unreadable', '2: out-of-chain'],
    ],
    ['its last line has lost its end', THREE.trimEnd(), ['3: cut-off']],
  ])('shows that %s', (_, text, expected) => {
    expect(text).not.toBe(THREE);
    expect(faults(text)).toEqual(expected);
  });

  it('reads on behind a fault: no draw goes uncounted for it', () => {
    const text = THREE.replace('blue kettle 42', 'green kettle 42');
    expect(parseLedger(text).entries.map(({ kind }) => kind)).toEqual(['draw', 'draw', 'replace']);
  });

  it('sees any change of any one sign', () => {
    const spot = fc.nat({ max: THREE.length - 1 });
    const sign = fc.constantFrom('a', '0', '"', '{', ':', ',', '}', ' ', '\n');
    const seen = fc.property(spot, sign, (at, other) => {
      fc.pre(THREE[at] !== other);
      const altered = THREE.slice(0, at) + other + THREE.slice(at + 1);
      expect(faults(altered)).not.toEqual([]);
    });
    fc.assert(seen, { seed: 12, numRuns: 500 });
  });

  it('cannot see that lines were taken off its end: only who holds an earlier copy can', () => {
    expect(faults(`${FIRST}\n`)).toEqual([]);
  });
});
