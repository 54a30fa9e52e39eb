/** What sample refuses though the exports are sound, check and a dry run say first of all. */
import { describe, expect, test } from 'vitest';
import { copyFixture } from './support/folders.ts';
import { newMachine, run, type Machine } from './support/run.ts';

const DICE = '50371946821736508249';
const MAY = 'Nothing needs to be put right. The draw can be made.';
const TOO_EARLY = 'No draw can be made yet: the audit week lasts until Thu 19 Nov 2026.';
const DRAWN = 'This week is drawn already: packs/2026-11-20. Another draw needs --redraw.';
const DAYS = ['--from', '13/11/2026', '--to', '19/11/2026'];
const DRY = ['--dry-run'];

function deskOn(today: string): Machine {
  const machine = newMachine({ today });
  copyFixture('ordinary-week', machine.folder);
  return machine;
}

async function deskWithDraw(): Promise<Machine> {
  const machine = deskOn('2026-11-20');
  expect((await run(['sample', '.', '--seed', DICE], machine)).exitCode).toBe(0);
  return machine;
}

const read = async (words: readonly string[], machine: Machine) => {
  const { exitCode, stdout } = await run(words, machine);
  return { exitCode, stdout, first: stdout.split('\n')[0] };
};

interface Document {
  readonly ready?: boolean;
  readonly hindrance: { readonly code: string; readonly message: string } | null;
  readonly frame: { readonly code: string | null };
}

async function document(words: readonly string[], machine: Machine): Promise<Document> {
  return JSON.parse((await run([...words, '--json'], machine)).stdout) as Document;
}

describe('a week that has not ended', () => {
  test('check says so first, and that nothing is wrong with the exports', async () => {
    const { exitCode, first, stdout } = await read(['check', '.'], deskOn('2026-11-18'));
    expect([exitCode, first]).toEqual([0, TOO_EARLY]);
    expect(stdout).toContain('Nothing in the exports needs to be put right.');
    expect(stdout).not.toContain(MAY);
  });

  test.each([
    ['without a seed', DRY, 'It would draw 8 cases'],
    ['with one', [...DRY, '--seed', DICE], '8 cases'],
  ])('so does a dry run %s, beside what it would draw', async (_, flags, drawn) => {
    const { exitCode, first, stdout } = await read(['sample', '.', ...flags], deskOn('2026-11-18'));
    expect([exitCode, first]).toEqual([0, TOO_EARLY]);
    expect(stdout).toContain(drawn);
  });

  test('what must be put right is said before it', async () => {
    const machine = deskOn('2026-11-18');
    copyFixture('contradictory-rows', machine.folder);
    const { exitCode, stdout } = await read(['check', '.'], machine);
    expect(exitCode).toBe(1);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^No draw can be made yet: \d problems? to put right/),
      TOO_EARLY,
    ]);
  });

  test('it cannot be left out', async () => {
    const { stdout } = await read(['check', '.', '--quiet'], deskOn('2026-11-18'));
    expect(stdout).toBe(`${TOO_EARLY}\n`);
  });

  test('other programs are told: it is not ready, and its code may be read all the same', async () => {
    const checked = await document(['check', '.'], deskOn('2026-11-18'));
    const hindrance = { code: 'week-unfinished', message: TOO_EARLY };
    expect(checked).toMatchObject({ ready: false, hindrance });
    expect(checked.frame.code).not.toBeNull();
    expect(await document(['sample', '.', ...DRY], deskOn('2026-11-18'))).toMatchObject({
      hindrance,
    });
  });

  test.each([
    ['it has ended', '2026-11-20', []],
    ['its days are named', '2026-11-18', DAYS],
  ])('nothing of it where %s', async (_, today, flags) => {
    const machine = deskOn(today);
    expect((await read(['check', '.', ...flags], machine)).first).toBe(MAY);
    const dry = await read(['sample', '.', ...DRY, ...flags], machine);
    expect(dry.first).toBe('Audit meeting of Friday 20 November 2026');
    expect(await document(['check', '.', ...flags], machine)).toMatchObject({
      ready: true,
      hindrance: null,
    });
  });
});

describe('a week that is drawn already', () => {
  test('check and a dry run name its pack first', async () => {
    const machine = await deskWithDraw();
    expect(await read(['check', 'mash-export.csv'], machine)).toMatchObject({
      exitCode: 0,
      first: DRAWN,
    });
    const dry = await read(['sample', 'mash-export.csv', ...DRY], machine);
    expect(dry).toMatchObject({ exitCode: 0, first: DRAWN });
    expect(dry.stdout).toContain('It would draw 8 cases');
    expect(dry.stdout).toContain('packs/2026-11-20-draw-2 (not written: this is a dry run)');
    expect(await document(['check', 'mash-export.csv'], machine)).toMatchObject({
      ready: false,
      hindrance: { code: 'week-drawn', message: DRAWN },
    });
  });

  test('sample refuses what they say cannot be done', async () => {
    const machine = await deskWithDraw();
    const { exitCode, stderr } = await run(['sample', 'mash-export.csv'], machine);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('A draw of this week or frame is in the ledger already.');
  });

  test.each([
    ['in another packs folder', ['--out', 'other']],
    ['of another week', ['--meeting', '13/11/2026', '--from', '05/11/2026', '--to', '11/11/2026']],
  ])('nothing of it %s', async (_, flags) => {
    const machine = await deskWithDraw();
    const { stdout } = await read(['check', 'mash-export.csv', ...flags], machine);
    expect(stdout).not.toContain('drawn already');
  });

  test('nor where a reason for another is given, or it is this very draw', async () => {
    const machine = await deskWithDraw();
    const dry = ['sample', 'mash-export.csv', ...DRY];
    const again = await read([...dry, '--redraw', 'a column was missing'], machine);
    expect(again).toMatchObject({ exitCode: 0, first: 'Audit meeting of Friday 20 November 2026' });
    const same = await read([...dry, '--seed', DICE], machine);
    expect(same).toMatchObject({ exitCode: 0, first: 'Audit meeting of Friday 20 November 2026' });
  });
});
