/** `mash-audit actions`: what is still to be done, and a record of what was. */
import { dirname, join, resolve } from 'node:path';
import {
  completeAction,
  findAction,
  isFitting,
  packOfAction,
  parseAction,
  undoCompletion,
  type ActionNamed,
} from '../../audit/complete-action.ts';
import { sayReplacedSince, sayUnlike, type PackLeftOut } from '../../audit/collated-packs.ts';
import { sayDate, sayShortDate, type CivilDate } from '../../audit/civil-date.ts';
import { listActions, nameAction, type ActionStanding } from '../../audit/open-actions.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readPacks, type PacksRead } from '../../inputs/read-packs.ts';
import { actionsCsv, isActionsCsv } from '../../outputs/actions-csv.ts';
import { writeFindings } from '../../outputs/write-findings.ts';
import { renewFile } from '../../outputs/write-new-file.ts';
import { renderActions } from '../render/action-list.ts';
import { count } from '../render/frame-lines.ts';
import { sayOutdated } from '../render/report-summary.ts';
import { printable, styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import { folderOfPack, holdFindings } from './findings-held.ts';
import { resolveDay } from './resolve-week.ts';

const ASK_WHO = 'run collate again, or ask who changed it';

/** The flags as typed. */
export interface ActionFlags {
  readonly done?: string;
  readonly on?: string;
  readonly undo?: string;
  readonly csv?: string;
  readonly color: boolean;
}

/** 1 where a pack could not be read: the list is without its actions, and says so. */
export async function runActions(
  folder: string,
  flags: ActionFlags,
  runtime: Runtime,
): Promise<ExitCode> {
  const place = resolve(runtime.cwd, folder);
  const found = await readPacks(place, folder);
  const read = {
    ...found,
    packs: holdFindings(found.packs, folderOfPack(place, found.isOnePack)),
  };
  const actions = listActions(read.packs, runtime.today());
  if (flags.done !== undefined || flags.undo !== undefined) {
    await recordAction(read, actions, folder, flags, runtime);
    return 0;
  }
  if (flags.on !== undefined) {
    throw new UserError('--on was given without --done.', 'Name the action, such as --done T2#1.');
  }
  showActions(
    actions.filter(({ state }) => state !== 'done'),
    flags,
    runtime,
  );
  if (read.isOnePack) {
    const all = `mash-audit actions ${dirname(folder)}`;
    runtime.stderr.write(
      `Please note: ${printable(`${folder} is one pack. For the actions of all, name the folder it is in: ${all}`)}.\n`,
    );
  }
  for (const { name, replacedSince: labels = [] } of read.packs) {
    if (labels.length === 0) continue;
    const said = sayOutdated(name, labels, read.isOnePack ? '' : folder);
    runtime.stderr.write(`Please note: ${printable(said)}\n`);
  }
  const changed = read.packs.flatMap(({ name, unlike = [] }) =>
    unlike.length === 0 ? [] : [{ name, because: `${sayUnlike(unlike)}: ${ASK_WHO}.` }],
  );
  for (const line of sayEach(changed)) {
    runtime.stderr.write(`Please note: ${printable(line)}\n`);
  }
  for (const line of sayEach(read.damaged)) {
    runtime.stderr.write(`Left out: ${printable(line)}\n`);
  }
  return read.damaged.length === 0 ? 0 : 1;
}

function showActions(
  open: readonly ActionStanding[],
  { csv, color }: ActionFlags,
  runtime: Runtime,
): void {
  if (csv === undefined) {
    const style = styleFor(runtime.stdout, runtime.env, color);
    runtime.stdout.write(renderActions(open, runtime.today(), style));
  } else if (csv === '-') {
    runtime.stdout.write(actionsCsv(open));
  } else {
    const renewed = renewFile(resolve(runtime.cwd, csv), actionsCsv(open), isActionsCsv);
    const where = `${printable(csv)}${renewed ? ', in place of the earlier list' : ''}`;
    runtime.stdout.write(`${count(open.length, 'action')} written to ${where}.\n`);
  }
}

async function recordAction(
  read: PacksRead,
  actions: readonly ActionStanding[],
  folder: string,
  flags: ActionFlags,
  runtime: Runtime,
): Promise<void> {
  const undo = flags.undo !== undefined;
  if (undo && (flags.done !== undefined || flags.on !== undefined)) {
    throw new UserError('--undo goes without --done and --on.', 'Do one after the other.');
  }
  const text = flags.undo ?? flags.done ?? '';
  const named = parseAction(text);
  if (named === null) {
    throw new UserError(
      `“${text}” names no action.`,
      'Write the case and the number of the action, such as T2#1, or T2#today.',
    );
  }
  const found = soleAction(actions, named, undo, read, folder);
  const pack = packOfAction(read.packs, found);
  if (pack?.findings == null) throw new Error('an action without findings');
  const shown = read.isOnePack ? folder : join(folder, pack.name);
  if (pack.replacedSince !== undefined) {
    throw new UserError(
      `${shown} was ${sayReplacedSince(pack.replacedSince)}, so nothing was recorded in its findings.`,
      `Run mash-audit collate ${shown}, and then this again.`,
    );
  }
  if (pack.unlike !== undefined) {
    throw new UserError(
      `${shown} was changed since it was collated: ${sayUnlike(pack.unlike)}, so nothing was recorded in its findings.`,
      `${ASK_WHO[0]?.toUpperCase() ?? ''}${ASK_WHO.slice(1)}.`,
    );
  }
  const on = resolveDay('--on', flags.on) ?? runtime.today();
  if (!undo) refuseImpossibleDay(on, found, runtime.today());
  const changed = undo
    ? undoCompletion(pack.findings, named)
    : completeAction(pack.findings, named, on);
  if (changed === null) {
    throw new UserError(
      `The form of ${found.label} in ${shown} itself says that this was done.`,
      'Correct the form, and collate the pack again.',
    );
  }
  await writeFindings({
    place: resolve(runtime.cwd, shown),
    shown,
    record: pack.record,
    findings: changed,
    before: pack.findings,
  });
  const standing = undo ? 'open again' : `done on ${sayDate(on)}`;
  runtime.stdout.write(
    `${nameAction(named)} of ${printable(shown)} is ${standing}: ${printable(found.what)}\n`,
  );
}

/** Throws UserError, naming what there is, where the action is not there once and only once. */
function soleAction(
  actions: readonly ActionStanding[],
  named: ActionNamed,
  undo: boolean,
  read: PacksRead,
  folder: string,
): ActionStanding {
  const result = findAction(actions, named, undo);
  const name = nameAction(named);
  const sayWith = (pack: string): string =>
    `mash-audit actions ${join(folder, pack)} ${undo ? '--undo' : '--done'} ${name}`;
  if ('found' in result) {
    // A pack that cannot be read may have an action of that name too.
    if (read.isOnePack || read.damaged.length === 0) return result.found;
    throw new UserError(
      `Nobody can say whether ${name} is an action of one pack only: ${sayNames(read.damaged.map((one) => one.name))} cannot be read.`,
      `Name the pack, such as ${sayWith(result.found.pack)}.`,
    );
  }
  if (result.refused === 'no-such-action') {
    const left = read.damaged.map((one) => one.name).join(', ');
    throw new UserError(
      `There is no action ${name} in ${folder}.`,
      `Without --done, this command lists the open actions.${left === '' ? '' : ` These packs cannot be read: ${left}.`}`,
    );
  }
  const packs = result.actions.map((one) => `${one.pack}${sayDone(one)}`).join(', ');
  if (result.refused === 'several-packs') {
    const likely = result.actions.findLast((one) => isFitting(one, undo)) ?? result.actions.at(-1);
    throw new UserError(
      `${name} is an action of several packs: ${packs}.`,
      `Name the pack, such as ${sayWith(likely?.pack ?? '')}.`,
    );
  }
  throw new UserError(
    undo ? `${name} is not done: ${packs}.` : `${name} is done already: ${packs}.`,
    undo ? 'Nothing was changed.' : `Nothing was recorded. To take it back: --undo ${name}.`,
  );
}

function sayDone({ state, doneOn }: ActionStanding): string {
  if (state !== 'done') return '';
  return doneOn === null ? ' (done)' : ` (done ${sayShortDate(doneOn)})`;
}

/** One line a pack, or, of more than three with one reason, one for all of them. */
function sayEach(packs: readonly PackLeftOut[]): string[] {
  return [...new Set(packs.map(({ because }) => because))].flatMap((because) => {
    const names = packs.filter((one) => one.because === because).map(({ name }) => name);
    return names.length > 3
      ? [`${names.length} packs (${sayNames(names)}), of each: ${because}`]
      : names.map((name) => `${name}: ${because}`);
  });
}

/** Three of them, and how many more. */
function sayNames(names: readonly string[]): string {
  const over = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${over > 0 ? ` and ${over} more` : ''}`;
}

function refuseImpossibleDay(on: CivilDate, action: ActionStanding, today: CivilDate): void {
  if (on >= action.meeting && on <= today) return;
  throw new UserError(
    `--on ${sayShortDate(on)} is ${on > today ? 'after today' : `before the meeting of ${sayShortDate(action.meeting)}`}.`,
    'Give the day on which it was done.',
  );
}
