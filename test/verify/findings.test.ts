/** What `verify` says of a pack that was collated: whether table and minutes are what was found. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeTree } from '../support/folders.ts';
import {
  fillBook,
  keptDesk,
  readBytes,
  sheetOf,
  shiftRows,
  type FormAnswers,
} from '../support/forms.ts';
import { copyOf, done, edit, EXPORT, PACK, say, SOUND, verify } from '../support/verify-run.ts';

const desk = keptDesk();
const SINCE = 'files: findings.json, findings.csv, outcome.html: collated since';
const OVERTAKEN = 'files: collated before a case was replaced: collate again';

beforeAll(async () => {
  await desk.draw();
  const form = fillBook(readBytes(desk.folder, 'worksheets.xlsx'), {
    T1: { grade: 'Good', 'grade-rationale': 'In time', 'action-1-what': 'Tell the school' },
    T2: { agree: 'All agree' },
  });
  writeTree(desk.folder, { 'returned/a.xlsx': form });
  await done(desk.folder, ['collate', PACK, 'returned']);
});

function spoilt(change: (folder: string) => void): string {
  const folder = copyOf(desk.folder);
  change(folder);
  return folder;
}

describe('a pack that was collated', () => {
  it('is sound, and it is said that it was', async () => {
    const { remarks, ...rest } = await verify(desk.folder, [EXPORT]);
    expect(rest).toEqual(SOUND);
    expect(remarks.filter((text) => /findings|outcome/.test(text))).toEqual([SINCE]);
    const { stdout } = await say(desk.folder, ['verify', PACK]);
    expect(stdout).toContain('     (findings.json, findings.csv, outcome.html: collated since)\n');
    expect(stdout).not.toContain('added by somebody');
  });

  it('is so before it was collated, and nothing is said of it', async () => {
    const folder = spoilt((place) => {
      for (const name of ['findings.json', 'findings.csv', 'outcome.html']) {
        rmSync(join(place, PACK, name));
      }
    });
    const { remarks, ...rest } = await verify(folder);
    expect(rest).toEqual(SOUND);
    expect(remarks).not.toContain(SINCE);
  });

  it('is so after an action was recorded as done, and after it was collated again', async () => {
    const folder = copyOf(desk.folder);
    await done(folder, ['actions', PACK, '--done', 'T1#1', '--on', '20/11/2026']);
    expect(await verify(folder)).toMatchObject(SOUND);
    await done(folder, ['collate', PACK, 'returned']);
    const { remarks, ...rest } = await verify(folder);
    expect(rest).toEqual(SOUND);
    expect(remarks).toContain(SINCE);
  });
});

describe('a pack whose workbook was filled in', () => {
  it.each<readonly [string, FormAnswers, boolean]>([
    ['otherwise than it was collated', { T2: { agree: 'None agrees' } }, true],
    ['with what nobody collated yet', { N2: { learning: 'Ring first' } }, true],
    ['as it was collated', { T2: { agree: 'All agree' } }, false],
  ])('%s: that is said, and is no difference', async (_, answers, isSaid) => {
    const folder = copyOf(desk.folder);
    const book = fillBook(readBytes(folder, 'worksheets.xlsx'), answers);
    writeTree(folder, { [`${PACK}/worksheets.xlsx`]: book });
    const { remarks, ...rest } = await verify(folder);
    expect(rest).toEqual(SOUND);
    const said =
      'files: the worksheets in the pack say otherwise than findings.json: see which is right';
    expect(remarks.includes(said)).toBe(isSaid);
  });

  it('is named, where rows of its overview were moved', async () => {
    const folder = copyOf(desk.folder);
    const book = fillBook(readBytes(folder, 'worksheets.xlsx'), {}, (workbook) => {
      shiftRows(sheetOf(workbook, 'Overview'), 5, -1);
    });
    writeTree(folder, { [`${PACK}/worksheets.xlsx`]: book });
    const { differences } = await verify(folder);
    expect(differences).toEqual([
      'files: worksheets.xlsx: rows or columns of the overview were moved',
    ]);
  });
});

describe('a pack whose findings were touched', () => {
  const json = (folder: string, old: string, renewed: string): void => {
    edit(folder, `${PACK}/findings.json`, (text) => text.replace(old, renewed));
  };

  it.each<[string, (folder: string) => void, readonly string[]]>([
    [
      'minutes that say another grade',
      (folder) => {
        edit(folder, `${PACK}/outcome.html`, (text) => text.replace('<td>Good', '<td>Outstanding'));
      },
      ['outcome.html is not what findings.json gives'],
    ],
    [
      'a table that says another grade',
      (folder) => {
        edit(folder, `${PACK}/findings.csv`, (text) => text.replace('Good', 'Outstanding'));
      },
      ['findings.csv is not what findings.json gives'],
    ],
    [
      'findings that say another grade',
      (folder) => {
        json(folder, '"Good"', '"Outstanding"');
      },
      [
        'findings.csv is not what findings.json gives',
        'outcome.html is not what findings.json gives',
      ],
    ],
    [
      'minutes that are empty',
      (folder) => {
        writeFileSync(join(folder, PACK, 'outcome.html'), '');
      },
      ['outcome.html is not what findings.json gives'],
    ],
    [
      'no minutes',
      (folder) => {
        rmSync(join(folder, PACK, 'outcome.html'));
      },
      ['outcome.html is missing'],
    ],
    [
      'a table and minutes, and no findings',
      (folder) => {
        rmSync(join(folder, PACK, 'findings.json'));
      },
      [
        'findings.csv is there without findings.json',
        'outcome.html is there without findings.json',
      ],
    ],
    [
      'findings that are cut short',
      (folder) => {
        edit(folder, `${PACK}/findings.json`, (text) => text.slice(0, 900));
      },
      ['findings.json is not one this program wrote'],
    ],
    [
      'findings that have lost a part',
      (folder) => {
        json(folder, '"changes"', '"altered"');
      },
      ['findings.json is not one this program wrote'],
    ],
    [
      'findings of another pack',
      (folder) => {
        edit(folder, `${PACK}/findings.json`, (text) =>
          text.replace(/"pack": "\w{64}"/, `"pack": "${'a'.repeat(64)}"`),
        );
      },
      ['findings.json is of another pack'],
    ],
  ])('%s: that is a difference', async (_, change, differences) => {
    const found = await verify(spoilt(change));
    expect(found).toMatchObject({ exitCode: 1, holds: false });
    expect(found.differences).toEqual(differences.map((text) => `files: ${text}`));
    expect(found.remarks).not.toContain(SINCE);
  });
});

describe('a pack whose collating was cut off', () => {
  const NEXT =
    'The pack is NOT what it should be: what collate wrote does not agree. Somebody changed it, or a run of collate was cut off. Keep a copy, and run mash-audit collate packs/2026-11-20 again. If it still differs then, ask who changed it.\n';
  const ASK = 'The pack is NOT what it should be. Keep it as it is, and ask who changed it.\n';

  /** What lies there when collating anew was stopped before these files were in their place. */
  async function cutOff(...before: readonly string[]): Promise<string> {
    const folder = copyOf(desk.folder);
    const form = fillBook(readBytes(folder, 'worksheets.xlsx'), { N1: { agree: 'All agree' } });
    writeTree(folder, { 'returned/b.xlsx': form });
    const old = before.map((name) => [`${PACK}/${name}`, readBytes(folder, name)] as const);
    await done(folder, ['collate', PACK, 'returned']);
    writeTree(folder, Object.fromEntries(old));
    return folder;
  }

  it.each<readonly string[]>([['findings.json'], ['findings.json', 'outcome.html']])(
    'with %s of before is told what to do, and is sound once that is done',
    async (...before) => {
      const folder = await cutOff(...before);
      const { exitCode, stdout } = await say(folder, ['verify', PACK]);
      expect(exitCode).toBe(1);
      expect(stdout).toContain('NO   Every file of the pack is as it was drawn.\n');
      expect(stdout).toContain(`\n\n${NEXT}`);
      await done(folder, ['collate', PACK, 'returned']);
      expect(await verify(folder)).toMatchObject(SOUND);
    },
  );

  it('the first time is told so, too', async () => {
    const folder = spoilt((place) => {
      rmSync(join(place, PACK, 'findings.json'));
    });
    const { stdout } = await say(folder, ['verify', PACK]);
    expect(stdout).toContain(`\n\n${NEXT}`);
    await done(folder, ['collate', PACK, 'returned']);
    expect(await verify(folder)).toMatchObject(SOUND);
  });

  it.each<readonly [string, (folder: string) => void]>([
    [
      'another file was changed as well',
      (folder) => {
        edit(folder, `${PACK}/summary.html`, (text) => `${text}.`);
      },
    ],
    [
      'its findings are of another pack',
      (folder) => {
        edit(folder, `${PACK}/findings.json`, (text) =>
          text.replace(/"pack": "\w{64}"/, `"pack": "${'a'.repeat(64)}"`),
        );
      },
    ],
  ])('is not what happened where %s', async (_, change) => {
    const folder = await cutOff('findings.json');
    change(folder);
    const { stdout } = await say(folder, ['verify', PACK]);
    expect(stdout).toContain(`\n\n${ASK}`);
  });
});

describe('a pack in which a case was replaced', () => {
  const replace = (folder: string, label: string): Promise<string> =>
    done(folder, ['replace', PACK, label, '--reason', 'conflict-of-interest']);

  it('after it was collated is sound, and is to be collated again', async () => {
    const folder = copyOf(desk.folder);
    for (const label of ['T2', 'N1']) {
      await replace(folder, label);
      const { remarks, ...rest } = await verify(folder, [EXPORT]);
      expect(rest).toEqual(SOUND);
      expect(remarks.slice(0, 2)).toEqual([SINCE, OVERTAKEN]);
    }
    await done(folder, ['collate', PACK]);
    const { remarks, ...rest } = await verify(folder);
    expect(rest).toEqual(SOUND);
    expect(remarks).toContain(SINCE);
    expect(remarks).not.toContain(OVERTAKEN);
  });

  it('is not, where its findings are of another draw of the same week', async () => {
    const folder = copyOf(desk.folder);
    const flags = [
      '--meeting',
      '20/11/2026',
      '--redraw',
      'A test',
      '--seed',
      '27182818284590452353',
    ];
    await done(folder, ['sample', EXPORT, ...flags]);
    await done(folder, ['collate', `${PACK}-draw-2`]);
    for (const name of ['findings.json', 'findings.csv', 'outcome.html']) {
      writeTree(join(folder, PACK), { [name]: readBytes(folder, name, `${PACK}-draw-2`) });
    }
    await replace(folder, 'T2');
    const { differences } = await verify(folder);
    expect(differences).toEqual(['files: findings.json is of another pack']);
  });
});
