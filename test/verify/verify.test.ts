/** A pack that is what its seed and its exports give is said to be so: wherever, whenever, filled in. */
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { copyFixture, writeTree } from '../support/folders.ts';
import { spawnBin } from '../support/spawn.ts';
import {
  copyOf,
  deskWith,
  done,
  edit,
  EXPORT,
  found,
  keptFolder,
  PACK,
  sampleWords,
  say,
  SEED,
  SOUND,
  verify,
} from '../support/verify-run.ts';

/** Every fixture that gives a pack, with what its draw needs. */
const PACKS = [
  { fixture: 'ordinary-week', flags: [] },
  { fixture: 'fewer-than-eight', flags: [] },
  { fixture: 'none-met', flags: [] },
  { fixture: 'repeated-reference', flags: [] },
  { fixture: 'contradictory-rows', flags: ['--leave-out-contradictory'] },
] as const;

const FAR_AWAY = { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };

describe.each(PACKS)('the pack of $fixture', ({ fixture, flags }) => {
  const drawn = async (): Promise<string> => {
    const folder = deskWith(fixture);
    await done(folder, sampleWords('--seed', SEED, ...flags));
    return folder;
  };

  it('agrees with itself, and with its exports', async () => {
    const folder = await drawn();
    expect(await verify(folder)).toMatchObject(SOUND);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    expect(await verify(folder, ['.'])).toMatchObject(SOUND);
  });

  it('does so in another time zone and language, and years later', async () => {
    const folder = await drawn();
    const words = ['verify', PACK, EXPORT];
    const { exitCode, stdout, stderr } = await spawnBin(words, { cwd: folder, env: FAR_AWAY });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).not.toContain('NO ');
    const later = await say(folder, words, { today: '2061-03-02' });
    expect(later).toEqual({ exitCode: 0, stdout, stderr: '' });
  });

  it('does so after the packs folder was moved as a whole', async () => {
    const folder = await drawn();
    mkdirSync(join(folder, 'archive of 2026'));
    renameSync(join(folder, 'packs'), join(folder, 'archive of 2026/Q4 packs'));
    const moved = 'archive of 2026/Q4 packs/2026-11-20';
    expect(await verify(folder, [EXPORT], moved)).toMatchObject({ ...SOUND, remarks: STATED });
    expect(await verify(join(folder, moved), [], '.')).toMatchObject(SOUND);
    expect(await verify(folder, [], join(folder, moved, '/'))).toMatchObject(SOUND);
  });

  it('does so with half its worksheets filled in and saved by Excel', async () => {
    const folder = await drawn();
    const worksheets = worksheetsIn(folder).filter((_, index) => index % 2 === 0);
    for (const path of worksheets) resave(folder, path, { answer: 'Yes' });
    const { remarks, ...rest } = await verify(folder, [EXPORT]);
    expect(rest).toEqual(SOUND);
    expect(remarks).toEqual([...worksheets.map(sayFilledIn), ...STATED]);
  });
});

/** What is said of any first draw whose seed was typed in. */
const STATED = [
  'ledger: the seed was given to the program when it was drawn',
  'ledger: it is the first draw of its week in this ledger',
];

describe('the report', () => {
  const template = keptFolder();
  const drawn = async (): Promise<string> => {
    copyFixture('ordinary-week', template);
    await done(template, sampleWords('--seed', SEED));
    return copyOf(template);
  };

  it('answers each question on a line, and says what was not asked', async () => {
    const folder = await drawn();
    const { stdout, stderr, exitCode } = await say(folder, ['verify', PACK]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      [
        'Pack packs/2026-11-20',
        'yes  Every file of the pack is as it was drawn.',
        'yes  The seed gives these tickets, these cases and these reserves.',
        'yes  The ledger is whole and tells of this draw.',
        '     (the seed was given to the program when it was drawn)',
        '     (it is the first draw of its week in this ledger)',
        '',
        'The pack agrees with itself, its seed and the ledger. Name its exports as well to draw it again from them.',
        '',
      ].join('\n'),
    );
    const withExports = await say(folder, ['verify', PACK, EXPORT]);
    expect(withExports.stdout).toContain('yes  The exports are the ones the draw was made from.');
    expect(withExports.stdout).toContain('yes  The exports and the seed give this very pack.');
    expect(withExports.stdout).toContain('The pack is what its exports and its seed give.');
  });

  it('as JSON holds the same verdicts, each with its differences and remarks', async () => {
    const folder = await drawn();
    const { stdout, exitCode } = await say(folder, ['verify', PACK, EXPORT, '--json']);
    expect(exitCode).toBe(0);
    const yes = (name: string, remarks: readonly string[] = []) => ({
      name,
      holds: true,
      differences: [],
      remarks,
    });
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      pack: PACK,
      holds: true,
      verdicts: [
        yes('files'),
        yes('tickets'),
        yes('exports'),
        yes('draw'),
        yes('ledger', [
          'the seed was given to the program when it was drawn',
          'it is the first draw of its week in this ledger',
        ]),
      ],
    });
    rmSync(join(folder, PACK, 'summary.html'));
    const spoiled = await say(folder, ['verify', PACK, '--json']);
    expect(spoiled.exitCode).toBe(1);
    expect(JSON.parse(spoiled.stdout)).toMatchObject({
      holds: false,
      verdicts: [{ name: 'files', holds: false, differences: ['summary.html is missing'] }, {}, {}],
    });
    const refused = await say(folder, ['verify', 'packs', '--json']);
    expect(refused.exitCode).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      pack: null,
      problems: [{ code: 'refused' }],
    });
  });

  it('is nothing but the exit code with --quiet', async () => {
    const folder = await drawn();
    const words = ['verify', PACK, EXPORT, '--quiet'];
    expect(await say(folder, words)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    rmSync(join(folder, PACK, 'summary.html'));
    expect(await say(folder, words)).toEqual({ exitCode: 1, stdout: '', stderr: '' });
  });

  it('says NO in words, with what differs below the question', async () => {
    const folder = await drawn();
    rmSync(join(folder, PACK, 'summary.html'));
    const { stdout, exitCode } = await say(folder, ['verify', PACK]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'NO   Every file of the pack is as it was drawn.\n       summary.html is missing.\n',
    );
    expect(stdout).toContain('The pack is NOT what it should be.');
  });
});

describe('what people do to a pack', () => {
  const template = keptFolder();
  const drawn = async (): Promise<string> => {
    writeTree(template, { [EXPORT]: AWKWARD_WEEK });
    await done(template, sampleWords('--seed', SEED));
    return copyOf(template);
  };

  it('a worksheet typed into is filled in since, and still yes', async () => {
    const folder = await drawn();
    edit(folder, `${PACK}/worksheets/T1.csv`, (text) =>
      text
        .replace('?,,Yes / Partly / No / Not known,', '?,Partly,Yes / Partly / No / Not known,')
        .replace('Reason,,,', 'Reason,"Two lines,\r\nwith ""quotes"" and =1+1",,')
        .replace('Grade,,', 'Grade,Inadequate,'),
    );
    const { remarks, ...rest } = await verify(folder, [EXPORT]);
    expect(rest).toEqual(SOUND);
    expect(remarks).toEqual([sayFilledIn('worksheets/T1.csv'), ...STATED]);
  });

  it.each([
    ['with commas, in UTF-8', { delimiter: ',' }],
    ['with semicolons, in UTF-8', { delimiter: ';' }],
    ['with tabs, in UTF-16', { delimiter: '\t', encoding: 'utf16' }],
    ['with commas, in the encoding of old Windows', { delimiter: ',', encoding: 'windows-1252' }],
    ['with semicolons and a sep= line', { delimiter: ';', before: 'sep=;\r\n' }],
    ['with blank columns and rows behind', { delimiter: ',', blanks: true }],
    ['with nothing answered', { delimiter: ',', answer: '' }],
  ])('a worksheet saved by Excel %s is filled in since, and still yes', async (_, way) => {
    const folder = await drawn();
    const worksheets = worksheetsIn(folder);
    for (const path of worksheets) resave(folder, path, { answer: 'No – see “notes”', ...way });
    const { remarks, ...rest } = await verify(folder, [EXPORT]);
    expect(rest).toEqual(SOUND);
    expect(remarks).toEqual([...worksheets.map(sayFilledIn), ...STATED]);
  });

  it('lines of their own in a worksheet are named, and nobody is accused', async () => {
    const folder = await drawn();
    edit(folder, `${PACK}/worksheets/T1.csv`, (text) => `${text},Zeb said so,,,\r\nZeb,,,,\r\n`);
    edit(folder, `${PACK}/worksheets/N1.csv`, (text) => `${text}Look again,,,,\r\n`);
    const { exitCode, stdout } = await say(folder, ['verify', PACK, EXPORT]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('worksheets/T1.csv: 2 lines were added to the form.\n');
    expect(stdout).toContain('worksheets/N1.csv: a line was added to the form.\n');
    expect(stdout).toContain('The draw is as it was made, and somebody wrote lines of their own');
    expect(stdout).not.toMatch(/NOT what it should be|who changed it|Zeb/);
  });

  it.each([
    [
      'a line and a changed fact',
      (text: string) => `${text.replace(',S47', ',Other')}More,,,,\r\n`,
    ],
    ['a line without its id', (text: string) => text.replace(/,grade\r/, ',\r')],
    ['a question of their own', (text: string) => `${text}The case,Police?,,,police\r\n`],
  ])('but %s in a worksheet is another form', async (_, change) => {
    const folder = await drawn();
    edit(folder, `${PACK}/worksheets/T1.csv`, change);
    const { exitCode, stdout } = await say(folder, ['verify', PACK]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('The pack is NOT what it should be.');
  });

  it('files added by people are remarked, and still yes', async () => {
    const folder = await drawn();
    writeTree(join(folder, PACK), {
      'minutes.docx': 'Minutes',
      'worksheets/T1 notes.txt': 'Notes',
      'worksheets/.~lock.T1.csv#': 'Office was here',
      'sent/summary.html': 'A copy',
    });
    const { remarks, ...rest } = await verify(folder, [EXPORT]);
    expect(rest).toEqual(SOUND);
    expect(new Set(remarks)).toEqual(
      new Set([
        'files: minutes.docx was added by somebody',
        'files: sent/summary.html was added by somebody',
        'files: worksheets/.~lock.T1.csv# was added by somebody',
        'files: worksheets/T1 notes.txt was added by somebody',
        ...STATED,
      ]),
    );
  });

  it('a pack’s folder called something else is remarked, and still yes', async () => {
    const folder = await drawn();
    renameSync(join(folder, PACK), join(folder, 'packs/audited'));
    const { remarks, ...rest } = await verify(folder, [EXPORT], 'packs/audited');
    expect(rest).toEqual(SOUND);
    expect(remarks).toContain('files: the folder was called 2026-11-20 when it was drawn');
  });

  it('a copy taken of the pack within the packs folder is one, too', async () => {
    const folder = await drawn();
    cpSync(join(folder, PACK), join(folder, 'packs/2026-11-20 (copy)'), { recursive: true });
    expect(await verify(folder, [], 'packs/2026-11-20 (copy)')).toMatchObject(SOUND);
    expect(await verify(folder)).toMatchObject(SOUND);
  });
});

/** Times with and without seconds, accents, a cell that looks like a formula, commas. */
const AWKWARD_WEEK = [
  'Case Ref,Date Received,Decision Date,Outcome,Allocated Team,Referral Source',
  'A-1,14/11/2026 16:05,15/11/2026,s47,"North, and ""East""",School',
  'A-2,14/11/2026 16:05:07,15/11/2026 09:30:59,S47,Zoë’s team – Süd,GP',
  'A-3,14/11/2026,15/11/2026 10:00,Early Help,=SUM(A1),Police',
  "A-4,14/11/2026 09:31,16/11/2026,NFA,'quoted',GP",
  'A-5,14/11/2026,16/11/2026,NFA,+44,',
  '"A 6; B",14/11/2026,16/11/2026,NFA,-,',
].join('\r\n');

function worksheetsIn(folder: string): string[] {
  const { files } = JSON.parse(readFileSync(join(folder, PACK, 'draw.json'), 'utf8')) as {
    files: { path: string }[];
  };
  return files.map(({ path }) => path).filter((path) => path.startsWith('worksheets/'));
}

function sayFilledIn(path: string): string {
  return `files: ${path} was filled in since`;
}

interface Saving {
  /** What is typed where the form leaves room. */
  readonly answer: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly before?: string;
  readonly blanks?: boolean;
}

/**
 * Writes a worksheet the way Excel saves a CSV file in Britain: quotation marks only where they must
 * be, dates as it shows them where it takes them for dates (so without seconds), CRLF, and no byte order mark unless asked.
 */
function resave(folder: string, path: string, saving: Saving): void {
  const { answer, delimiter = ',', encoding = 'utf8', before = '', blanks = false } = saving;
  const place = join(folder, PACK, path);
  const rows: string[][] = parse(readFileSync(place), { bom: true });
  const saved = rows.map((cells, index) => {
    const filled = index === 0 || found(cells[2]) !== '' ? cells : cells.with(2, answer);
    return [...filled.map(showAsExcel), ...(blanks ? ['', ''] : [])];
  });
  if (blanks) saved.push(['', '', '', '', '', '', ''], ['', '', '', '', '', '', '']);
  const text = before + stringify(saved, { delimiter, record_delimiter: '\r\n' });
  writeFileSync(place, iconv.encode(text, encoding, { addBOM: encoding === 'utf16' }));
}

function showAsExcel(cell: string): string {
  const said =
    /^[A-Z][a-z]+day (\d{1,2}) ([A-Z][a-z]+) (\d{4})(?: at (\d{2}:\d{2})(?::\d{2})?)?$/.exec(cell);
  if (said === null) return cell;
  const [, day = '', month = '', year = '', time] = said;
  const number = new Date(`1 ${month} 2000 00:00:00 UTC`).getUTCMonth() + 1;
  const date = [day, String(number), year].map((part) => part.padStart(2, '0')).join('/');
  return time === undefined ? date : `${date} ${time}`;
}
