/** `mash-audit check`: the same reading and framing as `sample`, and no draw. */
import { planAudit } from '../../audit/plan.ts';
import { gravityOf, stopsDraw, type Problem } from '../../audit/problems.ts';
import { noticesOfRun } from '../../audit/run-notices.ts';
import { joinSection47 } from '../../audit/section47.ts';
import { countDays, countDecisions } from '../../audit/overview.ts';
import type { ExitCode } from '../../errors.ts';
import { readExports } from '../../inputs/read-exports.ts';
import { renderCheckJson } from '../render/check-json.ts';
import { renderCheckReport, type CheckFindings } from '../render/check-report.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditOptions } from './audit-options.ts';

export async function runCheck(options: AuditOptions, runtime: Runtime): Promise<ExitCode> {
  const { week, rules, inForce } = options;
  const read = await readExports(options.exports, runtime.cwd, options.reading);
  const { frame, problems: ofPlan } = planAudit(read, week, null, rules);
  const problems = [...ofPlan, ...noticesOfRun(week, runtime.today())];
  const { rows } = joinSection47(read.rows, read.section47, rules.section47Window);
  const findings: CheckFindings = {
    frame,
    exports: read.exports,
    inForce,
    decisions: countDecisions(rows, frame, rules),
    days: countDays(frame),
    problems,
  };
  if (options.json) {
    runtime.stdout.write(renderCheckJson(findings));
  } else {
    const style = styleFor(runtime.stdout, runtime.env, options.color);
    runtime.stdout.write(renderCheckReport(findings, options.quiet, style));
  }
  return exitCodeOf(problems);
}

/** 1 where the exports were read and something must be put right; 2 where one could not be read. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  if (problems.some((problem) => gravityOf(problem) === 'unreadable')) return 2;
  return problems.some(stopsDraw) ? 1 : 0;
}
