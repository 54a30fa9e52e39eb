/** A problem as data for other programs. */
import { gravityOf, type Place, type Problem } from '../../audit/problems.ts';
import { SCHEMA_VERSION } from '../../audit/record.ts';
import type { UserError } from '../../errors.ts';
import { messageOf } from '../../audit/messages.ts';

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

/** The one document of a command that was refused before it had anything to say of a week. */
export function renderRefusalJson({ message, cure }: UserError): string {
  const problems = [{ code: 'refused', gravity: 'unreadable', place: null, message, cure }];
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, pack: null, problems }, null, 2)}\n`;
}
