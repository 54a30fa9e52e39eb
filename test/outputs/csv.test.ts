import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseFormula, restoreText, toCsv } from '../../src/outputs/csv.ts';

/** Any text, and text made of what matters here often enough to meet every combination of it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        '＝',
        '\t',
        '\r',
        '\n',
        ' ',
        '\u00A0',
        '\uFEFF',
        '"',
        ',',
        'a',
        '1',
      ),
      { maxLength: 6 },
    )
    .map((signs) => signs.join('')),
);

describe('neutraliseFormula', () => {
  it.each([
    ['a formula', '=1+1'],
    ['behind a space', ' =1+1'],
    ['behind a no-break space', '\u00A0=1+1'],
    ['behind a byte order mark', '\uFEFF=1+1'],
    ['behind a tab', '\t=1+1'],
    ['behind a line break', '\r\n=1+1'],
    ['that starts a sum', '+1'],
    ['that starts a difference', '-5'],
    ['that starts a function of old spreadsheets', '@x'],
    ['with a full-width sign', '＝1+1'],
    ['a tab alone', '\tx'],
    ['already guarded', "'=1"],
    ['guarded twice', "''=1"],
  ])('guards text that is %s: %j', (_, text) => {
    expect(neutraliseFormula(text)).toBe(`'${text}`);
    expect(restoreText(`'${text}`)).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['a reference', 'MASH-4101'],
    ['a sign that is not first', '1=1'],
    ['a sum that is not first', 'C&F + EH'],
    ['a date', '2026-11-20'],
    ['an address of mail', 'a@b'],
    ['an apostrophe in a word', "O'Neil"],
    ['an apostrophe before a word', "'tis"],
    ['apostrophes alone', "''"],
    ['a space before a word', ' x'],
  ])('leaves %s as it is: %j', (_, text) => {
    expect(neutraliseFormula(text)).toBe(text);
    expect(restoreText(text)).toBe(text);
  });

  it('leaves nothing a spreadsheet would calculate, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(neutraliseFormula(text).trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
    );
  });

  it('is undone by restoreText, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(restoreText(neutraliseFormula(text))).toBe(text);
      }),
    );
  });
});

describe('toCsv', () => {
  it('opens in Excel as UTF-8, ends lines as RFC 4180 has it, and leaves null blank', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['é', null],
          [1.5, 'x, "y"'],
        ],
      ),
    ).toBe('\uFEFFa,b\r\né,\r\n1.5,"x, ""y"""\r\n');
  });

  it('guards headings and cells, and not numbers', () => {
    expect(toCsv(['=h'], [['-5'], [-5]])).toBe("\uFEFF'=h\r\n'-5\r\n-5\r\n");
  });

  it('is read back cell for cell by another program, whatever the text', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
      return fc.array(fc.array(anyText, { minLength: width, maxLength: width }), { minLength: 1 });
    });
    fc.assert(
      fc.property(table, (rows) => {
        const headings = (rows[0] ?? []).map((_, index) => `h${index}`);
        const [, ...cells] = parse(toCsv(headings, rows), { bom: true });
        expect(cells.map((row) => row.map(restoreText))).toEqual(rows);
      }),
    );
  });

  it('keeps every bit of a number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (number) => {
        const [, row] = parse(toCsv(['ticket'], [[number]]), { bom: true });
        expect(Number(row?.[0])).toBe(Object.is(number, -0) ? 0 : number);
      }),
    );
  });
});
