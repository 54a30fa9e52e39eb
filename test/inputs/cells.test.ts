import { describe, expect, test } from 'vitest';
import {
  cleanCell,
  isCellError,
  isTestMark,
  NOT_CALCULATED,
  parseFlag,
  parseIdentifier,
} from '../../src/inputs/cells.ts';
import { csv, HEADINGS, parse, referral, rowOf, weekOf } from '../support/inputs-reading.ts';

describe('a cell’s text', () => {
  test.each([
    ['  R1\t', 'R1'],
    ['\u00A0R1\u00A0', 'R1'],
    ['\uFEFFR1', 'R1'],
    ['Early\nHelp', 'Early Help'],
    ['Early\r\nHelp\u0007', 'Early Help'],
    ['="000123"', '000123'],
    ['=" 000123 "', '000123'],
    ['=""', ''],
    ['"quoted"', '"quoted"'],
    ['=A1', '=A1'],
    ["'000123", "'000123"],
  ])('%j is %j', (text, clean) => {
    expect(cleanCell(text)).toBe(clean);
  });
});

describe('an identifier', () => {
  test.each([
    ['123', '123'],
    ['123.0', '123'],
    ['000123', '000123'],
    ['000123.0', '000123'],
    ['MASH-4101', 'MASH-4101'],
    ['12345678901234567890', '12345678901234567890'],
    ['123.5', '123.5'],
    ['123.00', '123.00'],
    ['v1.0', 'v1.0'],
    // Letters and digits that only look like a number cut short.
    ['24E00123', '24E00123'],
    ['7E5', '7E5'],
    ['E10', 'E10'],
  ])('%s is %s', (text, value) => {
    expect(parseIdentifier(text)).toEqual({ value, refused: null });
  });

  test.each(['1.23E+10', '1.23e+10', '1.23457E+19', '1E+15', '1.0E10', '2e+017'])(
    '%s has lost digits: nobody can put them back',
    (text) => {
      expect(parseIdentifier(text)).toEqual({ value: '', refused: 'digits-lost' });
    },
  );

  test.each([
    '#N/A',
    '#REF!',
    '#ref!',
    '#VALUE!',
    '#DIV/0!',
    '#NAME?',
    '#NUM!',
    '#NULL!',
    NOT_CALCULATED,
  ])('%s is the error of a formula', (text) => {
    expect(isCellError(text)).toBe(true);
    expect(parseIdentifier(text)).toEqual({ value: '', refused: 'cell-error' });
  });

  test.each(['#1', 'N/A', '#N/A?', '# N/A'])('%s is none', (text) => {
    expect(isCellError(text)).toBe(false);
  });

  test('is the same for its rows however each spells it', async () => {
    const { rows } = await parse(
      csv(
        HEADINGS,
        referral({ id: '123' }),
        referral({ id: '123.0' }),
        referral({ id: ' ="123" ' }),
        referral({ id: '0123' }),
      ),
    );
    expect(rows.map(({ reference }) => reference)).toEqual(['123', '123', '123', '0123']);
  });
});

describe('a yes or no', () => {
  test.each(['Yes', 'Y', 'yes', 'TRUE', 'true', '1', '1.0', 'a) Yes', 'A) yes'])(
    '%s is yes',
    (text) => {
      expect(parseFlag(text)).toEqual({ flag: true, readable: true });
    },
  );
  test.each(['No', 'N', 'FALSE', '0', '0.0', 'b) No'])('%s is no', (text) => {
    expect(parseFlag(text)).toEqual({ flag: false, readable: true });
  });
  test.each(['', 'NULL', 'null'])('%j is not said', (text) => {
    expect(parseFlag(text)).toEqual({ flag: null, readable: true });
  });
  test.each(['maybe', 'Yes?', '2', 'NFA', 'not yet', '-', 'ab) yes'])('%s is neither', (text) => {
    expect(parseFlag(text)).toEqual({ flag: null, readable: false });
  });
});

describe('the mark of a row that is no real case', () => {
  test.each([
    'DUPLICATE',
    'Duplicate record',
    '** Duplicate - do not use **',
    'Do not use',
    'DUPLICATE DONOTUSE',
    'test record',
    'Test  Child',
    '(Training record)',
  ])('%s', (text) => {
    expect(isTestMark(text)).toBe(true);
  });

  test.each([
    'Not a duplicate',
    'Duplicated',
    'Do not use the front door',
    'Drug test record',
    'Testwood Child Centre',
    'Early Help',
    'Do not use this address, it is a refuge for the family',
    '',
  ])('%j is none', (text) => {
    expect(isTestMark(text)).toBe(false);
  });

  test('counts in any column, named or not', async () => {
    const text = csv(
      [...HEADINGS, 'Notes', ''],
      [...referral({ id: 'A' }), 'Do not use', ''],
      [...referral({ id: 'B' }), '', 'TEST RECORD'],
      [...referral({ id: 'C', decision: 'DUPLICATE' }), '', ''],
      [...referral({ id: 'D' }), 'Do not use the door bell', ''],
    );
    const { rows } = await parse(text);
    expect(rows.map(({ reference, testRecord }) => [reference, testRecord])).toEqual([
      ['A', true],
      ['B', true],
      ['C', true],
      ['D', false],
    ]);
  });
});

describe('outcomes in one cell', () => {
  const wordingsOf = async (decision: string) =>
    rowOf((await parse(weekOf(referral({ id: 'X', decision })))).rows, 'X').wordings;

  test.each([
    ['Early Help', ['Early Help']],
    ['Early Help, Section 47 enquiry', ['Early Help', 'Section 47 enquiry']],
    ['Early Help;S47 ; NFA', ['Early Help', 'S47', 'NFA']],
    ['Early Help, Panel', ['Early Help', 'Panel']],
    // A known wording is taken whole, commas and all; so is one in which only brackets hold them.
    ['Strategy, Discussion', ['Strategy, Discussion']],
    ['Early Help,', ['Early Help,']],
    [', ;', []],
    ['', []],
  ])('%j', async (decision, wordings) => {
    expect(await wordingsOf(decision)).toEqual(wordings);
  });
});
