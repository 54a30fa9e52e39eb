/** What people keep in the folder of a pack is known by its name; what is the pack's own, is read. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forbidReading } from '../support/stand-ins.ts';
import {
  copyOf,
  done,
  keptFolder,
  PACK,
  sampleWords,
  say,
  SEED,
  SOUND,
  verify,
  type Said,
} from '../support/verify-run.ts';
import { copyFixture, writeTree } from '../support/folders.ts';

const kept = keptFolder();

beforeAll(async () => {
  copyFixture('fewer-than-eight', kept);
  await done(kept, sampleWords('--seed', SEED, '--size', '2'));
});

const REPLACE = ['replace', PACK, 'T1', '--reason', 'file-locked'] as const;

/** A file of so many bytes that takes no room on the disk. */
function writeHuge(folder: string, path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), '');
  truncateSync(join(folder, path), 2_500_000_000);
}

async function collate(folder: string, ...words: readonly string[]): Promise<Said> {
  return say(folder, ['collate', PACK, ...words]);
}

describe('a file of somebody’s own in the folder of a pack', () => {
  it('may be larger than any that can be read', async () => {
    const folder = copyOf(kept);
    writeHuge(folder, `${PACK}/recording.mp4`);
    const { stdout } = await collate(folder);
    expect(stdout).toContain('  recording.mp4: no worksheet by its name, not read.\n');
    await done(folder, REPLACE);
    const verified = await verify(folder);
    expect(verified).toMatchObject(SOUND);
    expect(verified.remarks).toContain('files: recording.mp4 was added by somebody');
  });

  it('may be one that nobody else may read, and so may a folder', async () => {
    const folder = copyOf(kept);
    writeTree(join(folder, PACK), {
      'private.docx': 'Dear all',
      'worksheets/private.docx': 'Dear all',
      'theirs/a.txt': 'Dear all',
    });
    forbidReading('private.docx');
    forbidReading('theirs');
    const { stdout } = await collate(folder);
    for (const name of ['private.docx', 'theirs', 'worksheets/private.docx']) {
      expect(stdout).toContain(`  ${name}: no worksheet by its name, not read.\n`);
    }
    await done(folder, REPLACE);
    const verified = await verify(folder);
    expect(verified).toMatchObject(SOUND);
    expect(verified.remarks).toContain('files: theirs was added by somebody');
  });

  it('that a spreadsheet or Windows keeps for itself is not named by collate, in no folder', async () => {
    const folder = copyOf(kept);
    writeTree(join(folder, PACK), {
      'Thumbs.db': 'x',
      'worksheets/Thumbs.db': 'x',
      'worksheets/~$T1.csv': 'x',
      'worksheets/.DS_Store': 'x',
      '.kept/a.txt': 'x',
      'worksheets/notes.txt': 'x',
    });
    const { stdout } = await collate(folder);
    expect(stdout.match(/.*not read\./g)).toEqual([
      '  worksheets/notes.txt: no worksheet by its name, not read.',
    ]);
  });
});

const COMMANDS = [
  ['verify', ['verify', PACK]],
  ['collate', ['collate', PACK]],
  ['replace', REPLACE],
] as const;

describe('a file of the pack’s own', () => {
  it.each(COMMANDS)('is named by %s where it cannot be read', async (_, words) => {
    const folder = copyOf(kept);
    forbidReading('T1.csv');
    const said = await say(folder, words);
    expect(said).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'worksheets/T1.csv of packs/2026-11-20 cannot be read.\n  To do: If it is open in another program, close it there. Check that you may read it. For IT: EACCES.\n',
    });
  });

  it.each(COMMANDS)('is named by %s where it is larger than any', async (_, words) => {
    const folder = copyOf(kept);
    writeHuge(folder, `${PACK}/summary.html`);
    const said = await say(folder, words);
    expect(said).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'summary.html of packs/2026-11-20 is larger than any file of a pack.\n  To do: Put it back from a copy, or move it away if it is no file of the pack.\n',
    });
  });
});

describe('a returned file', () => {
  it('that is larger than any worksheet is refused by its name', async () => {
    const folder = copyOf(kept);
    writeHuge(folder, 'returned/a.xlsx');
    const { exitCode, stderr } = await collate(folder, 'returned');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'returned/a.xlsx: The file is larger, or would unpack to more, than any worksheet.\n  To do: Take a fresh copy of the worksheet from the pack, and fill that in.\n',
    );
  });

  it('that cannot be read is named with the system’s code', async () => {
    const folder = copyOf(kept);
    writeTree(folder, { 'returned/a.xlsx': 'x' });
    forbidReading('a.xlsx');
    const { exitCode, stderr } = await collate(folder, 'returned');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^returned\/a\.xlsx: The file cannot be read\.\n.* For IT: EACCES\.\n/);
  });
});
