/** What people can ask of mash-audit: its commands, flags and help. */
import { Command, type Help } from 'commander';
import { REPLACEMENT_REASONS } from '../audit/replacements.ts';
import { UserError, type ExitCode } from '../errors.ts';
import type { ActionFlags } from './commands/actions.ts';
import type { AuditFlags } from './commands/audit-flags.ts';
import { resolveAuditOptions } from './commands/audit-options.ts';
import { runCheck } from './commands/check.ts';
import { runInit, type InitFlags } from './commands/init.ts';
import { resolveSampleOptions, type SampleFlags } from './commands/sample-options.ts';
import { runReplace } from './commands/replace.ts';
import type { ReportFlags } from './commands/report-options.ts';
import { runSample } from './commands/sample.ts';
import { runVerify } from './commands/verify.ts';
import type { Runtime } from './runtime.ts';
import { refuseBlankName, type Vocabulary } from './usage-error.ts';

/** As in package.json: a test holds the two together. */
const VERSION = '0.1.0';

/** The width of a plain terminal, and of a page of the transcripts. */
const COLUMNS = 80;

/** Is told the exit code of the command that ran. */
type Done = (code: ExitCode) => void;

/** The program with all its commands, in the order in which its help lists them. */
export function buildProgram(runtime: Runtime, done: Done): Command {
  const program = newProgram(runtime);
  addSample(program, runtime, done);
  addCheck(program, runtime, done);
  addVerify(program, runtime, done);
  addReplace(program, runtime, done);
  addCollate(program, runtime, done);
  addReport(program, runtime, done);
  addActions(program, runtime, done);
  addInit(program, runtime, done);
  // Set last: the commands have taken over the settings of the program, and keep the usual form.
  return program.configureHelp({ formatHelp: overview });
}

function newProgram(runtime: Runtime): Command {
  return new Command('mash-audit')
    .description(
      'Draws the week’s cases for a safeguarding audit, fairly and so that anyone can repeat it.',
    )
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .hook('preAction', (_, { args, registeredArguments }) => {
      // A label names no file: its command says what is wrong with it.
      refuseBlankName(args.filter((__, at) => registeredArguments[at]?.name() !== 'label'));
    })
    .configureOutput({
      writeOut: (text) => {
        runtime.stdout.write(text);
      },
      writeErr: (text) => {
        runtime.stderr.write(text);
      },
      // main words what was typed wrong as it words every other failure.
      outputError: () => undefined,
      getOutHelpWidth: () => COLUMNS,
    });
}

function addSample(program: Command, runtime: Runtime, done: Done): void {
  const sample = program
    .command('sample')
    .summary('draw the week’s cases and write the pack')
    .description('Draws the week’s cases from its exports and writes the pack for the meeting.')
    .option('--seed <text>', 'the seed agreed (default: one is generated)')
    .option('--frame-code <code>', 'draw only from the frame with this code')
    .option('--redraw <reason>', 'draw once more, counted and said on every page')
    .option('--not <label=reason>', 'a case known to be unfit: its reserve is drawn', collect)
    .option('--format <names>', 'worksheets as html, xlsx, csv (default: all three)')
    .option('--from-pack <pack>', 'repeat a pack: its meeting, seed and settings')
    .option('--dry-run', 'say what would be done; write nothing');
  addAuditFlags(sample)
    .addHelpText('before', 'Example:\n  mash-audit sample "MASH export.csv" --meeting 20/11/2026\n')
    .action(async (exports: string[], flags: SampleFlags) => {
      done(await runSample(await resolveSampleOptions(exports, flags, runtime), runtime));
    });
}

function addCheck(program: Command, runtime: Runtime, done: Done): void {
  const check = program
    .command('check')
    .summary('say what the exports hold and what is wrong')
    .description('Reads the exports as sample does, says what is in them, and draws nothing.');
  addAuditFlags(check)
    .addHelpText('before', 'Example:\n  mash-audit check "MASH export.csv" --meeting 20/11/2026\n')
    .action(async (exports: string[], flags: AuditFlags) => {
      done(await runCheck(await resolveAuditOptions(exports, flags, runtime), runtime));
    });
}

function addVerify(program: Command, runtime: Runtime, done: Done): void {
  program
    .command('verify')
    .summary('see whether a pack is as it was drawn')
    .description('Draws a pack once more, and holds every ticket, file and ledger line to it.')
    .argument('<pack>', 'the folder of a pack')
    .argument('[exports...]', 'the exports it was drawn from')
    .option('--json', 'print one JSON document instead of the report')
    .option('--quiet', 'print nothing: the exit code is the answer')
    .option('--no-color', 'no colours')
    .addHelpText('before', 'Example:\n  mash-audit verify packs/2026-11-20 "MASH export.csv"\n')
    .action(async (pack: string, exports: string[], flags: VerifyFlags) => {
      const { json = false, quiet = false, color } = flags;
      done(await runVerify({ pack, exports, json, quiet, color }, runtime));
    });
}

function addReplace(program: Command, runtime: Runtime, done: Done): void {
  program
    .command('replace')
    .summary('bring in the next reserve for a case')
    .description(
      'Withdraws a case openly; the next reserve of its side takes the place. Reasons:\n' +
        `${Object.keys(REPLACEMENT_REASONS).join(', ')},\n` +
        'or other words: no names, dates or numbers, for it stands on the summary.',
    )
    .argument('<pack>', 'the folder of a pack')
    .argument('<label>', 'the label of the case, such as T2')
    .requiredOption('--reason <text>', 'why it cannot be audited')
    .option('--no-color', 'no colours')
    .addHelpText(
      'before',
      'Example:\n  mash-audit replace packs/2026-11-20 T2 --reason conflict-of-interest\n',
    )
    .action(async (pack: string, label: string, flags: { readonly reason: string }) => {
      done(await runReplace({ pack, label, reason: flags.reason }, runtime));
    });
}

function addCollate(program: Command, runtime: Runtime, done: Done): void {
  program
    .command('collate')
    .summary('make findings of completed worksheets')
    .description(
      'Reads the completed worksheets of a pack, checks them, and writes the findings and ' +
        'the minutes (outcome.html) into the pack. A blank takes nothing away.',
    )
    .argument('<pack>', 'the folder of a pack')
    .argument('[worksheets...]', 'returned copies, or folders of them (default: those of the pack)')
    .option('--afresh', 'count only the worksheets read now, not earlier answers')
    .option('--no-color', 'no colours')
    .addHelpText('before', 'Example:\n  mash-audit collate packs/2026-11-20\n')
    .action(async (pack: string, forms: string[], flags: CollateFlags) => {
      const { afresh = false, color } = flags;
      const { runCollate } = await import('./commands/collate.ts');
      done(await runCollate({ pack, forms, afresh, color }, runtime));
    });
}

function addReport(program: Command, runtime: Runtime, done: Done): void {
  program
    .command('report')
    .summary('say what the meetings of a period found')
    .description(
      'Sums up the findings of the packs of a period, by the day of the meeting. It writes a page ' +
        'for boards and a table for Excel and Power BI.',
    )
    .argument('[packs]', 'the folder your packs are kept in', 'packs')
    .option('--month <month>', 'such as 10/2026 (default: the last whole month)')
    .option('--quarter <quarter>', 'of the calendar year, such as 2026-Q3')
    .option('--year <year>', 'of the calendar, such as 2026')
    .option('--from <date>', 'first day of another period, with --to')
    .option('--to <date>', 'its last day')
    .option('--local-authority <name>', 'this authority’s cases only')
    .option('--suppress-below <n>', 'leave out counts below n, and what would give them away')
    .option('--out <folder>', 'where reports are kept (default: reports, beside the packs folder)')
    .option('--no-color', 'no colours')
    .addHelpText('before', 'Example:\n  mash-audit report --quarter 2026-Q3\n')
    .action(async (packs: string, flags: ReportFlags) => {
      const { runReport } = await import('./commands/report.ts');
      done(await runReport(packs, flags, runtime));
    });
}

function addActions(program: Command, runtime: Runtime, done: Done): void {
  program
    .command('actions')
    .summary('list what is still to be done')
    .description(
      'Lists the open and overdue actions of all packs by owner and day, or records one as done.',
    )
    .argument('[packs]', 'the folder your packs are kept in, or one pack', 'packs')
    .option('--done <action>', 'record an action as done, such as T2#1 or T1#today')
    .option('--on <date>', 'the day it was done (default: today)')
    .option('--undo <action>', 'take such a record back')
    .option('--csv <file>', 'write the list as a CSV file, in place of an earlier one; - prints it')
    .option('--no-color', 'no colours')
    .addHelpText(
      'before',
      'Example:\n  mash-audit actions packs/2026-11-20 --done T2#1 --on 27/11/2026\n',
    )
    .action(async (packs: string, flags: ActionFlags) => {
      const { runActions } = await import('./commands/actions.ts');
      done(await runActions(packs, flags, runtime));
    });
}

function addInit(program: Command, runtime: Runtime, done: Done): void {
  program
    .command('init')
    .summary('write a settings file for your exports')
    .description('Looks at an export’s headings and decisions, and writes mash-audit.yaml.')
    .argument('[export]', 'an export to look at')
    .option('--encoding <name>', 'the encoding of a text export')
    .option('--no-input', 'ask nothing')
    .option('--no-color', 'no colours')
    .addHelpText('before', 'Example:\n  mash-audit init "MASH export.csv"\n')
    .action(async (named: string | undefined, flags: InitFlags) => {
      done(await runInit(named ?? null, flags, runtime));
    });
}

/** What `mash-audit` alone says: all that somebody needs to begin, on one screen. */
function overview(program: Command, help: Help): string {
  const commands = program.commands.map((command) => [command.name(), command.summary()] as const);
  const width = Math.max(...commands.map(([name]) => name.length));
  return [
    help.boxWrap(program.description(), COLUMNS),
    '',
    'Example:',
    '  mash-audit sample "MASH export.csv"',
    '',
    'Commands:',
    ...commands.map(([name, does]) => help.formatItem(name, width, does, help)),
    '',
    ...OVERVIEW_NOTES.map((note) => help.boxWrap(note, COLUMNS)),
    '',
  ].join('\n');
}

const OVERVIEW_NOTES = [
  'Add --help to a command for its flags; mash-audit --version prints the version.',
  'The meeting is today if it is a Friday, else the coming Friday. Its audit week is the seven days before it.',
  'Exit codes: 0 done; 1 it ran, and the answer is no; 2 it could not be done.',
];

/**
 * An export named without a command: what else could be wanted of it? Throws UserError with the
 * command to type.
 */
export function refuseBareExport(words: readonly string[]): void {
  const [first = ''] = words;
  if (first.startsWith('-') || !/\.(?:csv|tsv|txt|xlsx|xlsm|xls)$/i.test(first)) return;
  const named = /^[\w.,:/\\@+-]+$/u.test(first) ? first : `"${first}"`;
  throw new UserError(
    `“${first}” is an export and not a command.`,
    `To draw from it: mash-audit sample ${named}. To look at it first: mash-audit check ${named}.`,
  );
}

/** The commands and their flags, for whoever explains a slip. */
export function vocabularyOf({ commands }: Command): Vocabulary {
  return new Map(
    commands.map((command) => [
      command.name(),
      ['--help', '--version', ...command.options.flatMap(({ long }) => long ?? [])],
    ]),
  );
}

interface VerifyFlags {
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

interface CollateFlags {
  readonly afresh?: true;
  readonly color: boolean;
}

function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** The flags of every command that reads exports and frames a week. */
function addAuditFlags(command: Command): Command {
  return command
    .argument('<exports...>', 'the week’s CSV files, Excel workbooks, or folders')
    .option('--meeting <date>', 'the meeting (default: today or the coming Friday)')
    .option('--from <date>', 'first day (default: seven days before the meeting)')
    .option('--to <date>', 'last day, with --from (default: the day before it)')
    .option('--size <n>', 'most cases to draw (default: 8)')
    .option('--local-authority <name>', 'audit this authority’s referrals only')
    .option('--not-drawn-since <months>', 'leave out who was audited in so many months: 12m')
    .option('--out <folder>', 'where packs are kept', 'packs')
    .option('--settings <file>', 'settings file (default: mash-audit.yaml, if there)')
    .option('--encoding <name>', 'encoding of text exports (default: as found)')
    .option('--leave-out-unrecognised', 'leave out decisions of no known side, openly')
    .option('--leave-out-undated', 'leave out decided but undated referrals, openly')
    .option('--leave-out-contradictory', 'leave out contradictory referrals, openly')
    .option('--json', 'print one JSON document instead of the report')
    .option('--quiet', 'print only what cannot be left out')
    .option('--no-color', 'no colours');
}
