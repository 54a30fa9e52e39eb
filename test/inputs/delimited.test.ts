import { describe, expect, test } from 'vitest';
import { parseDelimited, type DelimiterName } from '../../src/inputs/delimited.ts';
import { buildHeadingMatcher, countKnownBy } from '../../src/inputs/known-headings.ts';

const countKnown = countKnownBy(buildHeadingMatcher({}));

function grid(text: string, delimiter: DelimiterName | null = null) {
  const parsed = parseDelimited(text, delimiter, countKnown);
  if ('refused' in parsed) throw new Error(parsed.refused);
  return parsed;
}

/** The cells alone, row for row. */
function cells(text: string, delimiter: DelimiterName | null = null): readonly string[][] {
  return grid(text, delimiter).grid.rows.map((row) => [...row.cells]);
}

describe('the delimiter', () => {
  test.each([
    ['comma', 'Referral ID,Decision\nR1,Early Help\n'],
    ['semicolon', 'Referral ID;Decision\nR1;Early Help\n'],
    ['tab', 'Referral ID\tDecision\nR1\tEarly Help\n'],
  ] as const)('%s is found by the headings it parts', (name, text) => {
    expect(grid(text).delimiter).toBe(name);
    expect(cells(text)).toEqual([
      ['Referral ID', 'Decision'],
      ['R1', 'Early Help'],
    ]);
  });

  test('a title with many commas does not outvote the headings', () => {
    const text = 'Hub, all teams, all days, all sources\nReferral ID;Decision\nR1;Early Help\n';
    expect(grid(text).delimiter).toBe('semicolon');
  });

  test('cells with many commas do not outvote the headings', () => {
    const text = 'Referral ID;Decision;Notes\nR1;Early Help;a, b, c, d, e, f, g\n';
    expect(cells(text)[1]).toEqual(['R1', 'Early Help', 'a, b, c, d, e, f, g']);
  });

  test('without a known heading, the sign most used in the first line', () => {
    expect(grid('a;b;c,d\n1;2;3\n').delimiter).toBe('semicolon');
    expect(grid('a,b,c;d\n1,2,3\n').delimiter).toBe('comma');
    expect(grid('alone\n1\n').delimiter).toBe('comma');
  });

  test('a person who names it is believed', () => {
    expect(cells('Referral ID,Decision\n', 'semicolon')).toEqual([['Referral ID,Decision']]);
  });

  test.each([
    ['sep=;\r\n', 'semicolon'],
    ['sep=,\n', 'comma'],
    ['SEP=\t\r', 'tab'],
    ['"sep=;"\n', 'semicolon'],
  ])('a first line %j says it, and is no row', (line, name) => {
    const text = `${line}x;y,z\tw\n`;
    expect(grid(text).delimiter).toBe(name);
    expect(grid(text).grid.rows.map(({ row }) => row)).toEqual([1]);
  });

  test('a first line that says sep of another sign is a line like any other', () => {
    expect(cells('sep=|\nReferral ID,Decision\n')[0]).toEqual(['sep=|']);
  });
});

describe('line ends', () => {
  const expected = [
    ['Referral ID', 'Decision'],
    ['R1', 'S47'],
    ['R2', 'NFA'],
  ];
  test.each([
    ['\r\n', 'Referral ID,Decision\r\nR1,S47\r\nR2,NFA\r\n'],
    ['\n', 'Referral ID,Decision\nR1,S47\nR2,NFA\n'],
    ['\r', 'Referral ID,Decision\rR1,S47\rR2,NFA\r'],
    ['a mixture', 'Referral ID,Decision\r\nR1,S47\nR2,NFA\r'],
    ['none after the last row', 'Referral ID,Decision\nR1,S47\nR2,NFA'],
  ])('%j', (_name, text) => {
    expect(cells(text)).toEqual(expected);
  });
});

describe('row numbers are those a spreadsheet shows', () => {
  const rowsOf = (text: string) =>
    grid(text).grid.rows.map(({ row, cells: [first = ''] }) => [row, first] as const);

  test('blank lines count', () => {
    expect(rowsOf('\nReferral ID,Decision\n\n\nR1,S47\n')).toEqual([
      [1, ''],
      [2, 'Referral ID'],
      [3, ''],
      [4, ''],
      [5, 'R1'],
    ]);
  });

  test('a cell of several lines is one row', () => {
    expect(rowsOf('Referral ID,Notes\nR1,"a\nb\r\nc"\nR2,x\n')).toEqual([
      [1, 'Referral ID'],
      [2, 'R1'],
      [3, 'R2'],
    ]);
  });

  test('a sep= line does not count: the spreadsheet hides it', () => {
    expect(rowsOf('sep=,\nReferral ID,Decision\nR1,S47\n')).toEqual([
      [1, 'Referral ID'],
      [2, 'R1'],
    ]);
  });
});

describe('quotation marks', () => {
  test('hold delimiters, line ends and doubled quotation marks', () => {
    expect(cells('Referral ID,Decision\n"R,1","said ""no""\nthen yes"\n')[1]).toEqual([
      'R,1',
      'said "no"\nthen yes',
    ]);
  });

  test('an empty quoted cell is an empty cell', () => {
    expect(cells('Referral ID,Decision\n"",""\n')[1]).toEqual(['', '']);
  });

  test('one that is never closed refuses the file, with the row it opens in', () => {
    const text = 'Referral ID,Decision\n\n"R1\na",S47\n"R2,NFA\nR3,NFA\n';
    expect(parseDelimited(text, null, countKnown)).toEqual({
      refused: 'quote-never-closed',
      row: 4,
      headingsKnown: true,
    });
  });

  test.each(['R1,a "b" c', 'R1,"a"b', 'R1,"a" ', '6"1,S47'])(
    'one in the middle of a cell refuses the file, with its row: %s',
    (row) => {
      const text = `Referral ID,Decision\n${row}\n`;
      expect(parseDelimited(text, null, countKnown)).toEqual({
        refused: 'quote-misplaced',
        row: 2,
        headingsKnown: true,
      });
    },
  );

  test('an apostrophe is a letter like any other', () => {
    expect(cells("Referral ID,Decision\nR'1,'S47'\n")[1]).toEqual(["R'1", "'S47'"]);
  });
});

test('rows keep the number of cells they have', () => {
  expect(cells('Referral ID,Decision\nR1\nR2,S47,,\n')).toEqual([
    ['Referral ID', 'Decision'],
    ['R1'],
    ['R2', 'S47', '', ''],
  ]);
  expect(grid('Referral ID,Decision\n').grid).toMatchObject({ sheet: null, ragged: true });
});
