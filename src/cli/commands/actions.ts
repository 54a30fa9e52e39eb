/** `mash-audit actions`: what is still to be done, and a record of what was. */
import { dirname, join, resolve } from 'node:path';
import {
  completeAction,
  findAction,
  packOfAction,
  parseAction,
  undoCompletion,
  type ActionNamed,
} from '../../audit/complete-action.ts';
import { sayReplacedSince } from '../../audit/collated-packs.ts';
import { sayDate, sayShortDate, type CivilDate } from '../../audit/civil-date.ts';
import { listActions, nameAction, type ActionStanding } from '../../audit/open-actions.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readPacks, type PacksRead } from '../../inputs/read-packs.ts';
import { actionsCsv } from '../../outputs/actions-csv.ts';
import { writeFindings } from '../../outputs/write-findings.ts';
import { writeNewFile } from '../../outputs/write-new-file.ts';
import { renderActions } from '../render/action-list.ts';
import { count } from '../render/frame-lines.ts';
import { sayOutdated } from '../render/report-summary.ts';
import { printable, styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import { resolveDay } from './resolve-week.ts';

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
  const read = await readPacks(place, folder);
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
  for (const { name, because } of read.damaged) {
    runtime.stderr.write(`Left out: ${printable(name)}: ${printable(because)}\n`);
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
    writeNewFile(resolve(runtime.cwd, csv), actionsCsv(open));
    runtime.stdout.write(`${count(open.length, 'action')} written to ${printable(csv)}.\n`);
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
  if ('found' in result) return result.found;
  const name = nameAction(named);
  if (result.refused === 'no-such-action') {
    const left = read.damaged.map((one) => one.name).join(', ');
    throw new UserError(
      `There is no action ${name} in ${folder}.`,
      `Without --done, this command lists the open actions.${left === '' ? '' : ` These packs cannot be read: ${left}.`}`,
    );
  }
  const packs = result.actions.map((one) => `${one.pack}${sayDone(one)}`).join(', ');
  if (result.refused === 'several-packs') {
    throw new UserError(
      `${name} is an action of several packs: ${packs}.`,
      `Name the pack, such as mash-audit actions ${join(folder, result.actions.at(-1)?.pack ?? '')} ${undo ? '--undo' : '--done'} ${name}.`,
    );
  }
  throw new UserError(
    undo ? `${name} is not done: ${packs}.` : `${name} is done already: ${packs}.`,
    undo ? 'Nothing was changed.' : `Nothing was recorded. To take it back: --undo ${name}.`,
  );
}

function sayDone({ doneOn }: ActionStanding): string {
  return doneOn === null ? '' : ` (done ${sayShortDate(doneOn)})`;
}

function refuseImpossibleDay(on: CivilDate, action: ActionStanding, today: CivilDate): void {
  if (on >= action.meeting && on <= today) return;
  throw new UserError(
    `--on ${sayShortDate(on)} is ${on > today ? 'after today' : `before the meeting of ${sayShortDate(action.meeting)}`}.`,
    'Give the day on which it was done.',
  );
}
