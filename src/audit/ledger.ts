/**
 * The ledger: one line for each draw and each replacement, never changed. Each line ends in its own
 * SHA-256 and carries that of the line before, so whoever holds an earlier copy can see any later
 * alteration. It does not prevent one: who may write the file can write it anew.
 */
import { createHash } from 'node:crypto';
import { daysBetween, parseIsoDate, type CivilDate } from './civil-date.ts';
import { isSameAuthority } from './authorities.ts';
import type { QuestionSetUsed } from './questions.ts';
import type { Seats } from './seats.ts';
import { daysInWeek, type AuditWeek } from './week.ts';

const LEDGER_VERSION = 1;

/** Beside the packs. */
export const LEDGER_FILE = 'draws.jsonl';

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
  /** Each side's seats as a team has set them; null where they are halved. Lines of old lack it. */
  readonly seats?: Seats | null;
  /** The cases known to be unfit before the draw was written, in turn. Lines of old lack it. */
  readonly withdrawn?: readonly Withdrawn[];
  /** What the meeting was asked. Lines of old lack it. */
  readonly questionSet?: QuestionSetUsed;
  readonly drawNumber: number;
  readonly reason: string | null;
}

export interface Withdrawn {
  readonly label: string;
  readonly reason: string;
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
    const isLast = index === lines.length - 1;
    if (line === '' && isLast) return;
    const fault = (kind: LedgerFault['fault']): void => {
      faults.push({ line: index + 1, fault: kind });
    };
    if (isLast) fault('cut-off');
    const parsed = parseLine(line);
    if (parsed === null) {
      if (!isLast) fault('unreadable');
      return;
    }
    if (!parsed.sound) fault('edited');
    else if (parsed.previous !== previous) fault('out-of-chain');
    entries.push(parsed.entry);
    previous = parsed.hash;
  });
  return { entries, faults, lastHash: previous };
}

/**
 * The ledger without a last line that a crash cut short. It told of nothing anybody has seen: a pack
 * is written after its line.
 */
export function withoutTornLine(text: string): string {
  const end = text.lastIndexOf('\n') + 1;
  return parseLine(text.slice(end)) === null ? text.slice(0, end) : text;
}

/** The line that follows, with its line feed. */
export function nextLine({ lastHash }: Ledger, entry: LedgerEntry): string {
  return `${writeLine({ ...entry, previous: lastHash })}\n`;
}

function writeLine(chained: object): string {
  return JSON.stringify({ ...chained, hash: hashOf(chained) });
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
  const fields = Object.entries(FIELDS[entry.kind]);
  if (!fields.every(([field, isFit]) => isFit(entry[field]))) return null;
  const sound = writeLine(chained) === line;
  return { entry: entry as unknown as LedgerEntry, previous, hash, sound };
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isDay = (value: unknown): boolean =>
  typeof value === 'string' && parseIsoDate(value) !== null;

const isSeatsOrNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (isObject(value) && Number.isInteger(value.met) && Number.isInteger(value['not-met']));
const isWithdrawnOrNothing = (value: unknown): boolean =>
  value === undefined ||
  (Array.isArray(value) &&
    value.every((one: unknown) => isObject(one) && isText(one.label) && isText(one.reason)));
const isQuestionSetOrNothing = (value: unknown): boolean =>
  value === undefined || (isObject(value) && isText(value.id) && isText(value.sha256));
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const EVERY_FIELD = { time: isText, pack: isText, packDigest: isText };

/** What a line must hold to be counted, edited or not: the program goes by these. */
const FIELDS: Readonly<
  Record<LedgerEntry['kind'], Readonly<Record<string, (value: unknown) => boolean>>>
> = {
  draw: {
    ...EVERY_FIELD,
    meeting: isDay,
    from: isDay,
    to: isDay,
    localAuthority: isTextOrNull,
    frameCode: isText,
    frameDigest: isText,
    seed: isText,
    seedSource: isText,
    method: isText,
    size: Number.isInteger,
    seats: isSeatsOrNothing,
    withdrawn: isWithdrawnOrNothing,
    questionSet: isQuestionSetOrNothing,
    drawNumber: Number.isInteger,
    reason: isTextOrNull,
  },
  replace: { ...EVERY_FIELD, label: isText, by: isTextOrNull, reason: isText },
};

function hashOf(chained: object): string {
  return createHash('sha256').update(JSON.stringify(chained), 'utf8').digest('hex');
}

/** What a draw is counted by. */
export type DrawKey = Pick<
  DrawEntry,
  'meeting' | 'from' | 'to' | 'localAuthority' | 'frameDigest' | 'seed' | 'size'
> &
  Required<Pick<DrawEntry, 'seats' | 'withdrawn'>>;

/** What the draws of a week are found by. */
export type WeekKey = Pick<DrawEntry, 'meeting' | 'from' | 'to' | 'localAuthority' | 'frameDigest'>;

/** The draws of the same week or of the same frame, in the order they were made. */
export function drawsOfWeek(entries: readonly LedgerEntry[], key: WeekKey): readonly DrawEntry[] {
  return entries.filter(
    (entry): entry is DrawEntry => entry.kind === 'draw' && isOfWeek(entry, key),
  );
}

/**
 * The draws made before for the same meeting, from the same frame, with the same seed, seats and
 * cases withdrawn: the same cases, in the same order. A line too old to say its seats or its
 * withdrawn cases may be of any.
 */
export function sameDraws(entries: readonly LedgerEntry[], key: DrawKey): readonly DrawEntry[] {
  return drawsOfWeek(entries, key).filter(
    ({ meeting, frameDigest, seed, size, seats, withdrawn }) =>
      meeting === key.meeting &&
      frameDigest === key.frameDigest &&
      seed === key.seed &&
      size === key.size &&
      (seats === undefined || saySeats(seats) === saySeats(key.seats)) &&
      (withdrawn === undefined || sayLabels(withdrawn) === sayLabels(key.withdrawn)),
  );
}

function saySeats(seats: Seats | null): string {
  return seats === null ? 'halved' : `${seats.met} and ${seats['not-met']}`;
}

/** Why a case was withdrawn does not change who is drawn in its place. */
function sayLabels(withdrawn: readonly Withdrawn[]): string {
  return withdrawn.map(({ label }) => label).join(', ');
}

/** The draw that asked other questions under this name. Lines of old do not say what they asked. */
export function otherSetOfName(
  entries: readonly LedgerEntry[],
  { id, sha256 }: QuestionSetUsed,
): DrawEntry | null {
  const other = entries.find(
    (entry) =>
      entry.kind === 'draw' && entry.questionSet?.id === id && entry.questionSet.sha256 !== sha256,
  );
  return other?.kind === 'draw' ? other : null;
}

/** What the ledger tells of a pack after the line for its record as it is, oldest first. */
export function entriesSince(
  entries: readonly LedgerEntry[],
  packDigest: string,
): readonly LedgerEntry[] {
  const at = entries.findLastIndex((entry) => entry.packDigest === packDigest);
  const pack = entries[at]?.pack;
  return pack === undefined ? [] : entries.slice(at + 1).filter((entry) => entry.pack === pack);
}

/** What draw.json of a pack came to before each of its replacements, in turn. */
export function digestsBefore(
  entries: readonly LedgerEntry[],
  packDigest: string,
): readonly string[] {
  const at = entries.findLastIndex((entry) => entry.packDigest === packDigest);
  const own = entries.slice(0, at + 1).filter(({ pack }) => pack === entries[at]?.pack);
  const drawn = own.findLastIndex(({ kind }) => kind === 'draw');
  const digests = new Set(own.slice(Math.max(0, drawn)).map((entry) => entry.packDigest));
  digests.delete(packDigest);
  return [...digests];
}

/** The number the next new draw of this week has, from 1. */
export function nextDrawNumber(entries: readonly LedgerEntry[], key: WeekKey): number {
  return (
    drawsOfWeek(entries, key).reduce((most, { drawNumber }) => Math.max(most, drawNumber), 0) + 1
  );
}

/**
 * The same frame, the same meeting, or more than half of the same days, of the same authority: moving
 * a date by a day does not make it another week's first draw.
 */
function isOfWeek(entry: DrawEntry, key: WeekKey): boolean {
  if (entry.frameDigest === key.frameDigest) return true;
  const [a, b] = [entry.localAuthority, key.localAuthority];
  if (a !== null && b !== null && !isSameAuthority(a, b)) return false;
  return entry.meeting === key.meeting || shareMostDays(entry, key);
}

type Days = Pick<AuditWeek, 'from' | 'to'>;

/** The days that are in both, or null where none is. */
export function sharedDays(a: Days, b: Days): Days | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from > to ? null : { from, to };
}

/** More than half of the days of the shorter of the two. */
function shareMostDays(a: AuditWeek, b: AuditWeek): boolean {
  const both = sharedDays(a, b);
  const shared = both === null ? 0 : daysBetween(both.from, both.to) + 1;
  return shared * 2 > Math.min(daysInWeek(a), daysInWeek(b));
}
