/**
 * The packs a report counts. A decision lies in one frame only, so of packs whose days overlap one
 * counts: the one that was audited. The others are named, never dropped in silence.
 */
import { authorityKey } from './authorities.ts';
import type { CivilDate } from './civil-date.ts';
import { FINDINGS_FILE, type CaseFindings, type Findings } from './findings.ts';
import { sayList } from './say-list.ts';
import { compareCodeUnits } from './order.ts';
import type { WrittenRecord } from './record.ts';

/** A pack with what its meeting found; `findings` is null until it has been collated. */
export interface CollatedPack {
  /** The name of its folder. */
  readonly name: string;
  readonly record: WrittenRecord;
  readonly findings: Findings | null;
  /** Where its draw stands in the ledger; absent where there is no ledger to ask. */
  readonly ledger?: LedgerStanding;
  /** The cases that were replaced since it was collated: those in their place have no findings yet. */
  readonly replacedSince?: readonly string[];
  /** Table and minutes that its findings do not give: somebody changed one or the other. */
  readonly unlike?: readonly UnlikeFile[];
}

/** A file beside findings.json that is not what it gives, or is not there. */
export interface UnlikeFile {
  readonly path: string;
  readonly isMissing: boolean;
}

export interface LedgerStanding {
  readonly isKnown: boolean;
  /** Of a draw it does not know: the pack that it tells of for the same days. */
  readonly rival: string | null;
}

/** A pack that cannot be counted, and why, in words. */
export interface PackLeftOut {
  readonly name: string;
  /** Absent where nobody can tell. */
  readonly meeting?: CivilDate;
  readonly because: string;
}

export interface CountedPacks {
  /** In order of their meetings. */
  readonly counted: readonly CollatedPack[];
  readonly leftOut: readonly PackLeftOut[];
}

/**
 * Of packs that audit the same days of the same authority, the one with findings counts; of several,
 * the one with more cases audited, then the later draw, then the first by name. A draw that the
 * ledger does not know counts only for days that the ledger tells of no other.
 */
export function choosePacks(packs: readonly CollatedPack[], sayNumbers: boolean): CountedPacks {
  const byMerit = [...packs].sort(
    (a, b) =>
      Number(isUnknown(a)) - Number(isUnknown(b)) ||
      Number(b.findings !== null) - Number(a.findings !== null) ||
      countAudited(b) - countAudited(a) ||
      b.record.draw.number - a.record.draw.number ||
      compareCodeUnits(a.name, b.name),
  );
  const counted: CollatedPack[] = [];
  const leftOut: PackLeftOut[] = [];
  for (const pack of byMerit) {
    const { name, record, ledger } = pack;
    const rival = counted.find((other) => overlaps(pack, other));
    if (ledger !== undefined && ledger.rival !== null) {
      const because = `it is not in the ledger, which tells of ${ledger.rival} for its days.`;
      leftOut.push({ name, meeting: record.meeting, because });
    } else if (rival === undefined) counted.push(pack);
    else
      leftOut.push({ name, meeting: record.meeting, because: sayRival(pack, rival, sayNumbers) });
  }
  return {
    counted: counted.sort(
      (a, b) =>
        compareCodeUnits(a.record.meeting, b.record.meeting) || compareCodeUnits(a.name, b.name),
    ),
    leftOut: leftOut.sort((a, b) => compareCodeUnits(a.name, b.name)),
  };
}

/** True where there is a ledger, and it does not tell of this draw. */
export function isUnknown({ ledger }: CollatedPack): boolean {
  return ledger?.isKnown === false;
}

function countAudited(pack: CollatedPack): number {
  return currentFindings(pack).filter(({ state }) => state === 'audited').length;
}

/** What was found of the cases as they are: one that was audited and then replaced is none of them. */
export function currentFindings(pack: CollatedPack): CaseFindings[] {
  return pack.findings?.cases.filter((one) => isCurrent(pack, one)) ?? [];
}

/** False where the record or the findings say that the case was replaced. */
export function isCurrent({ record }: CollatedPack, one: CaseFindings): boolean {
  const entry = record.sample.find(({ label }) => label === one.label);
  return entry?.role === 'case' && !isWithdrawn(one);
}

/** True where the findings say that the case was replaced after it had been audited. */
export function isWithdrawn(one: CaseFindings): boolean {
  return one.withdrawn === true;
}

/** `collated before T3 and T5 were replaced`. */
export function sayReplacedSince(labels: readonly string[]): string {
  return `collated before ${sayList(labels)} ${labels.length === 1 ? 'was' : 'were'} replaced`;
}

/** `findings.json and findings.csv differ`; of those that are gone, `findings.csv is missing`. */
export function sayUnlike(files: readonly UnlikeFile[]): string {
  const differing = files.filter(({ isMissing }) => !isMissing).map(({ path }) => path);
  const named = [FINDINGS_FILE, ...differing.slice(0, -1)].join(', ');
  return [
    ...(differing.length === 0 ? [] : [`${named} and ${differing.at(-1) ?? ''} differ`]),
    ...files.filter(({ isMissing }) => isMissing).map(({ path }) => `${path} is missing`),
  ].join('; ');
}

function overlaps(a: CollatedPack, b: CollatedPack): boolean {
  const [one, other] = [a.record.week, b.record.week];
  if (one.from > other.to || other.from > one.to) return false;
  const [mine, theirs] = [a.record.settings.localAuthority, b.record.settings.localAuthority];
  return mine === null || theirs === null || authorityKey(mine) === authorityKey(theirs);
}

function sayRival(pack: CollatedPack, rival: CollatedPack, sayNumbers: boolean): string {
  const audited = countAudited(pack);
  const which = sayNumbers ? `${audited} audited cases` : 'audited cases';
  const lost = audited === 0 ? '' : ` Its ${which} are not counted.`;
  return `it audits days that ${rival.name} audits, and that pack counts.${lost}`;
}
