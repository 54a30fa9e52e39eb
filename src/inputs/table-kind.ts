/** What a table is a list of, by the fields it has; its sheet's or file's name does not count. */
import type { Field } from '../audit/problems.ts';
import type { Columns } from './headings.ts';

/**
 * `referrals`: a referral a row, with its outcome. `child-referrals`: a child's referral a row, known
 * by child and date, its outcome partly elsewhere (Annex A List 3, CIN details). `section-47`: a
 * section 47 enquiry a row (Annex A List 5, CIN Section47). `contacts`: no outcome in it at all
 * (Annex A List 1). `other`: none of these.
 */
export type TableKind = 'referrals' | 'child-referrals' | 'section-47' | 'contacts' | 'other';

/** By the columns it has, never by its name; `other` is no table of referrals that can be read. */
export function tellTableKind({ fields, outcomeFlags }: Columns): TableKind {
  const has = (...wanted: readonly Field[]): boolean => wanted.every((field) => fields.has(field));
  const outcome = has('decision') || outcomeFlags.length > 0;
  const dated = has('received') || has('decided');
  if (outcome && has('reference') && dated) return 'referrals';
  if (!outcome && has('child', 'received', 'noFurtherAction')) return 'child-referrals';
  if (!outcome && has('child', 'section47')) return 'section-47';
  if (!outcome && has('child', 'received') && !has('reference')) return 'contacts';
  return 'other';
}

/** What a table lacks to be a list of referrals with their outcomes. */
export function missingFields({ fields, outcomeFlags }: Columns): readonly Field[] {
  const missing: Field[] = [];
  if (!fields.has('reference')) missing.push('reference');
  if (!fields.has('received') && !fields.has('decided')) missing.push('decided');
  if (!fields.has('decision') && outcomeFlags.length === 0) missing.push('decision');
  return missing;
}
