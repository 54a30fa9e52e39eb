import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findExports } from '../../src/inputs/find-exports.ts';
import { weekOf } from '../support/inputs-reading.ts';
import { inFolder, runOn, type Files } from '../support/inputs-run.ts';

/** The names found, and the codes of what was not. */
function find(files: Files, paths: readonly string[], prepare?: (cwd: string) => void) {
  return inFolder(files, (cwd) => {
    prepare?.(cwd);
    const found = findExports(paths, cwd);
    return {
      names: found.files.map(({ name }) => name),
      problems: found.problems.map(({ code, place }) => [code, place?.file]),
    };
  });
}

describe('in a folder', () => {
  test('every export is found, in name order, each once', async () => {
    const files = { 'b.csv': 'x', 'a.XLSX': 'x', 'c.tsv': 'x', 'd.xls': 'x', 'e.xlsm': 'x' };
    expect(await find(files, ['b.csv', '.', './a.XLSX', 'b.csv'])).toEqual({
      names: ['a.XLSX', 'b.csv', 'c.tsv', 'd.xls', 'e.xlsm'],
      problems: [],
    });
  });

  test('lock files, hidden files and folders below are passed over; other files are named', async () => {
    const files = {
      'week.xlsx': 'x',
      '~$week.xlsx': 'x',
      '.~lock.week.xlsx#': 'x',
      '.hidden.csv': 'x',
      'notes.txt': 'x',
      'letter.docx': 'x',
      'below.csv/other.csv': 'x',
    };
    expect(await find(files, ['.'])).toEqual({
      names: ['week.xlsx'],
      problems: [['files-not-read', undefined]],
    });
  });

  test('a folder with none of them is told', async () => {
    expect(await find({ 'week/notes.txt': 'x' }, ['week'])).toEqual({
      names: [],
      problems: [['folder-without-exports', 'week']],
    });
  });
});

test('a file that is named is found, whatever its name', async () => {
  expect(await find({ 'notes.txt': 'x', '~$a.xlsx': 'x' }, ['notes.txt', '~$a.xlsx'])).toEqual({
    names: ['notes.txt', '~$a.xlsx'],
    problems: [],
  });
});

test('two files of one name are told apart by their folders', async () => {
  const files = { 'north/week.csv': 'x', 'south/week.csv': 'x', 'south/other.csv': 'x' };
  expect((await find(files, ['north', 'south'])).names).toEqual([
    'north/week.csv',
    'other.csv',
    'south/week.csv',
  ]);
});

test.each([
  ['in folders of one name', ['2025/week/a.csv', '2026/week/a.csv'], null],
  ['above and below', ['a.csv', 'north/a.csv'], null],
  ['above and below, both named', ['north/a.csv', 'north/old/a.csv'], ['a.csv', 'old/a.csv']],
  ['far from each other', ['x/y/north/a.csv', 'z/south/a.csv'], ['north/a.csv', 'south/a.csv']],
  ['three of them', ['n/1/a.csv', 'n/2/a.csv', 's/1/a.csv'], null],
  ['of two names', ['n/a.csv', 'n/b.csv', 's/a.csv', 's/b.csv'], null],
])('files of one name, %s, have names of their own', async (_, paths, names) => {
  const files = Object.fromEntries(paths.map((path) => [path, 'x']));
  const found = await find(files, paths.toReversed());
  expect(found.names).toEqual(names ?? paths);
  // Wherever the folder lies.
  const moved = Object.fromEntries(paths.map((path) => [`week/deep/${path}`, 'x']));
  expect(await find(moved, Object.keys(moved))).toEqual(found);
});

describe('a name that is not there', () => {
  const FILES = {
    'MASH export.csv': 'x',
    'week.csv': 'x',
    'week (1).csv': 'x',
    '.week.csv': 'x',
    'below/wekk.csv': 'x',
    'quite other.csv': 'x',
  };
  const near = (named: string) =>
    inFolder(FILES, (cwd) => {
      const [problem] = findExports([named], cwd).problems;
      return problem?.code === 'export-missing' ? problem.args.near : null;
    });

  test.each([
    ['wek.csv', 'week.csv'],
    ['WEEK.CSV.csv', 'week.csv'],
    ['week.xlsx', 'week.csv'],
    ['week', 'week.csv'],
    ['MASH-export.csv', 'MASH export.csv'],
    ['below/week.csv', 'wekk.csv'],
    ['referrals.csv', undefined],
    ['nowhere/week.csv', undefined],
  ])('%s: the file of that folder it may be a slip of is named first', async (named, name) => {
    expect((await near(named))?.at(0)).toBe(name);
  });

  test('hidden files and folders are not named, and never more than three', async () => {
    const found = await near('week.csv.txt');
    expect(found).toContain('week.csv');
    expect(found).not.toContain('.week.csv');
    const many = Object.fromEntries([1, 2, 3, 4].map((n) => [`week ${n}.csv`, 'x']));
    const { problems } = await inFolder(many, (cwd) => findExports(['week 5.csv'], cwd));
    expect(problems).toMatchObject([
      { args: { near: ['week 1.csv', 'week 2.csv', 'week 3.csv'] } },
    ]);
  });

  test('is that of files whose names begin with it, before those it may be a slip of', async () => {
    const files = { 'x.csv': 'x', 'Wk 47 (final).csv': 'x', 'Wk.bak/x.csv': 'x' };
    const { problems } = await inFolder(files, (cwd) => findExports(['wk'], cwd));
    expect(problems).toMatchObject([{ args: { near: ['Wk 47 (final).csv', 'x.csv'] } }]);
  });

  test.each([
    [['Wk', '47'], 'Wk 47', ['Wk 47 (draft).csv', 'Wk 47 (final).csv'], []],
    [['wk', '47', '(FINAL).csv'], 'wk 47 (FINAL).csv', ['Wk 47 (final).csv'], []],
    [['x.csv', 'below/year', 'one.csv', 'x.csv'], 'below/year one.csv', ['Year One.csv'], []],
    [['of', 'the'], 'of the', ['of the year'], []],
    [['Wk', 'none'], null, [], ['Wk', 'none']],
    [['Wk', 'x.csv', '47'], null, [], ['Wk', '47']],
    [['.hi', 'den'], null, [], ['.hi', 'den']],
  ])('%j, typed without quotation marks', async (paths, file, names, missing) => {
    const files = {
      'x.csv': 'x',
      'Wk 47 (final).csv': 'x',
      'Wk 47 (draft).csv': 'x',
      'below/Year One.csv': 'x',
      'of the year/x.csv': 'x',
      '.hi den.csv': 'x',
    };
    const { problems } = await inFolder(files, (cwd) => findExports(paths, cwd));
    const split = { code: 'export-name-split', place: { file }, args: { names } };
    expect(problems.filter(({ code }) => code === 'export-name-split')).toEqual(
      file === null ? [] : [split],
    );
    expect(
      problems.filter(({ code }) => code === 'export-missing').map(({ place }) => place?.file),
    ).toEqual(missing);
  });

  test('is told with them, by their names alone', async () => {
    const { code, stdout } = await runOn(FILES, ['check', 'wek.csv', '--quiet']);
    expect(code).toBe(2);
    expect(stdout).toContain('There is no such file or folder. Near it in name: “week.csv”.');
  });
});

describe('what cannot be found or read is told by name, and never a fault of the program', () => {
  test('a name that is not there', async () => {
    expect(await find({}, ['week.csv'])).toEqual({
      names: [],
      problems: [['export-missing', 'week.csv']],
    });
  });

  test.each([
    ['x'.repeat(5000), 'export-unreadable'],
    ['week.csv/other.csv', 'export-missing'],
  ])('a name no file can have: %#', async (name, code) => {
    const { names, problems } = await find({ 'week.csv': 'x' }, [name]);
    expect(names).toEqual([]);
    expect(problems).toEqual([[code, name]]);
  });

  test('links in a folder are followed; one that leads nowhere is a file that cannot be opened', async () => {
    const files = { 'away/week.csv': weekOf(), 'here/other.csv': weekOf() };
    const prepare = (cwd: string) => {
      symlinkSync(join(cwd, 'away/week.csv'), join(cwd, 'here/linked.csv'));
      symlinkSync('nowhere.csv', join(cwd, 'here/dead.csv'));
    };
    expect(await find(files, ['here'], prepare)).toEqual({
      names: ['dead.csv', 'other.csv', 'week.csv'],
      problems: [],
    });
    const { code, stdout } = await runOn(files, ['check', 'here', '--quiet'], { prepare });
    expect(code).toBe(2);
    expect(stdout).toContain('dead.csv\n  The file is a link to one that is not there');
  });

  test('a folder under the name of an export', async () => {
    const prepare = (cwd: string) => {
      mkdirSync(join(cwd, 'folder'));
      symlinkSync(join(cwd, 'folder'), join(cwd, 'week.csv'));
    };
    const { code, stdout } = await runOn({}, ['check', '.', '--quiet'], { prepare });
    expect(code).toBe(2);
    expect(stdout).toContain('folder\n  This is a folder, under the name of a file.');
  });
});
