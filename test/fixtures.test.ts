/** The fixtures are made, not written: what is committed is what fixtures/generate.mjs makes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeFixtures } from '../fixtures/generate.mjs';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const MADE = makeFixtures();

describe('the fixtures', () => {
  test.each([...MADE.keys()])('%s is as it is made (if not: npm run fixtures)', (path) => {
    expect(readFileSync(join(FIXTURES, path)).toString('latin1')).toBe(
      Buffer.from(MADE.get(path) ?? '').toString('latin1'),
    );
  });

  test('hold nothing that is not made', () => {
    const found = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(FIXTURES.length))
      .map((path) => path.replaceAll(sep, posix.sep));
    expect(found.sort()).toEqual(['generate.mjs', ...MADE.keys()].sort());
  });

  test('are the same each time they are made', () => {
    expect(makeFixtures()).toEqual(MADE);
  });

  test('tell each story in the table of their README', () => {
    const folders = new Set([...MADE.keys()].flatMap((path) => /^(.+)\//.exec(path)?.[1] ?? []));
    expect(folders.size).toBeGreaterThan(0);
    for (const folder of folders) expect(MADE.get('README.md')).toContain(`| \`${folder}\` |`);
  });
});
