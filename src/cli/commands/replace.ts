/** `mash-audit replace`: a case cannot be audited, and the next reserve takes its place. */
import {
  EXCLUSIONS_FILE,
  recordOf,
  type DrawRecord,
  type WrittenRecord,
} from '../../audit/record.ts';
import { entriesSince, type ReplaceEntry } from '../../audit/ledger.ts';
import {
  parseReason,
  REPLACEMENT_REASONS,
  replaceCases,
  sayReason,
} from '../../audit/replacements.ts';
import type { CivilDate } from '../../audit/civil-date.ts';
import { FINDINGS_FILE } from '../../audit/findings.ts';
import { actionsOfCase } from '../../audit/open-actions.ts';
import { verifyLedger, verifyTickets } from '../../audit/verdicts.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readLedgerIn, type PackOnDisk } from '../../inputs/read-pack.ts';
import {
  assemblePack,
  digestFile,
  workbookPath,
  worksheetPath,
  type Pack,
  type PackFile,
} from '../../outputs/pack.ts';
import { updatePack } from '../../outputs/write-pack.ts';
import { messageOf } from '../../audit/messages.ts';
import { sayFault } from '../render/ledger-faults.ts';
import { count } from '../render/frame-lines.ts';
import { printable } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import { openPack } from './open-pack.ts';
import { refuseReason } from './refuse-reason.ts';

export interface ReplaceOptions {
  readonly pack: string;
  readonly label: string;
  readonly reason: string;
}

/**
 * 0 once the pack and the ledger have it. Throws UserError for a label, a reason or a pack that
 * will not do.
 */
export async function runReplace(options: ReplaceOptions, runtime: Runtime): Promise<ExitCode> {
  const reason = parseReason(options.reason);
  if (reason === null) {
    throw new UserError(
      '--reason is blank.',
      `Say why, in a few words and without names: ${Object.keys(REPLACEMENT_REASONS).join(', ')}, or other words.`,
    );
  }
  const pack = await openPack(options.pack, runtime.cwd);
  const { record, interrupted } = soundRecord(pack, options.pack);
  // What the ledger has already must be finished as it was begun.
  if (interrupted === null) {
    const references = record.register.map(({ reference }) => reference);
    refuseReason({ flag: '--reason', reason }, references);
  }
  const label = options.label.trim().toUpperCase();
  if (interrupted !== null && (interrupted.label !== label || interrupted.reason !== reason)) {
    throw new UserError(
      `A replacement of ${interrupted.label} in ${options.pack} is in the ledger, and was never finished.`,
      `Finish it first: mash-audit replace ${options.pack} ${interrupted.label} --reason "${interrupted.reason}".`,
    );
  }
  const changed = replaceInRecord(record, label, reason);
  const exclusions = {
    path: EXCLUSIONS_FILE,
    bytes: pack.files.get(EXCLUSIONS_FILE) ?? new Uint8Array(),
  };
  const next = await assemblePack(changed, exclusions);
  if (interrupted !== null && interrupted.packDigest !== next.digest) throw unsound(options.pack);
  const made = changed.replacements.at(-1);
  const entry: ReplaceEntry = {
    schemaVersion: 1,
    kind: 'replace',
    time: runtime.timestamp(),
    pack: next.name,
    packDigest: next.digest,
    label,
    by: made?.by ?? null,
    reason,
  };
  await updatePack(pack.folder, options.pack, {
    name: pack.name,
    from: pack.digest,
    renamed: withdrawnWorksheet(record, next, label),
    files: filesToWrite(pack, next),
    entry: interrupted === null ? entry : null,
  });
  const by = made?.by ?? null;
  const why = printable(sayReason(reason)).replace(/\.?$/, '.');
  runtime.stdout.write(
    by === null
      ? `${label} is withdrawn from the reserves: ${why}\n`
      : `${label} is withdrawn: ${why}\n${by} takes its place: ${sayReference(next, by)}. ${sayForms(record, by)}${printable(sayCollate(pack, options.pack))}\n`,
  );
  runtime.stdout.write(await sayOnRecord(pack, label, runtime.today()));
  return 0;
}

/** Findings there are would lack the case that came in. */
function sayCollate({ files }: PackOnDisk, shown: string): string {
  return files.has(FINDINGS_FILE) ? ` Then run mash-audit collate ${shown} again.` : '';
}

/** What was found of a case already: nothing of it is taken away. Empty where nothing was. */
async function sayOnRecord(
  { files, record }: PackOnDisk,
  label: string,
  today: CivilDate,
): Promise<string> {
  const bytes = files.get(FINDINGS_FILE);
  if (bytes === undefined || record === null) return '';
  const { parseFindings } = await import('../../inputs/parse-findings.ts');
  const findings = parseFindings(bytes);
  const finding = findings?.cases.find((one) => one.label === label);
  if (findings == null || finding === undefined) return '';
  const { meeting, completions } = findings;
  const open = actionsOfCase({ pack: '', meeting, finding, completions }, today).filter(
    ({ state }) => state !== 'done',
  );
  const facts = [
    ...(finding.grade === null ? [] : ['was graded']),
    ...(open.length === 0 ? [] : [`has ${count(open.length, 'open action')}`]),
  ];
  if (facts.length === 0) return '';
  return `${label} ${facts.join(' and ')}: ${sayStays(finding.grade !== null, open.length)} on record.\n`;
}

function sayStays(graded: boolean, open: number): string {
  if (graded) return open === 0 ? 'its grade stays' : 'all of it stays';
  return open === 1 ? 'it stays' : 'they stay';
}

interface SoundPack {
  readonly record: WrittenRecord;
  /** A replacement the ledger tells of that never reached the pack. */
  readonly interrupted: ReplaceEntry | null;
}

/** The record, of a pack that is as the ledger knows it: nothing is built on an altered one. */
function soundRecord(pack: PackOnDisk, named: string): SoundPack {
  const { record } = pack;
  const ledger = readLedgerIn(pack.folder);
  if (record === null || ledger === null || !verifyTickets(record).holds) throw unsound(named);
  const [later] = entriesSince(ledger.entries, pack.digest);
  // The ledger as it was before what was interrupted: the pack must be as that knows it.
  const end = later === undefined ? undefined : ledger.entries.indexOf(later);
  // A line that a crash cut off is made good by the next.
  const faults = ledger.faults.filter(({ fault }) => fault !== 'cut-off');
  const then = { ...ledger, faults, entries: ledger.entries.slice(0, end) };
  const listed = record.files.find(({ path }) => path === EXCLUSIONS_FILE)?.sha256;
  const bytes = pack.files.get(EXCLUSIONS_FILE) ?? new Uint8Array();
  const sound =
    verifyLedger(record, pack, then, sayFault).holds &&
    listed === digestFile({ path: EXCLUSIONS_FILE, bytes }).sha256 &&
    later?.kind !== 'draw';
  if (sound) return { record, interrupted: later ?? null };
  throw unsound(named);
}

function unsound(named: string): UserError {
  return new UserError(
    `The pack ${named} is not as it was drawn, or not as the ledger knows it, so nothing was replaced.`,
    'Run mash-audit verify on it to see what is wrong.',
  );
}

function replaceInRecord(record: WrittenRecord, label: string, reason: string): DrawRecord {
  const rest = recordOf(record);
  const replaced = replaceCases(rest, [{ label, reason, when: 'after' }]);
  if (replaced.refused !== null) {
    const args = { label, why: replaced.refused };
    const { what, cure } = messageOf({ code: 'replacement-impossible', place: null, args });
    throw new UserError(what, cure);
  }
  const { register, replacements } = replaced;
  const roles = new Map(register.map((entry) => [entry.label, entry.role] as const));
  const sample = rest.sample.map((entry) => ({
    ...entry,
    role: roles.get(entry.label) ?? entry.role,
  }));
  return { ...rest, register, replacements, sample };
}

/** The withdrawn case's worksheet keeps its content, and says in its name that it is withdrawn. */
function withdrawnWorksheet(
  before: WrittenRecord,
  after: Pack,
  label: string,
): ReadonlyMap<string, string> {
  const was = before.sample.find((entry) => entry.label === label);
  const is = after.record.sample.find((entry) => entry.label === label);
  if (was?.role !== 'case' || is === undefined) return new Map();
  return new Map([[worksheetPath(was), worksheetPath(is)]]);
}

/** Files that are new or rendered anew; other cases' worksheets may be filled in and stay. */
function filesToWrite(pack: PackOnDisk, next: Pack): readonly PackFile[] {
  return next.files.filter(
    ({ path }) =>
      path !== EXCLUSIONS_FILE &&
      !path.endsWith('-withdrawn.csv') &&
      !(isFilledIn(path) && pack.files.has(path)),
  );
}

/** Worksheets that people write in; those on paper are made anew. */
function isFilledIn(path: string): boolean {
  return /^worksheets(?:\/|.*\.xlsx$)/.test(path);
}

/** What to print anew, and where the form of the case that came in is filled in. */
function sayForms({ formats }: WrittenRecord, by: string): string {
  const forms = [
    ...(formats.includes('xlsx') ? [workbookPath(by)] : []),
    ...(formats.includes('csv') ? [worksheetPath({ label: by, role: 'case' })] : []),
  ];
  const onPaper = formats.includes('html') ? ' and its form in worksheets.html' : '';
  const onScreen = forms.length === 0 ? '' : ` Its form on screen is ${forms.join(' or ')}.`;
  return `Print summary.html${onPaper} again.${onScreen}`;
}

function sayReference({ record }: Pack, label: string): string {
  return printable(record.sample.find((entry) => entry.label === label)?.reference ?? '');
}
