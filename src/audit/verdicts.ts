/** The verdicts of a verification: each a question, its answer, and what differs by name. */
import { compareCodeUnits } from './order.ts';
import {
  drawsOfWeek,
  entriesSince,
  type DrawEntry,
  type Ledger,
  type LedgerEntry,
  type LedgerFault,
} from './ledger.ts';
import { digestFrame, sayFrameCode } from './frame.ts';
import { replaceCases } from './replacements.ts';
import { questionSetUsed } from './questions.ts';
import type { DrawRecord, RegisterEntry } from './record.ts';
import { allocateSeats, countSides } from './seats.ts';
import { SIDES } from './threshold.ts';
import { seedDigest, ticketOf } from './tickets.ts';
import { placeInOrder } from './draw.ts';

export interface PackVerdict {
  /** What was asked: `files`, `tickets`, `exports`, `draw` or `ledger`. */
  readonly name: VerdictName;
  readonly holds: boolean;
  /** What differs, each with its place; empty where the verdict holds. */
  readonly differences: readonly string[];
  /** What people should know though it holds. */
  readonly remarks: readonly string[];
  /** Nothing of the draw was touched: somebody wrote lines of their own into a worksheet. */
  readonly onlyLinesAdded?: true;
  /** Nothing of the draw was touched: findings, table and minutes are not of one collating. */
  readonly onlyFindings?: true;
}

export type VerdictName = 'files' | 'tickets' | 'exports' | 'draw' | 'ledger';

/** It holds where nothing differs; remarks change nothing in that. */
export function verdict(
  name: VerdictName,
  differences: readonly string[],
  remarks: readonly string[] = [],
): PackVerdict {
  return { name, holds: differences.length === 0, differences, remarks };
}

/** Draws once more from the register's own references, and holds the record to every result. */
export function verifyTickets(record: DrawRecord): PackVerdict {
  const { seed, register, settings, seats, frame, week, meeting } = record;
  const differences: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) differences.push(sayDifference(what, found, expected));
  };

  const s = seedDigest(seed.value);
  expect('the digest of the seed', seed.sha256, s);
  const counts = countSides(register);
  expect('eligible, threshold met', frame.eligible.met, counts.met);
  expect('eligible, threshold not met', frame.eligible.notMet, counts['not-met']);
  const allotted = allocateSeats(settings.size, counts, settings.seats);
  expect('the size', seats.size, settings.size);
  expect('seats, threshold met', seats.met, allotted.met);
  expect('seats, threshold not met', seats.notMet, allotted['not-met']);

  const byReference = [...register].sort((a, b) => compareCodeUnits(a.reference, b.reference));
  const digest = digestFrame(byReference, { meeting, ...week }, week.basis);
  expect('the digest of the frame', frame.digest, digest);
  expect('the frame code', frame.code, sayFrameCode(digest));

  const drawn = SIDES.flatMap((side) =>
    placeInOrder(
      byReference.filter((entry) => entry.side === side),
      (reference) => ticketOf(s, reference),
      allotted[side],
    ),
  );
  const replaced = replaceCases({ register: drawn, replacements: [] }, record.replacements);
  if (replaced.refused !== null) {
    differences.push(`the replacement of ${replaced.label} could not have been made`);
    return verdict('tickets', differences);
  }
  replaced.replacements.forEach((made, index) => {
    expect(`what replaced ${made.label}`, record.replacements[index]?.by, made.by);
  });
  differences.push(...compareRegisters(register, replaced.register));
  differences.push(...compareSamples(record));
  return verdict('tickets', differences);
}

const FACTS = ['side', 'ticket', 'order', 'inclusion', 'label', 'role'] as const;

function compareRegisters(
  found: readonly RegisterEntry[],
  expected: readonly RegisterEntry[],
): string[] {
  return expected.flatMap((entry, index): string[] => {
    const other = found[index];
    if (other === undefined) return [];
    if (other.reference !== entry.reference) {
      const what = `register place ${index + 1}`;
      return [sayDifference(what, other.reference, entry.reference)];
    }
    return FACTS.filter((fact) => other[fact] !== entry[fact]).map((fact) =>
      sayDifference(`${entry.reference}, ${fact}`, other[fact], entry[fact]),
    );
  });
}

/** The sample is the part of the register that has labels. */
function compareSamples({ register, sample }: DrawRecord): string[] {
  const labelled = register.filter(({ label }) => label !== null);
  const differences = labelled.flatMap((entry, index): string[] => {
    const shown = sample[index];
    if (shown === undefined) return [`the sample lacks ${entry.label ?? ''}`];
    return (['label', 'reference', ...FACTS] as const)
      .filter((fact) => shown[fact] !== entry[fact])
      .map((fact) =>
        sayDifference(`sample ${entry.label ?? ''}, ${fact}`, shown[fact], entry[fact]),
      );
  });
  const extra = sample.slice(labelled.length).map(({ label }) => `the sample has ${label} besides`);
  return [...new Set([...differences, ...extra])];
}

/** Whether the ledger is whole and tells of this pack as the record does. */
export function verifyLedger(
  record: DrawRecord,
  pack: { readonly name: string; readonly digest: string },
  ledger: Ledger | null,
  sayFault: (fault: LedgerFault) => string,
): PackVerdict {
  if (ledger === null) {
    const missing =
      'there is no ledger (draws.jsonl) beside the pack, so nobody can say how often the week was drawn';
    return verdict('ledger', [missing]);
  }
  const faults = ledger.faults.map(sayFault);
  const at = ledger.entries.findLastIndex(({ packDigest }) => packDigest === pack.digest);
  const told = ledger.entries[at];
  if (told === undefined) {
    const why = ledger.entries.some((entry) => entry.pack === pack.name)
      ? 'the ledger tells of this pack with another record: draw.json was altered, or the line of its last replacement was lost'
      : 'this draw is not in the ledger. If its line was lost, run the same sample command again: it records the draw';
    return verdict('ledger', [...faults, why]);
  }
  const draw = ledger.entries
    .slice(0, at + 1)
    .findLast((entry): entry is DrawEntry => entry.kind === 'draw' && entry.pack === told.pack);
  if (draw === undefined) {
    const why = 'the ledger has a replacement in this pack but not its draw';
    return verdict('ledger', [...faults, why]);
  }
  const later = entriesSince(ledger.entries, pack.digest).map(sayLater);
  const differences = [...faults, ...later];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected)
      differences.push(sayDifference(`the ledger’s ${what}`, found, expected));
  };
  /** Older lines do not say it. */
  const expectIfSaid = (what: string, found: unknown, expected: unknown): void => {
    if (found === undefined || JSON.stringify(found) === JSON.stringify(expected)) return;
    differences.push(sayDifference(`the ledger’s ${what}`, found, expected));
  };
  expect('meeting', draw.meeting, record.meeting);
  expect('frame code', draw.frameCode, record.frame.code);
  expect('frame digest', draw.frameDigest, record.frame.digest);
  expect('seed', draw.seed, record.seed.value);
  expect('method', draw.method, record.method);
  expect('size', draw.size, record.settings.size);
  expectIfSaid('seats', draw.seats, record.settings.seats);
  expectIfSaid(
    'cases withdrawn',
    draw.withdrawn,
    record.replacements
      .filter(({ when }) => when === 'draw')
      .map(({ label, reason }) => ({ label, reason })),
  );
  expectIfSaid('question set', draw.questionSet, questionSetUsed(record.questionSet));
  expect('draw number', draw.drawNumber, record.draw.number);
  expect('reason', draw.reason, record.draw.reason);
  const unknown = new Set(
    (record.notDrawnSince?.leftOut ?? [])
      .map((one) => one.meeting)
      .filter((day) => !ledger.entries.some((one) => one.kind === 'draw' && one.meeting === day)),
  );
  const others = drawsOfWeek(ledger.entries, draw).filter((other) => other !== draw);
  const remarks = [
    `the seed was ${draw.seedSource === 'given' ? 'given to' : 'made by'} the program when it was drawn`,
    record.draw.number === 1
      ? 'it is the first draw of its week in this ledger'
      : `it is draw ${record.draw.number} of its week; reason: ${record.draw.reason ?? 'none recorded'}`,
    ...[...unknown]
      .filter((day) => day !== null)
      .map((day) => `referrals are left out as audited on ${day}: the ledger has no such meeting`),
    ...others.map(
      ({ drawNumber, pack: name, reason }) =>
        `the ledger has draw ${drawNumber} of this week as well: pack ${name}${reason === null ? '' : `; reason: ${reason}`}`,
    ),
  ];
  return verdict('ledger', differences, remarks);
}

function sayLater(entry: LedgerEntry): string {
  if (entry.kind === 'draw') return 'the ledger has a later draw of the same name as this pack';
  const { label, reason } = entry;
  return `the ledger has a replacement of ${label} (${reason}) that this pack does not show. If it was interrupted, run the same replace command again: that finishes it, and counts it once`;
}

/** `the frame code: found "x", expected "y"`. */
export function sayDifference(what: string, found: unknown, expected: unknown): string {
  return `${what}: found ${sayValue(found)}, expected ${sayValue(expected)}`;
}

function sayValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return 'nothing';
  const each = Object.entries(value as Readonly<Record<string, unknown>>).map(([name, part]) =>
    Array.isArray(value) ? sayValue(part) : `${name} ${sayValue(part)}`,
  );
  return each.length === 0 ? 'nothing' : each.join(', ');
}
