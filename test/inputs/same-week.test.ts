import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { drawnOf } from '../../src/audit/draw.ts';
import { codesOf, planOn } from '../support/inputs-reading.ts';
import { dateCell, xls, xlsx, type CellValue } from '../support/inputs-workbooks.ts';

// One week, saved in every way a week is saved in. A team's name has letters that old encodings write
// in their own ways; none of them has a comma, so that lines can be parted at commas here.
const FIXTURE = join(import.meta.dirname, '../../fixtures/ordinary-week/mash-export.csv');
const ROWS = readFileSync(FIXTURE, 'utf8')
  .trimEnd()
  .split('\r\n')
  .map((line) => line.replace('MASH North', 'Nørth – £ é').split(','));

const joined = (delimiter: string, end: string): string =>
  ROWS.map((row) => row.join(delimiter) + end).join('');

const TEXT = joined(',', '\r\n');

/** As Excel keeps it: dates as dates, the rest as text. */
const CELLS: readonly (readonly CellValue[])[] = ROWS.map((row) =>
  row.map((text) => {
    const [day, month, year] = text.split('/');
    return year === undefined || text.length !== 10
      ? text
      : dateCell(`${year}-${month ?? ''}-${day ?? ''}`, '00:00', 'dd/mm/yyyy');
  }),
);

const WAYS: Readonly<Record<string, readonly [name: string, content: string | Uint8Array]>> = {
  'UTF-8': ['week.csv', TEXT],
  'UTF-8 with its mark': ['week.csv', `\uFEFF${TEXT}`],
  'UTF-16LE with its mark': ['week.csv', iconv.encode(`\uFEFF${TEXT}`, 'utf-16le')],
  'UTF-16BE with its mark': ['week.csv', iconv.encode(`\uFEFF${TEXT}`, 'utf-16be')],
  'Windows-1252': ['week.csv', iconv.encode(TEXT, 'windows-1252')],
  semicolons: ['week.csv', joined(';', '\r\n')],
  'semicolons under a sep= line': ['week.csv', `sep=;\r\n${joined(';', '\r\n')}`],
  tabs: ['week.tsv', joined('\t', '\n')],
  'CR line ends': ['week.csv', joined(',', '\r')],
  'titles above and a total below': [
    'week.csv',
    `MASH referrals\r\nPrinted 20/11/2026 08:00\r\n\r\n${TEXT}\r\nTotal,${ROWS.length - 1}\r\n`,
  ],
  '.xlsx': ['week.xlsx', xlsx({ Sheet1: CELLS })],
  '.xlsx with titles, a front sheet and text dates': [
    'week.xlsx',
    xlsx({
      Front: [['MASH']],
      Data: [['MASH referrals'], [], ...ROWS, ['Total', ROWS.length - 1]],
    }),
  ],
  '.xls': ['week.xls', xls({ Sheet1: CELLS })],
};

async function plan(name: string, content: string | Uint8Array) {
  const { frame, draw, problems, read } = await planOn({ [name]: content });
  if (draw === null) throw new Error(`no draw: ${codesOf(problems).join(', ')}`);
  const { code, eligible } = frame;
  return { code, eligible, drawn: drawnOf(draw), problems: codesOf(problems), read };
}

const asSaved = await plan('week.csv', TEXT);

test('the week is one with something to draw, and its letters matter', () => {
  expect(asSaved.drawn.length).toBeGreaterThan(8);
  expect(asSaved.eligible.filter(({ team }) => team === 'Nørth – £ é').length).toBeGreaterThan(5);
});

test.each(Object.entries(WAYS))(
  'saved as %s: one frame and one sample',
  async (_way, [name, content]) => {
    const { code, eligible, drawn } = await plan(name, content);
    expect(code).toBe(asSaved.code);
    expect(eligible).toEqual(asSaved.eligible);
    expect(drawn).toEqual(asSaved.drawn);
  },
);

test('with one decision changed it is another week', async () => {
  const changed = TEXT.replace('Single Assessment', 'Section 47 enquiry');
  const other = await plan('week.csv', changed);
  expect(other.code).not.toBe(asSaved.code);
});

test('what was assumed or passed over on the way is said', async () => {
  const said = async (way: string) => {
    const [name, content] = WAYS[way] ?? ['', ''];
    return new Set((await plan(name, content)).problems);
  };
  const usual = new Set(asSaved.problems);
  expect(await said('UTF-16LE with its mark')).toEqual(usual);
  expect(await said('Windows-1252')).toEqual(new Set([...usual, 'encoding-assumed']));
  expect(await said('titles above and a total below')).toEqual(
    new Set([...usual, 'titles-set-aside', 'totals-set-aside']),
  );
});
