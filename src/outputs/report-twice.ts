/** Referrals that were audited at several meetings, in words: labels and meetings, no references. */
import { sayShortDate } from '../audit/civil-date.ts';
import { LONGEST_LIST, type Report } from '../audit/report.ts';
import { firstOf } from '../audit/say-list.ts';

/** Null where there is none; where small numbers are left out, without how many and which. */
export function sayTwice(report: Report): string | null {
  const { auditedTwice, suppressBelow } = report;
  if (auditedTwice.length === 0) return null;
  const named = listTwice(report);
  const many =
    auditedTwice.length === 1 ? '1 referral was' : `${auditedTwice.length} referrals were`;
  const what = 'drawn and audited at more than one meeting, and counted at each';
  return suppressBelow === null
    ? `${many} ${what}: ${named.join('; ')}.`
    : `There are referrals ${what}.`;
}

/** `T1 of Fri 9 Oct 2026 and T3 of Fri 16 Oct 2026`, as many as a list has room for. */
function listTwice({ auditedTwice }: Report): string[] {
  const said = auditedTwice.map((audits) =>
    audits.map(({ label, meeting }) => `${label} of ${sayShortDate(meeting)}`).join(' and '),
  );
  return firstOf(said, LONGEST_LIST);
}
