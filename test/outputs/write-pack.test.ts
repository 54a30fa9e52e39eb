import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { LedgerEntry } from '../../src/audit/ledger.ts';
import type { WrittenRecord } from '../../src/audit/record.ts';
import type { Pack } from '../../src/outputs/pack.ts';
import { writePack } from '../../src/outputs/write-pack.ts';
import { readTree, sha256, temporaryFolder, writeTree } from '../support/folders.ts';
import { drawEntry } from '../support/ledger-entries.ts';
import { readLedgerLines } from '../support/pack.ts';
import { failCalls, skipPauses } from '../support/stand-ins.ts';

/** A small pack; two of different `draw` are different draws for one meeting. */
function packOf(draw: string): Pack {
  const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });
  return {
    name: '2026-11-20',
    files: [
      file('worksheets/T1.csv', `worksheet of ${draw}`),
      file('summary.html', 'the same of every draw'),
      file('draw.json', `{"draw":"${draw}"}`),
    ],
    // Passed on as it is: nothing here looks into it.
    record: {} as WrittenRecord,
    digest: sha256(draw),
  };
}

function entryOf({ name, digest }: Pack): LedgerEntry {
  return drawEntry({ pack: name, packDigest: digest });
}

async function write(pack: Pack, folder: string) {
  const entry = entryOf(pack);
  const { state, changed } = await writePack(folder, 'packs', () =>
    Promise.resolve({ pack, entry }),
  );
  return { state, changed };
}

/** Path to text of everything below a folder. */
function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries([...readTree(folder)].map(([path, bytes]) => [path, String(bytes)]));
}

const PACK_OF_ONE = {
  '2026-11-20/draw.json': '{"draw":"one"}',
  '2026-11-20/summary.html': 'the same of every draw',
  '2026-11-20/worksheets/T1.csv': 'worksheet of one',
};

describe('writePack', () => {
  it('writes every file, makes the folders it needs, and leaves nothing else behind', async () => {
    const folder = join(temporaryFolder(), 'audits', '2026');
    expect(await write(packOf('one'), folder)).toEqual({ state: 'written', changed: [] });

    const { 'draws.jsonl': ledger, ...pack } = textsIn(folder);
    expect(pack).toEqual(PACK_OF_ONE);
    expect(JSON.parse(ledger ?? '')).toMatchObject({ packDigest: sha256('one') });
  });

  it('keeps packs of several meetings beside each other, and one ledger of all', async () => {
    const folder = temporaryFolder();
    await write(packOf('one'), folder);
    await write({ ...packOf('two'), name: '2026-11-27' }, folder);
    expect(readLedgerLines(folder)).toHaveLength(2);
    expect(textsIn(folder)).toMatchObject({
      ...PACK_OF_ONE,
      '2026-11-27/draw.json': '{"draw":"two"}',
    });
  });

  it('refuses where another pack is, says where, and touches nothing', async () => {
    const folder = temporaryFolder();
    await write(packOf('one'), folder);
    const before = textsIn(folder);
    const attempt = () => write(packOf('two'), folder);
    await expect(attempt()).rejects.toThrow(UserError);
    await expect(attempt()).rejects.toThrow(`another pack in ${join('packs', '2026-11-20')}.`);
    expect(textsIn(folder)).toEqual(before);
  });

  it.each([
    ['an empty folder', '2026-11-20/'],
    ['a file', '2026-11-20'],
    ['somebody’s own folder', '2026-11-20/notes.txt'],
  ])('refuses where %s has the name of the pack', async (_, path) => {
    const folder = temporaryFolder();
    if (path.endsWith('/')) mkdirSync(join(folder, path));
    else writeTree(folder, { [path]: 'mine' });
    const before = textsIn(folder);
    await expect(write(packOf('one'), folder)).rejects.toThrow(UserError);
    expect(textsIn(folder)).toEqual(before);
  });

  it('recognises the same draw, and writes nothing, not even in the ledger', async () => {
    const folder = temporaryFolder();
    await write(packOf('one'), folder);
    const before = textsIn(folder);
    expect(await write(packOf('one'), folder)).toEqual({ state: 'already-here', changed: [] });
    expect(textsIn(folder)).toEqual(before);
  });

  it('names the files of a draw that were changed or are gone, and leaves them so', async () => {
    const folder = temporaryFolder();
    await write(packOf('one'), folder);
    writeFileSync(join(folder, '2026-11-20/worksheets/T1.csv'), 'filled in at the meeting');
    rmSync(join(folder, '2026-11-20/summary.html'));
    const before = textsIn(folder);

    expect(await write(packOf('one'), folder)).toEqual({
      state: 'already-here',
      changed: ['worksheets/T1.csv', 'summary.html'],
    });
    expect(textsIn(folder)).toEqual(before);
  });

  it('clears away what a killed run left, and nothing that is not such', async () => {
    const folder = temporaryFolder();
    writeTree(folder, {
      '.unfinished-2026-11-20/worksheets/T9.csv': 'half a wor',
      '.unfinished-2026-11-13/draw.json': '{',
      'unfinished-business.txt': 'mine',
    });
    await write(packOf('one'), folder);
    expect(Object.keys(textsIn(folder))).toEqual([
      ...Object.keys(PACK_OF_ONE),
      'draws.jsonl',
      'unfinished-business.txt',
    ]);
    expect(textsIn(folder)).toMatchObject(PACK_OF_ONE);
  });
});

describe('writePack, where the disk does not do as it should', () => {
  it('leaves nothing of a pack that could not be written to its end', async () => {
    const folder = temporaryFolder();
    // The lock is the first file; the second of the pack no longer fits.
    failCalls('writeFileSync', (call) => (call === 3 ? 'ENOSPC' : null));
    const attempt = () => write(packOf('one'), folder);
    await expect(attempt()).rejects.toThrow(
      new UserError(
        'The disk is full. The pack cannot be written to packs.',
        'Make room, or choose another disk with --out. For IT: ENOSPC.',
      ),
    );
    expect(textsIn(folder)).toEqual({});
  });

  it('names the folder that may not be written in, and the code last', async () => {
    const folder = temporaryFolder();
    failCalls('writeFileSync', () => 'EACCES');
    await expect(write(packOf('one'), join(folder, 'a/b'))).rejects.toThrow(
      new UserError(
        `You may not write in ${join(folder, 'a/b')}. The pack cannot be written to packs.`,
        'Choose a folder you may write in, with --out. For IT: EACCES.',
      ),
    );
  });

  it('leaves no pack whose draw is not in the ledger', async () => {
    const folder = temporaryFolder();
    writeTree(folder, { 'draws.jsonl/in-the-way': '' });
    await expect(write(packOf('one'), folder)).rejects.toThrow(UserError);
    expect(textsIn(folder)).toEqual({ 'draws.jsonl/in-the-way': '' });
  });

  it('shows no pack before its draw is safe on the disk', async () => {
    const folder = temporaryFolder();
    failCalls('fsyncSync', () => 'EIO');
    await expect(write(packOf('one'), folder)).rejects.toThrow(/The system refused to write in/);
    expect(Object.keys(textsIn(folder))).toEqual(['draws.jsonl']);
  });

  it('tries again where a virus scanner holds the new files for a moment', async () => {
    const folder = temporaryFolder();
    skipPauses();
    failCalls('renameSync', (call) => (call <= 3 ? 'EPERM' : null));
    expect(await write(packOf('one'), folder)).toEqual({ state: 'written', changed: [] });
    expect(textsIn(folder)).toMatchObject(PACK_OF_ONE);
  });

  it('gives up when they are held for longer: no pack, and the draw stays counted', async () => {
    const folder = temporaryFolder();
    skipPauses();
    failCalls('renameSync', () => 'EBUSY');
    await expect(write(packOf('one'), folder)).rejects.toThrow(
      new UserError(
        'A file there is open in another program. The pack cannot be written to packs. The draw is in the ledger, with the seed blue kettle 42.',
        'Close what is open in that folder, or make it writable. Then run the same command with --seed "blue kettle 42": it gives this very draw, and counts it once. For IT: EBUSY.',
      ),
    );
    expect(Object.keys(textsIn(folder))).toEqual(['draws.jsonl']);
    expect(readLedgerLines(folder)).toHaveLength(1);
  });

  it('names no seed of a draw that was never recorded', async () => {
    failCalls('fsyncSync', () => 'EBUSY');
    await expect(write(packOf('one'), temporaryFolder())).rejects.toThrow(
      new UserError(
        'A file there is open in another program. The pack cannot be written to packs.',
        'Close it, then run this again. For IT: EBUSY.',
      ),
    );
  });

  it('does not blame the disk for a fault of the program', async () => {
    const slip = {
      path: 'draw.json',
      get bytes(): Uint8Array {
        throw new TypeError('a slip');
      },
    };
    const folder = temporaryFolder();
    await expect(write({ ...packOf('one'), files: [slip] }, folder)).rejects.toThrow(TypeError);
    expect(textsIn(folder)).toEqual({});
  });

  // Node's own complaints about a call have codes that begin with E too (ERR_INVALID_ARG_TYPE).
  it('does not blame the disk for a call that Node refuses', async () => {
    const slip = { path: 'draw.json', bytes: undefined as unknown as Uint8Array };
    const attempt = write({ ...packOf('one'), files: [slip] }, temporaryFolder());
    await expect(attempt).rejects.not.toThrow(UserError);
  });
});
