/** `mash-audit replace`: a case cannot be audited, and the next reserve takes its place. */
import {
  EXCLUSIONS_FILE,
  recordOf,
  type DrawRecord,
  type WrittenRecord,
} from '../../audit/record.ts';
import { parseReason, REPLACEMENT_REASONS, replaceCases } from '../../audit/replacements.ts';
import { verifyLedger, verifyTickets } from '../../audit/verdicts.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readLedgerBeside, readPack, type PackOnDisk } from '../../inputs/read-pack.ts';
import { assemblePack, worksheetPath, type Pack, type PackFile } from '../../outputs/pack.ts';
import { updatePack } from '../../outputs/write-pack.ts';
import { messageOf } from '../../audit/messages.ts';
import { sayFault } from '../render/ledger-faults.ts';
import { printable } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';

export interface ReplaceOptions {
  readonly pack: string;
  readonly label: string;
  readonly reason: string;
}

export async function runReplace(options: ReplaceOptions, runtime: Runtime): Promise<ExitCode> {
  const reason = parseReason(options.reason);
  if (reason === null) {
    throw new UserError(
      '--reason is blank.',
      `Say why, in a few words and without names: ${Object.keys(REPLACEMENT_REASONS).join(', ')}, or other words.`,
    );
  }
  const pack = await readPack(options.pack, runtime.cwd);
  const record = soundRecord(pack, options.pack);
  const label = options.label.trim().toUpperCase();
  const changed = replaceInRecord(record, label, reason);
  const exclusions = {
    path: EXCLUSIONS_FILE,
    bytes: pack.files.get(EXCLUSIONS_FILE) ?? new Uint8Array(),
  };
  const next = assemblePack(changed, exclusions);
  const made = changed.replacements.at(-1);
  updatePack(
    pack.folder,
    options.pack,
    pack.name,
    withdrawnWorksheet(record, next, label),
    filesToWrite(pack, next),
    {
      schemaVersion: 1,
      kind: 'replace',
      time: runtime.timestamp(),
      pack: pack.name,
      packDigest: next.digest,
      label,
      by: made?.by ?? null,
      reason,
    },
  );
  const by = made?.by ?? null;
  runtime.stdout.write(
    by === null
      ? `${label} is withdrawn from the reserves: ${printable(reason)}.\n`
      : `${label} is withdrawn: ${printable(reason)}.\n${by} takes its place: ${sayReference(next, by)}. Print summary.html and its form in worksheets.html again.\n`,
  );
  return 0;
}

/** The record, of a pack that is as the ledger knows it: nothing is built on an altered one. */
function soundRecord(pack: PackOnDisk, named: string): WrittenRecord {
  const { record } = pack;
  const sound =
    record !== null &&
    verifyTickets(record).holds &&
    verifyLedger(record, pack, readLedgerBeside(pack), sayFault).holds;
  if (record !== null && sound) return record;
  throw new UserError(
    `The pack ${named} is not as the ledger knows it, so nothing was replaced.`,
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
      !(path.startsWith('worksheets/') && pack.files.has(path)),
  );
}

function sayReference({ record }: Pack, label: string): string {
  return printable(record.sample.find((entry) => entry.label === label)?.reference ?? '');
}
