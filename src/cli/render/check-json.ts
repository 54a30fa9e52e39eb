/** The one document `check --json` prints. */
import { countFrame, SCHEMA_VERSION } from '../../audit/record.ts';
import { cutShort, stopsDraw } from '../../audit/problems.ts';
import type { CheckFindings } from './check-report.ts';
import { hindranceJson } from './hindrance.ts';
import { problemJson } from './problem-json.ts';

/**
 * `ready`: the exports are sound, and nothing hinders a draw. The code is null while the frame may
 * still change.
 */
export function renderCheckJson(findings: CheckFindings): string {
  const { frame, exports, inForce, decisions, days, problems, hindrance, out } = findings;
  const { meeting, from, to } = frame.week;
  // A code is for reading out: there is none while the frame may still change.
  const sound = !problems.some(stopsDraw);
  const counts = countFrame(frame);
  const document = {
    schemaVersion: SCHEMA_VERSION,
    ready: sound && hindrance === null,
    hindrance: hindranceJson(hindrance, out),
    meeting,
    week: { from, to, basis: frame.basis },
    frame: sound ? counts : { ...counts, code: null, digest: null },
    exports,
    settings: inForce,
    decisions: decisions.map((count) => ({ ...count, decision: cutShort(count.decision) })),
    days,
    problems: problems.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
