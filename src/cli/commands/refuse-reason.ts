/** A reason stands on pages for good: one that may name a child is refused before it does. */
import { refusedReason } from '../../audit/replacements.ts';
import { UserError } from '../../errors.ts';

/** Throws UserError where the reason given with `flag` could be about a child. */
export function refuseReason(flag: string, reason: string): void {
  const refused = refusedReason(flag, reason);
  if (refused !== null) throw new UserError(refused.what, refused.cure);
}
