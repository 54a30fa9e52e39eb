import { describe, expect, test } from 'vitest';
import iconv from 'iconv-lite';
import { decodeText } from '../../src/inputs/decode.ts';
import { parse } from '../support/inputs-reading.ts';

/** Letters that old and new encodings write differently: accents, curly quotes, a dash, a pound. */
const TEXT = 'Référral ID,Téam\nR1,“North” – Children’s £5 €6\n';

const as = (encoding: string, text: string): Uint8Array => iconv.encode(text, encoding);
const mark = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

const UTF8_MARK = mark(0xef, 0xbb, 0xbf);
const LE_MARK = mark(0xff, 0xfe);
const BE_MARK = mark(0xfe, 0xff);

describe('found by the file', () => {
  test.each([
    ['utf-8', false, as('utf-8', TEXT)],
    ['utf-8', false, joined(UTF8_MARK, as('utf-8', TEXT))],
    ['utf-16le', false, joined(LE_MARK, as('utf-16le', TEXT))],
    ['utf-16be', false, joined(BE_MARK, as('utf-16be', TEXT))],
    ['windows-1252', true, as('windows-1252', TEXT)],
  ])('%s, assumed: %s', async (encoding, assumed, bytes) => {
    expect(await decodeText(bytes, null)).toEqual({ text: TEXT, encoding, assumed });
  });

  test('plain ASCII is UTF-8, and nothing is assumed', async () => {
    expect(await decodeText(as('ascii', 'a,b\n'), null)).toEqual({
      text: 'a,b\n',
      encoding: 'utf-8',
      assumed: false,
    });
  });

  test('one byte that is not UTF-8 makes the whole file Windows-1252, and it is said', async () => {
    const bytes = joined(as('utf-8', 'é,'), mark(0xe9));
    expect(await decodeText(bytes, null)).toEqual({
      text: 'Ã©,é',
      encoding: 'windows-1252',
      assumed: true,
    });
    const { problems, read } = await parse(as('windows-1252', 'Référence,Décision\n1,2\n'));
    expect(problems).toContainEqual({
      code: 'encoding-assumed',
      place: { file: 'week.csv' },
      args: {},
    });
    expect(read?.encoding).toBe('windows-1252');
  });

  test('all of Windows-1252 between 0x80 and 0x9F are letters, not control characters', async () => {
    const bytes = mark(0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99);
    expect(await decodeText(bytes, null)).toMatchObject({ text: '€…‘’“”–—™' });
  });

  test('a mark that the bytes belie is not believed into wrong letters', async () => {
    expect(await decodeText(joined(UTF8_MARK, mark(0x61, 0xe9)), null)).toEqual({
      refused: 'encoding-unknown',
    });
    expect(await decodeText(joined(LE_MARK, mark(0x61)), null)).toEqual({
      refused: 'encoding-unknown',
    });
  });

  test('bytes no encoding here has are refused', async () => {
    expect(await decodeText(mark(0x61, 0x81, 0x62), null)).toEqual({ refused: 'encoding-unknown' });
  });

  test('bytes of zero are no text, as in UTF-16 without its mark', async () => {
    expect(await decodeText(as('utf-16le', TEXT), null)).toEqual({ refused: 'export-not-text' });
    expect(await decodeText(joined(LE_MARK, as('utf-16le', 'a\0b')), null)).toEqual({
      refused: 'export-not-text',
    });
  });

  test.each([
    ['a mark alone', UTF8_MARK],
    ['blanks alone', as('utf-8', ' \r\n\t\n')],
  ])('a file of %s is empty', async (_what, bytes) => {
    expect(await decodeText(bytes, null)).toEqual({ refused: 'export-empty' });
  });
});

describe('named by a person', () => {
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const)(
    '%s is believed, and not called an assumption',
    async (encoding) => {
      expect(await decodeText(as(encoding, TEXT), encoding)).toEqual({
        text: TEXT,
        encoding,
        assumed: false,
      });
    },
  );

  test('text that is UTF-8 too is read as named', async () => {
    expect(await decodeText(as('utf-8', 'é'), 'windows-1252')).toMatchObject({ text: 'Ã©' });
  });

  test('text that is not in it is refused, not read as something else', async () => {
    expect(await decodeText(as('windows-1252', TEXT), 'utf-8')).toEqual({
      refused: 'encoding-unknown',
    });
  });

  test('the mark of the encoding named is no letter of the first heading', async () => {
    expect(await decodeText(joined(UTF8_MARK, as('utf-8', TEXT)), 'utf-8')).toMatchObject({
      text: TEXT,
    });
    expect(await decodeText(joined(LE_MARK, as('utf-16le', TEXT)), 'utf-16le')).toMatchObject({
      text: TEXT,
    });
  });
});
