/** What `verify` says of a pack and its exports: read, framed and drawn again, byte by byte. */
import { EXCLUSION_ORDER, EXCLUSION_REASONS } from '../../audit/exclusions.ts';
import { messageOf, sayPlace } from '../../audit/messages.ts';
import { planAudit } from '../../audit/plan.ts';
import { stopsDraw, type Problem } from '../../audit/problems.ts';
import {
  buildRecord,
  type DrawRecord,
  type ExportRead,
  type WrittenRecord,
} from '../../audit/record.ts';
import { sayDifference, verdict, type PackVerdict } from '../../audit/verdicts.ts';
import { UserError } from '../../errors.ts';
import { isWorksheetPath } from '../../inputs/pack-folder.ts';
import { readExports } from '../../inputs/read-exports.ts';
import type { PackOnDisk } from '../../inputs/read-pack.ts';
import { digestFile, renderPack, type Pack } from '../../outputs/pack.ts';
import { count } from '../render/frame-lines.ts';
import type { Runtime } from '../runtime.ts';
import { readingOfRecord, rulesOfRecord, weekOfRecord } from './options-from-record.ts';

/** Reads, frames, draws and renders again from the exports, and compares every byte. */
export async function verifyExports(
  pack: PackOnDisk,
  record: WrittenRecord,
  exports: readonly string[],
  runtime: Runtime,
): Promise<readonly PackVerdict[]> {
  const reading = readingOfRecord(record, runtime);
  const read = await readExports(exports, runtime.cwd, reading, record.exports);
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
