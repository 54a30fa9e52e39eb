/**
 * Every draw is counted: what is another draw of a week, what is the same one again, what stands on
 * its pages, and what happens when the ledger and the packs do not agree.
 */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/audit/ledger.ts';
import { isWeakSeed } from '../../src/audit/seed-strength.ts';
import { copyFixture, readTree, temporaryFolder, writeTree } from '../support/folders.ts';
import { readTable } from '../support/pack.ts';
import { failCalls, skipPauses } from '../support/stand-ins.ts';
import {
  chain,
  copyOf,
  deskWith,
  done,
  edit,
  EXPORT,
  found,
  keptFolder,
  LEDGER,
  ledgerLines,
  MEETING,
  PACK,
  packTree,
  readRecordIn,
  sampleWords,
  say,
  SEED,
  SOUND,
  verify,
} from '../support/verify-run.ts';

/** The ordinary week, drawn once. */
const template = keptFolder();
let ready: Promise<unknown> | null = null;

async function drawnOnce(): Promise<string> {
  ready ??= (async () => {
    copyFixture('ordinary-week', template);
    await done(template, sampleWords('--seed', SEED));
  })();
  await ready;
  return copyOf(template);
}

const OTHER_SEED = ['--seed', '99999-00001-12345-67890'];
const WHY = 'the first export lacked Thursday';

interface LedgerLine {
  readonly kind: string;
  readonly drawNumber: number;
  readonly reason: string | null;
  readonly pack: string;
  readonly seedSource: string;
  readonly time: string;
}

function ledgerOf(folder: string, path = LEDGER): LedgerLine[] {
  return ledgerLines(folder, path).map((line) => JSON.parse(line) as LedgerLine);
}

function numbersOf(folder: string): number[] {
  return ledgerOf(folder).map(({ drawNumber }) => drawNumber);
}

/** Each of these, after a draw of the ordinary week, is another draw of that week. */
const OTHER_DRAWS = {
  'another seed': sampleWords(...OTHER_SEED),
  'a seed made by the program': sampleWords(),
  'the seed in other capitals': sampleWords('--seed', 'Blue kettle 42'),
  'another size': sampleWords('--seed', SEED, '--size', '6'),
  'a case known to be unfit, with the same seed': sampleWords('--seed', SEED, '--not', 'T1=x'),
  'the week shifted by a day': [
    ...sampleWords(...OTHER_SEED, '--from', '12/11/2026'),
    ...['--to', '18/11/2026'],
  ],
  'the week shifted by a day, for the meeting of the day before': [
    ...['sample', EXPORT, '--meeting', '19/11/2026', ...OTHER_SEED],
  ],
  'the week shortened to three days, for another meeting': [
    ...['sample', EXPORT, '--from', '13/11/2026', '--to', '15/11/2026'],
    ...['--meeting', '16/11/2026', ...OTHER_SEED],
  ],
  'the week within a month, for another meeting': [
    ...['sample', EXPORT, '--from', '01/11/2026', '--to', '30/11/2026'],
    ...['--meeting', '01/12/2026', ...OTHER_SEED],
  ],
  'the same meeting, and none of the same days': [
    ...sampleWords(...OTHER_SEED, '--from', '05/11/2026', '--to', '12/11/2026'),
  ],
  'the same frame under another meeting': [
    ...['sample', EXPORT, '--from', '13/11/2026', '--to', '19/11/2026'],
    ...['--meeting', '27/11/2026', ...OTHER_SEED],
  ],
  'the same frame and seed under another meeting': [
    ...['sample', EXPORT, '--from', '13/11/2026', '--to', '19/11/2026'],
    ...['--meeting', '27/11/2026', '--seed', SEED],
  ],
  'one authority of the two': sampleWords(...OTHER_SEED, '--local-authority', 'Wiltshire'),
} as const satisfies Record<string, readonly string[]>;

describe('another draw of a week', () => {
  it.each(Object.entries(OTHER_DRAWS))('%s: needs a reason, and is counted', async (_, words) => {
    const folder = await drawnOnce();
    const before = ledgerLines(folder);
    const refused = await say(folder, words);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toMatch(/in the ledger already|but another pack came of it/);
    expect(refused.stderr).toContain('--redraw');
    expect(ledgerLines(folder)).toEqual(before);

    const place = (await done(folder, [...words, '--redraw', WHY, '--quiet'])).trim();
    expect(place).toMatch(/-draw-2$/);
    expect(numbersOf(folder)).toEqual([1, 2]);
    expect(await verify(folder, [EXPORT], place)).toMatchObject(SOUND);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
  });

  it('is one of other cases, and the refusal does not call it the same draw', async () => {
    const folder = await drawnOnce();
    writeTree(folder, { 'seats.yaml': 'seats:\n  met: 6\n  not-met: 2\n' });
    for (const words of [
      ['--not', 'T1=file-locked'],
      ['--settings', 'seats.yaml'],
    ]) {
      const { stderr } = await say(folder, sampleWords('--seed', SEED, ...words));
      expect(stderr).toContain('in the ledger already');
      expect(stderr).not.toContain('another pack came of it');
    }
    const again = sampleWords('--seed', SEED, '--not', 'T1=file-locked', '--redraw', WHY);
    await done(folder, again);
    const [first, second] = ledgerLines(folder).map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({ seats: null, withdrawn: [] });
    expect(second).toMatchObject({
      withdrawn: [{ label: 'T1', reason: 'file locked' }],
    });
    expect(await verify(folder, [EXPORT], `${PACK}-draw-2`)).toMatchObject(SOUND);
  });

  it('verify holds the seats and cases withdrawn of a line to the pack, where it says them', async () => {
    const folder = await drawnOnce();
    const asOf = (change: (text: string) => string) => {
      const lines = ledgerLines(folder).map((line) => {
        const { hash, previous, ...entry } = JSON.parse(change(line)) as Record<string, unknown>;
        expect([hash, previous]).toHaveLength(2);
        return entry as unknown as LedgerEntry;
      });
      writeTree(folder, { [LEDGER]: chain(lines) });
    };
    asOf((line) => line.replace('"seats":null,"withdrawn":[],', ''));
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    asOf((line) => line.replace('"size":8', '"size":8,"seats":{"met":6,"not-met":2}'));
    const { exitCode, stdout } = await say(folder, ['verify', PACK]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('the ledger’s seats: found met 6, not-met 2, expected nothing');
  });

  it('is not one of the week before, or of the week after', async () => {
    const folder = await drawnOnce();
    writeTree(folder, {
      'others.csv': [
        'Referral ID,Date Received,Decision Date,Decision',
        'B-1,12/11/2026,12/11/2026,NFA',
        'A-1,20/11/2026,20/11/2026,NFA',
      ].join('\n'),
    });
    await done(folder, ['sample', 'others.csv', '--meeting', '13/11/2026']);
    await done(folder, ['sample', 'others.csv', '--meeting', '27/11/2026'], {
      today: '2026-11-27',
    });
    expect(numbersOf(folder)).toEqual([1, 1, 1]);
  });

  it('is not one of another authority: each is counted by itself', async () => {
    const folder = deskWith('ordinary-week');
    const of = (name: string) => sampleWords('--local-authority', name);
    await done(folder, [...of('Wiltshire'), '--seed', SEED]);
    await done(folder, [...of('Swindon'), ...OTHER_SEED]);
    expect(ledgerOf(folder)).toMatchObject([
      { drawNumber: 1, pack: '2026-11-20-wiltshire' },
      { drawNumber: 1, pack: '2026-11-20-swindon' },
    ]);
    // By whatever name; and a draw of both is another of each.
    expect((await say(folder, [...of('865'), ...OTHER_SEED])).exitCode).toBe(2);
    expect((await say(folder, [...of('Swindon Borough Council'), '--seed', SEED])).exitCode).toBe(
      2,
    );
    expect((await say(folder, sampleWords(...OTHER_SEED))).exitCode).toBe(2);
    await done(folder, [...of('Swindon'), '--redraw', WHY]);
    expect(numbersOf(folder)).toEqual([1, 1, 2]);
    for (const { pack } of ledgerOf(folder)) {
      expect(await verify(folder, [EXPORT], `packs/${pack}`)).toMatchObject(SOUND);
    }
  });

  it('is counted on: the third is the third', async () => {
    const folder = await drawnOnce();
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    const { stderr } = await say(folder, sampleWords('--seed', 'a third'));
    expect(stderr).toContain('2 draws of this week or frame are in the ledger already.');
    await done(folder, sampleWords('--seed', 'a third', '--redraw', 'once more'));
    expect(ledgerOf(folder)).toMatchObject([
      { drawNumber: 1, reason: null, pack: '2026-11-20' },
      { drawNumber: 2, reason: WHY, pack: '2026-11-20-draw-2' },
      { drawNumber: 3, reason: 'once more', pack: '2026-11-20-draw-3' },
    ]);
    expect((await verify(folder, [], 'packs/2026-11-20-draw-2')).remarks).toEqual([
      'ledger: the seed was given to the program when it was drawn',
      `ledger: it is draw 2 of its week; reason: ${WHY}`,
      'ledger: the ledger has draw 1 of this week as well: pack 2026-11-20',
      'ledger: the ledger has draw 3 of this week as well: pack 2026-11-20-draw-3; reason: once more',
    ]);
  });

  it('says its number and its reason on every page, and to other programs', async () => {
    const folder = await drawnOnce();
    const words = sampleWords(...OTHER_SEED, '--redraw', `  ${WHY}:\t<b>&\n`);
    const report = await done(folder, words);
    const said = `Draw 2 of this week. Reason: ${WHY}: <b>&`;
    expect(report).toContain(said);
    const pack = `${PACK}-draw-2`;
    const { files, draw } = readRecordIn(folder, pack);
    expect(draw).toEqual({ number: 2, reason: `${WHY}: <b>&` });
    const worksheets = files.map(({ path }) => path).filter((path) => path.includes('/'));
    expect(worksheets).toHaveLength(8);
    for (const path of worksheets) {
      const facts = readTable(join(folder, pack), path);
      expect(facts.find(({ Id }) => Id === 'draw')).toMatchObject({ Item: 'Draw', Entry: said });
    }
    const summary = readFileSync(join(folder, pack, 'summary.html'), 'utf8');
    const escaped = said.replace('<b>&', '&lt;b&gt;&amp;');
    expect(summary.split(escaped)).toHaveLength(2);
    expect(summary).toContain(`Number ${draw.number} of this week, as said above`);
    const json = JSON.parse(await done(folder, [...words, '--json'])) as { draw: unknown };
    expect(json.draw).toEqual(draw);
    // And nothing of the kind on the first.
    for (const bytes of packTree(folder).values()) {
      expect(String(bytes)).not.toContain('of this week. Reason');
    }
  });

  it('is refused where there is none yet: a first draw is no redraw', async () => {
    const folder = deskWith('ordinary-week');
    const { exitCode, stderr } = await say(folder, sampleWords('--redraw', WHY));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--redraw was given, but no draw of this week is in the ledger.');
    expect([...readTree(join(folder, 'packs')).keys()]).toEqual([]);
  });

  it.each([
    ['a blank reason', '  \t '],
    ['a reason too long for a page', 'x'.repeat(121)],
  ])('is refused with %s', async (_, reason) => {
    const folder = await drawnOnce();
    const { exitCode, stderr } = await say(folder, sampleWords('--redraw', reason));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--redraw needs its reason in a few words');
  });

  it('is not made by trying seeds, once there is a draw', async () => {
    const folder = await drawnOnce();
    const { exitCode } = await say(folder, sampleWords(...OTHER_SEED, '--dry-run'));
    expect(exitCode).toBe(2);
  });
});

describe('a draw that was stopped between its line and its pack', () => {
  it('made its own seed: the next run names it, and with it gives that draw, counted once', async () => {
    const folder = await drawnOnce();
    rmSync(join(folder, 'packs'), { recursive: true });
    skipPauses();
    let held = true;
    failCalls('renameSync', () => (held ? 'EPERM' : null));
    const stopped = await say(folder, sampleWords());
    held = false;
    const seed = /with the seed (\S+)\.\n/.exec(stopped.stderr)?.[1] ?? '';
    expect(stopped.exitCode).toBe(2);
    expect(seed).toMatch(/^\d{5}(?:-\d{5}){3}$/);
    expect(ledgerOf(folder)).toMatchObject([{ drawNumber: 1, seed }]);

    const next = await say(folder, sampleWords(...OTHER_SEED));
    expect(next.exitCode).toBe(2);
    expect(next.stderr).toContain(`with the seed ${seed}, and its pack 2026-11-20 is not there.`);
    await done(folder, sampleWords('--seed', seed));
    expect(numbersOf(folder)).toEqual([1]);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    const later = await say(folder, sampleWords(...OTHER_SEED));
    expect(later.stderr).toContain('in the ledger already');
  });

  it('is not named to those who draw from another frame, or whose pack is there', async () => {
    const folder = await drawnOnce();
    expect((await say(folder, sampleWords(...OTHER_SEED))).stderr).not.toContain('is not there');
    rmSync(join(folder, PACK), { recursive: true });
    edit(folder, EXPORT, (text) => text.replace(/^MASH-4103.*\r\n/m, ''));
    expect((await say(folder, sampleWords(...OTHER_SEED))).stderr).not.toContain('is not there');
  });
});

describe('the same draw again', () => {
  it('is no new draw, and adds no line', async () => {
    const folder = await drawnOnce();
    const before = readTree(folder);
    const report = await done(folder, sampleWords('--seed', ` ${SEED} `), {
      today: '2031-01-01',
      timestamp: '2031-01-01T12:00:00Z',
    });
    expect(report).toContain('This pack is already here, and identical. Nothing was written.');
    expect(readTree(folder)).toEqual(before);
  });

  it('gives the pack back when it was deleted: the same bytes, and no new line', async () => {
    const folder = await drawnOnce();
    const before = readTree(folder);
    rmSync(join(folder, PACK), { recursive: true });
    expect((await say(folder, ['verify', PACK])).exitCode).toBe(2);
    await done(folder, sampleWords('--seed', SEED), { timestamp: '2031-01-01T12:00:00Z' });
    expect(readTree(folder)).toEqual(before);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
  });

  it('gives back the second draw, too, whatever is said about the reason now', async () => {
    const folder = await drawnOnce();
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    const before = readTree(folder);
    rmSync(join(folder, `${PACK}-draw-2`), { recursive: true });
    await done(folder, sampleWords(...OTHER_SEED));
    expect(readTree(folder)).toEqual(before);
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', 'another reason'));
    expect(readTree(folder)).toEqual(before);
  });

  it('gives back a draw of the same seed and another size: two draws, each itself', async () => {
    const folder = await drawnOnce();
    const smaller = sampleWords('--seed', SEED, '--size', '6', '--redraw', 'less time');
    await done(folder, smaller);
    const before = readTree(folder);
    await done(folder, smaller);
    await done(folder, sampleWords('--seed', SEED));
    expect(readTree(folder)).toEqual(before);
    expect(await verify(folder, [EXPORT], `${PACK}-draw-2`)).toMatchObject(SOUND);
  });
});

describe('where the ledger and the packs do not agree', () => {
  it('a draw whose line was lost is named by verify, and its cure is true', async () => {
    const folder = await drawnOnce();
    const before = readTree(folder);
    rmSync(join(folder, LEDGER));
    expect(await verify(folder)).toMatchObject({
      exitCode: 1,
      differences: [expect.stringContaining('there is no ledger (draws.jsonl) beside the pack')],
    });
    writeTree(folder, { [LEDGER]: '' });
    expect(await verify(folder)).toMatchObject({
      exitCode: 1,
      differences: [expect.stringContaining('run the same sample command again')],
    });
    await done(folder, sampleWords('--seed', SEED));
    expect(readTree(folder)).toEqual(before);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
  });

  it.each([
    ['its own command', sampleWords(...OTHER_SEED, '--redraw', WHY)],
    ['its record', ['sample', EXPORT, '--from-pack', `${PACK}-draw-2`]],
  ])('the lost line of a second draw is cured by %s', async (_, again) => {
    const folder = await drawnOnce();
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    const pack = packTree(folder, `${PACK}-draw-2`);
    edit(folder, LEDGER, (text) => text.replace(/(?<=\n)[^]*/, ''));
    expect(await verify(folder, [], `${PACK}-draw-2`)).toMatchObject({ exitCode: 1 });
    await done(folder, again);
    expect(ledgerOf(folder)).toMatchObject([{ drawNumber: 1 }, { drawNumber: 2, reason: WHY }]);
    expect(packTree(folder, `${PACK}-draw-2`)).toEqual(pack);
    expect(await verify(folder, [EXPORT], `${PACK}-draw-2`)).toMatchObject(SOUND);
  });

  it('a draw whose pack is missing still counts, and is named beside the others', async () => {
    const folder = await drawnOnce();
    rmSync(join(folder, PACK), { recursive: true });
    expect((await say(folder, sampleWords(...OTHER_SEED))).exitCode).toBe(2);
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    const { remarks, ...rest } = await verify(folder, [EXPORT], `${PACK}-draw-2`);
    expect(rest).toEqual(SOUND);
    expect(remarks).toContain(
      'ledger: the ledger has draw 1 of this week as well: pack 2026-11-20',
    );
  });

  it.each([
    ['in the report', [], 'stdout'],
    ['beside the JSON', ['--json'], 'stderr'],
    ['though only the pack’s place is wanted', ['--quiet'], 'stderr'],
    ['in a dry run', ['--dry-run'], 'stdout'],
  ] as const)('a broken ledger is reported %s, with its line', async (_, flags, stream) => {
    const folder = await drawnOnce();
    edit(folder, LEDGER, (text) => text.replace('"given"', '"generated"'));
    const said = await say(folder, sampleWords('--seed', SEED, ...flags));
    expect(said.exitCode).toBe(0);
    expect(said[stream]).toContain('The ledger draws.jsonl is not whole');
    expect(said[stream]).toContain('Line 1 has been edited since it was written.');
    if (flags[0] === '--json') JSON.parse(said.stdout);
    if (flags[0] === '--quiet') expect(said.stdout).toBe(`${PACK}\n`);
  });

  it('a line that a crash cut off is made good by the next run that writes one', async () => {
    const folder = await drawnOnce();
    const whole = readTree(folder);
    edit(folder, LEDGER, (text) => `${text}{"schemaVersion":1,"kind":"draw","seed":"ü`);
    expect((await verify(folder)).differences).toEqual([
      'ledger: Line 2 was cut off, as by a crash: run the command again that was interrupted.',
    ]);
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    expect(await verify(folder, [EXPORT], `${PACK}-draw-2`)).toMatchObject(SOUND);
    edit(folder, LEDGER, (text) => text.replace(/(?<=\n)[^]*/, ''));
    rmSync(join(folder, `${PACK}-draw-2`), { recursive: true });
    expect(readTree(folder)).toEqual(whole);
  });

  it('a last line that only lacks its end is kept', async () => {
    const folder = await drawnOnce();
    edit(folder, LEDGER, (text) => text.trimEnd());
    expect(await verify(folder)).toMatchObject({ exitCode: 1 });
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    expect(numbersOf(folder)).toEqual([1, 2]);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
  });

  it('a ledger with a line that is none does not keep anybody from drawing', async () => {
    const folder = await drawnOnce();
    edit(folder, LEDGER, (text) => `${text}Who wrote this?\n`);
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    expect((await verify(folder, [], `${PACK}-draw-2`)).differences).toEqual([
      'ledger: Line 2 is not a line this version of the program wrote.',
    ]);
  });

  it.each([
    ['a day that never comes', '"to":"2026-11-19"', '"to":"z"'],
    ['a week of seven thousand years', '"to":"2026-11-19"', '"to":"9026-11-19"'],
    ['an authority that is a number', '"localAuthority":null', '"localAuthority":7'],
    ['a number that is a word', '"drawNumber":1', '"drawNumber":"one"'],
  ])('nor does a line that was edited into %s', async (_, was, is) => {
    const folder = await drawnOnce();
    edit(folder, LEDGER, (text) => text.replace(was, is));
    const words = ['sample', EXPORT, '--meeting', '13/11/2026', '--from', '05/11/2026'];
    const said = await say(folder, [...words, '--to', '12/11/2026', ...OTHER_SEED]);
    expect(said).toMatchObject({ exitCode: 0, stderr: '' });
    expect(said.stdout).toContain('Line 1 ');
    expect((await say(folder, ['verify', PACK])).exitCode).toBe(1);
  });
});

describe('--from-pack', () => {
  /** Draws that need all there is to say again. */
  const DRAWS = {
    'a seed alone': { flags: ['--seed', SEED], settings: null },
    'a seed made by the program': { flags: [], settings: null },
    'cases known to be unfit, and another': {
      flags: ['--seed', SEED, '--not', 'T1=file locked', '--not', 'N6=the $x "case" `x`'],
      settings: null,
    },
    'dates, an authority and a size': {
      flags: [
        ...['--from', '12/11/2026', '--to', '18/11/2026', '--local-authority', 'Wiltshire'],
        ...['--size', '5', '--seed', '-starts with a hyphen'],
      ],
      settings: null,
    },
    'a settings file and what is left out': {
      flags: ['--leave-out-unrecognised', '--leave-out-undated', '--leave-out-contradictory'],
      settings: [
        'decisions:',
        '  not-met: [Strategy Discussion]',
        '  out-of-scope: [Early Help]',
        'week: { basis: received }',
        'seats: { met: 2, not-met: 4 }',
        'size: 6',
        'section-47-window: 3',
        'marking: OFFICIAL-SENSITIVE [PERSONAL]',
        'source-groups: { Police: [Housing] }',
        'columns: { team: Allocated Team }',
        'encoding: utf-8',
        'delimiter: comma',
        'heading-row: 1',
      ].join('\n'),
    },
  } as const;

  it.each(Object.entries(DRAWS))(
    'gives the same bytes, here and elsewhere: %s',
    async (_, { flags, settings }) => {
      const folder = deskWith('ordinary-week');
      if (settings !== null) writeTree(folder, { 'mash-audit.yaml': settings });
      const place = (await done(folder, [...sampleWords(...flags), '--quiet'])).trim();
      const [name = ''] = place.split('/').slice(-1);
      await done(folder, ['replace', place, 'N2', '--reason', 'open police matter']);
      expect(await verify(folder, [EXPORT], place)).toMatchObject(SOUND);
      const before = readTree(folder);

      // The settings file may be gone, or say something else by now.
      rmSync(join(folder, 'mash-audit.yaml'), { force: true });
      before.delete('mash-audit.yaml');
      const again = ['sample', EXPORT, '--from-pack', place];
      expect(await done(folder, again)).toContain('identical. Nothing was written.');
      expect(readTree(folder)).toEqual(before);

      renameSync(join(folder, place), join(folder, 'away'));
      await done(folder, ['sample', EXPORT, '--from-pack', 'away']);
      rmSync(join(folder, 'away'), { recursive: true });
      expect(readTree(folder)).toEqual(before);

      const elsewhere = temporaryFolder();
      writeTree(elsewhere, { 'mash-audit.yaml': 'size: 3\n' });
      const words = ['sample', join(folder, EXPORT), '--from-pack', join(folder, place)];
      await done(elsewhere, [...words, '--out', 'own'], { today: '2044-04-04', digits: '7' });
      expect(packTree(elsewhere, `own/${name}`)).toEqual(packTree(folder, place));
      expect(await verify(elsewhere, [], `own/${name}`)).toMatchObject(SOUND);
    },
  );

  it('repeats a second draw with its number and its reason, in a folder of its own', async () => {
    const folder = await drawnOnce();
    await done(folder, sampleWords(...OTHER_SEED, '--redraw', WHY));
    const from = ['sample', EXPORT, '--from-pack', `${PACK}-draw-2`];
    await done(folder, [...from, '--out', 'own']);
    expect(packTree(folder, 'own/2026-11-20-draw-2')).toEqual(packTree(folder, `${PACK}-draw-2`));
    expect(ledgerOf(folder, 'own/draws.jsonl')).toMatchObject([{ drawNumber: 2, reason: WHY }]);
  });

  it('does not bring a second draw in as the first of a week that has one', async () => {
    const folder = await drawnOnce();
    await done(folder, [...sampleWords(...OTHER_SEED), '--out', 'own']);
    const { exitCode } = await say(folder, ['sample', EXPORT, '--from-pack', 'own/2026-11-20']);
    expect(exitCode).toBe(2);
    expect(ledgerLines(folder)).toHaveLength(1);
  });

  it('leaves seed, record and summary as they were, and says in the ledger what it was given', async () => {
    const folder = deskWith('ordinary-week');
    await done(folder, sampleWords(), { digits: '27182818284590452353' });
    expect(readRecordIn(folder).seed).toMatchObject({ value: SEED, source: 'generated' });
    await done(folder, ['sample', EXPORT, '--from-pack', PACK, '--out', 'own']);
    expect(packTree(folder, 'own/2026-11-20')).toEqual(packTree(folder));
    expect(ledgerOf(folder)).toMatchObject([{ seedSource: 'generated' }]);
    expect(ledgerOf(folder, 'own/draws.jsonl')).toMatchObject([{ seedSource: 'given' }]);
  });

  it.each([
    ['--meeting', ['20/11/2026']],
    ['--from', ['13/11/2026']],
    ['--to', ['19/11/2026']],
    ['--seed', [SEED]],
    ['--size', ['8']],
    ['--settings', ['mash-audit.yaml']],
    ['--local-authority', ['Wiltshire']],
    ['--encoding', ['utf-8']],
    ['--not-drawn-since', ['12m']],
    ['--redraw', [WHY]],
    ['--not', ['T1=x']],
    ['--leave-out-unrecognised', []],
    ['--leave-out-undated', []],
    ['--leave-out-contradictory', []],
  ])('refuses %s beside it', async (flag, value) => {
    const folder = await drawnOnce();
    const words = ['sample', EXPORT, '--from-pack', PACK, flag, ...value];
    const { exitCode, stderr } = await say(folder, words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${flag} and --from-pack were both given`);
  });

  it('refuses another frame, and a record that cannot be read', async () => {
    const folder = await drawnOnce();
    const words = ['sample', EXPORT, '--from-pack', PACK];
    const wrong = await say(folder, [...words, '--frame-code', '0'.repeat(20)]);
    expect(wrong.exitCode).toBe(2);
    await done(folder, [...words, '--frame-code', readRecordIn(folder).frame.code]);
    writeTree(join(folder, PACK), { 'draw.json': '{}' });
    const { exitCode, stderr } = await say(folder, words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The record of packs/2026-11-20 cannot be read.');
  });
});

describe('--frame-code', () => {
  const codeOf = async (folder: string): Promise<string> => {
    const { frame } = JSON.parse(await done(folder, ['check', EXPORT, ...MEETING, '--json'])) as {
      frame: { code: string };
    };
    return frame.code;
  };

  it('draws from the frame that check has read out, however it is typed', async () => {
    const folder = deskWith('ordinary-week');
    const code = await codeOf(folder);
    expect(code).toMatch(/^([0-9a-f]{4}-){4}[0-9a-f]{4}$/);
    const spoken = code.toUpperCase().replaceAll('-', ' ');
    await done(folder, sampleWords('--seed', SEED, '--frame-code', spoken));
    expect(readRecordIn(folder).frame.code).toBe(code);
    for (const typed of [code, code.replaceAll('-', ''), ` ${code} `]) {
      await done(folder, sampleWords('--seed', SEED, '--frame-code', typed));
    }
  });

  it('refuses every other frame, and counts nothing', async () => {
    const folder = deskWith('ordinary-week');
    const code = await codeOf(folder);
    edit(folder, EXPORT, (text) => text.replace(/^MASH-4103.*\r\n/m, ''));
    const { exitCode, stderr } = await say(folder, sampleWords('--frame-code', code));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`The frame code of these exports is ${await codeOf(folder)}, and not`);
    expect([...readTree(folder).keys()]).toEqual([EXPORT]);
  });

  it.each(['', '0e39', 'not a code', `${'0'.repeat(19)}g`, '0'.repeat(21)])(
    'refuses “%s”, which is no code',
    async (typed) => {
      const folder = deskWith('ordinary-week');
      const { exitCode, stderr } = await say(folder, sampleWords(`--frame-code=${typed}`));
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`--frame-code “${typed}” is not a frame code.`);
    },
  );
});

describe('a weak seed', () => {
  it.each([
    '1',
    '42',
    '12345678901',
    '000000000000000000000000',
    '121212121212121212',
    '20/11/2026',
    '20.11.2026',
    '2026-11-20',
    '20112026',
    '20-11-26',
    '20 November 2026',
    'Friday 20 November 2026',
    'Fri 20 Nov 2026',
    'November 20th, 2026',
    '2026-11-20 10:30',
    '20/11/2026 10:30',
    '20261120T1030',
    '2026-11-20T10:30:00.000Z',
    '20 November 2026 10:30',
    'Friday 20 Nov 2026, 10.30am',
    'audit',
    'blue kettle 42',
    'Wiltshire',
    'correct horse battery staple',
    'seed2026',
    'MASH 2026-11-20',
    'week 47',
    'Ünïcödé',
  ])('is noticed: %s', (seed) => {
    expect(isWeakSeed(seed)).toBe(true);
  });

  it.each([
    '123456789013',
    '27182-81828-45904-52353',
    '31415 92653 58979 32384',
    '4 1 6 6 2 5 3 1 2 6 4 4 1 5',
    'x7Qf-29LmZ-k04p',
    '7c3f9a01be',
    'a1b2c3d4e5f6',
  ])('is not what this is: %s', (seed) => {
    expect(isWeakSeed(seed)).toBe(false);
  });

  it('draws all the same, is recorded as given, and said on the summary', async () => {
    const folder = deskWith('ordinary-week');
    const report = await done(folder, sampleWords('--seed', '20/11/2026'));
    const warning = 'somebody could have tried seeds beforehand';
    expect(report).toContain(warning);
    const { seed, notices } = readRecordIn(folder);
    expect(seed).toMatchObject({ value: '20/11/2026', source: 'given' });
    expect(notices.map(({ code }) => code)).toContain('weak-seed');
    const summary = found(packTree(folder).get('summary.html')).toString();
    expect(summary).toContain(warning);
    expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    const strong = deskWith('ordinary-week');
    expect(await done(strong, sampleWords())).not.toContain(warning);
  });
});
