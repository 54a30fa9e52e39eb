/** A star that the shell has left in a path: that of Windows makes no file names of it. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findExports } from '../../src/inputs/find-exports.ts';
import {
  collateIn,
  deskCopy,
  fillBook,
  keptDesk,
  readBytes,
  readFindings,
} from '../support/forms.ts';
import { temporaryFolder, writeTree } from '../support/folders.ts';

const desk = keptDesk();

beforeAll(async () => {
  await desk.draw();
});

function returned() {
  const book = readBytes(desk.folder, 'worksheets.xlsx');
  const machine = deskCopy(desk.folder);
  writeTree(join(machine.folder, 'ret'), {
    'b.xlsx': fillBook(book, { T2: { learning: 'Two' } }),
    'A.XLSX': fillBook(book, { T1: { learning: 'One' } }),
    '~$b.xlsx': 'open',
    'notes.docx': 'Dear all',
  });
  return machine;
}

describe('a star in the name of worksheets', () => {
  it('stands for the files that it fits, whatever their capitals', async () => {
    const machine = returned();
    const { stdout, exitCode } = await collateIn(machine, 'ret/*.xlsx');
    expect(stdout).toContain('Worksheets  2 files read\n');
    expect(exitCode).toBe(0);
    const { cases } = readFindings(machine.folder);
    expect(cases.flatMap(({ learning }) => learning ?? [])).toEqual(['One', 'Two']);
  });

  it.each(['ret/*.csv', 'gone/*.xlsx', 'ret/b*b.xlsx'])(
    'that fits none is named: %s',
    async (word) => {
      const { stderr, exitCode } = await collateIn(returned(), word);
      expect(stderr).toContain(`${word}: There is no file of such a name.\n`);
      expect(stderr).toContain('name the folder alone: all worksheets in it are read.');
      expect(exitCode).toBe(1);
    },
  );
});

describe('a star in the name of exports', () => {
  const names = (...paths: string[]) => {
    const folder = temporaryFolder();
    writeTree(folder, { 'week 2.csv': 'b', 'week 1.csv': 'a', 'Other.csv': 'c' });
    const { files, problems } = findExports(paths, folder);
    return [files.map(({ name }) => name), problems.map(({ code }) => code)];
  };

  it('stands for the files that it fits, each once', () => {
    expect(names('week*.csv', 'week 1.csv')).toEqual([['week 1.csv', 'week 2.csv'], []]);
    expect(names('w*k*.csv')).toEqual([['week 1.csv', 'week 2.csv'], []]);
    expect(names('*')).toEqual([['Other.csv', 'week 1.csv', 'week 2.csv'], []]);
  });

  it('that fits none is missing, as a name would be', () => {
    expect(names('month*.csv')).toEqual([[], ['export-missing']]);
  });
});
