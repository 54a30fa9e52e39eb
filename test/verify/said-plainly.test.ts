/** What verify, replace and a second draw say, where the plain cause is easily missed. */
import { describe, expect, it, test } from 'vitest';
import { mayIdentify, sayReason } from '../../src/audit/replacements.ts';
import { readTree, writeTree } from '../support/folders.ts';
import {
  ALL_FORMATS,
  deskWith,
  done,
  edit,
  EXPORT,
  forge,
  PACK,
  readRecordIn,
  sampleWords,
  say,
  SEED,
} from '../support/verify-run.ts';

async function drawn(...flags: readonly string[]): Promise<string> {
  const folder = deskWith('fewer-than-eight');
  await done(folder, sampleWords('--seed', SEED, '--size', '2', ...flags));
  return folder;
}

const LOCKED = ['--reason', 'file-locked'];

/** As a reason of any command: refused in these words, never repeated, and nothing is written. */
async function expectRefused(reason: string, says: readonly string[]): Promise<void> {
  const folder = await drawn();
  const before = readTree(folder);
  for (const words of [
    ['replace', PACK, 'N1', '--reason', reason],
    sampleWords('--seed', SEED, '--not', `N1=${reason}`),
    sampleWords('--seed', 'another', '--redraw', reason),
  ]) {
    const { exitCode, stdout, stderr } = await say(folder, words);
    expect(exitCode).toBe(2);
    for (const text of says) expect(stderr).toContain(text);
    expect(stdout + stderr).not.toContain(reason);
  }
  expect(readTree(folder)).toEqual(before);
}

describe('verify with other exports', () => {
  it('says so by the names of the record, where the pack itself is sound', async () => {
    const folder = await drawn();
    writeTree(folder, { 'other.csv': 'Referral ID,Decision Date,Decision\nR-1,17/11/2026,NFA\n' });
    const { exitCode, stdout } = await say(folder, ['verify', PACK, 'other.csv']);
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')[1]).toBe(
      `These are not the exports it was drawn from. The pack itself is as it was drawn. Name its own exports, as they were then: ${EXPORT}.`,
    );
    expect(stdout).not.toMatch(/NOT what it should be|who changed it/);
  });

  it('says what was left out in words, and of a few referrals what differs', async () => {
    const folder = deskWith('ordinary-week');
    await done(folder, sampleWords('--seed', SEED));
    const lines = (readTree(folder).get(EXPORT)?.toString() ?? '').split('\n');
    writeTree(folder, { 'other.csv': `${lines.slice(0, 60).join('\n')}\n` });
    const { stdout } = await say(folder, ['verify', PACK, 'other.csv']);
    expect(stdout).toContain('left out, outside the audit week: found 6, expected 0.');
    expect(stdout).not.toMatch(/[{}]|\\"/);
    expect(stdout.match(/MASH-\d+/g)).toHaveLength(3);
    expect(stdout).toMatch(/\d+ more referrals are not as in the pack\./);
  });

  it('and of one or two, no number of more', async () => {
    const folder = await drawn();
    edit(
      folder,
      EXPORT,
      (text) =>
        `${text.trimEnd()}\nZZ-1,13/11/2026,14/11/2026,Police,Wiltshire,MASH South,Undecided\n`,
    );
    const { stdout } = await say(folder, ['verify', PACK, EXPORT]);
    expect(stdout).not.toContain('more referral');
  });

  it('and does not, where the pack was changed as well', async () => {
    const folder = await drawn();
    writeTree(folder, {
      'other.csv': 'Referral ID,Decision Date,Decision\nR-1,17/11/2026,NFA\n',
      [`${PACK}/summary.html`]: 'another',
    });
    const { exitCode, stdout } = await say(folder, ['verify', PACK, 'other.csv']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('The pack is NOT what it should be.');
  });
});

describe('another draw of shared days', () => {
  it('is refused with the pack and the days', async () => {
    const folder = await drawn();
    const words = ['sample', EXPORT, '--meeting', '19/11/2026', '--seed', 'another'];
    const { exitCode, stderr } = await say(folder, words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'Pack 2026-11-20 has the days Fri 13 Nov 2026 to Wed 18 Nov 2026 as well.',
    );
    expect(stderr).toContain('open packs/2026-11-20.');
  });
});

describe('replace', () => {
  it.each([
    [[], 'pack, label and reason'],
    [[PACK], 'label and reason'],
    [[PACK, 'T1'], 'reason'],
    [LOCKED, 'pack and label'],
    [[PACK, ...LOCKED], 'label'],
  ])('%j: says all that is missing, with an example', async (words, missing) => {
    const { exitCode, stderr } = await say(deskWith('fewer-than-eight'), ['replace', ...words]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`The command lacks its ${missing}.`);
    expect(stderr).toContain(
      'mash-audit replace packs/2026-11-20 T2 --reason conflict-of-interest',
    );
  });

  it('names a flag that was misspelt, and not what it stood for', async () => {
    const words = ['replace', PACK, 'T1', '--raeson', 'file-locked'];
    const { stderr } = await say(deskWith('fewer-than-eight'), words);
    expect(stderr).toContain('Did you mean “--reason”?');
  });

  it('says a reason of one’s own as it was given, and records what it is', async () => {
    const folder = await drawn();
    const said = await done(folder, ['replace', PACK, 'N1', '--reason', 'File is locked']);
    expect(said).toContain('N1 is withdrawn: File is locked.\n');
    expect(readRecordIn(folder).replacements[0]?.reason).toBe('other: File is locked');
    const summary = readTree(folder).get(`${PACK}/summary.html`)?.toString();
    expect(summary).toContain('<td>File is locked</td>');
  });

  it('names the workbook of the reserve only where there is one', async () => {
    const [all, paper] = [await drawn(...ALL_FORMATS), await drawn('--format', 'html')];
    const words = ['replace', PACK, 'N1', ...LOCKED];
    expect(await done(all, words)).toContain(' again. Its form on screen is worksheets-N2.xlsx');
    expect(await done(paper, words)).toContain('its form in worksheets.html again.\n');
  });

  it.each([
    ['a grade and an action', true, 1, 'was graded and has 1 open action: all of it stays'],
    ['a grade', true, 0, 'was graded: its grade stays'],
    ['an action', false, 1, 'has 1 open action: it stays'],
    ['two actions', false, 2, 'has 2 open actions: they stay'],
  ])('says that %s is on record, and to collate again', async (_, graded, actions, says) => {
    const folder = await drawn();
    const form = `${PACK}/worksheets/N1.csv`;
    let filled = readTree(folder).get(form)?.toString() ?? '';
    if (graded) {
      filled = filled
        .replace('case,Grade,,', 'case,Grade,Good,')
        .replace('Reason for the grade,,', 'Reason for the grade,Well recorded,');
    }
    for (const what of Array.from({ length: actions }, (__, n) => `Action ${n + 1}: what,`)) {
      filled = filled.replace(`${what},`, `${what}Ring the school,`);
    }
    writeTree(folder, { [form]: filled });
    await say(folder, ['collate', PACK]);
    const said = await done(folder, ['replace', PACK, 'N1', ...LOCKED]);
    expect(said).toContain('Then run mash-audit collate packs/2026-11-20 again.');
    expect(said).toContain(`N1 ${says} on record.\n`);
    const other = await done(folder, ['replace', PACK, 'T1', ...LOCKED]);
    expect(other).not.toContain('on record');
  });

  it.each(['Jane Smith 07/08/2015', 'NHS 943 476 5919', 'born 7 August 2015', '2015-08-07'])(
    'refuses what could be a child’s: %s',
    async (reason) => {
      await expectRefused(reason, ['has a date or a long number in it']);
    },
  );
});

describe('a pack with a reason that would be refused today', () => {
  const WAS = 'Smith, John DOB 01/02/2015';

  it('of its draw can be made again from its record', async () => {
    const folder = await drawn();
    await forge(folder, (record) => ({ ...record, draw: { number: 2, reason: WAS } }));
    await done(folder, ['sample', EXPORT, '--from-pack', PACK, '--out', 'again']);
    expect(readRecordIn(folder, 'again/2026-11-20-draw-2').draw.reason).toBe(WAS);
  });

  it('of a replacement can be made again from its record', async () => {
    const folder = await drawn('--not', 'N1=file-locked');
    await forge(folder, (record) => ({
      ...record,
      replacements: record.replacements.map((one) => ({ ...one, reason: WAS })),
    }));
    await done(folder, ['sample', EXPORT, '--from-pack', PACK, '--out', 'again']);
    expect(readRecordIn(folder, 'again/2026-11-20').replacements[0]?.reason).toBe(WAS);
  });
});

test.each(['file locked until nine', 'the form of T2', 'on leave for two weeks'])(
  'a reason of one’s own is shown as it was given: %s',
  (reason) => {
    expect(mayIdentify(reason)).toBe(false);
    expect(sayReason(`other: ${reason}`)).toBe(reason);
    expect(sayReason('file locked')).toBe('file locked');
  },
);

describe('a reason with a number or a reference', () => {
  const REFUSED = [
    'same family as REF-1',
    'Child Smith 12',
    'aged 9',
    'sibling of T4152',
    'see T2-4152',
    'section 9',
    'section 472',
    'class 47',
    'room ⑫',
  ];

  it.each(REFUSED)('is refused of replace, --not and --redraw: %s', async (reason) => {
    await expectRefused(reason, [
      'holds a number or a case reference.',
      'write another case by its label, such as T2.',
    ]);
  });

  it.each([
    'same family as T2',
    'the sibling of t1/N12',
    'section 47 enquiry still open',
    'S47 ended early',
    'a s.17 and not a s 42',
    'sections 17 and 47',
  ])('is taken with the labels of cases and the sections of the Acts: %s', async (reason) => {
    const folder = await drawn();
    await done(folder, ['replace', PACK, 'N1', '--reason', reason]);
    expect(readRecordIn(folder).replacements[0]?.reason).toBe(`other: ${reason}`);
  });

  it('is refused with the reference or the child of any row, in letters of any case', async () => {
    const folder = deskWith('fewer-than-eight');
    const rows = ['OAK-ELM,K-ASH', 'FIR-YEW,K-FIG', 'BAY-BOX,K-NUT'].map(
      (identifiers) => `${identifiers},17/11/2026,NFA`,
    );
    const heading = 'Referral ID,Child Unique ID,Decision Date,Decision';
    writeTree(folder, { [EXPORT]: `${[heading, ...rows].join('\n')}\n` });
    for (const reason of ['sibling of oak-elm', 'K-Fig is a cousin', 'of oak elm, too']) {
      const { stderr } = await say(folder, sampleWords('--size', '1', '--not', `N1=${reason}`));
      expect(stderr).toContain('The reason of --not holds a number or a case reference.');
    }
    await done(folder, sampleWords('--seed', SEED, '--size', '1'));
    const refused = await say(folder, ['replace', PACK, 'N1', '--reason', 'sibling of Fir-Yew']);
    expect(refused.stderr).toContain('The reason of --reason holds a number or a case reference.');
    await done(folder, ['replace', PACK, 'N1', '--reason', 'soaked elms by the road']);
  });
});

describe('a worksheet in which much was changed', () => {
  const spoil = (times: number) => (text: string) => {
    let left = times;
    return text.replace(
      /^(case|threshold|referral|[^,\n]+),([^,"\n]+),,/gim,
      (line, part: string, item: string) => {
        left -= 1;
        return left >= 0 ? `${part},${item} changed,,` : line;
      },
    );
  };

  it.each([
    [2, /: [^;]+; [^;]+\.$/m],
    [9, /: [^;]+; [^;]+; [^;]+; and \d more\.$/m],
  ])('is named with %i changes as far as they can be read', async (times, said) => {
    const folder = await drawn();
    edit(folder, `${PACK}/worksheets/N1.csv`, spoil(times));
    const { stdout } = await say(folder, ['verify', PACK]);
    expect(stdout).toMatch(said);
  });
});

describe('a pack that is not there', () => {
  it.each(['verify', 'collate'])('%s names what there is, and the nearest', async (command) => {
    const folder = await drawn();
    const said = async (pack: string) => (await say(folder, [command, pack])).stderr;
    expect(await said('packs/2026-11-91')).toBe(
      'There is no pack packs/2026-11-91. Did you mean packs/2026-11-20?\n  To do: Name a pack that is there: packs/2026-11-20.\n',
    );
    expect(await said('Friday')).toBe(
      'There is no pack Friday.\n  To do: Name a pack that is there: packs/2026-11-20.\n',
    );
    expect(await said(EXPORT)).toBe(
      `${EXPORT} is a file, not a pack.\n  To do: Name a pack that is there: packs/2026-11-20.\n`,
    );
    expect(await said('packs')).toContain('packs is a folder of packs, and not one pack.');
  });

  it('is told of by its name alone, where there is none', async () => {
    const { stderr } = await say(deskWith('fewer-than-eight'), ['verify', 'packs/2026-11-91']);
    expect(stderr).toContain('There is no pack packs/2026-11-91, or it cannot be read.');
  });
});
