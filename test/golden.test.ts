/**
 * Packs kept byte for byte in golden/: a change of a pack shows as a change of files that people can
 * read, so that none comes about unseen. After an intended change,
 * `UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts` writes them anew; read the difference before
 * it is committed.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  drawFixture,
  FIXTURES_WITH_PACK,
  WITHOUT_PACK,
  type FixturePack,
} from './support/fixture-packs.ts';
import { readTree, writeTree } from './support/folders.ts';

const folder = fileURLToPath(new URL('golden', import.meta.url));
const update = (process.env.UPDATE_GOLDEN ?? '') !== '';

/** One fixture's forms stand for all: they are long, and the fixture holds every kind of case. */
const WITH_FORMS = 'ordinary-week';

/** Larger files are no reading. */
const LARGEST = 100_000;

/** The files of a pack that are kept: the first case's form, and what is not long. */
function kept(name: string, { files }: FixturePack): Record<string, Buffer> {
  const forms = [...files.keys()].filter((path) => /^worksheets\/[TN]1\.csv$/.test(path));
  const [form = ''] = forms.sort().reverse();
  const paths = ['summary.html', 'register.csv', 'draw.json', form];
  if (name === WITH_FORMS) paths.push('worksheets.html');
  return Object.fromEntries(
    paths.map((path) => {
      const bytes = files.get(path);
      if (bytes === undefined) throw new Error(`the pack of ${name} has no ${path}`);
      return [path, bytes];
    }),
  );
}

describe('the pack of', () => {
  test.each(FIXTURES_WITH_PACK)('%s is what it was', async (name) => {
    const made = kept(name, await drawFixture(name));
    const place = join(folder, name);
    if (update) {
      rmSync(place, { recursive: true, force: true });
      writeTree(place, made);
    }
    const golden = existsSync(place) ? readTree(place) : new Map<string, Buffer>();
    expect([...golden.keys()].sort()).toEqual(Object.keys(made).sort());
    for (const [path, bytes] of Object.entries(made)) {
      expect(bytes.length, path).toBeLessThan(LARGEST);
      expect(bytes.toString('utf8'), path).toBe(golden.get(path)?.toString('utf8'));
    }
  });

  test('every fixture is here that gives one, and no other', () => {
    const kept = new Set([...readTree(folder).keys()].map((path) => path.split('/')[0]));
    expect([...kept].sort()).toEqual(FIXTURES_WITH_PACK);
    for (const name of WITHOUT_PACK) expect(kept).not.toContain(name);
  });

  test('another seed is not what it was', async () => {
    const { files } = await drawFixture('fewer-than-eight');
    const path = join(folder, 'fewer-than-eight', 'draw.json');
    const golden = readFileSync(path, 'utf8');
    expect(files.get('draw.json')?.toString('utf8')).toBe(golden);
    const other = await drawFixture('fewer-than-eight', '99371946821736508249');
    expect(other.files.get('draw.json')?.toString('utf8')).not.toBe(golden);
  });
});
