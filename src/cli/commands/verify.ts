/** `mash-audit verify`: is this pack what its seed and its exports give? */
import { EXCLUSION_ORDER, EXCLUSION_REASONS } from '../../audit/exclusions.ts';
import { compareCodeUnits } from '../../audit/order.ts';
import { planAudit } from '../../audit/plan.ts';
import { stopsDraw, type Problem } from '../../audit/problems.ts';
import {
  buildRecord,
  EXCLUSIONS_FILE,
  RECORD_FILE,
  recordOf,
  type DrawRecord,
  type ExportRead,
  type WrittenRecord,
} from '../../audit/record.ts';
import { firstOf } from '../../audit/say-list.ts';
import {
  sayDifference,
  verdict,
  verifyLedger,
  verifyTickets,
  type PackVerdict,
} from '../../audit/verdicts.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { changesToForm, changesToWorkbook } from '../../inputs/filled-worksheet.ts';
import { isWorksheetPath } from '../../inputs/pack-folder.ts';
import { readExports } from '../../inputs/read-exports.ts';
import { readLedgerIn, type PackOnDisk } from '../../inputs/read-pack.ts';
import { assemblePack, digestFile, formsOf, renderPack, type Pack } from '../../outputs/pack.ts';
import { count } from '../render/frame-lines.ts';
import { sayFault } from '../render/ledger-faults.ts';
import { sayPlace, messageOf } from '../../audit/messages.ts';
import { styleFor } from '../render/style.ts';
import { renderVerdicts, renderVerdictsJson } from '../render/verdicts.ts';
import type { Runtime } from '../runtime.ts';
import { openPack } from './open-pack.ts';
import { isOfFindings, verifyFindings } from './verify-findings.ts';
import { readingOfRecord, rulesOfRecord, weekOfRecord } from './options-from-record.ts';

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
    ...(options.exports.length === 0 ? [] : await verifyExports(pack, record, options, runtime)),
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

/** Reads, frames, draws and renders again from the exports, and compares every byte. */
async function verifyExports(
  pack: PackOnDisk,
  record: WrittenRecord,
  options: VerifyOptions,
  runtime: Runtime,
): Promise<readonly PackVerdict[]> {
  const reading = readingOfRecord(record, runtime);
  const read = await readExports(options.exports, runtime.cwd, reading, record.exports);
  refuseMissing(read.problems);
  const rules = rulesOfRecord(record);
  const { value, source } = record.seed;
  const replacements = record.replacements.map(({ label, reason, when }) => ({
    label,
    reason,
    when,
  }));
  const plan = planAudit(read, weekOfRecord(record), { value, source }, rules, replacements);
  const hashes = compareExports(record, read.exports);
  const renamed = [...read.renamed].map(([was, is]) => `${is} was called ${was} when it was read`);
  if (plan.draw === null) {
    const problems = plan.problems.filter(stopsDraw).map((problem) => {
      const where = problem.place === null ? '' : `${sayPlace(problem.place)}: `;
      return where + messageOf(problem).what;
    });
    return [verdict('exports', [...hashes, ...problems], renamed)];
  }
  const { settings, questionSet, formats, draw: drawCount } = record;
  const again = buildRecord({
    frame: plan.frame,
    draw: plan.draw,
    count: drawCount,
    rules,
    questionSet,
    formats,
    reading: settings.reading,
    settingsFile: settings.file,
    exports: read.exports,
    notices: plan.problems,
  });
  const rendered = await renderPack(again, plan.frame);
  return [
    verdict('exports', hashes, renamed),
    verdict('draw', compareDraws(pack, record, again, rendered, hashes.length > 0)),
  ];
}

/** A slip of the finger is no tampering. Throws UserError where a file is not there at all. */
function refuseMissing(problems: readonly Problem[]): void {
  const missing = problems.find(({ code }) =>
    ['export-missing', 'export-name-split', 'export-unreadable', 'folder-without-exports'].includes(
      code,
    ),
  );
  if (missing === undefined) return;
  const { what, cure } = messageOf(missing);
  const where = missing.place === null ? '' : `${sayPlace(missing.place)}: `;
  throw new UserError(`${where}${what} Nothing was verified.`, cure);
}

function compareExports(record: DrawRecord, found: DrawRecord['exports']): string[] {
  const isAmong = (one: ExportRead, others: readonly ExportRead[]): boolean =>
    others.some(({ name, sha256 }) => name === one.name && sha256 === one.sha256);
  const lacking = record.exports.filter((one) => !isAmong(one, found));
  const missing = lacking.map(({ name }) =>
    found.some((other) => other.name === name)
      ? `${name} is not the file that was read for the draw: it was changed since`
      : `${name} was read for the draw and is not among these exports`,
  );
  const extra = found
    .filter((one) => !isAmong(one, record.exports))
    .filter(({ name }) => !lacking.some((other) => other.name === name))
    .map(({ name }) =>
      record.exports.some((other) => other.name === name)
        ? `a second ${name} is not the file that was read for the draw`
        : `${name} was not read for the draw`,
    );
  return [...missing, ...extra];
}

/** Of other exports, every later place in the order differs: a few referrals tell as much as all. */
const MOST_REFERRALS = 3;

/** What was put into the frame, taken out of it or moved to the other side comes first: all else follows from it. */
function compareReferrals(
  record: DrawRecord,
  again: DrawRecord,
  isOtherExports: boolean,
): readonly string[] {
  const drawn = (one: DrawRecord) => new Map(one.register.map((entry) => [entry.reference, entry]));
  const [found, expected] = [drawn(record), drawn(again)];
  const both = [...expected].flatMap(([reference, is]) => {
    const was = found.get(reference);
    if (was === undefined || sayEntry(was) === sayEntry(is)) return [];
    const text = sayDifference(reference, sayEntry(was), sayEntry(is));
    return [{ text, moved: was.side !== is.side }];
  });
  const without = (some: typeof found, others: typeof found): string[] =>
    [...some.keys()].filter((reference) => !others.has(reference));
  const all = [
    ...without(expected, found).map((one) => `${one} is in the exports’ frame, not the pack’s`),
    ...without(found, expected).map((one) => `${one} is in the pack’s frame, not the exports’`),
    ...[true, false]
      .flatMap((first) => both.filter(({ moved }) => moved === first))
      .map(({ text }) => text),
  ];
  const more = all.length - MOST_REFERRALS;
  if (!isOtherExports || more <= 0) return all;
  return [
    ...all.slice(0, MOST_REFERRALS),
    `${count(more, 'more referral')} ${more === 1 ? 'is' : 'are'} not as in the pack`,
  ];
}

function compareDraws(
  pack: PackOnDisk,
  record: DrawRecord,
  again: DrawRecord,
  rendered: Pack,
  isOtherExports: boolean,
): string[] {
  const differences: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) differences.push(sayDifference(what, found, expected));
  };
  expect('the frame code', record.frame.code, again.frame.code);
  expect('rows read', record.frame.rows, again.frame.rows);
  for (const reason of EXCLUSION_ORDER) {
    const [was, is] = [record, again].map(({ frame }) => frame.excluded[reason] ?? 0);
    expect(`left out, ${EXCLUSION_REASONS[reason]}`, was, is);
  }
  differences.push(...compareReferrals(record, again, isOtherExports));
  for (const file of rendered.files) {
    const bytes = pack.files.get(file.path);
    if (bytes === undefined || isWorksheetPath(file.path)) continue;
    if (digestFile({ path: file.path, bytes }).sha256 !== digestFile(file).sha256) {
      differences.push(`${file.path} is not what the exports give`);
    }
  }
  return differences;
}

function sayEntry({ side, ticket, order, label, role }: DrawRecord['register'][number]): string {
  return [
    side,
    `ticket ${ticket}`,
    `place ${order}`,
    label ?? 'no label',
    role ?? 'not drawn',
  ].join(', ');
}
