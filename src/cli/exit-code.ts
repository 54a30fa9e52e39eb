/** What the problems of the exports mean to whoever waits for an exit code. */
import { gravityOf, stopsDraw, type Problem } from '../audit/problems.ts';
import type { ExitCode } from '../errors.ts';

/** 1 where the exports were read and something must be put right; 2 where one could not be read. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  if (problems.some((problem) => gravityOf(problem) === 'unreadable')) return 2;
  return problems.some(stopsDraw) ? 1 : 0;
}
