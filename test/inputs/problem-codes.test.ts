import { describe, expect, test } from 'vitest';
import type { Place, ProblemCode } from '../../src/audit/problems.ts';
import { MESSAGES } from '../../src/cli/render/messages.ts';
import { PROBLEM_CASES, type ProblemCase } from '../support/inputs-problem-cases.ts';
import { runOn } from '../support/inputs-run.ts';

interface Said {
  readonly code: string;
  readonly gravity: 'unreadable' | 'stops' | 'notice';
  readonly place: Place | null;
  readonly message: string;
  readonly cure: string;
}

const CODES = Object.keys(MESSAGES) as ProblemCode[];

async function check({ files, words = ['.'], prepare }: ProblemCase['wrong']) {
  const ran = await runOn(files, ['check', ...words, '--json'], prepare ? { prepare } : {});
  const { problems } = JSON.parse(ran.stdout) as { problems: readonly Said[] };
  return { code: ran.code, problems };
}

test('no problem of the catalogue is without its case, and no case without its problem', () => {
  expect(Object.keys(PROBLEM_CASES).sort()).toEqual([...CODES].sort());
});

describe.each(CODES)('%s', (code) => {
  const { wrong, place, right } = PROBLEM_CASES[code];

  test('is raised once, at its place, in words that end with what to do', async () => {
    const { code: exitCode, problems } = await check(wrong);
    const raised = problems.filter((problem) => problem.code === code);
    expect(raised.map((problem) => problem.place)).toEqual([place]);
    const [{ gravity, message, cure } = { gravity: '', message: '', cure: '' }] = raised;
    expect(message).toMatch(/^[A-Z“].*[.)]$/s);
    // Only what stops nothing may leave nothing to do.
    if (gravity !== 'notice') expect(cure).toMatch(/^[A-Z].*\.$/s);
    if (gravity === 'unreadable') expect(exitCode).toBe(2);
    if (gravity === 'stops') expect(exitCode).toBe(1);
  });

  test('is gone when it is put right, and nothing is left in the way', async () => {
    const { code: exitCode, problems } = await check(right);
    expect(problems.filter((problem) => problem.code === code)).toEqual([]);
    expect([exitCode, problems.filter(({ gravity }) => gravity !== 'notice')]).toEqual([0, []]);
  });
});
