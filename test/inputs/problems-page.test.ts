import { expect, test } from 'vitest';
import type { ProblemCode } from '../../src/audit/problems.ts';
import { MESSAGES } from '../../src/cli/render/messages.ts';
import { PROBLEM_CASES } from '../support/inputs-problem-cases.ts';
import { runOn } from '../support/inputs-run.ts';

interface Said {
  readonly code: string;
  readonly gravity: string;
  readonly message: string;
  readonly cure: string;
}

const CHAPTERS = [
  ['unreadable', 'The export cannot be read', 'Exit code 2. Nothing is drawn.'],
  ['stops', 'To put right before a draw', 'Exit code 1. Nothing is drawn.'],
  ['notice', 'Good to know', 'Nothing is stopped; the record of the draw keeps it.'],
] as const;

/** What is said of the case, in the program's own words. */
async function say(code: ProblemCode): Promise<readonly Said[]> {
  const { files, words = ['.'], prepare } = PROBLEM_CASES[code].wrong;
  const { stdout } = await runOn(files, ['check', ...words, '--json'], prepare ? { prepare } : {});
  const { problems } = JSON.parse(stdout) as { problems: readonly Said[] };
  return problems.filter((problem) => problem.code === code).slice(0, 1);
}

function chapter(title: string, effect: string, said: readonly Said[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = said.map(({ message, cure }) => `| ${cell(message)} | ${cell(cure || '-')} |`);
  return [
    `## ${title}`,
    '',
    effect,
    '',
    '| What it says | What to do |',
    '|---|---|',
    ...rows,
  ].join('\n');
}

test('the page of problems says what the program says: npm run problems writes it anew', async () => {
  const said: Said[] = [];
  for (const code of Object.keys(MESSAGES) as ProblemCode[]) said.push(...(await say(code)));
  expect(said).toHaveLength(Object.keys(MESSAGES).length);
  const chapters = CHAPTERS.map(([gravity, title, effect]) =>
    chapter(
      title,
      effect,
      said.filter((one) => one.gravity === gravity),
    ),
  );
  const page = [
    '# What can be wrong with an export',
    '',
    'Everything `mash-audit check` and `mash-audit sample` can say of the exports, with made-up',
    'names, dates and numbers. In front of each stand the file, the sheet, the rows and the column.',
    '',
    chapters.join('\n\n'),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/problems.md');
});
