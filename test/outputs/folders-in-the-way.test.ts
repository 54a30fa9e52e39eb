/** A folder where the program puts a file, for good or for a moment: a plain refusal, and no fault of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { copyFixture, readTree } from '../support/folders.ts';
import { copyOf, done, keptFolder, PACK, sampleWords, say, SEED } from '../support/verify-run.ts';

const kept = keptFolder();

beforeAll(async () => {
  copyFixture('fewer-than-eight', kept);
  await done(kept, sampleWords('--seed', SEED, '--size', '2'));
  await done(kept, ['collate', PACK]);
});

const REPORT = ['report', '--quarter', '2026-Q4'] as const;
const LOOK = 'Look there for a folder with the name of a file, or with “.new” after it';

it.each<readonly [folder: string, words: readonly string[], what: string, cure: string]>([
  [`${PACK}/findings.json.new`, ['collate', PACK], 'The findings cannot be written to', LOOK],
  [`${PACK}/outcome.html.new`, ['collate', PACK], 'The findings cannot be written to', LOOK],
  [
    `${PACK}/summary.html.new`,
    ['replace', PACK, 'T1', '--reason', 'file-locked'],
    'Nothing was replaced.',
    LOOK,
  ],
  ['reports/2026-Q4/report.csv.new', REPORT, 'The report cannot be written to', 'Choose another'],
  ['packs/.mash-audit.lock.7.new', ['collate', PACK], 'The findings cannot be written to', LOOK],
])('%s', async (name, words, what, cure) => {
  const folder = copyOf(kept);
  mkdirSync(join(folder, name), { recursive: true });
  const before = readTree(folder);
  const { exitCode, stderr } = await say(folder, words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('There is a folder where a file of ');
  expect(stderr).toContain(what);
  expect(stderr).toMatch(new RegExp(`  To do: ${cure}.* For IT: EISDIR\\.\n$`));
  expect(readTree(folder)).toEqual(before);
});
