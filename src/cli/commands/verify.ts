/** `mash-audit verify`: is this pack what its seed and its exports give? */
import { compareCodeUnits } from '../../audit/order.ts';
import { EXCLUSIONS_FILE, RECORD_FILE, recordOf, type WrittenRecord } from '../../audit/record.ts';
import { firstOf } from '../../audit/say-list.ts';
import { verdict, verifyLedger, verifyTickets, type PackVerdict } from '../../audit/verdicts.ts';
import type { ExitCode } from '../../errors.ts';
import { changesToForm, changesToWorkbook } from '../../inputs/filled-worksheet.ts';
import { isWorksheetPath } from '../../inputs/pack-folder.ts';
import { readLedgerIn, type PackOnDisk } from '../../inputs/read-pack.ts';
import { assemblePack, digestFile, formsOf, type Pack } from '../../outputs/pack.ts';
import { sayFault } from '../render/ledger-faults.ts';
import { styleFor } from '../render/style.ts';
import { renderVerdicts, renderVerdictsJson } from '../render/verdicts.ts';
import type { Runtime } from '../runtime.ts';
import { openPack } from './open-pack.ts';
import { verifyExports } from './verify-exports.ts';
import { isOfFindings, verifyFindings } from './verify-findings.ts';

export interface VerifyOptions {
  readonly pack: string;
  readonly exports: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/**
 * 0 where every verdict holds, else 1. Throws UserError where the pack or an export cannot be read.
 */
export async function runVerify(options: VerifyOptions, runtime: Runtime): Promise<ExitCode> {
  const pack = await openPack(options.pack, runtime.cwd);
  const verdicts = await verifyPack(pack, options, runtime);
  const holds = verdicts.every((one) => one.holds);
  if (options.json) {
    runtime.stdout.write(renderVerdictsJson(options.pack, verdicts));
  } else if (!options.quiet) {
    const style = styleFor(runtime.stdout, runtime.env, options.color);
    const withExports = options.exports.length > 0;
    const drawnFrom = pack.record?.exports.map(({ name }) => name) ?? [];
    runtime.stdout.write(renderVerdicts(options.pack, verdicts, { withExports, drawnFrom }, style));
  }
  return holds ? 0 : 1;
}

async function verifyPack(
  pack: PackOnDisk,
  options: VerifyOptions,
  runtime: Runtime,
): Promise<readonly PackVerdict[]> {
  const { record } = pack;
  if (record === null) {
    return [verdict('files', [`${RECORD_FILE} is not a record this program wrote`])];
  }
  const exclusions = pack.files.get(EXCLUSIONS_FILE) ?? new Uint8Array();
  const own = await assemblePack(recordOf(record), { path: EXCLUSIONS_FILE, bytes: exclusions });
  return [
    await verifyFiles(pack, record, own),
    verifyTickets(record),
    ...(options.exports.length === 0
      ? []
      : await verifyExports(pack, record, options.exports, runtime)),
    verifyLedger(record, pack, readLedgerIn(pack.folder), sayFault),
  ];
}

/**
 * Every file is byte for byte what the record renders to, or a form that was filled in, or made of
 * the findings.
 */
async function verifyFiles(
  pack: PackOnDisk,
  record: WrittenRecord,
  own: Pack,
): Promise<PackVerdict> {
  const { files, name } = pack;
  const differences: string[] = [];
  const remarks: string[] = [];
  const notes: string[] = [];
  for (const expected of own.files) {
    const found = files.get(expected.path);
    const recorded = record.files.find(({ path }) => path === expected.path);
    if (found === undefined) {
      differences.push(`${expected.path} is missing`);
      continue;
    }
    const digest = digestFile({ path: expected.path, bytes: found }).sha256;
    const asRecorded = expected.path === RECORD_FILE || recorded?.sha256 === digest;
    const asRendered = digestFile(expected).sha256 === digest;
    if (asRecorded && asRendered) continue;
    if (!isWorksheetPath(expected.path)) {
      differences.push(`${expected.path} is not as drawn`);
      continue;
    }
    const changed = expected.path.endsWith('.xlsx')
      ? await changesToWorkbook(expected.bytes, found, formsOf(record.sample, record))
      : await changesToForm(expected.bytes, found);
    if (changed === null) differences.push(`${expected.path} is no worksheet any more`);
    else if (changed.changes.length > 0)
      differences.push(`${expected.path}: ${sayChanges(changed.changes)}`);
    else if (changed.linesAdded > 0) notes.push(sayLinesAdded(expected.path, changed.linesAdded));
    else remarks.push(`${expected.path} was filled in since`);
  }
  const known = new Set(own.files.map(({ path }) => path));
  for (const path of [...files.keys(), ...pack.others].sort(compareCodeUnits)) {
    if (known.has(path) || isOfFindings(path)) continue;
    if (isWorksheetPath(path)) differences.push(`${path} is no worksheet of this draw`);
    else remarks.push(`${path} was added by somebody`);
  }
  const findings = await verifyFindings(pack, record);
  differences.push(...findings.differences);
  remarks.push(...findings.remarks);
  if (name !== own.name) remarks.push(`the folder was called ${own.name} when it was drawn`);
  const whole = verdict('files', [...differences, ...notes], remarks);
  if (differences.length === 0 && notes.length > 0) return { ...whole, onlyLinesAdded: true };
  const others = differences.length - findings.differences.length + notes.length;
  return findings.mayBeCutOff && others === 0 ? { ...whole, onlyFindings: true } : whole;
}

function sayLinesAdded(path: string, lines: number): string {
  return lines === 1
    ? `${path}: a line was added to the form`
    : `${path}: ${lines} lines were added to the form`;
}

const MOST_CHANGES = 3;

/** A workbook that was sorted differs in nearly every line: its cases are named, each with a number. */
function sayChanges(changes: readonly string[]): string {
  if (changes.length <= MOST_CHANGES) return changes.join('; ');
  const byCase = new Map<string, string[]>();
  for (const text of changes) {
    const name = /^[TN]\d+(?=: )/.exec(text)?.[0] ?? text;
    byCase.set(name, [...(byCase.get(name) ?? []), text]);
  }
  const said = [...byCase].map(([name, texts]) =>
    texts.length === 1 || texts.includes(name)
      ? (texts[0] ?? '')
      : `${name}: ${texts.length} items`,
  );
  return firstOf(said, MOST_CHANGES).join('; ');
}
