/**
 * The ledger: one line for each draw and each replacement, never changed. Each line ends in its own
 * SHA-256 and carries that of the line before, so whoever holds an earlier copy can see any later
 * alteration. It does not prevent one: who may write the file can write it anew.
 */
import { createHash } from 'node:crypto';
import { addDays, type CivilDate } from './civil-date.ts';
import { isSameAuthority } from './authorities.ts';
import { isWithin, type AuditWeek } from './week.ts';

export const LEDGER_VERSION = 1;

interface EveryEntry {
  readonly schemaVersion: typeof LEDGER_VERSION;
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
  /** The pack's folder, below the ledger's. */
  readonly pack: string;
  /** SHA-256 of the pack's draw.json as it was written. */
  readonly packDigest: string;
}

export interface DrawEntry extends EveryEntry {
  readonly kind: 'draw';
  readonly meeting: CivilDate;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly localAuthority: string | null;
  readonly frameCode: string;
  readonly frameDigest: string;
  readonly seed: string;
  readonly seedSource: 'given' | 'generated';
  readonly method: string;
  readonly size: number;
  readonly drawNumber: number;
  readonly reason: string | null;
}

export interface ReplaceEntry extends EveryEntry {
  readonly kind: 'replace';
  readonly label: string;
  readonly by: string | null;
  readonly reason: string;
}

export type LedgerEntry = DrawEntry | ReplaceEntry;

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Lines (from 1) that are not as they were written, with what is wrong. */
  readonly faults: readonly LedgerFault[];
  readonly lastHash: string;
}

export interface LedgerFault {
  readonly line: number;
  readonly fault: 'unreadable' | 'edited' | 'out-of-chain' | 'cut-off';
}

/** Stands for "no line before this one". */
const CHAIN_START = '0'.repeat(64);

/** Reads a ledger's text. A line that is not sound is a fault, and the reading goes on. */
export function parseLedger(text: string): Ledger {
  const lines = text.split('\n');
  const entries: LedgerEntry[] = [];
  const faults: LedgerFault[] = [];
  let previous = CHAIN_START;
  lines.forEach((line, index) => {
    if (line === '') return;
    const fault = (kind: LedgerFault['fault']): void => {
      faults.push({ line: index + 1, fault: kind });
    };
    if (index === lines.length - 1) fault('cut-off');
    const parsed = parseLine(line);
    if (parsed === null) {
      fault('unreadable');
      return;
    }
    if (!parsed.sound) fault('edited');
    else if (parsed.previous !== previous) fault('out-of-chain');
    entries.push(parsed.entry);
    previous = parsed.hash;
  });
  return { entries, faults, lastHash: previous };
}

/** The line that follows, with its line feed. */
export function nextLine({ lastHash }: Ledger, entry: LedgerEntry): string {
  const chained = { ...entry, previous: lastHash };
  return `${JSON.stringify({ ...chained, hash: hashOf(chained) })}\n`;
}

interface ParsedLine {
  readonly entry: LedgerEntry;
  readonly previous: string;
  readonly hash: string;
  /** The line is exactly what `nextLine` wrote. */
  readonly sound: boolean;
}

function parseLine(line: string): ParsedLine | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { hash, ...chained } = value as Record<string, unknown>;
  const { previous, ...entry } = chained;
  if (typeof hash !== 'string' || typeof previous !== 'string') return null;
  if (entry.schemaVersion !== LEDGER_VERSION) return null;
  if (entry.kind !== 'draw' && entry.kind !== 'replace') return null;
  const sound = hashOf(chained) === hash && JSON.stringify(value) === line;
  // A line whose own hash is right was written by `nextLine`, and has its fields.
  return { entry: entry as unknown as LedgerEntry, previous, hash, sound };
}

function hashOf(chained: object): string {
  return createHash('sha256').update(JSON.stringify(chained), 'utf8').digest('hex');
}

/** What a draw is counted by. */
export type DrawKey = Pick<
  DrawEntry,
  'meeting' | 'from' | 'to' | 'localAuthority' | 'frameDigest' | 'seed' | 'size'
>;

/** The draws of the same week or of the same frame, in the order they were made. */
export function drawsOfWeek(entries: readonly LedgerEntry[], key: DrawKey): readonly DrawEntry[] {
  return entries.filter(
    (entry): entry is DrawEntry => entry.kind === 'draw' && isOfWeek(entry, key),
  );
}

/** The same draw made before: the same frame, seed and size. To make it again is no new draw. */
export function sameDraw(entries: readonly LedgerEntry[], key: DrawKey): DrawEntry | null {
  return (
    drawsOfWeek(entries, key).find(
      ({ frameDigest, seed, size }) =>
        frameDigest === key.frameDigest && seed === key.seed && size === key.size,
    ) ?? null
  );
}

/** The number the next new draw of this week has, from 1. */
export function nextDrawNumber(entries: readonly LedgerEntry[], key: DrawKey): number {
  return (
    drawsOfWeek(entries, key).reduce((most, { drawNumber }) => Math.max(most, drawNumber), 0) + 1
  );
}

/**
 * The same frame, the same meeting, or more than half of the same days, of the same authority: moving
 * a date by a day does not make it another week's first draw.
 */
function isOfWeek(entry: DrawEntry, key: DrawKey): boolean {
  if (entry.frameDigest === key.frameDigest) return true;
  const [a, b] = [entry.localAuthority, key.localAuthority];
  if (a !== null && b !== null && !isSameAuthority(a, b)) return false;
  return entry.meeting === key.meeting || shareMostDays(entry, key);
}

function shareMostDays(entry: DrawEntry, { from, to, meeting }: DrawKey): boolean {
  const week: AuditWeek = { meeting, from, to };
  let days = 0;
  let shared = 0;
  for (let day = entry.from; day <= entry.to; day = addDays(day, 1)) {
    days += 1;
    if (isWithin(week, day)) shared += 1;
  }
  return shared * 2 > days;
}
