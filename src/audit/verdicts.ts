/** The verdicts of a verification: each a question, its answer, and what differs by name. */
import { compareCodeUnits } from './order.ts';
import type { DrawEntry, Ledger, LedgerFault } from './ledger.ts';
import { digestFrame, sayFrameCode } from './frame.ts';
import { replaceCases } from './replacements.ts';
import type { DrawRecord, RegisterEntry } from './record.ts';
import { allocateSeats, type Seats } from './seats.ts';
import { SIDES } from './threshold.ts';
import { seedDigest, ticketOf } from './tickets.ts';
import { placeInOrder } from './draw.ts';

export interface Verdict {
  /** What was asked: `files`, `tickets`, `exports`, `draw` or `ledger`. */
  readonly name: VerdictName;
  readonly holds: boolean;
  /** What differs, each with its place; empty where the verdict holds. */
  readonly differences: readonly string[];
  /** What people should know though it holds. */
  readonly remarks: readonly string[];
}

export type VerdictName = 'files' | 'tickets' | 'exports' | 'draw' | 'ledger';

export function verdict(
  name: VerdictName,
  differences: readonly string[],
  remarks: readonly string[] = [],
): Verdict {
  return { name, holds: differences.length === 0, differences, remarks };
}

/** Draws once more from the register's own references, and holds the record to every result. */
export function verifyTickets(record: DrawRecord): Verdict {
  const { seed, register, settings, seats, frame, week, meeting } = record;
  const differences: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) differences.push(sayDifference(what, found, expected));
  };

  const s = seedDigest(seed.value);
  expect('the digest of the seed', seed.sha256, s);
  const counts: Seats = {
    met: register.filter(({ side }) => side === 'met').length,
    'not-met': register.filter(({ side }) => side === 'not-met').length,
  };
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
): Verdict {
  if (ledger === null) {
    const missing =
      'there is no ledger (draws.jsonl) beside the pack, so nobody can say how often the week was drawn';
    return verdict('ledger', [missing]);
  }
  const faults = ledger.faults.map(sayFault);
  const entries = ledger.entries.filter(({ packDigest }) => packDigest === pack.digest);
  if (entries.length === 0) {
    const ofPack = ledger.entries.filter((entry) => entry.pack === pack.name);
    const why =
      ofPack.length === 0
        ? 'this draw is not in the ledger. If its run was interrupted, run the same sample command again: it records the draw'
        : 'the ledger tells of this pack with another record: draw.json was altered, or a replacement was interrupted (run the same replace command again)';
    return verdict('ledger', [...faults, why]);
  }
  const draws = ledger.entries.filter((entry): entry is DrawEntry => entry.kind === 'draw');
  const own = draws.filter(
    (entry) => entry.seed === record.seed.value && entry.frameDigest === record.frame.digest,
  );
  const [entry] = own;
  if (entry === undefined) {
    return verdict('ledger', [
      ...faults,
      'the ledger has a replacement in this pack but not its draw',
    ]);
  }
  const differences = [...faults];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected)
      differences.push(sayDifference(`the ledger’s ${what}`, found, expected));
  };
  expect('meeting', entry.meeting, record.meeting);
  expect('frame code', entry.frameCode, record.frame.code);
  expect('method', entry.method, record.method);
  expect('size', entry.size, record.settings.size);
  expect('draw number', entry.drawNumber, record.draw.number);
  expect('reason', entry.reason, record.draw.reason);
  const remarks = [
    `the seed was ${entry.seedSource === 'given' ? 'given to' : 'made by'} the program when it was drawn`,
    record.draw.number === 1
      ? 'it is the first draw of its week in this ledger'
      : `it is draw ${record.draw.number} of its week; reason: ${record.draw.reason ?? 'none recorded'}`,
  ];
  return verdict('ledger', differences, remarks);
}

/** `the frame code: found "x", expected "y"`. */
export function sayDifference(what: string, found: unknown, expected: unknown): string {
  const say = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${what}: found ${say(found)}, expected ${say(expected)}`;
}
