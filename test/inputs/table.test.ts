import { describe, expect, test } from 'vitest';
import type { Grid } from '../../src/inputs/grid.ts';
import { buildHeadingMatcher, countKnownBy } from '../../src/inputs/known-headings.ts';
import { findTable } from '../../src/inputs/table.ts';
import { codesOf, csv, HEADINGS, parse, reading, referral } from '../support/inputs-reading.ts';

const countKnown = countKnownBy(buildHeadingMatcher({}));

/** Rows from row 1 down, as a text file (ragged) has them. */
function find(
  rows: readonly (readonly string[])[],
  { headingRow = null, ragged = true }: { headingRow?: number | null; ragged?: boolean } = {},
) {
  const grid: Grid = {
    sheet: null,
    ragged,
    rows: rows.map((cells, index) => ({ row: index + 1, cells })),
  };
  return findTable(grid, { file: 'week.csv' }, countKnown, headingRow);
}

function tableOf(rows: readonly (readonly string[])[], headingRow: number | null = null) {
  const { table } = find(rows, { headingRow });
  if (table === null) throw new Error('no table');
  return {
    headingRow: table.headingRow,
    data: table.rows.map(({ row }) => row),
    ...table.setAside,
  };
}

const NOTHING = { titles: [], totals: [], headings: [] };
const DATA = referral();

describe('the heading row', () => {
  test('is the first row of an export without titles', () => {
    expect(tableOf([HEADINGS, DATA, DATA])).toEqual({ headingRow: 1, data: [2, 3], ...NOTHING });
  });

  test('is the first of the upper rows with two known headings, below titles and blank rows', () => {
    expect(tableOf([['MASH referrals'], ['Printed 20/11/2026'], [''], HEADINGS, DATA])).toEqual({
      headingRow: 4,
      data: [5],
      ...NOTHING,
      titles: [1, 2],
    });
  });

  test('a title that holds one known heading’s name is a title', () => {
    expect(tableOf([['Team', 'North'], HEADINGS, DATA]).headingRow).toBe(2);
  });

  test('without any known heading it is the first row that is not blank', () => {
    expect(
      tableOf([
        ['', ''],
        ['x', 'y'],
        ['1', '2'],
      ]),
    ).toEqual({
      headingRow: 2,
      data: [3],
      ...NOTHING,
    });
  });

  test('is looked for in the upper twenty filled rows only', () => {
    const titles = (count: number) => Array.from({ length: count }, () => ['title']);
    expect(tableOf([...titles(19), HEADINGS, DATA]).headingRow).toBe(20);
    expect(tableOf([...titles(20), HEADINGS, DATA]).headingRow).toBe(1);
  });

  test('is the row a team has named, by the number a spreadsheet shows', () => {
    const rows = [['a title'], [''], ['x', 'y', 'z', 'w'], DATA];
    expect(tableOf(rows, 3)).toMatchObject({ headingRow: 3, data: [4], titles: [1] });
    expect(find(rows, { headingRow: 2 }).table).toBeNull();
    expect(find(rows, { headingRow: 9 }).table).toBeNull();
  });

  test('a grid without a filled row has no table', () => {
    expect(find([['', ' '], ['']])).toEqual({ table: null, problems: [] });
  });
});

describe('rows above the headings', () => {
  test.each([
    ['four cells', ['R1', '13/11/2026', '16/11/2026', 'Early Help']],
    ['half as many as there are headings', ['R1', '13/11/2026']],
  ])('of %s look like data, so they are not passed over', (_what, row) => {
    expect(find([row, HEADINGS, DATA]).problems).toEqual([
      { code: 'row-above-headings', place: { file: 'week.csv', row: 1 }, args: {} },
    ]);
    expect(tableOf([row, HEADINGS, DATA]).titles).toEqual([]);
  });

  test.each([
    ['one cell', ['MASH referrals of the week']],
    ['one cell in a row of blanks', ['MASH referrals', '', '', '']],
  ])('of %s are a title: passed over, and said', (_what, row) => {
    expect(find([row, HEADINGS, DATA]).problems).toEqual([
      { code: 'titles-set-aside', place: { file: 'week.csv', row: 1 }, args: {} },
    ]);
  });

  test('three cells are a title over a wide table, and data over a narrow one', () => {
    const row = ['Hub', 'Week', '47'];
    const wide = [...HEADINGS, 'a', 'b', 'c'];
    const wideData = [...DATA, '', '', ''];
    expect(codesOf(find([row, wide, wideData]).problems)).toEqual(['titles-set-aside']);
    expect(codesOf(find([row, HEADINGS, DATA]).problems)).toEqual(['row-above-headings']);
  });
});

describe('totals below the data', () => {
  test.each([
    [['Total', '92']],
    [['Total: 92']],
    [['Totals', '', '92', '1,204.5', '100%']],
    [['Grand Total', '92']],
    [['Sub-total', '92']],
    [['Count', '92']],
    [['Row count', '92']],
    [['Number of referrals', '92']],
    [['No. of rows', '92']],
    [['92 rows']],
    [['', '1 record']],
    [['92 rows, 3 pages']],
    [['(92 rows affected)']],
    [['1 row(s)']],
    [['End of report']],
  ])('%j is passed over, and said', (row) => {
    const rows = [HEADINGS, DATA, row];
    expect(tableOf(rows)).toEqual({ headingRow: 1, data: [2], ...NOTHING, totals: [3] });
    expect(find(rows).problems).toEqual([
      { code: 'totals-set-aside', place: { file: 'week.csv', row: 3 }, args: {} },
    ]);
  });

  test.each([
    ['a referral whose reference only begins like it', ['Totalled-1', ...DATA.slice(1)]],
    ['a referral called Total, with its dates', ['Total', ...DATA.slice(1)]],
    ['words beside it', ['Total', '92', 'provisional', '']],
    ['the word in another column', ['R9', 'Total', '92', '']],
    ['numbers alone', ['92', '92', '92', '92']],
  ])('%s is data', (_what, row) => {
    expect(tableOf([HEADINGS, DATA, row]).data).toEqual([2, 3]);
  });

  test('only the last three rows can be totals', () => {
    const total = ['Total', '1', '', ''];
    expect(tableOf([HEADINGS, total, DATA, DATA, DATA])).toMatchObject({
      data: [2, 3, 4, 5],
      totals: [],
    });
    expect(tableOf([HEADINGS, DATA, total, [''], total, total])).toMatchObject({
      data: [2],
      totals: [3, 5, 6],
    });
  });
});

describe('the headings over again, as reports of several pages have them', () => {
  test('are passed over wherever they stand, whatever their case and blanks', () => {
    const again = HEADINGS.map((heading) => ` ${heading.toUpperCase()} `);
    const rows = [HEADINGS, DATA, HEADINGS, DATA, [...again, '']];
    expect(tableOf(rows)).toEqual({ headingRow: 1, data: [2, 4], ...NOTHING, headings: [3, 5] });
    expect(codesOf(find(rows).problems)).toEqual([
      'headings-repeated-below',
      'headings-repeated-below',
    ]);
  });

  test('a row with one other cell is data', () => {
    const almost = ['Referral ID', 'Date Received', 'Decision Date', 'Pending'];
    expect(tableOf([HEADINGS, DATA, almost]).data).toEqual([2, 3]);
  });
});

describe('the number of cells in a row', () => {
  test('one too few may have lost a cell: the row is named', () => {
    expect(find([HEADINGS, DATA, DATA.slice(1)]).problems).toEqual([
      { code: 'row-short', place: { file: 'week.csv', row: 3 }, args: { cells: 3, headings: 4 } },
    ]);
  });

  test('one too many may have split a cell: the row is named', () => {
    expect(find([HEADINGS, [...DATA, 'x']]).problems).toEqual([
      { code: 'row-long', place: { file: 'week.csv', row: 2 }, args: { cells: 5, headings: 4 } },
    ]);
  });

  test('blanks beyond the last heading say nothing', () => {
    expect(find([HEADINGS, [...DATA, '', ' ']]).problems).toEqual([]);
  });

  test('a sheet’s rows end where their last cell does, and are not too short', () => {
    expect(find([HEADINGS, DATA.slice(0, 2)], { ragged: false }).problems).toEqual([]);
  });
});

describe('in an export', () => {
  test('blank rows are no rows, and do not shift the numbers of those below', async () => {
    const { rows, read, problems } = await parse(
      `${csv(HEADINGS, referral({ id: 'A' }))}\n,,,\n${csv(referral({ id: 'B', decided: '' }))}`,
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ reference, place }) => [reference, place.row])).toEqual([
      ['A', 2],
      ['B', 5],
    ]);
    expect(read?.tables).toMatchObject([{ rows: 2, headingRow: 1 }]);
  });

  test('blank columns and an unnamed column of row numbers are no part of what a row says', async () => {
    const numbered = (n: number, row: readonly string[]) => [String(n), '', ...row, ''];
    const { rows, problems } = await parse(
      csv(['', '', ...HEADINGS, ''], numbered(1, DATA), numbered(2, DATA)),
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ reference }) => reference)).toEqual(['R1', 'R1']);
    // The same but for their numbers, so the second is a copy of the first.
    expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  test('a named column is part of what a row says', async () => {
    const { rows } = await parse(csv(['No', ...HEADINGS], ['1', ...DATA], ['2', ...DATA]));
    expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test('a problem names the row a spreadsheet shows, below titles, blank lines and long cells', async () => {
    const text = [
      '"MASH\nreferrals"',
      '',
      csv([...HEADINGS, 'Notes'], [...DATA, 'two\nlines\nand a third']),
      csv(['', '13/11/2026', '16/11/2026', 'Early Help', '']),
    ].join('\n');
    const { problems } = await parse(`sep=,\n${text}`);
    expect(problems).toContainEqual({
      code: 'cell-blank',
      place: { file: 'week.csv', row: 6, column: 'A “Referral ID”' },
      args: { field: 'reference' },
    });
  });

  test('headings and nothing below them are a list of no referrals, not an error', async () => {
    const { rows, problems, read } = await parse(csv(HEADINGS));
    expect(rows).toEqual([]);
    expect(codesOf(problems)).toEqual(['list-empty']);
    expect(read?.tables).toMatchObject([{ kind: 'referrals', rows: 0 }]);
  });

  test('a heading row named in settings is used even where another row looks more like one', async () => {
    const text = csv(['Referral ID', 'Decision', 'x', 'y'], ['Ref', 'In', 'Out', 'What'], DATA);
    const columns = { reference: 'Ref', received: 'In', decided: 'Out', decision: 'What' };
    const { rows, problems } = await parse(text, 'week.csv', reading({ columns, headingRow: 2 }));
    expect(codesOf(problems)).toEqual(['row-above-headings']);
    expect(rows).toMatchObject([{ reference: 'R1', decided: { date: '2026-11-16' } }]);
  });
});
