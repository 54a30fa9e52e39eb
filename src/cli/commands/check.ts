/** `mash-audit check`: the same reading and framing as `sample`, and no draw. */
import { resolve } from 'node:path';
import { hindranceOf } from '../../audit/hindrances.ts';
import { planAudit } from '../../audit/plan.ts';
import { noticesOfRun } from '../../audit/run-notices.ts';
import { countDays, countDecisions } from '../../audit/overview.ts';
import type { ExitCode } from '../../errors.ts';
import { readExports } from '../../inputs/read-exports.ts';
import { readLedgerIn } from '../../inputs/read-pack.ts';
import { renderCheckJson } from '../render/check-json.ts';
import { renderCheckReport, type CheckFindings } from '../render/check-report.ts';
import { exitCodeOf } from '../exit-code.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditOptions } from './audit-options.ts';

/**
 * Writes no file. 0 where the exports are sound, though a draw may be hindered; else as
 * `exitCodeOf` says.
 */
export async function runCheck(options: AuditOptions, runtime: Runtime): Promise<ExitCode> {
  const { week, rules, inForce, out } = options;
  const read = await readExports(options.exports, runtime.cwd, options.reading);
  const { rows, frame, problems: ofPlan } = planAudit(read, week, null, rules);
  const problems = [...ofPlan, ...noticesOfRun(week, runtime.today())];
  const ledger = readLedgerIn(resolve(runtime.cwd, out));
  const key = { localAuthority: rules.localAuthority, frameDigest: frame.digest };
  const asked = { ...options, redraw: null };
  const findings: CheckFindings = {
    frame,
    exports: read.exports,
    inForce,
    decisions: countDecisions(rows, frame, rules),
    days: countDays(frame),
    problems,
    hindrance: hindranceOf(asked, key, ledger?.entries ?? [], runtime.today()),
    out,
  };
  if (options.json) {
    runtime.stdout.write(renderCheckJson(findings));
  } else {
    const style = styleFor(runtime.stdout, runtime.env, options.color);
    runtime.stdout.write(renderCheckReport(findings, options.quiet, style));
  }
  return exitCodeOf(problems);
}
