/** A case that cannot be audited: the next reserve of its side takes the place, openly, and once. */
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPLACEMENT_REASONS } from '../../src/audit/replacements.ts';
import { copyFixture, readTree, temporaryFolder } from '../support/folders.ts';
import { readTable } from '../support/pack.ts';
import { spawnBin } from '../support/spawn.ts';
import { cutOffAtStep, failCalls, skipPauses } from '../support/stand-ins.ts';
import {
  ALL_FORMATS,
  copyOf,
  deskWith,
  done,
  edit,
  EXPORT,
  found,
  keptFolder,
  LEDGER,
  ledgerLines,
  PACK,
  packTree,
  readRecordIn,
  sampleWords,
  say,
  SEED,
  SOUND,
  verify,
} from '../support/verify-run.ts';

/** The ordinary week: four cases and three reserves a side. */
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

function replaceWords(label: string, reason = 'file locked', pack: string = PACK): string[] {
  return ['replace', pack, label, '--reason', reason];
}

/** `T1 case`, `T2 withdrawn`...: what is said of every label. */
function rolesIn(folder: string, pack: string = PACK): string[] {
  return readRecordIn(folder, pack).sample.map(({ label, role }) => `${label} ${role}`);
}

function worksheetsIn(folder: string): string[] {
  return [...packTree(folder).keys()].filter((path) => path.startsWith('worksheets/'));
}

async function expectSound(folder: string, pack: string = PACK): Promise<void> {
  expect(await verify(folder, [], pack)).toMatchObject(SOUND);
  expect(await verify(folder, [EXPORT], pack)).toMatchObject(SOUND);
}

describe.each(['T', 'N'])('a case of side %s', (side) => {
  const other = side === 'T' ? 'N' : 'T';

  it('makes room for the next reserve of its side', async () => {
    const folder = await drawnOnce();
    const reference = (label: string) =>
      found(readRecordIn(folder).sample.find((entry) => entry.label === label)).reference;
    const said = await done(folder, replaceWords(`${side}3`));
    expect(said).toBe(
      `${side}3 is withdrawn: file locked.\n` +
        `${side}5 takes its place: ${reference(`${side}5`)}. Print summary.html and its form in worksheets.html again. Its form on screen is worksheets/${side}5.csv.\n`,
    );
    expect(rolesIn(folder).filter((role) => role.startsWith(side))).toEqual(
      ['1 case', '2 case', '3 withdrawn', '4 case', '5 case', '6 reserve', '7 reserve'].map(
        (role) => side + role,
      ),
    );
    expect(worksheetsIn(folder)).toEqual(
      [
        ...[1, 2, 3, 4].map((n) => `worksheets/${other}${n}.csv`),
        ...['1', '2', '3-withdrawn', '4', '5'].map((n) => `worksheets/${side}${n}.csv`),
      ].sort(),
    );
    await expectSound(folder);
  });

  it('says so when no reserve of its side is left', async () => {
    const folder = await drawnOnce();
    for (const label of ['1', '5', '2']) await done(folder, replaceWords(side + label));
    const roles = '1 withdrawn,2 withdrawn,3 case,4 case,5 withdrawn,6 case,7 case';
    expect(rolesIn(folder).filter((role) => role.startsWith(side))).toEqual(
      roles.split(',').map((role) => side + role),
    );
    await expectSound(folder);
    const before = readTree(folder);
    const { exitCode, stderr } = await say(folder, replaceWords(`${side}3`));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${side}3 cannot be replaced: no reserve of its side is left.`);
    expect(stderr).toContain('in its form under “If it could not be audited: why”');
    expect(readTree(folder)).toEqual(before);
    // The other side has its own.
    await done(folder, replaceWords(`${other}1`));
    await expectSound(folder);
    expect(ledgerLines(folder)).toHaveLength(5);
  });
});

describe('a reserve', () => {
  it('that cannot be audited is withdrawn, and the one behind it comes in', async () => {
    const folder = await drawnOnce();
    expect(await done(folder, replaceWords('T5', 'conflict-of-interest'))).toBe(
      'T5 is withdrawn from the reserves: conflict of interest: an auditor’s own case.\n',
    );
    expect(readRecordIn(folder).replacements).toMatchObject([{ label: 'T5', by: null }]);
    expect(worksheetsIn(folder)).toHaveLength(8);
    await expectSound(folder);
    expect(await done(folder, replaceWords('T1'))).toContain('T6 takes its place');
    expect(worksheetsIn(folder)).toContain('worksheets/T6.csv');
    expect(worksheetsIn(folder)).not.toContain('worksheets/T5-withdrawn.csv');
    await expectSound(folder);
  });

  it('that came in and then cannot be audited either makes room in turn', async () => {
    const folder = await drawnOnce();
    await done(folder, replaceWords('N2'));
    await done(folder, replaceWords('N5', 'duplicate-or-test-record'));
    expect(readRecordIn(folder).replacements).toEqual([
      { label: 'N2', reason: 'file locked', when: 'after', by: 'N5' },
      { label: 'N5', reason: 'duplicate or test record', when: 'after', by: 'N6' },
    ]);
    expect(worksheetsIn(folder)).toContain('worksheets/N5-withdrawn.csv');
    await expectSound(folder);
  });
});

describe('a week of five referrals', () => {
  it('has no reserves', async () => {
    const folder = deskWith('fewer-than-eight');
    await done(folder, sampleWords('--seed', SEED));
    const { exitCode, stderr } = await say(folder, replaceWords('T1'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no reserve of its side is left');
    expect(ledgerLines(folder)).toHaveLength(1);
  });
});

describe('what cannot be replaced', () => {
  it.each([
    ['T8', 'it is no label of this draw'],
    ['X1', 'it is no label of this draw'],
    ['MASH-4132', 'it is no label of this draw'],
    ['', 'it is no label of this draw'],
    ['T01', 'it is no label of this draw'],
  ])('“%s”: %s', async (label, why) => {
    const folder = await drawnOnce();
    const before = readTree(folder);
    const { exitCode, stderr } = await say(folder, replaceWords(label));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(why);
    expect(readTree(folder)).toEqual(before);
  });

  it('a label that was withdrawn already', async () => {
    const folder = await drawnOnce();
    await done(folder, replaceWords('T2'));
    const before = readTree(folder);
    const { exitCode, stderr } = await say(folder, replaceWords('t2'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('T2 cannot be replaced: it has been withdrawn already.');
    expect(readTree(folder)).toEqual(before);
  });

  it.each(['', '  \n '])('anything, without a reason', async (reason) => {
    const folder = await drawnOnce();
    const { exitCode, stderr } = await say(folder, replaceWords('T2', reason));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--reason is blank.');
    expect((await say(folder, ['replace', PACK, 'T2'])).exitCode).toBe(2);
  });

  it.each<readonly [string, (folder: string) => void]>([
    [
      'in a pack whose record was altered',
      (folder) => {
        edit(folder, `${PACK}/draw.json`, (text) => text.replace('"wiltshire-2020"', '"other"'));
      },
    ],
    [
      'in a pack without a ledger',
      (folder) => {
        rmSync(join(folder, LEDGER));
      },
    ],
    [
      'where the ledger was edited',
      (folder) => {
        edit(folder, LEDGER, (text) => text.replace('2026-11-18T', '2026-11-17T'));
      },
    ],
    [
      'in a pack whose exclusions were altered',
      (folder) => {
        edit(folder, `${PACK}/exclusions.csv`, (text) => text.replace('undecided', 'Undecided'));
      },
    ],
  ])('anything, %s', async (_, spoil) => {
    const folder = await drawnOnce();
    spoil(folder);
    const before = readTree(folder);
    const { exitCode, stderr } = await say(folder, replaceWords('T2'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('so nothing was replaced');
    expect(readTree(folder)).toEqual(before);
  });
});

describe('the reason', () => {
  const reasons = [
    ...Object.entries(REPLACEMENT_REASONS),
    ['File Locked', 'file locked'],
    ['open_police_matter', 'open police matter'],
    ['the child moved\tto\r\nanother county', 'other: the child moved to another county'],
    ['other: on holiday', 'other: on holiday'],
    ['OTHER:on holiday', 'other: on holiday'],
    ['x'.repeat(100), `other: ${'x'.repeat(80)}`],
    ['<script>alert(x)</script>', 'other: <script>alert(x)</script>'],
  ] as const;

  it.each(reasons)('“%s” is recorded as “%s”', async (given, recorded) => {
    const folder = await drawnOnce();
    await done(folder, replaceWords('N3', given));
    expect(readRecordIn(folder).replacements).toMatchObject([{ reason: recorded }]);
    const line: unknown = JSON.parse(found(ledgerLines(folder).at(-1)));
    expect(line).toMatchObject({ kind: 'replace', label: 'N3', by: 'N5', reason: recorded });
    const summary = readFileSync(join(folder, PACK, 'summary.html'), 'utf8');
    const shown = recorded.replace(/^other: /, '');
    expect(summary).toContain(shown.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    expect(summary).not.toContain('<script');
    await expectSound(folder);
  });
});

describe('worksheets', () => {
  it('filled in meanwhile keep what was written, the withdrawn one under its new name', async () => {
    const folder = await drawnOnce();
    const fill = (label: string) => {
      edit(folder, `${PACK}/worksheets/${label}.csv`, (text) =>
        text.replace('Grade,,', `Grade,Good (${label}),`),
      );
      return readFileSync(join(folder, PACK, `worksheets/${label}.csv`));
    };
    const [t1, n2] = [fill('T1'), fill('N2')];
    await done(folder, replaceWords('N2'));
    const tree = packTree(folder);
    expect(tree.get('worksheets/T1.csv')).toEqual(t1);
    expect(tree.get('worksheets/N2-withdrawn.csv')).toEqual(n2);
    expect(tree.has('worksheets/N2.csv')).toBe(false);
    const { remarks, ...rest } = await verify(folder, [EXPORT]);
    expect(rest).toEqual(SOUND);
    expect(remarks).toEqual(
      expect.arrayContaining([
        'files: worksheets/T1.csv was filled in since',
        'files: worksheets/N2-withdrawn.csv was filled in since',
      ]),
    );
    const facts = readTable(join(folder, PACK), 'worksheets/N5.csv');
    const { reference } = found(readRecordIn(folder).sample.find(({ label }) => label === 'N5'));
    expect(facts.find(({ Id }) => Id === 'reference')).toMatchObject({ Entry: reference });
  });

  it('altered meanwhile are not made good by a replacement', async () => {
    const folder = await drawnOnce();
    edit(folder, `${PACK}/worksheets/T1.csv`, (text) => text.replace(/MASH-\d+/, 'MASH-4999'));
    await done(folder, replaceWords('N2'));
    expect((await verify(folder)).differences).toEqual([
      'files: worksheets/T1.csv: “Reference” was changed',
    ]);
  });

  it('of a second draw say so, those of its reserves as well', async () => {
    const folder = await drawnOnce();
    const again = `${PACK}-draw-2`;
    await done(folder, sampleWords('--seed', 'another', '--redraw', 'snow'));
    await done(folder, replaceWords('T1', 'file locked', again));
    const facts = readTable(join(folder, again), 'worksheets/T5.csv');
    expect(facts.find(({ Id }) => Id === 'draw')).toMatchObject({
      Entry: 'Draw 2 of this week. Reason: snow',
    });
    await expectSound(folder, again);
    await expectSound(folder);
  });
});

describe('a pack that is called something else by now', () => {
  it('can have its cases replaced, and is told of by the name it was drawn under', async () => {
    const folder = await drawnOnce();
    renameSync(join(folder, PACK), join(folder, 'packs/audited'));
    await done(folder, replaceWords('T2', 'file locked', 'packs/audited'));
    await done(folder, replaceWords('N2', 'file locked', 'packs/audited'));
    await expectSound(folder, 'packs/audited');
    renameSync(join(folder, 'packs/audited'), join(folder, PACK));
    await expectSound(folder);
  });
});

describe('--not, at draw time', () => {
  it('draws the reserve at once, visibly, and leaves no worksheet of the other', async () => {
    const folder = deskWith('ordinary-week');
    const flags = ['--not', 't2=conflict-of-interest', '--not', 'N5=open police matter'];
    await done(folder, sampleWords('--seed', SEED, ...flags, '--not', 'N1=on holiday'));
    expect(readRecordIn(folder).replacements).toEqual([
      {
        label: 'T2',
        reason: 'conflict of interest: an auditor’s own case',
        when: 'draw',
        by: 'T5',
      },
      { label: 'N5', reason: 'open police matter', when: 'draw', by: null },
      { label: 'N1', reason: 'other: on holiday', when: 'draw', by: 'N6' },
    ]);
    expect(worksheetsIn(folder)).toEqual(
      ['N2', 'N3', 'N4', 'N6', 'T1', 'T3', 'T4', 'T5'].map((label) => `worksheets/${label}.csv`),
    );
    const summary = readFileSync(join(folder, PACK, 'summary.html'), 'utf8');
    expect(summary).toContain('an auditor’s own case (known at the draw)');
    await expectSound(folder);
    await done(folder, replaceWords('T5'));
    expect(await done(folder, replaceWords('T6'))).toContain('T7 takes its place');
    await expectSound(folder);
  });

  it.each([
    ['T9=x', 'T9 cannot be replaced: it is no label of this draw.', 1],
    ['T2', '--not “T2” does not say which case and why.', 2],
    ['T2=', '--not “T2=” does not say which case and why.', 2],
    ['=x', '--not “=x” does not say which case and why.', 2],
    ['2=x', '--not “2=x” does not say which case and why.', 2],
  ] as const)('refuses %s', async (not, message, code) => {
    const folder = deskWith('ordinary-week');
    const { exitCode, stderr } = await say(folder, sampleWords('--seed', SEED, '--not', not));
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
    expect([...readTree(folder).keys()]).toEqual([EXPORT]);
  });

  it('refuses one label twice', async () => {
    const folder = deskWith('ordinary-week');
    const twice = ['--not', 'T2=x', '--not', 'T2=y'];
    const { stderr } = await say(folder, sampleWords('--seed', SEED, ...twice));
    expect(stderr).toContain('T2 cannot be replaced: it has been withdrawn already.');
  });
});

describe('a replacement that was interrupted', () => {
  /** After the ledger's line: nothing else of the replacement ever reached the disk. */
  async function interrupted(): Promise<{ readonly folder: string; readonly whole: string }> {
    const folder = await drawnOnce();
    cpSync(join(folder, PACK), join(folder, 'before'), { recursive: true });
    await done(folder, replaceWords('T2', 'the auditor is on leave'));
    const whole = temporaryFolder();
    cpSync(folder, whole, { recursive: true });
    for (const one of [folder, whole])
      rmSync(join(one, 'before'), { recursive: true, force: true });
    rmSync(join(folder, PACK), { recursive: true });
    cpSync(join(template, PACK), join(folder, PACK), { recursive: true });
    return { folder, whole };
  }

  const NAMED =
    'ledger: the ledger has a replacement of T2 (other: the auditor is on leave) that this pack does not show. If it was interrupted, run the same replace command again: that finishes it, and counts it once';

  it('is named by verify, and the cure that is named is true', async () => {
    const { folder, whole } = await interrupted();
    expect(await verify(folder, [EXPORT])).toMatchObject({ exitCode: 1, differences: [NAMED] });
    await done(folder, replaceWords('T2', 'the auditor is on leave'));
    expect(readTree(folder)).toEqual(readTree(whole));
    await expectSound(folder);
  });

  it('must be finished before another is begun', async () => {
    const { folder } = await interrupted();
    const before = readTree(folder);
    for (const [label, reason] of [
      ['N1', 'file locked'],
      ['T2', 'file locked'],
    ] as const) {
      const { exitCode, stderr } = await say(folder, replaceWords(label, reason));
      expect(exitCode).toBe(2);
      expect(stderr).toContain('A replacement of T2 in packs/2026-11-20 is in the ledger');
      expect(stderr).toContain(
        'mash-audit replace packs/2026-11-20 T2 --reason "other: the auditor is on leave"',
      );
    }
    expect(readTree(folder)).toEqual(before);
    await done(folder, replaceWords('T2', 'other: the auditor is on leave'));
    await done(folder, replaceWords('N1'));
    await expectSound(folder);
  });

  it('is made good where the pack was drawn again, or an old copy was put back', async () => {
    const folder = await drawnOnce();
    await done(folder, replaceWords('T2'));
    await done(folder, replaceWords('T3'));
    const whole = readTree(folder);
    rmSync(join(folder, PACK), { recursive: true });
    await done(folder, sampleWords('--seed', SEED));
    expect((await verify(folder)).differences).toEqual([
      expect.stringContaining('a replacement of T2 (file locked) that this pack does not show'),
      expect.stringContaining('a replacement of T3 (file locked) that this pack does not show'),
    ]);
    await done(folder, replaceWords('T2'));
    expect(await verify(folder)).toMatchObject({ exitCode: 1 });
    await done(folder, replaceWords('T3'));
    expect(readTree(folder)).toEqual(whole);
  });

  it('at any step on the disk is named, and finished by the same command', async () => {
    const drawn = deskWith('fewer-than-eight');
    await done(drawn, sampleWords(...ALL_FORMATS, '--seed', SEED, '--size', '2'));
    const words = replaceWords('T1', 'the auditor is on leave');
    const whole = copyOf(drawn);
    await done(whole, words);
    const ends: string[] = [];
    for (let step = 1; ends.at(-1) !== 'done'; step += 1) {
      const folder = copyOf(drawn);
      await cutOffAtStep(step, () => say(folder, words));
      ends.push(await endOf(folder, words, [...packTree(whole)]));
    }
    expect(ends.length).toBeGreaterThan(12);
    expect(new Set(ends)).toEqual(
      new Set([
        'not begun',
        'torn line: finished by the same command',
        'files missing: finished by the same command',
        'done',
      ]),
    );
  });
});

/** What is left of a run that was stopped, and whether the same command makes it good. */
async function endOf(
  folder: string,
  words: readonly string[],
  expected: readonly (readonly [string, Buffer])[],
): Promise<string> {
  const before = await verify(folder, [EXPORT]);
  const lines = ledgerLines(folder).length;
  if (before.holds && lines === 1) return 'not begun';
  if (before.holds) {
    const left = [...packTree(folder)].filter(([path]) => !path.endsWith('.new'));
    expect(left).toEqual(expected);
    return 'done';
  }
  const differences = before.differences.join('\n');
  const torn = differences.includes('Line 2 was cut off');
  if (!torn) expect(differences).toContain('a replacement of T1');
  await done(folder, words);
  expect([...packTree(folder)]).toEqual(expected);
  expect(ledgerLines(folder)).toHaveLength(2);
  expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
  return `${torn ? 'torn line' : 'files missing'}: finished by the same command`;
}

describe('a replacement that the disk refuses', () => {
  const words = replaceWords('T2');

  it.each([
    ['the worksheet', 1],
    ['a new file', 2],
    ['the record', 5],
  ])('because %s is open in Excel: closed, and run again, it is finished', async (_, from) => {
    const folder = await drawnOnce();
    const whole = copyOf(folder);
    await done(whole, words);
    skipPauses();
    let open = true;
    failCalls('renameSync', (call) => (open && call >= from ? 'EBUSY' : null));
    const { exitCode, stdout, stderr } = await say(folder, words);
    open = false;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`The files of ${PACK} could not all be replaced.`);
    expect(stderr).toContain('close it there');
    expect(stderr).toContain('run this again: that finishes it, and it counts once.');
    expect(stderr).not.toContain('--out');
    expect([...packTree(folder).keys()].filter((path) => path.endsWith('.new'))).toEqual([]);

    await done(folder, words);
    expect(readTree(folder)).toEqual(readTree(whole));
    await expectSound(folder);
  });

  it('for a moment only: it is tried again, and nobody hears of it', async () => {
    const folder = await drawnOnce();
    skipPauses();
    failCalls('renameSync', (call) => (call % 3 === 0 ? null : 'EPERM'));
    await done(folder, words);
    await expectSound(folder);
  });

  it('because it is full: nothing is replaced, and nothing recorded', async () => {
    const folder = await drawnOnce();
    const before = readTree(folder);
    failCalls('writeFileSync', (call) => (call === 3 ? 'ENOSPC' : null));
    const { exitCode, stderr } = await say(folder, words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('cannot be replaced. Nothing was replaced.');
    expect(stderr).toContain('Make room, then run this again. For IT: ENOSPC.');
    expect(readTree(folder)).toEqual(before);
  });
});

describe('two replacements at once', () => {
  it('are both made, or one is refused: none is lost', async () => {
    const folder = await drawnOnce();
    const labels = ['T1', 'N1', 'T2', 'N2'];
    const ends = await Promise.all(
      labels.map((label) => spawnBin(replaceWords(label), { cwd: folder })),
    );
    const made = labels.filter((_, index) => ends[index]?.exitCode === 0);
    expect(made.length).toBeGreaterThan(0);
    for (const { exitCode, stderr } of ends) {
      if (exitCode !== 0)
        expect(stderr).toMatch(/has changed .* meanwhile|nothing was replaced|in the ledger/);
    }
    const { replacements } = readRecordIn(folder);
    expect(new Set(replacements.map(({ label }) => label))).toEqual(new Set(made));
    expect(ledgerLines(folder)).toHaveLength(1 + made.length);
    await expectSound(folder);
  });
});
