/** The one document `sample --json` prints: the same shape whether a pack was written or not. */
import type { Place, Problem } from '../../audit/problems.ts';
import { gravityOf } from '../../audit/problems.ts';
import type { AuditPlan } from '../../audit/plan.ts';
import { countFrame, listSample, SCHEMA_VERSION } from '../../audit/record.ts';
import { messageOf } from './messages.ts';

/** `pack` is the folder of the pack, or null where there is none. */
export function renderSampleJson(plan: AuditPlan, pack: string | null): string {
  const { frame, draw, problems } = plan;
  const { meeting, from, to } = frame.week;
  const document = {
    schemaVersion: SCHEMA_VERSION,
    pack,
    meeting,
    week: { from, to, basis: frame.basis },
    seed: draw === null ? null : draw.seed,
    frame: countFrame(frame),
    sample: draw === null ? [] : listSample(draw),
    problems: problems.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A problem with its message, for programs that do not know the codes. */
function problemJson(problem: Problem): {
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
