/** `--format`: the worksheets on paper, on screen and for other programs; each alone, and together. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { copyFixture, readTree } from '../support/folders.ts';
import { faultsOf, readRecord } from '../support/pack.ts';
import { newMachine, run, type Run } from '../support/run.ts';
import { splitCommand } from '../support/transcript.ts';
import { copyOf, keptFolder } from '../support/verify-run.ts';
import { fillIn, takeApart } from '../support/workbook.ts';

const PACK = 'packs/2026-11-20';
const DRAW = ['--meeting', '2026-11-20', '--seed', '50371946821736508249'];
const CASES = ['N1', 'N2', 'N3', 'N4', 'T1', 'T2', 'T3', 'T4'];

function desk(): string {
  const { folder } = newMachine();
  copyFixture('ordinary-week', folder);
  return folder;
}

function say(folder: string, ...words: readonly string[]): Promise<Run> {
  return run(words, newMachine({ folder }));
}

function sample(folder: string, ...flags: readonly string[]): Promise<Run> {
  return say(folder, 'sample', 'mash-export.csv', ...DRAW, ...flags);
}

/** Drawn once for each format, and copied for every test. */
const kept = keptFolder();
const drawn = new Map<string, Promise<Run>>();

async function drawnAs(format: string): Promise<string> {
  const folder = join(kept, format);
  if (!drawn.has(format)) {
    copyFixture('ordinary-week', folder);
    drawn.set(format, sample(folder, '--format', format));
  }
  expect(await drawn.get(format)).toMatchObject({ exitCode: 0, stderr: '' });
  return copyOf(folder);
}

function worksheetsIn(folder: string, pack = PACK): string[] {
  return [...readTree(join(folder, pack)).keys()].filter((path) => path.startsWith('worksheets'));
}

const CSV = CASES.map((label) => `worksheets/${label}.csv`);
const FORMATS: readonly (readonly [format: string, files: readonly string[]])[] = [
  ['html', ['worksheets.html']],
  ['xlsx', ['worksheets.xlsx']],
  ['csv', CSV],
  ['html,xlsx', ['worksheets.html', 'worksheets.xlsx']],
  ['html,csv', ['worksheets.html', ...CSV]],
  ['xlsx,csv', ['worksheets.xlsx', ...CSV]],
  ['html,xlsx,csv', ['worksheets.html', 'worksheets.xlsx', ...CSV]],
];

describe.each(FORMATS)('--format %s', (format, files) => {
  it('writes these worksheets and no others; the rest of the pack is always there', async () => {
    const folder = await drawnAs(format);
    expect(worksheetsIn(folder).sort()).toEqual([...files].sort());
    expect(faultsOf(join(folder, PACK))).toEqual([]);
    const others = [...readTree(join(folder, PACK)).keys()].filter((path) => !files.includes(path));
    expect(others).toEqual(['draw.json', 'exclusions.csv', 'register.csv', 'summary.html']);
    expect(readRecord(join(folder, PACK)).formats).toEqual(format.split(','));
  });

  it('gives the bytes that all formats together give', async () => {
    const [some, all] = [await drawnAs(format), await drawnAs('html,xlsx,csv')];
    for (const path of files) {
      const [one, other] = [some, all].map((folder) => readFileSync(join(folder, PACK, path)));
      expect(other !== undefined && one?.equals(other), path).toBe(true);
    }
  });

  it('names only what there is when it says what is next', async () => {
    const folder = await drawnAs(format);
    const [, next = ''] = /^Next: (.*)$/m.exec((await drawn.get(format))?.stdout ?? '') ?? [];
    for (const name of next.match(/[\w-]+\.\w+/g) ?? []) {
      expect([...readTree(join(folder, PACK)).keys()]).toContain(name);
    }
    const first = format.startsWith('csv') ? 'the folder worksheets' : files[0];
    expect(next).toContain(first);
  });
});

/** Each alone, and all together. */
const FEW = FORMATS.filter(([format]) => format.split(',').length !== 2);

describe.each(FEW)('--format %s', (format) => {
  it('stands in the command that makes the pack again, unless it is all of them', async () => {
    const folder = await drawnAs(format);
    const summary = readFileSync(join(folder, PACK, 'summary.html'), 'utf8');
    const [, marked = ''] = /<code>(mash-audit sample .*?)<\/code>/.exec(summary) ?? [];
    const command = marked.replace(/<[^>]*>/g, '');
    if (format === 'html,xlsx,csv') expect(command).not.toContain('--format');
    else expect(command).toContain(` --format ${format} `);
    const words = splitCommand(`$ ${command}`);
    expect(await say(folder, ...words, '--out', 'again')).toMatchObject({ exitCode: 0 });
    expect(readTree(join(folder, 'again/2026-11-20'))).toEqual(readTree(join(folder, PACK)));
  });

  it('is taken from the pack by --from-pack, verified, and replaced in', async () => {
    const folder = await drawnAs(format);
    const again = ['sample', 'mash-export.csv', '--from-pack', PACK, '--out', 'again'];
    expect(await say(folder, ...again)).toMatchObject({ exitCode: 0 });
    expect(readTree(join(folder, 'again/2026-11-20'))).toEqual(readTree(join(folder, PACK)));
    expect(await say(folder, 'verify', PACK, 'mash-export.csv')).toMatchObject({ exitCode: 0 });

    const { exitCode, stdout } = await say(
      folder,
      'replace',
      PACK,
      'T2',
      '--reason',
      'file-locked',
    );
    expect(exitCode).toBe(0);
    const [html, xlsx, csv] = ['html', 'xlsx', 'csv'].map((name) => format.includes(name));
    expect(worksheetsIn(folder).sort()).toEqual(
      [
        ...(html === true ? ['worksheets.html'] : []),
        ...(xlsx === true ? ['worksheets.xlsx', 'worksheets-T5.xlsx'] : []),
        ...(csv === true
          ? [...CSV, 'worksheets/T5.csv'].map((path) => path.replace('T2', 'T2-withdrawn'))
          : []),
      ].sort(),
    );
    // Nobody is sent to a file that is not there.
    const named = stdout.match(/worksheets[\w/-]*\.\w+/g) ?? [];
    expect([...named].sort()).toEqual(
      [
        ...(html === true ? ['worksheets.html'] : []),
        ...(xlsx === true ? ['worksheets-T5.xlsx'] : []),
        ...(csv === true ? ['worksheets/T5.csv'] : []),
      ].sort(),
    );
    expect(await say(folder, 'verify', PACK, 'mash-export.csv')).toMatchObject({ exitCode: 0 });
  });
});

describe('the names of formats', () => {
  it.each(['csv,html', 'CSV; Html', ' csv ,,html csv '])(
    'may stand in any order and dress: %j',
    async (format) => {
      const [folder, other] = [await drawnAs(format), await drawnAs('html,csv')];
      expect(readTree(join(folder, PACK))).toEqual(readTree(join(other, PACK)));
    },
  );

  it.each([
    ['pdf', 'pdf'],
    ['html,pdf', 'pdf'],
    ['xls', 'xls'],
    ['', ''],
    [' , ', ' , '],
    ['all', 'all'],
  ])('are refused where they are none: %j', async (format, named) => {
    const { exitCode, stderr, changes } = await sample(desk(), '--format', format);
    expect(stderr).toBe(
      `--format “${named}” is not a format of the worksheets.\n` +
        '  To do: Name one or more of html, xlsx, csv, with commas between them: --format html,xlsx.\n',
    );
    expect(exitCode).toBe(2);
    expect([...changes]).toEqual([]);
  });

  it('are not given to a pack that says them already', async () => {
    const folder = await drawnAs('html');
    const again = ['sample', 'mash-export.csv', '--from-pack', PACK, '--out', 'again'];
    const { exitCode, stderr } = await say(folder, ...again, '--format', 'html');
    expect(stderr).toContain('--format and --from-pack were both given');
    expect(exitCode).toBe(2);
  });

  it('of a draw that was made are no others without a reason', async () => {
    const folder = await drawnAs('html');
    const { exitCode, stderr } = await sample(folder, '--format', 'csv');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--format or something else in the exports was not the same');
    expect(await sample(folder, '--format', 'html')).toMatchObject({ exitCode: 0 });
  });
});

it.each([
  ['html', 'worksheets-html'],
  ['xlsx', 'worksheets-xlsx'],
])('what writes %s is loaded for that alone', async (format, writer) => {
  const path = `../../src/outputs/${writer}.ts`;
  onTestFinished(() => {
    vi.doUnmock(path);
  });
  vi.doMock(path, () => {
    throw new Error('loaded');
  });
  const others = ['html', 'xlsx', 'csv'].filter((name) => name !== format);
  expect(await sample(desk(), '--format', others.join(','))).toMatchObject({ exitCode: 0 });
  // The twin: the stand-in is in its place.
  const outcome = sample(desk(), '--format', format).then(({ exitCode }) => exitCode);
  expect(await outcome.catch(() => 'failed')).not.toBe(0);
});

describe('a workbook that was filled in', () => {
  const GRADE = 'B35';

  async function filled(): Promise<{ readonly folder: string; readonly bytes: Uint8Array }> {
    const folder = await drawnAs('html,xlsx');
    const place = join(folder, PACK, 'worksheets.xlsx');
    const bytes = fillIn(readFileSync(place), 'T2', GRADE, 'Good');
    writeFileSync(place, bytes);
    expect(await say(folder, 'verify', PACK)).toMatchObject({ exitCode: 0 });
    return { folder, bytes };
  }

  function replace(folder: string, label: string): Promise<Run> {
    return say(folder, 'replace', PACK, label, '--reason', 'file-locked');
  }

  function bytesOf(folder: string, path: string): Buffer {
    return readFileSync(join(folder, PACK, path));
  }

  function sheetsIn(folder: string, path: string): string[] {
    return takeApart(bytesOf(folder, path)).sheets.map(({ name }) => name);
  }

  it('is never touched by a replacement; the case that comes in has one of its own', async () => {
    const { folder, bytes } = await filled();
    const { exitCode, changes } = await replace(folder, 'T2');
    expect(exitCode).toBe(0);
    expect(bytesOf(folder, 'worksheets.xlsx').equals(bytes)).toBe(true);
    expect([...changes]).toEqual([
      [`packs/2026-11-20/draw.json`, 'changed'],
      [`packs/2026-11-20/register.csv`, 'changed'],
      [`packs/2026-11-20/summary.html`, 'changed'],
      [`packs/2026-11-20/worksheets-T5.xlsx`, 'new'],
      [`packs/2026-11-20/worksheets.html`, 'changed'],
      [`packs/draws.jsonl`, 'changed'],
    ]);
    expect(sheetsIn(folder, 'worksheets-T5.xlsx')).toEqual(['Overview', 'T5', 'Form map', 'Lists']);
    const verified = await say(folder, 'verify', PACK, 'mash-export.csv');
    expect(verified.exitCode).toBe(0);
    expect(verified.stdout).toContain('worksheets.xlsx was filled in since');
    expect(verified.stdout).not.toContain('worksheets-T5.xlsx was filled in');
  });

  it('nor by a second, which leaves what was written in the form of the first', async () => {
    const { folder, bytes } = await filled();
    await replace(folder, 'T2');
    const first = fillIn(bytesOf(folder, 'worksheets-T5.xlsx'), 'T5', GRADE, 'Inadequate');
    writeFileSync(join(folder, PACK, 'worksheets-T5.xlsx'), first);
    // The case that came in cannot be audited either, nor one of the other side.
    expect((await replace(folder, 'T5')).exitCode).toBe(0);
    expect((await replace(folder, 'N1')).exitCode).toBe(0);
    expect(worksheetsIn(folder)).toEqual([
      'worksheets-N5.xlsx',
      'worksheets-T5.xlsx',
      'worksheets-T6.xlsx',
      'worksheets.html',
      'worksheets.xlsx',
    ]);
    expect(bytesOf(folder, 'worksheets.xlsx').equals(bytes)).toBe(true);
    expect(bytesOf(folder, 'worksheets-T5.xlsx').equals(Buffer.from(first))).toBe(true);
    expect(sheetsIn(folder, 'worksheets-T6.xlsx')).toContain('T6');
    const { exitCode, stdout } = await say(folder, 'verify', PACK, 'mash-export.csv');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('worksheets-T5.xlsx was filled in since');
  });

  it('has no other beside it when a reserve is withdrawn, until the next one comes in', async () => {
    const { folder, bytes } = await filled();
    expect((await replace(folder, 'T5')).exitCode).toBe(0);
    expect(worksheetsIn(folder)).toEqual(['worksheets.html', 'worksheets.xlsx']);
    expect((await replace(folder, 'T2')).exitCode).toBe(0);
    expect(worksheetsIn(folder)).toContain('worksheets-T6.xlsx');
    expect(worksheetsIn(folder)).not.toContain('worksheets-T5.xlsx');
    expect(bytesOf(folder, 'worksheets.xlsx').equals(bytes)).toBe(true);
    expect(await say(folder, 'verify', PACK, 'mash-export.csv')).toMatchObject({ exitCode: 0 });
  });

  it('is no worksheet of the draw when its case never came in', async () => {
    const { folder } = await filled();
    await replace(folder, 'T2');
    writeFileSync(join(folder, PACK, 'worksheets-T6.xlsx'), bytesOf(folder, 'worksheets-T5.xlsx'));
    const { exitCode, stdout } = await say(folder, 'verify', PACK);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('worksheets-T6.xlsx is no worksheet of this draw');
  });

  it('holds the cases as they were drawn where one was known to be unfit before', async () => {
    const folder = desk();
    await sample(folder, '--not', 'T2=conflict-of-interest');
    expect(worksheetsIn(folder).filter((path) => path.endsWith('.xlsx'))).toEqual([
      'worksheets.xlsx',
    ]);
    const sheets = sheetsIn(folder, 'worksheets.xlsx');
    expect(sheets).toContain('T5');
    expect(sheets).not.toContain('T2');
  });
});
