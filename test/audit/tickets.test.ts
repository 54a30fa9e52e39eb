/**
 * Method ticket-1, held to known answers. The tickets in ticket-vectors.json were computed by a
 * second implementation of the method (SHA-256 and ARC4 written anew in another language), so they
 * say what the method is, not what this program happens to do.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { LONGEST_SEED, METHOD, parseSeed, seedDigest, ticketOf } from '../../src/audit/tickets.ts';
import { seedOf } from '../support/referral-rows.ts';

interface TicketVector {
  readonly seed: string;
  readonly reference: string;
  readonly ticket: number;
  readonly why: string;
}

const VECTORS = JSON.parse(
  readFileSync(new URL('ticket-vectors.json', import.meta.url), 'utf8'),
) as readonly TicketVector[];

function ticket(seed: string, reference: string): number {
  return ticketOf(seedDigest(seedOf(seed).value), reference);
}

test('the method has a name, which changes when any ticket does', () => {
  expect(METHOD).toBe('ticket-1');
});

describe('the published vectors', () => {
  test.each(VECTORS)('$seed, $reference: $why', ({ seed, reference, ticket: expected }) => {
    expect(ticket(seed, reference)).toBe(expected);
  });

  test('share no ticket, but between two spellings of one seed', () => {
    const drawn = VECTORS.map(({ seed, reference }) =>
      JSON.stringify([seedOf(seed).value, reference]),
    );
    expect(new Set(drawn).size).toBeLessThan(VECTORS.length);
    expect(new Set(VECTORS.map((vector) => vector.ticket)).size).toBe(new Set(drawn).size);
  });
});

describe('seeds', () => {
  test.each([
    ['a composed and a decomposed letter', 'caf\u00e9', 'cafe\u0301'],
    ['blanks around it', 'seed', '  seed\u00a0 '],
  ])('are one seed whatever the spelling: %s', (_, one, other) => {
    expect(one).not.toBe(other);
    expect(ticket(one, 'A')).toBe(ticket(other, 'A'));
  });

  test.each([
    ['leading zeros', '007', '7'],
    ['case', 'Seed', 'seed'],
    ['blanks inside', 'two words', 'two  words'],
    ['dashes between digits', '12345-67890-12345-67890', '12345678901234567890'],
    ['an accent', 'caf\u00e9', 'cafe'],
    ['digits past what a number holds', '12345678901234567890', '12345678901234567891'],
  ])('are text, so they differ in %s', (_, one, other) => {
    expect(ticket(one, 'A')).not.toBe(ticket(other, 'A'));
  });

  test('1, 11 and 111 differ, though the bare generator makes them one stream', () => {
    expect(new Set(['1', '11', '111'].map((seed) => seedrandom(seed)())).size).toBe(1);
    expect(new Set(['1', '11', '111'].map((seed) => ticket(seed, 'A'))).size).toBe(3);
  });

  test('are digested as SHA-256 in lower-case hex: the known answer of FIPS 180', () => {
    expect(seedDigest('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('references', () => {
  test('with the same low byte differ, though the bare generator cannot tell them apart', () => {
    expect(seedrandom('\u0141')()).toBe(seedrandom('A')());
    expect(ticket('seed', '\u0141')).not.toBe(ticket('seed', 'A'));
  });

  test.each([
    ['leading zeros', '007', '7'],
    ['case', 'mash-1', 'MASH-1'],
    ['blanks around', 'A', ' A '],
    ['blanks inside', 'A 1', 'A  1'],
    ['the spelling of a letter', 'caf\u00e9', 'cafe\u0301'],
  ])('are taken as they stand, so they differ in %s', (_, one, other) => {
    expect(ticket('seed', one)).not.toBe(ticket('seed', other));
  });

  test('and seeds cannot trade characters across the colon that joins them', () => {
    expect(ticket('1', '1:1')).not.toBe(ticket('1:1', '1'));
  });
});

describe('a ticket', () => {
  test('lies from 0 to below 1, and tickets fill that space evenly', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 5000; n += 1) {
      const tenth = Math.floor(ticket('evenly', `MASH-${n}`) * 10);
      tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1;
    }
    expect(tenths).toHaveLength(10);
    // 500 expected; its standard deviation is 21.
    for (const count of tenths) expect(Math.abs(count - 500)).toBeLessThan(4 * 21);
  });

  test('depends on no ticket drawn before it', () => {
    const alone = ticket('seed', 'MASH-2');
    ticket('seed', 'MASH-1');
    ticket('other seed', 'MASH-2');
    expect(ticket('seed', 'MASH-2')).toBe(alone);
  });
});

describe('parseSeed', () => {
  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['blanks of other alphabets, tabs and line ends', '\u00a0\u3000\t\r\n\ufeff'],
    ['a line break inside', 'one\ntwo'],
    ['a tab inside', 'one\ttwo'],
    ['a NUL', 'one\0two'],
    ['an escape sequence', '\u001b[31mred'],
    ['a delete', 'one\u007f'],
    ['a C1 control character', 'one\u0085two'],
    ['a zero-width space', 'one\u200btwo'],
    ['a zero-width joiner', 'one\u200dtwo'],
    ['a soft hyphen', 'one\u00adtwo'],
    ['a byte order mark inside', 'one\ufefftwo'],
    ['a sign that turns the line round', '\u202eone'],
    ['a line separator', 'one\u2028two'],
    ['half of a character', 'one\ud83c'],
    ['one character more than the limit', 'x'.repeat(LONGEST_SEED + 1)],
  ])('refuses %s', (_, text) => {
    expect(parseSeed(text, 'given')).toBeNull();
  });

  test.each([
    ['a single character', '0', '0'],
    ['as many characters as the limit', 'x'.repeat(LONGEST_SEED), 'x'.repeat(LONGEST_SEED)],
    ['the limit, counted without the blanks around', ` ${'x'.repeat(200)} `, 'x'.repeat(200)],
    ['the limit, counted after composing', 'e\u0301'.repeat(200), '\u00e9'.repeat(200)],
    ['blanks inside, as they are', 'two  words', 'two  words'],
    ['a line end behind it, as a shell may leave one', 'seed\n', 'seed'],
    ['an emoji', '\u{1F3B2}', '\u{1F3B2}'],
    ['what looks like a number, as text', ' 007 ', '007'],
  ])('takes %s', (_, text, value) => {
    expect(parseSeed(text, 'given')).toEqual({ value, source: 'given' });
  });

  test('keeps where the seed came from', () => {
    expect(parseSeed('12345', 'generated')).toEqual({ value: '12345', source: 'generated' });
  });

  test('gives a value that stands for itself when it is given again', () => {
    const repeats = fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const seed = parseSeed(text, 'given');
      fc.pre(seed !== null);
      expect(parseSeed(seed.value, 'given')).toEqual(seed);
    });
    fc.assert(repeats, { seed: 1, numRuns: 500 });
  });
});
