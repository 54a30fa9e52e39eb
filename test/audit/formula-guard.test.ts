import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseFormula, restoreText } from '../../src/audit/formula-guard.ts';
import { anyText } from '../support/any-text.ts';

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
