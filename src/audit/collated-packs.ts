/**
 * The packs a report counts. A decision lies in one frame only, so of packs whose days overlap one
 * counts: the one that was audited. The others are named, never dropped in silence.
 */
import { authorityKey } from './authorities.ts';
import type { CaseFindings, Findings } from './findings.ts';
import { compareCodeUnits } from './order.ts';
import type { WrittenRecord } from './record.ts';

/** A pack with what its meeting found; `findings` is null until it has been collated. */
export interface CollatedPack {
  /** The name of its folder. */
  readonly name: string;
  readonly record: WrittenRecord;
  readonly findings: Findings | null;
  /** The cases that were replaced since it was collated: those in their place have no findings yet. */
  readonly replacedSince?: readonly string[];
}

/** A pack that cannot be counted, and why, in words. */
export interface PackLeftOut {
  readonly name: string;
  readonly because: string;
}

export interface CountedPacks {
  /** In order of their meetings. */
  readonly counted: readonly CollatedPack[];
  readonly leftOut: readonly PackLeftOut[];
}

/**
 * Of packs that audit the same days of the same authority, the one with findings counts; of several,
 * the one with more cases audited, then the later draw, then the first by name.
 */
export function choosePacks(packs: readonly CollatedPack[]): CountedPacks {
  const byMerit = [...packs].sort(
    (a, b) =>
      Number(b.findings !== null) - Number(a.findings !== null) ||
      countAudited(b) - countAudited(a) ||
      b.record.draw.number - a.record.draw.number ||
      compareCodeUnits(a.name, b.name),
  );
  const counted: CollatedPack[] = [];
  const leftOut: PackLeftOut[] = [];
  for (const pack of byMerit) {
    const rival = counted.find((other) => overlaps(pack, other));
    if (rival === undefined) counted.push(pack);
    else leftOut.push({ name: pack.name, because: sayRival(pack, rival) });
  }
  return {
    counted: counted.sort(
      (a, b) =>
        compareCodeUnits(a.record.meeting, b.record.meeting) || compareCodeUnits(a.name, b.name),
    ),
    leftOut: leftOut.sort((a, b) => compareCodeUnits(a.name, b.name)),
  };
}

export function countAudited(pack: CollatedPack): number {
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
  const said = [labels.slice(0, -1).join(', '), labels.at(-1) ?? ''].filter((part) => part !== '');
  return `collated before ${said.join(' and ')} ${labels.length === 1 ? 'was' : 'were'} replaced`;
}

function overlaps(a: CollatedPack, b: CollatedPack): boolean {
  const [one, other] = [a.record.week, b.record.week];
  if (one.from > other.to || other.from > one.to) return false;
  const [mine, theirs] = [a.record.settings.localAuthority, b.record.settings.localAuthority];
  return mine === null || theirs === null || authorityKey(mine) === authorityKey(theirs);
}

function sayRival(pack: CollatedPack, rival: CollatedPack): string {
  const audited = countAudited(pack);
  const lost = audited === 0 ? '' : ` Its ${audited} audited cases are not counted.`;
  return `it audits days that ${rival.name} audits, and that pack counts.${lost}`;
}
