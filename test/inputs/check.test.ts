import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csv, HEADINGS, referral, weekOf } from '../support/inputs-reading.ts';
import { runOn, type Files } from '../support/inputs-run.ts';
import { xlsx } from '../support/inputs-workbooks.ts';

const ORDINARY = readFileSync(
  join(import.meta.dirname, '../../fixtures/ordinary-week/mash-export.csv'),
  'utf8',
);

interface CheckDocument {
  readonly ready: boolean;
  readonly frame: { readonly code: string; readonly rows: number };
  readonly exports: readonly unknown[];
  readonly decisions: readonly unknown[];
  readonly days: readonly unknown[];
  readonly problems: readonly {
    readonly code: string;
    readonly place: { readonly file: string; readonly row?: number } | null;
  }[];
}

const check = (files: Files, ...words: readonly string[]) => runOn(files, ['check', ...words]);

async function checkJson(files: Files, ...words: readonly string[]) {
  const { code, stdout, stderr } = await check(files, ...words, '--json');
  return { code, stderr, document: JSON.parse(stdout) as CheckDocument };
}

const GOOD: Files = { 'week.csv': weekOf() };
const UNRECOGNISED: Files = { 'week.csv': weekOf(referral({ decision: 'Local panel' })) };

describe('a day is taken as every page prints it', () => {
  test.each(['Friday 20 November 2026', 'Fri 20 Nov 2026', 'fri, 20th November 2026'])(
    '%s',
    async (text) => {
      const { code, stdout } = await check(GOOD, 'week.csv', '--meeting', text);
      expect(code).toBe(0);
      expect(stdout).toContain('Audit meeting of Friday 20 November 2026');
    },
  );

  test('so are the days to audit', async () => {
    const days = ['--from', 'Fri 13 Nov 2026', '--to', 'Thursday 19/11/2026'];
    expect((await check(GOOD, 'week.csv', ...days)).code).toBe(0);
  });

  test.each([
    ['Thursday 20 November 2026', 'contradicts itself: that day is Friday 20 November 2026.'],
    ['thu 20/11/2026', 'contradicts itself: that day is Friday 20 November 2026.'],
    ['Friday 20/11/26', 'has a year of two digits.'],
    ['Friday 31 November 2026', 'is not a day in the calendar.'],
    ['Freitag 20 November 2026', 'is not a day in the calendar.'],
    ['on 20 November 2026', 'is not a day in the calendar.'],
  ])('but %s is refused', async (text, why) => {
    const { code, stderr } = await check(GOOD, 'week.csv', '--meeting', text);
    expect(code).toBe(2);
    expect(stderr).toContain(`--meeting “${text}” ${why}\n  To do: `);
  });
});

describe('the exit code', () => {
  test('0: nothing needs to be put right', async () => {
    const { code, stdout, stderr } = await check(GOOD, 'week.csv');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Nothing needs to be put right. The draw can be made.\n');
  });

  test('0: things that people should know stop nothing', async () => {
    const files = { 'week.csv': `A title\n${weekOf(referral({ decision: 'Strategy meeting' }))}` };
    const { code, stdout } = await check(files, 'week.csv');
    expect(code).toBe(0);
    expect(stdout).toContain('Please note\n');
  });

  test('1: it was read, and something must be put right', async () => {
    const { code, stdout, stderr } = await check(UNRECOGNISED, 'week.csv');
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('To put right before a draw\n');
    expect(stdout).not.toContain('Nothing needs to be put right');
  });

  test('2: an export could not be read at all, whatever else could', async () => {
    expect((await check(GOOD, 'week.csv', 'weak.csv')).code).toBe(2);
    expect((await check({ ...UNRECOGNISED, 'empty.csv': '' }, '.')).code).toBe(2);
  });

  test.each([
    [['check']],
    [['check', 'week.csv', '--no-such-flag']],
    [['check', 'week.csv', '--meeting', 'Friday']],
    [['check', 'week.csv', '--encoding', 'latin1']],
    [['check', 'week.csv', '--from', '13/11/2026']],
    [['check', 'week.csv', '--size', '0']],
    [['check', 'week.csv', '--local-authority', '']],
    [['check', 'week.csv', '--local-authority', '  ']],
  ])('2: it was asked for what there is not: %j', async (words) => {
    const { code, stdout, stderr } = await runOn(GOOD, words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
    expect(stderr).not.toContain('fault');
  });
});

test('nothing is written, whatever is found', async () => {
  for (const files of [GOOD, UNRECOGNISED]) {
    expect((await check(files, 'week.csv')).written).toEqual(new Map());
  }
});

describe('--quiet', () => {
  test('says nothing where nothing needs to be put right', async () => {
    const files = { 'week.csv': `A title\n${weekOf()}` };
    expect(await check(files, 'week.csv', '--quiet')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('says only what must be put right', async () => {
    const { code, stdout } = await check(UNRECOGNISED, 'week.csv', '--quiet');
    expect(code).toBe(1);
    expect(stdout).toBe(
      `To put right before a draw

week.csv, row 4, column D “Decision”
  The decision “Local panel” (1 referral) is in no list, so its side of the threshold is not known.
  To do: If it is misspelt, put it right in the export. If not, write “Local panel” into a list under “decisions” in mash-audit.yaml: met, not-met, undecided or out-of-scope (mash-audit init makes that file). Or add --leave-out-unrecognised to leave these referrals out openly.
`,
    );
  });
});

describe('the report', () => {
  test('begins with the answer', async () => {
    const good = await check(GOOD, 'week.csv');
    expect(good.stdout).toMatch(/^Nothing needs to be put right\. The draw can be made\.\n\n/);
    const bad = await check(UNRECOGNISED, 'week.csv');
    expect(bad.stdout).toMatch(
      /^No draw can be made yet: 1 problem to put right, at the end of this report\.\n\n/,
    );
    expect(bad.stdout).toMatch(
      /\nTo put right before a draw\n\nweek\.csv, row 4, column D “Decision”\n[^]+\.\n$/,
    );
  });

  test('names the settings somebody has made, and no others', async () => {
    const none = await check(GOOD, 'week.csv');
    expect(none.stdout).toContain('Settings in force\n  Every one is the default.\n');
    const files = { ...GOOD, 'mash-audit.yaml': 'marking: OFFICIAL\n' };
    const some = await check(files, 'week.csv', '--size', '6');
    expect(some.stdout).toContain(`Settings in force
  size     6 (flag)
  marking  OFFICIAL (settings)
  All others are the default.
`);
  });

  test('says what was read and as what: file, encoding, delimiter, headings and their fields', async () => {
    const files = { 'week.csv': `The hub\n${weekOf().replaceAll(',', ';')}` };
    const { stdout } = await check(files, 'week.csv');
    expect(stdout).toContain(
      `Exports
  week.csv (text, utf-8, semicolon)
    2 rows of referrals with their outcomes, headings in row 2
      A   “Referral ID” is the referral reference
      B   “Date Received” is the date received
      C   “Decision Date” is the decision date
      D   “Decision” is the decision
`,
    );
  });

  test('names the sheets of a workbook', async () => {
    const { stdout } = await check({ 'week.xlsx': xlsx({ North: [HEADINGS, referral()] }) }, '.');
    expect(stdout).toContain('week.xlsx (Excel workbook)\n    sheet “North”, 1 row of referrals');
  });

  test('counts the decisions of the week with the side of each', async () => {
    const { stdout } = await check({ 'week.csv': ORDINARY }, 'week.csv');
    expect(stdout).toMatch(/Decisions of the week, in referrals\n {5}\d+ {2}\S/);
    expect(stdout).toMatch(/ {2}Section 47 enquiry +threshold met\n/);
    expect(stdout).toMatch(/ {2}Strategy Discussion +threshold met, by default\n/);
    expect(stdout).toMatch(/ {2}Early Help +threshold not met\n/);
    expect(stdout).toMatch(/ {2}\(blank\) +undecided\n/);
  });

  test('shows every day of the week, so that one without any is seen', async () => {
    const { stdout } = await check(GOOD, 'week.csv');
    expect(stdout).toContain(
      `Eligible referrals by day
                      met  not met
  Fri 13 Nov 2026       0        0   none
  Sat 14 Nov 2026       0        0   none
  Sun 15 Nov 2026       0        0   none
  Mon 16 Nov 2026       1        1
  Tue 17 Nov 2026       0        0   none
  Wed 18 Nov 2026       0        0   none
  Thu 19 Nov 2026       0        0   none
`,
    );
  });

  test('accounts for every row', async () => {
    const files = {
      'week.csv': weekOf(
        referral(),
        referral(),
        referral({ id: 'OLD', received: '01/11/2026', decided: '02/11/2026' }),
        referral({ id: 'OPEN', decision: 'Pending' }),
        referral({ id: 'TEST', decision: 'Do not use' }),
        referral({ id: 'BAD', received: 'x' }),
      ),
    };
    const { stdout } = await check(files, 'week.csv');
    expect(stdout).toContain(
      `Read        7 rows
Not read    1 row: to put right first
Set aside   1 the same as another row in every cell
Referrals   6
Left out    3 = 1 marked as a test or a duplicate + 1 outside the audit week + 1 undecided
Eligible    3 = 1 threshold met + 2 threshold not met
`,
    );
  });

  test('one thing wrong with many rows is one message that names them, up to ten', async () => {
    const bad = (count: number) =>
      Array.from({ length: count }, (_, n) => referral({ id: `B${n}`, decided: 'Nov 16, 2026' }));
    const few = await check({ 'week.csv': weekOf(...bad(3)) }, 'week.csv', '--quiet');
    expect(few.stdout).toContain('week.csv, rows 4, 5 and 6, column C “Decision Date”\n');
    const many = await check({ 'week.csv': weekOf(...bad(25)) }, 'week.csv', '--quiet');
    expect(many.stdout).toContain('rows 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 15 more, column C');
  });

  test('never shows what stands in columns the audit does not use', async () => {
    const files = {
      'week.csv': csv(
        [...HEADINGS, 'Child Name', 'Notes'],
        [...referral({ received: 'x' }), 'Amy Example', 'hurt at home'],
        [...referral(), 'Amy Example', 'hurt at home'],
      ),
    };
    for (const words of [[], ['--json']]) {
      const { stdout, stderr } = await check(files, 'week.csv', ...words);
      expect(stdout + stderr).not.toMatch(/Amy|hurt|Child Name/);
    }
  });
});

describe('problems come in the order of the exports', () => {
  const FILES: Files = {
    'b.csv': csv(
      HEADINGS,
      referral({ id: '' }),
      referral({ id: 'B2', decision: 'Local panel' }),
      referral({ id: 'B3', decided: '99/99/2026' }),
    ),
    'a.csv': csv(HEADINGS, referral({ id: 'A1' }), referral({ id: 'A2', received: '1/1/1900' })),
    'c.csv': '',
  };

  test('by file and by row, those of the frame among them', async () => {
    const { document } = await checkJson(FILES, 'c.csv', 'b.csv', 'a.csv');
    expect(document.problems.map(({ code, place }) => [place?.file, place?.row, code])).toEqual([
      ['a.csv', 3, 'date-out-of-range'],
      ['b.csv', 2, 'cell-blank'],
      ['b.csv', 3, 'decision-unrecognised'],
      ['b.csv', 4, 'date-impossible'],
      ['c.csv', undefined, 'export-empty'],
    ]);
  });

  test('whatever order the exports were named in', async () => {
    const one = await checkJson(FILES, 'a.csv', 'b.csv', 'c.csv');
    const other = await checkJson(FILES, 'c.csv', '.', 'a.csv');
    expect(other).toEqual(one);
  });
});

describe('--json', () => {
  test('is one document with all that the report says', async () => {
    const { code, stderr, document } = await checkJson({ 'week.csv': ORDINARY }, 'week.csv');
    expect([code, stderr]).toEqual([0, '']);
    expect(document).toMatchObject({
      schemaVersion: 1,
      ready: true,
      meeting: '2026-11-20',
      week: { from: '2026-11-13', to: '2026-11-19', basis: 'decided' },
      frame: {
        code: expect.stringMatching(/^[0-9a-f]{4}(?:-[0-9a-f]{4}){4}$/) as unknown,
        eligible: { met: expect.any(Number) as unknown, notMet: expect.any(Number) as unknown },
      },
      exports: [{ name: 'week.csv', format: 'text', encoding: 'utf-8', delimiter: 'comma' }],
    });
    expect(document.days).toHaveLength(7);
    expect(document.decisions).toContainEqual({
      decision: 'Early Help',
      verdict: 'not-met',
      referrals: expect.any(Number) as unknown,
    });
    expect(document.problems).toMatchObject([{ code: 'met-by-default', gravity: 'notice' }]);
  });

  test('is a document too where nothing could be read, and says that it is not ready', async () => {
    const { code, stderr, document } = await checkJson({}, 'week.csv');
    expect([code, stderr, document.ready]).toEqual([2, '', false]);
    expect(document.problems).toEqual([
      {
        code: 'export-missing',
        gravity: 'unreadable',
        place: { file: 'week.csv' },
        message: 'There is no such file or folder.',
        cure: 'Check the name and the folder. A name with spaces needs quotation marks around it.',
      },
    ]);
  });

  test('is not ready while something must be put right', async () => {
    const { code, document } = await checkJson(UNRECOGNISED, 'week.csv');
    expect([code, document.ready]).toEqual([1, false]);
  });

  test('is the same, byte for byte, each time', async () => {
    const first = await check({ 'week.csv': ORDINARY }, 'week.csv', '--json');
    const second = await check({ 'week.csv': ORDINARY }, 'week.csv', '--json');
    expect(second.stdout).toBe(first.stdout);
  });
});

describe('the frame code', () => {
  const codeOf = async (files: Files) => (await checkJson(files, '.')).document.frame.code;

  test('does not hang on the order of rows, on file names or on what the draw does not use', async () => {
    const rows = [referral({ id: 'A' }), referral({ id: 'B', decision: 'S47' })] as const;
    const code = await codeOf({ 'week.csv': csv(HEADINGS, ...rows) });
    expect(await codeOf({ 'x.csv': csv(HEADINGS, rows[1], rows[0]) })).toBe(code);
    expect(await codeOf({ 'a.csv': csv(HEADINGS, rows[0]), 'b.csv': csv(HEADINGS, rows[1]) })).toBe(
      code,
    );
    const notes = rows.map((row) => [...row, 'anything']);
    expect(await codeOf({ 'week.csv': csv([...HEADINGS, 'Notes'], ...notes) })).toBe(code);
  });

  test('hangs on which referrals there are, and on the side of each', async () => {
    const code = await codeOf(GOOD);
    expect(await codeOf({ 'week.csv': weekOf(referral()) })).not.toBe(code);
    const moved = weekOf().replace('Early Help', 'S47');
    expect(await codeOf({ 'week.csv': moved })).not.toBe(code);
  });
});

test('a file given twice, under two names, is told and counted once', async () => {
  const once = await checkJson({ 'week.csv': ORDINARY }, '.');
  const twice = await checkJson({ 'week.csv': ORDINARY, 'copy of week.csv': ORDINARY }, '.');
  expect(twice.document.frame.code).toBe(once.document.frame.code);
  expect(twice.document.frame.rows).toBe(2 * once.document.frame.rows);
  expect(twice.document.problems).toContainEqual(
    expect.objectContaining({ code: 'export-repeated', place: { file: 'week.csv' } }),
  );
});

test('an encoding named on the command line is believed, and said', async () => {
  const content = Buffer.from(weekOf(referral({ id: 'É1' })), 'latin1');
  const assumed = await check({ 'week.csv': content }, 'week.csv');
  expect(assumed.stdout).toContain('was read as Windows-1252');
  const named = await check({ 'week.csv': content }, 'week.csv', '--encoding', 'Windows-1252');
  expect(named.stdout).toContain('week.csv (text, windows-1252, comma)');
  expect(named.stdout).not.toContain('was read as Windows-1252');
  expect((await check({ 'week.csv': content }, 'week.csv', '--encoding', 'utf-8')).code).toBe(2);
});

describe('a list with headings and no row', () => {
  const south = csv(HEADINGS);

  test('is named beside the others, and stops nothing', async () => {
    const files = { 'north.csv': weekOf(), 'south.csv': south };
    const { code, stdout } = await check(files, '.');
    expect(code).toBe(0);
    expect(stdout).toContain('It has headings and no referral below them. (south.csv)');
    const drawn = await runOn(files, ['sample', '.', '--seed', '50371946821736508249']);
    expect(drawn.code).toBe(0);
    expect(drawn.stdout).toContain('It has headings and no referral below them. (south.csv)');
  });

  test('of section 47 enquiries as well, for a week may have none', async () => {
    const { code, stdout } = await check(
      {
        'list-3.csv': csv(
          ['Child Unique ID', 'Date of referral', 'Referral NFA?'],
          ['C1', '16/11/2026', 'No'],
        ),
        'list-5.csv': csv([
          'Child Unique ID',
          'Strategy discussion initiating Section 47 Enquiry Start Date',
        ]),
      },
      '.',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('It has headings and no section 47 enquiry below them. (list-5.csv)');
  });

  test('where there is no other, each is named and nothing is drawn', async () => {
    const { document } = await checkJson({ 'north.csv': south, 'south.csv': south }, '.');
    const said = document.problems.filter(({ code }) => code !== 'export-repeated');
    expect(said.map(({ code, place }) => [code, place])).toEqual([
      ['no-referrals', { file: 'north.csv' }],
      ['no-referrals', { file: 'south.csv' }],
    ]);
  });

  test('one with rows is no matter, though none is of the week', async () => {
    const other = csv(HEADINGS, referral({ id: 'S1', decided: '02/11/2026' }));
    const { document } = await checkJson({ 'north.csv': weekOf(), 'south.csv': other }, '.');
    expect(document.problems).toEqual([]);
  });
});
