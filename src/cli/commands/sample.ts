/** `mash-audit sample`: exports in, pack out. */
import { join, resolve } from 'node:path';
import { planAudit, type AuditPlan } from '../../audit/plan.ts';
import { stopsDraw } from '../../audit/problems.ts';
import { WILTSHIRE_2020 } from '../../audit/questions.ts';
import type { Seed } from '../../audit/tickets.ts';
import type { ExitCode } from '../../errors.ts';
import { readExports, type ReadExports } from '../../inputs/read-exports.ts';
import { packName, renderPack } from '../../outputs/pack.ts';
import { writePack, type PackWritten } from '../../outputs/write-pack.ts';
import { renderProblems } from '../render/problems.ts';
import { renderSampleJson } from '../render/sample-json.ts';
import { renderSampleReport } from '../render/sample-report.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditOptions } from './audit-options.ts';
import { exitCodeOf } from './check.ts';

export interface SampleOptions extends AuditOptions {
  /** Null in a dry run without a seed: there is nothing to show of a seed nobody will use. */
  readonly seed: Seed | null;
  readonly out: string;
  readonly dryRun: boolean;
}

export async function runSample(options: SampleOptions, runtime: Runtime): Promise<ExitCode> {
  const { week, seed, rules } = options;
  const read = await readExports(options.exports, runtime.cwd, options.reading);
  const plan = planAudit(read, week, seed, rules);
  if (plan.problems.some(stopsDraw)) return refuse(plan, options, runtime);

  const outcome = options.dryRun ? 'dry-run' : writeDraw(plan, read, options, runtime);
  report(plan, outcome, options, runtime);
  return 0;
}

function writeDraw(
  { frame, draw, problems: notices }: AuditPlan,
  { exports }: ReadExports,
  { rules, readingSettings: reading, settingsFile, out }: SampleOptions,
  runtime: Runtime,
): PackWritten {
  if (draw === null) throw new Error('a draw was to be written and there is none');
  const pack = renderPack({
    frame,
    draw,
    rules,
    questionSet: WILTSHIRE_2020,
    reading,
    settingsFile,
    exports,
    notices,
  });
  return writePack(pack, resolve(runtime.cwd, out), {
    schemaVersion: 1,
    kind: 'draw',
    time: runtime.timestamp(),
    meeting: frame.week.meeting,
    week: { from: frame.week.from, to: frame.week.to },
    frameCode: frame.code,
    seed: draw.seed.value,
    seedSource: draw.seed.source,
    method: draw.method,
    packDigest: pack.digest,
  });
}

/** 1 where the exports were read and say no; 2 where one of them could not be read at all. */
function refuse(plan: AuditPlan, { json, color }: SampleOptions, runtime: Runtime): ExitCode {
  if (json) runtime.stdout.write(renderSampleJson(plan, null));
  const style = styleFor(runtime.stderr, runtime.env, color);
  runtime.stderr.write(renderProblems(plan.problems, style));
  return exitCodeOf(plan.problems);
}

function report(
  plan: AuditPlan,
  outcome: PackWritten | 'dry-run',
  { week, rules, out, json, quiet, color }: SampleOptions,
  runtime: Runtime,
): void {
  const place = join(out, packName(week.meeting, rules.localAuthority));
  if (json) {
    runtime.stdout.write(renderSampleJson(plan, outcome === 'dry-run' ? null : place));
  } else if (quiet) {
    if (outcome !== 'dry-run') runtime.stdout.write(`${place}\n`);
  } else {
    const style = styleFor(runtime.stdout, runtime.env, color);
    runtime.stdout.write(renderSampleReport(plan, rules, outcome, place, style));
  }
}
