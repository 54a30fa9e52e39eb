/** The one document `sample --json` prints: the same shape whether a pack was written or not. */
import type { AuditPlan } from '../../audit/plan.ts';
import { countFrame, listSample, SCHEMA_VERSION, type DrawCount } from '../../audit/record.ts';
import { stopsDraw } from '../../audit/problems.ts';
import type { hindranceJson } from './hindrance.ts';
import { problemJson } from './problem-json.ts';

export interface SampleMade {
  /** The pack's folder, and which draw of the week it is; null where there is no pack. */
  readonly pack: string | null;
  readonly count: DrawCount | null;
  /** Why no draw could be made now, of a dry run. */
  readonly hindrance: ReturnType<typeof hindranceJson>;
}

export const NOTHING_MADE = { pack: null, count: null, hindrance: null } as const;

/**
 * `sample` and the seed are null where nothing was drawn; the frame's code is null while it may
 * still change.
 */
export function renderSampleJson(plan: AuditPlan, { pack, count, hindrance }: SampleMade): string {
  const { frame, draw, problems } = plan;
  const { meeting, from, to } = frame.week;
  const counts = countFrame(frame);
  const document = {
    schemaVersion: SCHEMA_VERSION,
    pack,
    hindrance,
    meeting,
    week: { from, to, basis: frame.basis },
    draw: count,
    seed: draw === null ? null : draw.seed,
    // A code is for reading out: there is none while the frame may still change.
    frame: problems.some(stopsDraw) ? { ...counts, code: null, digest: null } : counts,
    sample:
      draw === null
        ? []
        : listSample(draw).map(({ label, reference, side, ticket, role }) => ({
            label,
            reference,
            side,
            ticket,
            role,
          })),
    problems: problems.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
