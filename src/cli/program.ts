/** What people can ask of mash-audit: its commands, flags and help. */
import { Command } from 'commander';
import type { ExitCode } from '../errors.ts';
import { resolveSampleOptions, type SampleFlags } from './commands/sample-options.ts';
import { runSample } from './commands/sample.ts';
import type { Runtime } from './runtime.ts';

/** The program; `done` is told the exit code of the command that ran. */
export function buildProgram(runtime: Runtime, done: (code: ExitCode) => void): Command {
  const program = new Command('mash-audit')
    .description(
      'Draws up to eight referrals of a week, on both sides of the section 47 threshold,\n' +
        'fairly and so that anyone can repeat it; and writes the pack for the Friday meeting.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        runtime.stdout.write(text);
      },
      writeErr: (text) => {
        runtime.stderr.write(text);
      },
    })
    .addHelpText(
      'after',
      `
Example:
  mash-audit sample "MASH export.csv"

The meeting is today if it is a Friday, else the coming Friday. Its audit week is the seven
days before it. Exit codes: 0 done; 1 the exports hold problems; 2 it could not be done.`,
    );

  program
    .command('sample')
    .summary('draw the week’s cases and write the pack')
    .description('Draws the week’s cases from its exports and writes the pack for the meeting.')
    .argument('<exports...>', 'the week’s exports: CSV files, or folders of them')
    .option('--meeting <date>', 'the day of the meeting (default: today if Friday, else the next)')
    .option('--from <date>', 'first day to audit, with --to (default: seven days before)')
    .option('--to <date>', 'last day to audit (default: the day before the meeting)')
    .option('--seed <text>', 'the seed agreed in the meeting (default: one is generated)')
    .option('--size <n>', 'most cases to draw (default: 8)')
    .option('--out <folder>', 'where packs are kept', 'packs')
    .option('--leave-out-unrecognised', 'leave out decisions whose side is not known, openly')
    .option('--leave-out-undated', 'leave out decided referrals that have no date, openly')
    .option('--leave-out-contradictory', 'leave out referrals whose rows contradict, openly')
    .option('--dry-run', 'say what would be done; write nothing')
    .option('--json', 'print one JSON document instead of the report')
    .option('--quiet', 'print the pack’s folder only')
    .option('--no-color', 'no colours')
    .addHelpText(
      'before',
      `Example:
  mash-audit sample "MASH export.csv" --meeting 20/11/2026
`,
    )
    .action((exports: string[], flags: SampleFlags) => {
      done(runSample(resolveSampleOptions(exports, flags, runtime), runtime));
    });
  return program;
}
