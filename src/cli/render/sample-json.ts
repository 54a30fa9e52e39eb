/** The one document `sample --json` prints: the same shape whether a pack was written or not. */
import type { AuditPlan } from '../../audit/plan.ts';
import { countFrame, listSample, SCHEMA_VERSION } from '../../audit/record.ts';
import { problemJson } from './problem-json.ts';

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
