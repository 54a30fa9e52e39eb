import { parse as parseCsv } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { gravityOf, stopsDraw } from '../../src/audit/problems.ts';
import { DELIMITERS, parseDelimited, type DelimiterName } from '../../src/inputs/delimited.ts';
import { buildHeadingMatcher, countKnownBy } from '../../src/inputs/known-headings.ts';
import { readWorkbook } from '../../src/inputs/workbook.ts';
import { restoreText } from '../../src/audit/formula-guard.ts';
import { csv, HEADINGS, planOn, referral } from '../support/inputs-reading.ts';
import { runOn } from '../support/inputs-run.ts';
import { xls, xlsx } from '../support/inputs-workbooks.ts';

const SEED = 20261120;
const countKnown = countKnownBy(buildHeadingMatcher({}));

/** What people, systems and mischief put into cells. */
const anyCell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      ...['"', ',', ';', '\t', '\n', '\r', "'", '=', ' ', 'a', 'é', '😀', '\u00A0'],
    ),
    maxLength: 8,
  }),
  fc.constantFrom(
    '',
    '0',
    '000123',
    '=1+1',
    '#N/A',
    '__proto__',
    '<b>&amp;</b>',
    '\u202Eabc',
    '\uFEFF',
  ),
);
const anyGrid = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 8,
});

describe('any grid of cells is read back as it was written', () => {
  const write = (grid: readonly (readonly string[])[], delimiter: string, end: string): string =>
    stringify(
      grid.map((row) => [...row]),
      { delimiter, record_delimiter: end, quoted_match: /["\r\n]/, quoted_empty: true },
    );
  const readBack = (text: string, delimiter: DelimiterName | null) => {
    const parsed = parseDelimited(text, delimiter, countKnown);
    return 'refused' in parsed ? parsed : parsed.grid.rows.map(({ cells }) => cells);
  };
  const ends = fc.constantFrom('\r\n', '\n', '\r');
  const delimiters = fc.constantFrom(...(Object.keys(DELIMITERS) as DelimiterName[]));

  test('as text, its delimiter named', () => {
    fc.assert(
      fc.property(anyGrid, delimiters, ends, (grid, name, end) => {
        // A first line that says sep=; is no row: that is tested where it belongs.
        fc.pre(!/^sep=.$/i.test(grid[0]?.join('') ?? ''));
        expect(readBack(write(grid, DELIMITERS[name], end), name)).toEqual(grid);
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  test('as text, its delimiter found by the headings', () => {
    fc.assert(
      fc.property(anyGrid, delimiters, ends, (grid, name, end) => {
        const table = [HEADINGS, ...grid];
        expect(readBack(write(table, DELIMITERS[name], end), null)).toEqual(table);
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  // The test's own writer leaves such marks unescaped, which Excel never does.
  const writable = (cell: string): boolean => !/_x[\da-f]{4}_/i.test(cell);
  const anySheet = fc.array(fc.array(anyCell.filter(writable), { maxLength: 6 }), { maxLength: 8 });
  /** Rows that hold something, to their last cell; line ends are one sign in a workbook. */
  const trimmed = (rows: readonly (readonly [number, readonly string[]])[]) =>
    rows.flatMap(([row, cells]) => {
      const plain = cells.map((cell) => cell.replace(/[\r\n]+/g, '\n'));
      const last = plain.findLastIndex((cell) => cell !== '');
      return last === -1 ? [] : [[row, plain.slice(0, last + 1)] as const];
    });

  test.each([
    ['xlsx', xlsx],
    ['xls', xls],
  ] as const)('as an .%s', (kind, build) => {
    fc.assert(
      fc.property(anySheet, (grid) => {
        const written = trimmed(grid.map((cells, index) => [index + 1, cells]));
        const result = readWorkbook(build({ S: grid }), kind);
        if ('refused' in result) {
          expect([result.refused, written]).toEqual(['export-empty', []]);
          return;
        }
        const [sheet] = result.grids;
        const read = trimmed((sheet?.rows ?? []).map(({ row, cells }) => [row, cells]));
        expect(read).toEqual(written);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

describe('a good export that was damaged on its way', () => {
  const TEAMS = ['North', 'Sømewhere', 'South, “East”'];
  const ROWS = Array.from({ length: 40 }, (_, n) => [
    ...referral({
      id: `MASH-${n}`,
      received: `${13 + (n % 6)}/11/2026`,
      decided: `${13 + (n % 7)}/11/2026 09:${10 + n}`,
      decision: ['Early Help', 'Section 47 enquiry', 'NFA', 'Pending, Early Help'][n % 4] ?? '',
    }),
    TEAMS[n % 3] ?? '',
  ]);
  const GOOD = [[...HEADINGS, 'Allocated Team'], ...ROWS];

  interface Damage {
    readonly kind: 'flip' | 'cut' | 'repeat' | 'remove' | 'swap';
    readonly at: number;
    readonly length: number;
    readonly byte: number;
  }
  const anyDamage = fc.record<Damage>({
    kind: fc.constantFrom('flip', 'flip', 'cut', 'repeat', 'remove', 'swap'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 400 }),
    byte: fc.integer({ min: 0, max: 255 }),
  });

  function damage(bytes: Uint8Array, { kind, at, length, byte }: Damage): Uint8Array {
    const from = Math.floor(at * bytes.length);
    const to = Math.min(bytes.length, from + length);
    const [before, block, after] = [bytes.slice(0, from), bytes.slice(from, to), bytes.slice(to)];
    switch (kind) {
      case 'flip':
        return Buffer.concat([before, Uint8Array.from([byte]), bytes.slice(from + 1)]);
      case 'cut':
        return before;
      case 'repeat':
        return Buffer.concat([before, block, block, after]);
      case 'remove':
        return Buffer.concat([before, after]);
      case 'swap':
        return Buffer.concat([block, before, after]);
    }
  }

  /** Every row is in the frame or left out for one reason; a draw stands only where nothing stops it. */
  async function holds(name: string, content: Uint8Array): Promise<boolean> {
    const { frame, draw, problems, read } = await planOn({ [name]: content });
    const inTables = read.exports
      .flatMap(({ tables }) => tables.filter(({ kind }) => kind !== 'section-47'))
      .reduce((sum, { rows }) => sum + rows, 0);
    const stopped = problems.some(stopsDraw);
    const unread = problems.some((problem) => gravityOf(problem) === 'unreadable');
    return (
      frame.rowsRead === frame.eligible.length + frame.exclusions.length &&
      frame.rowsRead <= inTables &&
      (stopped || frame.rowsRead === inTables) &&
      (read.exports.length > 0 || unread) &&
      (draw === null) === stopped
    );
  }

  test('undamaged, it is drawn from', async () => {
    for (const [name, content] of [
      ['week.csv', Buffer.from(csv(...GOOD))],
      ['week.xlsx', xlsx({ S: GOOD })],
    ] as const) {
      const { draw, frame } = await planOn({ [name]: content });
      expect([draw === null, frame.rowsRead]).toEqual([false, ROWS.length]);
      expect(await holds(name, content)).toBe(true);
    }
  });

  test.each([
    ['week.csv', Buffer.from(csv(...GOOD)), 120],
    ['week.xlsx', xlsx({ S: GOOD }), 80],
  ] as const)('%s gives problems, or an accounting that adds up', async (name, good, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDamage, { minLength: 1, maxLength: 3 }), (damages) =>
        holds(name, damages.reduce(damage, good)),
      ),
      { seed: SEED, numRuns },
    );
  });
});

describe('the nastiest of strings', () => {
  /** What is written, and what it is everywhere after. */
  const NASTY: readonly (readonly [written: string, known: string])[] = [
    ['=1+1', '=1+1'],
    ['+44 1793', '+44 1793'],
    ['-2+3', '-2+3'],
    ['@SUM(A1)', '@SUM(A1)'],
    ["'=1", "'=1"],
    ['＝1', '＝1'],
    ['\t=1', '=1'],
    [' =HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'],
    ['="000123"', '000123'],
    ['000124', '000124'],
    ['125.0', '125'],
    ['24E00123', '24E00123'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['toString', 'toString'],
    ['undefined', 'undefined'],
    ['NaN', 'NaN'],
    ['</td><script>alert(1)</script>', '</td><script>alert(1)</script>'],
    ['"><img src=x onerror=alert(1)>', '"><img src=x onerror=alert(1)>'],
    ['&amp;&lt;', '&amp;&lt;'],
    ['a"b', 'a"b'],
    ['x,y;z', 'x,y;z'],
    ['line\r\nbreak', 'line break'],
    ['bell\u0007tab\tend', 'bell tab end'],
    ['next\u0085line', 'next line'],
    ['\u202Eright to left', '\u202Eright to left'],
    ['zero\u200Bwidth', 'zero\u200Bwidth'],
    ['\uFEFFmarked', 'marked'],
    ['\u00A0 padded \u00A0', 'padded'],
    ['é', 'é'],
    ['e\u0301', 'e\u0301'],
    ['田中さん', '田中さん'],
    ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
    ['Ω≈ç√∫˜µ', 'Ω≈ç√∫˜µ'],
    ['../../etc/passwd', '../../etc/passwd'],
    ['C:\\CON', 'C:\\CON'],
    ['{{7*7}}${7*7}%s%n', '{{7*7}}${7*7}%s%n'],
    ['x'.repeat(500), 'x'.repeat(500)],
  ];
  const headings = [...HEADINGS, 'Allocated Team', ...NASTY.map(([written]) => written)];
  const rows = NASTY.map(([written]) => [
    ...referral({ id: written }),
    written,
    ...NASTY.map(([other]) => other),
  ]);
  const EXPORTS = {
    'week.csv': stringify([headings, ...rows], { quoted: true }),
    'week.xlsx': xlsx({ S: [headings, ...rows] }),
  };
  const references = NASTY.map(([, known]) => known).sort();

  test.each(Object.entries(EXPORTS))(
    'as references, teams and headings of %s they reach every output unharmed',
    async (name, content) => {
      const words = ['sample', name, '--seed', 'x', '--size', '100', '--out', 'packs'];
      const { code, stderr, written } = await runOn({ [name]: content }, words);
      expect([code, stderr]).toEqual([0, '']);
      const pack = (file: string): string => written.get(`packs/2026-11-20/${file}`) ?? '';

      const record = JSON.parse(pack('draw.json')) as { sample: readonly { reference: string }[] };
      expect(record.sample.map(({ reference }) => reference).sort()).toEqual(references);

      const register: string[][] = parseCsv(pack('register.csv'), { bom: true });
      const [first = [], ...lines] = register;
      const cells = lines.map((line) => line[first.indexOf('reference')] ?? '');
      expect(cells.map(restoreText).sort()).toEqual(references);
      // No cell is a formula to a spreadsheet.
      expect(cells.filter((cell) => /^[=+\-@\t\r＝]/.test(cell))).toEqual([]);

      for (const [path, text] of written) {
        // Line ends are the only control characters of any file.
        expect([path, /[^\P{Cc}\r\n]/u.test(text)]).toEqual([path, false]);
        if (path.endsWith('.html')) expect(text).not.toMatch(/<(?:script|img)/i);
      }
    },
  );

  test('as decisions they are named, cut short, and stop the draw', async () => {
    const text = stringify(
      [HEADINGS, ...NASTY.map(([decision], n) => referral({ id: `R${n}`, decision }))].map(
        (row) => [...row],
      ),
      { quoted: true },
    );
    const { code, stdout } = await runOn({ 'week.csv': text }, ['check', 'week.csv', '--json']);
    const { problems } = JSON.parse(stdout) as { problems: readonly Record<string, string>[] };
    expect(code).toBe(1);
    const unrecognised = problems.filter((problem) => problem.code === 'decision-unrecognised');
    expect(unrecognised.length).toBeGreaterThan(NASTY.length - 3);
    for (const { message = '' } of unrecognised) expect(message.length).toBeLessThan(150);
    expect(stdout).not.toMatch(/\\u00[01]/);
  });
});
