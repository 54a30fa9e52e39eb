/** Whatever people read can be read in one go: no sentence of 25 words or more. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { systemRuntime } from '../src/cli/runtime.ts';
import { drawFixture, FIXTURES_WITH_PACK, textOf } from './support/fixture-packs.ts';
import { newMachine, run } from './support/run.ts';
import {
  longSentences,
  proseOfHelp,
  proseOfPage,
  proseOfTables,
  sentencesOf,
} from './support/sentences.ts';

describe('no long sentence', () => {
  test.each(FIXTURES_WITH_PACK)('in the pages of the pack of %s', async (name) => {
    const pack = await drawFixture(name);
    for (const path of ['summary.html', 'worksheets.html']) {
      const prose = proseOfPage(textOf(pack, path));
      expect(sentencesOf(prose).length).toBeGreaterThan(20);
      expect(longSentences(prose), path).toEqual([]);
    }
  });

  // The page is made from the messages themselves, each with the arguments of a real case.
  test('in any message about an export', () => {
    const path = fileURLToPath(new URL('../docs/problems.md', import.meta.url));
    const prose = proseOfTables(readFileSync(path, 'utf8'));
    expect(sentencesOf(prose).length).toBeGreaterThan(100);
    expect(longSentences(prose)).toEqual([]);
  });

  const commands = buildProgram(systemRuntime(), () => undefined).commands;
  test.each([[], ...commands.map((command) => [command.name()])])(
    'in the help %s',
    async (...words) => {
      const { stdout } = await run([...words, '--help'], newMachine());
      expect(longSentences(proseOfHelp(stdout))).toEqual([]);
    },
  );
});

describe('no long sentence in what a command prints', () => {
  const folder = fileURLToPath(new URL('transcripts/', import.meta.url));

  test.each(readdirSync(folder))('%s', (name) => {
    const page = readFileSync(join(folder, name), 'utf8');
    const printed = [...page.matchAll(/```console\n([^]*?)```/g)].map(([, text = '']) => text);
    // A sum of counts is read number by number, and is no sentence.
    const lines = printed
      .join('\n')
      .replace(/^.* = .* \+ .*$/gm, '')
      .replaceAll('\n', '\n\n');
    expect(longSentences(lines)).toEqual([]);
  });
});

describe('a long sentence would be found', () => {
  const long = (end: string) =>
    `${Array.from({ length: 25 }, (_, n) => `word${n}`).join(' ')}${end}`;

  test.each([
    ['in a paragraph', proseOfPage(`<p>Short. ${long('.')}</p>`)],
    [
      'around a word in bold',
      proseOfPage(`<p>${long('').replace('word9', '<strong>word9</strong>')}</p>`),
    ],
    ['in a cell', proseOfPage(`<tr><td>Short</td><td>${long('')}</td></tr>`)],
    [
      'in an entry of a help text',
      proseOfHelp(`Options:\n  --flag  ${long('').replace('word9', 'word9\n          ')}`),
    ],
    ['in a cell of a table of messages', proseOfTables(`| Short. | ${long('.')} |`)],
  ])('%s', (_, prose) => {
    expect(longSentences(prose)).toHaveLength(1);
  });

  test.each([
    ['two sentences', proseOfPage(`<p>${long('').replace('word9', 'word9. More?')}</p>`)],
    ['two paragraphs', proseOfPage(`<p>${long('').replace('word9', '</p><p>')}</p>`)],
    ['two entries', proseOfHelp(`  one  ${long('').replace('word9', '\n  two ')}`)],
    ['24 words', long('').replace('word9', '-')],
  ])('but %s are none', (_, prose) => {
    expect(longSentences(prose)).toEqual([]);
  });
});
