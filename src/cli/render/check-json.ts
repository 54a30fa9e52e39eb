/** The one document `check --json` prints. */
import { countFrame, SCHEMA_VERSION } from '../../audit/record.ts';
import { cutShort, stopsDraw } from '../../audit/problems.ts';
import type { CheckFindings } from './check-report.ts';
import { problemJson } from './problem-json.ts';

export function renderCheckJson(findings: CheckFindings): string {
  const { frame, exports, inForce, decisions, days, problems } = findings;
  const { meeting, from, to } = frame.week;
  const document = {
    schemaVersion: SCHEMA_VERSION,
    ready: !problems.some(stopsDraw),
    meeting,
    week: { from, to, basis: frame.basis },
    frame: countFrame(frame),
    exports,
    settings: inForce,
    decisions: decisions.map((count) => ({ ...count, decision: cutShort(count.decision) })),
    days,
    problems: problems.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
