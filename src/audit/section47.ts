/**
 * Joins section 47 enquiries, which exports keep in a list of their own (Annex A List 5, the CIN
 * census's Section47), with the referrals they came from.
 */
import { addWorkingDays, type CivilDate } from './civil-date.ts';
import type { Problem } from './problems.ts';
import type { ReferralRow, RowPlace } from './referral.ts';

export interface Section47Row {
  readonly place: RowPlace;
  readonly child: string;
  readonly started: CivilDate;
  /** The referral's date where the list names it (CIN census); null where it does not (Annex A). */
  readonly referred: CivilDate | null;
}

/**
 * The referral rows with the enquiries of their child that name them or began within the window.
 * An enquiry without such a referral is an orphan: reported, never made into a referral.
 */
export function joinSection47(
  rows: readonly ReferralRow[],
  enquiries: readonly Section47Row[],
  windowInWorkingDays: number,
): { readonly rows: readonly ReferralRow[]; readonly problems: readonly Problem[] } {
  if (enquiries.length === 0) return { rows, problems: [] };
  const byChild = groupByChild(enquiries);
  const joined = new Set<Section47Row>();
  const withEnquiries = rows.map((row): ReferralRow => {
    const received = row.received?.date;
    if (row.judgedBy !== 'section-47' || received === undefined) return row;
    const last = addWorkingDays(received, windowInWorkingDays);
    const own = (byChild.get(row.child) ?? []).filter(({ started, referred }) =>
      referred === null ? started >= received && started <= last : referred === received,
    );
    for (const enquiry of own) joined.add(enquiry);
    const starts = own.map(({ started, referred }) => ({ started, named: referred !== null }));
    return { ...row, section47: [...row.section47, ...starts] };
  });
  const problems = enquiries
    .filter((enquiry) => !joined.has(enquiry))
    .map(({ place }): Problem => ({ code: 'section-47-orphan', place, args: {} }));
  return { rows: withEnquiries, problems };
}

function groupByChild(enquiries: readonly Section47Row[]): ReadonlyMap<string, Section47Row[]> {
  const groups = new Map<string, Section47Row[]>();
  for (const enquiry of enquiries) {
    const group = groups.get(enquiry.child);
    if (group === undefined) groups.set(enquiry.child, [enquiry]);
    else group.push(enquiry);
  }
  return groups;
}
