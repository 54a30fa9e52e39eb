/** A reason stands on pages for good: one that may name a child is refused before it does. */
import { refusedReason } from '../../audit/replacements.ts';
import { UserError } from '../../errors.ts';

/** A reason as it was typed with its flag. */
export interface ReasonGiven {
  readonly flag: string;
  readonly reason: string;
}

/** Throws UserError where the reason could be about a child, or names one of the `identifiers`. */
export function refuseReason(
  { flag, reason }: ReasonGiven,
  identifiers: Iterable<string> = [],
): void {
  const refused = refusedReason(flag, reason, identifiers);
  if (refused !== null) throw new UserError(refused.what, refused.cure);
}
