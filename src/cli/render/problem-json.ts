/** A problem as data for other programs. */
import { gravityOf, type Place, type Problem } from '../../audit/problems.ts';
import { messageOf } from './messages.ts';

/** A problem with its message, for programs that do not know the codes. */
export function problemJson(problem: Problem): {
  readonly code: string;
  readonly gravity: string;
  readonly place: Place | null;
  readonly message: string;
  readonly cure: string;
} {
  const { what, cure } = messageOf(problem);
  const { code, place } = problem;
  return { code, gravity: gravityOf(problem), place, message: what, cure };
}
