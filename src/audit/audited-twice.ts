/** Referrals that were audited at more than one meeting: each audit took place, and each counts. */
import { authorityKey } from './authorities.ts';
import type { CivilDate } from './civil-date.ts';
import { currentFindings, type CollatedPack } from './collated-packs.ts';
import { compareCodeUnits } from './order.ts';
import { isOfAuthority } from './report-cases.ts';

/** A case by its label, for the reference stays in its pack. */
export interface MeetingLabel {
  readonly label: string;
  readonly meeting: CivilDate;
}

/**
 * The audited cases with one reference at several meetings, each as those meetings; of one authority
 * only, where one is named. References of two authorities, which may be of two systems, are never
 * held against each other.
 */
export function auditedTwice(
  packs: readonly CollatedPack[],
  localAuthority: string | null,
): MeetingLabel[][] {
  const byReferral = new Map<string, MeetingLabel[]>();
  for (const pack of packs) {
    const { record } = pack;
    const findings = new Map(currentFindings(pack).map((one) => [one.label, one] as const));
    for (const { label, reference, localAuthority: own } of record.sample) {
      if (findings.get(label)?.state !== 'audited' || !isOfAuthority(own, localAuthority)) continue;
      const authority = authorityKey(own === '' ? (record.settings.localAuthority ?? '') : own);
      const key = JSON.stringify([authority, reference]);
      byReferral.set(key, [...(byReferral.get(key) ?? []), { label, meeting: record.meeting }]);
    }
  }
  return [...byReferral.values()]
    .filter((audits) => audits.length > 1)
    .map((audits) => audits.sort(inOrder))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : inOrder(a, b)));
}

function inOrder(a: MeetingLabel, b: MeetingLabel): number {
  return compareCodeUnits(a.meeting, b.meeting) || compareCodeUnits(a.label, b.label);
}
