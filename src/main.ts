/** From the words typed to an exit code: the only place where a failure becomes one. */
import { CommanderError } from 'commander';
import { buildProgram, refuseBareExport, vocabularyOf } from './cli/program.ts';
import { renderRefusalJson } from './cli/render/problem-json.ts';
import { printable, styleFor } from './cli/render/style.ts';
import { systemRuntime, type Runtime } from './cli/runtime.ts';
import { refuseLongDash, usageError, type Vocabulary } from './cli/usage-error.ts';
import { UserError, type ExitCode } from './errors.ts';

/** Runs the program on `words` (without node and script). Never throws. */
export async function main(words: readonly string[], runtime: Runtime): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = buildProgram(runtime, (code) => {
    exitCode = code;
  });
  const vocabulary = vocabularyOf(program);
  try {
    refuseBareExport(words);
    refuseLongDash(words, vocabulary);
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    exitCode = explain(error, words, vocabulary, runtime);
  }
  return exitCode;
}

/** What `bin/mash-audit.js` calls. */
export async function start(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), systemRuntime());
}

function explain(
  thrown: unknown,
  words: readonly string[],
  vocabulary: Vocabulary,
  runtime: Runtime,
): ExitCode {
  // Commander ends with an error of its own where help was asked for: that is not a failure.
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
  const error = thrown instanceof CommanderError ? usageError(thrown, words, vocabulary) : thrown;
  const style = styleFor(runtime.stderr, runtime.env, !words.includes('--no-color'));
  if (error instanceof UserError) {
    if (words.includes('--json')) runtime.stdout.write(renderRefusalJson(error));
    const cure = `  ${style.cyan('To do:')} ${printable(error.cure)}`;
    runtime.stderr.write(`${style.bold(printable(error.message))}\n${cure}\n`);
    return 2;
  }
  runtime.stderr.write(explainBug(error, words, runtime));
  return 2;
}

/** A bug's message may quote a cell, so it stays out unless whoever mends it asks. */
function explainBug(error: unknown, [command]: readonly string[], { env }: Runtime): string {
  const asked = (env.MASH_AUDIT_DEBUG ?? '') !== '';
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [
    `This is a fault in mash-audit, not in your exports.${command === 'sample' ? ' Nothing was drawn.' : ''}`,
    'Please send these lines to whoever looks after it:',
    asked ? stack : [error instanceof Error ? error.name : typeof error, ...frames].join('\n'),
    '',
  ].join('\n');
}
