/** `mash-audit report`: what the meetings of a period found, as a page for boards and a table. */
import { dirname, join, resolve } from 'node:path';
import { authorityKey, isSameAuthority, nameAuthority } from '../../audit/authorities.ts';
import { sayShortDate } from '../../audit/civil-date.ts';
import { isInPeriod, namePeriod } from '../../audit/report-period.ts';
import { buildReport } from '../../audit/report.ts';
import { daysShown, type ReportPlan } from '../../audit/report-scope.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readPacks, type PacksRead } from '../../inputs/read-packs.ts';
import { packName } from '../../outputs/pack.ts';
import { reportCsv } from '../../outputs/report-csv.ts';
import { reportHtml } from '../../outputs/report-html.ts';
import { writeReport } from '../../outputs/write-report.ts';
import { renderReportSummary } from '../render/report-summary.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import { folderOfPack, holdFindings } from './findings-held.ts';
import { resolveReportPlan, type ReportFlags } from './report-options.ts';

/** 1 where a pack could not be read: the report is written without it, and names it. */
export async function runReport(
  folder: string,
  flags: ReportFlags,
  runtime: Runtime,
): Promise<ExitCode> {
  const asked = resolveReportPlan(flags, runtime);
  const packs = resolve(runtime.cwd, folder);
  const read = await readPacks(packs, folder);
  refuseWithoutMeeting(read, asked, folder);
  const plan = { ...asked, localAuthority: spelledAuthority(read, asked) };
  const shownDays = daysShown(plan);
  const counted = holdFindings(
    read.packs.filter(({ record }) => isInPeriod(shownDays, record.meeting)),
    folderOfPack(packs, false),
  );
  const others = read.packs.filter(({ record }) => !isInPeriod(shownDays, record.meeting));
  const report = buildReport([...counted, ...others], read.damaged, plan, read.ledgerFault);
  const kept = flags.out ?? join(dirname(folder), 'reports');
  const shown = join(kept, nameReport(asked));
  const page = reportHtml(report);
  const state = writeReport(resolve(runtime.cwd, shown), shown, page, reportCsv(report));
  const style = styleFor(runtime.stdout, runtime.env, flags.color);
  runtime.stdout.write(renderReportSummary(report, folder, shown, state, style));
  return report.damaged.length === 0 ? 0 : 1;
}

/** A report of another authority, or with numbers left out, is another report. */
function nameReport({ period, localAuthority, suppressBelow }: ReportPlan): string {
  const name = packName(namePeriod(period), localAuthority, 1);
  return suppressBelow === null ? name : `${name}-suppressed-below-${suppressBelow}`;
}

/** A report of nothing would look like a report of a period in which nothing was found. */
function refuseWithoutMeeting(
  { packs, damaged, isOnePack }: PacksRead,
  { period }: ReportPlan,
  folder: string,
): void {
  if (isOnePack) {
    throw new UserError(
      `${folder} is one pack, and a report is of a folder of them.`,
      `Name the folder it is in: mash-audit report ${dirname(folder)}.`,
    );
  }
  if (packs.some(({ record }) => isInPeriod(period, record.meeting))) return;
  if (damaged.some((one) => isInPeriod(period, one.meeting ?? one.name.slice(0, 10)))) return;
  const meetings = packs.map(({ record }) => record.meeting).sort();
  const [first, last] = [meetings[0], meetings.at(-1)];
  throw new UserError(
    `No pack in ${folder} is of a meeting from ${sayShortDate(period.from)} to ${sayShortDate(period.to)}.`,
    first === undefined || last === undefined
      ? 'None of its packs can be read: see mash-audit verify.'
      : `Its packs are of meetings from ${sayShortDate(first)} to ${sayShortDate(last)}. Name a period with --month, --quarter, --year, or --from and --to.`,
  );
}

/** The authority as the packs spell it. Throws UserError: one misspelt would give a report of nothing. */
function spelledAuthority(
  { packs }: PacksRead,
  { period, localAuthority }: ReportPlan,
): string | null {
  if (localAuthority === null) return null;
  const named = packs
    .filter(({ record }) => isInPeriod(period, record.meeting))
    .flatMap(({ record: { settings, sample } }) => [
      ...(settings.localAuthority === null ? [] : [settings.localAuthority]),
      ...sample.filter(({ role }) => role === 'case').map((one) => one.localAuthority),
    ]);
  if (named.some((name) => isSameAuthority(name, localAuthority))) {
    return nameAuthority(localAuthority, named);
  }
  const occur = [...new Map(named.map((name) => [authorityKey(name), name])).values()].filter(
    (name) => name !== '',
  );
  throw new UserError(
    `No case of the period is of ${localAuthority}.`,
    occur.length === 0
      ? 'Its packs name no local authority.'
      : `Name one of these: ${occur.sort().join(', ')}.`,
  );
}
