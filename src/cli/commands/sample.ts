/** `mash-audit sample`: exports in, pack out. */
import { join, resolve } from 'node:path';
import { sayDate, sayShortDate, typeDate, type CivilDate } from '../../audit/civil-date.ts';
import type { Draw } from '../../audit/draw.ts';
import { hindranceOf, isTooEarly } from '../../audit/hindrances.ts';
import {
  drawsOfWeek,
  nextDrawNumber,
  otherSetOfName,
  parseLedger,
  sameDraws,
  sharedDays,
  type DrawEntry,
  type DrawKey,
  type Ledger,
} from '../../audit/ledger.ts';
import { questionSetUsed } from '../../audit/questions.ts';
import { planAudit, type AuditPlan } from '../../audit/plan.ts';
import { stopsDraw } from '../../audit/problems.ts';
import { buildRecord, type DrawCount, type WorksheetFormat } from '../../audit/record.ts';
import type { Replacement } from '../../audit/replacements.ts';
import { noticesOfRun } from '../../audit/run-notices.ts';
import type { Seed } from '../../audit/tickets.ts';
import { finishedOn, lastFinishedMeeting, type AuditWeek } from '../../audit/week.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { findExports } from '../../inputs/find-exports.ts';
import { readExports, type ReadExports } from '../../inputs/read-exports.ts';
import { readLedgerIn } from '../../inputs/read-pack.ts';
import { packName, renderPack, type Pack } from '../../outputs/pack.ts';
import { hasPack, writePack, type PackWritten } from '../../outputs/write-pack.ts';
import { hindranceJson } from '../render/hindrance.ts';
import { ledgerFaultLines } from '../render/ledger-faults.ts';
import { renderNoDraw } from '../render/problems.ts';
import { NOTHING_MADE, renderSampleJson } from '../render/sample-json.ts';
import { renderSampleReport, type SampleOutcome } from '../render/sample-report.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditOptions } from './audit-options.ts';
import { refuseReason, type ReasonGiven } from './refuse-reason.ts';
import { exitCodeOf } from '../exit-code.ts';

export interface SampleOptions extends AuditOptions {
  /** Null in a dry run without a seed: there is nothing to show of a seed nobody will use. */
  readonly seed: Seed | null;
  readonly replacements: readonly Replacement[];
  /** What the worksheets are written as. */
  readonly formats: readonly WorksheetFormat[];
  /** The frame agreed on before the seed was: any other is refused. Hex digits only. */
  readonly frameCode: string | null;
  /** Why the week is drawn from once more. */
  readonly redraw: string | null;
  /** Of this command itself, to be held against the exports; those of a pack's record stand. */
  readonly reasonsGiven: readonly ReasonGiven[];
  /** Which draw it is, where a pack's record says so (`--from-pack`). */
  readonly count: DrawCount | null;
  readonly dryRun: boolean;
}

/**
 * 0 once there is a pack, or a dry run was told; 1 or 2 where the exports say no. Throws UserError
 * for a refused draw.
 */
export async function runSample(options: SampleOptions, runtime: Runtime): Promise<ExitCode> {
  const { week, seed, rules, replacements, daysNamed, dryRun } = options;
  if (!dryRun && isTooEarly(week, daysNamed, runtime.today())) {
    // A name that is not there is told first, below: waiting does not cure it.
    const { problems } = findExports(options.exports, runtime.cwd);
    if (!problems.some(stopsDraw)) throw sayTooEarly(week, runtime.today());
  }
  const read = await readExports(options.exports, runtime.cwd, options.reading);
  const plan = planAudit(read, week, seed, rules, replacements);
  // Of the day, and so for the screen alone: the pack is made of `plan`.
  const said = { ...plan, problems: [...plan.problems, ...noticesOfRun(week, runtime.today())] };
  if (plan.problems.some(stopsDraw)) return refuse(said, options, runtime);
  refuseOtherFrame(plan, options);
  for (const given of options.reasonsGiven) refuseReason(given, identifiersIn(plan));
  report(said, await drawOrSay(plan, read, options, runtime), options, runtime);
  return 0;
}

/** Whoever is sure of it names the days. */
function sayTooEarly(week: AuditWeek, today: CivilDate): UserError {
  const { meeting, from, to } = week;
  return new UserError(
    `The audit week of ${sayDate(meeting)} lasts until ${sayShortDate(to)}, and today is ${sayShortDate(today)}. A draw now would miss the decisions still to come, and count as the draw of that week.`,
    `For the week that has ended, add --meeting ${typeDate(lastFinishedMeeting(week, today))}. For this one, wait until ${sayShortDate(finishedOn(week))}. To draw it early on purpose, name its days: --from ${typeDate(from)} --to ${typeDate(to)}.`,
  );
}

/** All that stands for a case or a child in the exports. */
function* identifiersIn({ rows }: AuditPlan): Iterable<string> {
  for (const { reference, child, family = '' } of rows) yield* [reference, child, family];
}

function refuseOtherFrame({ frame }: AuditPlan, { frameCode }: SampleOptions): void {
  const code = frame.code.replaceAll('-', '');
  if (frameCode === null || frameCode === code) return;
  throw new UserError(
    `The frame code of these exports is ${frame.code}, and not the one given.`,
    'Something in the exports, the week or the settings has changed since that code was read out. Run mash-audit check, agree its code, and throw a new seed.',
  );
}

async function drawOrSay(
  plan: AuditPlan,
  read: ReadExports,
  options: SampleOptions,
  runtime: Runtime,
): Promise<SampleOutcome> {
  const folder = resolve(runtime.cwd, options.out);
  const { draw } = plan;
  if (draw === null) return sayDryRun(plan, null, options, runtime);
  const prepare = (ledger: Ledger) =>
    preparePack({ ...plan, draw }, read, options, ledger, runtime);
  if (options.dryRun) {
    const { pack } = await prepare(readLedgerIn(folder) ?? parseLedger(''));
    return sayDryRun(plan, pack, options, runtime);
  }
  return outcomeOf(await writePack(folder, options.out, prepare), options);
}

/** A pack that was made in view of the ledger is of no second draw, or one with its reason. */
function sayDryRun(
  { frame }: AuditPlan,
  pack: Pack | null,
  options: SampleOptions,
  runtime: Runtime,
): SampleOutcome {
  const { week, rules, out } = options;
  const { localAuthority } = rules;
  const { entries, faults } = readLedgerIn(resolve(runtime.cwd, out)) ?? parseLedger('');
  const key = { localAuthority, frameDigest: frame.digest };
  const number = nextDrawNumber(entries, { ...week, ...key });
  return {
    state: 'dry-run',
    place: join(out, pack?.name ?? packName(week.meeting, localAuthority, number)),
    faults,
    hindrance: hindranceOf(options, key, pack === null ? entries : [], runtime.today()),
  };
}

function outcomeOf(
  { pack, state, changed, ledger }: PackWritten,
  { out }: SampleOptions,
): SampleOutcome {
  return {
    state,
    place: join(out, pack.name),
    changed,
    faults: ledger.faults,
    count: pack.record.draw,
    formats: pack.record.formats,
  };
}

async function preparePack(
  { frame, draw, problems: notices }: AuditPlan & { readonly draw: Draw },
  { exports }: ReadExports,
  options: SampleOptions,
  ledger: Ledger,
  runtime: Runtime,
): Promise<{ readonly pack: Pack; readonly entry: DrawEntry }> {
  const { rules, questionSet, formats, readingSettings: reading, settingsFile } = options;
  const key: DrawKey = {
    meeting: frame.week.meeting,
    from: frame.week.from,
    to: frame.week.to,
    localAuthority: rules.localAuthority,
    frameDigest: frame.digest,
    seed: draw.seed.value,
    size: rules.size,
    seats: rules.seats,
    withdrawn: draw.replacements
      .filter(({ when }) => when === 'draw')
      .map(({ label, reason }) => ({ label, reason })),
  };
  const folder = resolve(runtime.cwd, options.out);
  const asked = { rules, questionSet, formats, reading, settingsFile };
  const parts = { frame, draw, exports, notices, ...asked };
  const render = (count: DrawCount): Promise<Pack> =>
    renderPack(buildRecord({ ...parts, count }), frame);
  const recorded = await packRecorded(key, ledger, render);
  if (recorded === null) refuseEditedSet(options, ledger);
  const pack = recorded ?? (await render(countDraw(key, ledger, options, folder)));
  const { draw: count } = pack.record;
  const entry: DrawEntry = {
    schemaVersion: 1,
    kind: 'draw',
    time: runtime.timestamp(),
    pack: pack.name,
    packDigest: pack.digest,
    ...key,
    frameCode: frame.code,
    seedSource: draw.seed.source,
    method: draw.method,
    questionSet: questionSetUsed(questionSet),
    drawNumber: count.number,
    reason: count.reason,
  };
  return { pack, entry };
}

/** The pack, where the ledger has this very one: to make it again is no new draw. */
async function packRecorded(
  key: DrawKey,
  { entries }: Ledger,
  render: (count: DrawCount) => Promise<Pack>,
): Promise<Pack | null> {
  const made = await Promise.all(
    sameDraws(entries, key).map(({ drawNumber: number, reason }) => render({ number, reason })),
  );
  return made.find(({ digest }) => entries.some((entry) => entry.packDigest === digest)) ?? null;
}

/** Answers collected under a name must always answer the same questions. */
function refuseEditedSet({ questionSet, out }: SampleOptions, { entries }: Ledger): void {
  const used = otherSetOfName(entries, questionSetUsed(questionSet));
  if (used === null) return;
  throw new UserError(
    `The question set “${questionSet.id}” is not what it was when ${join(out, used.pack)} was drawn with it.`,
    'Give the changed set a new name in its file; or put it back as it was: draw.json of that pack has it in full.',
  );
}

/** Which new draw of its week this is. Throws UserError where it needs a reason and has none. */
function countDraw(
  key: DrawKey,
  { entries }: Ledger,
  options: SampleOptions,
  folder: string,
): DrawCount {
  const { redraw, count } = options;
  const number = nextDrawNumber(entries, key);
  // A pack that says which draw it is, and is: its line was lost, or it was made elsewhere.
  if (count !== null && (number === 1 || number === count.number)) return count;
  if (number === 1) {
    if (redraw === null) return { number, reason: null };
    throw new UserError(
      '--redraw was given, but no draw of this week is in the ledger.',
      'Leave out --redraw for the first draw; or name the packs folder of the first with --out.',
    );
  }
  if (redraw !== null) return { number, reason: redraw };
  const lost = drawsOfWeek(entries, key).find(
    (one) => one.frameDigest === key.frameDigest && !hasPack(folder, one.pack),
  );
  if (lost !== undefined) {
    throw new UserError(
      `A draw of this frame is in the ledger, with the seed ${lost.seed}, and its pack ${lost.pack} is not there.`,
      `If that run was stopped before its end, run it again with --seed "${lost.seed}": it gives that very draw, and counts it once. To draw again openly, add --redraw "the reason"; it will stand on every page.`,
    );
  }
  if (sameDraws(entries, key).length > 0) {
    throw new UserError(
      'The ledger has this draw, with the same meeting, seed, seats and cases withdrawn, but another pack came of it. The settings, --format or something else in the exports was not the same.',
      'To repeat that pack, use its exports as they were and the command on its summary page. To draw again openly, add --redraw "the reason"; it will stand on every page.',
    );
  }
  const others = drawsOfWeek(entries, key);
  const packs = others.map(({ pack }) => join(options.out, pack));
  throw new UserError(
    `${number === 2 ? 'A draw' : `${number - 1} draws`} of this week or frame ${number === 2 ? 'is' : 'are'} in the ledger already. Another is counted and needs a reason. ${others.map((one) => sayShared(one, key)).join(' ')}`,
    `To see ${packs.length === 1 ? 'the draw there is' : 'the draws there are'}, open ${packs.join(', ')}. To draw again openly, add --redraw "the reason"; it will stand on every page.`,
  );
}

/** Why the other draw is one of this week. */
function sayShared({ pack, ...other }: DrawEntry, week: DrawKey): string {
  const shared = sharedDays(other, week);
  if (shared === null) return `Pack ${pack} was drawn for the same meeting or from the same frame.`;
  const { from, to } = shared;
  const days = from === to ? 'the day' : 'the days';
  const last = from === to ? '' : ` to ${sayShortDate(to)}`;
  return `Pack ${pack} has ${days} ${sayShortDate(from)}${last} as well.`;
}

/** 1 where the exports were read and say no; 2 where one of them could not be read at all. */
function refuse(plan: AuditPlan, { json, color }: SampleOptions, runtime: Runtime): ExitCode {
  if (json) runtime.stdout.write(renderSampleJson(plan, NOTHING_MADE));
  const style = styleFor(runtime.stderr, runtime.env, color);
  runtime.stderr.write(renderNoDraw(plan.problems, style));
  return exitCodeOf(plan.problems);
}

function report(
  plan: AuditPlan,
  outcome: SampleOutcome,
  { rules, out, json, quiet, color }: SampleOptions,
  runtime: Runtime,
): void {
  const written = outcome.state !== 'dry-run';
  if (json || quiet) {
    // The report would say it; what goes to a program or is left out must not hide it.
    const style = styleFor(runtime.stderr, runtime.env, color);
    runtime.stderr.write(ledgerFaultLines(outcome.faults, style).join('\n'));
  }
  if (json) {
    const made = written ? { pack: outcome.place, count: outcome.count } : NOTHING_MADE;
    const hindrance = written ? null : hindranceJson(outcome.hindrance, out);
    runtime.stdout.write(renderSampleJson(plan, { ...made, hindrance }));
  } else if (quiet) {
    if (written) runtime.stdout.write(`${outcome.place}\n`);
  } else {
    const style = styleFor(runtime.stdout, runtime.env, color);
    runtime.stdout.write(renderSampleReport(plan, rules, outcome, out, style));
  }
}
