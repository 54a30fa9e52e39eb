/** What a report is asked for, from its flags. */
import { sayShortDate } from '../../audit/civil-date.ts';
import {
  lastWholeMonth,
  parseMonth,
  parseQuarter,
  parseYear,
  type ReportPeriod,
} from '../../audit/report-period.ts';
import type { ReportPlan } from '../../audit/report-scope.ts';
import { UserError } from '../../errors.ts';
import type { Runtime } from '../runtime.ts';
import { resolveDay } from './resolve-week.ts';

/** The flags as typed. */
export interface ReportFlags {
  readonly from?: string;
  readonly to?: string;
  readonly month?: string;
  readonly quarter?: string;
  readonly year?: string;
  readonly localAuthority?: string;
  readonly suppressBelow?: string;
  readonly out?: string;
  readonly color: boolean;
}

/** Throws UserError for a flag that cannot be used as it stands. */
export function resolveReportPlan(flags: ReportFlags, runtime: Runtime): ReportPlan {
  const asAt = runtime.today();
  return {
    period: resolvePeriod(flags) ?? lastWholeMonth(asAt),
    asAt,
    localAuthority: resolveAuthority(flags.localAuthority),
    suppressBelow: resolveSuppression(flags.suppressBelow),
  };
}

/** Null where no flag names a period. */
function resolvePeriod(flags: ReportFlags): ReportPeriod | null {
  const { from, to, month, quarter, year } = flags;
  const ways = [from ?? to, month, quarter, year].filter((way) => way !== undefined);
  if (ways.length > 1) {
    throw new UserError(
      'The period of the report was given in more than one way.',
      'Give one of --month, --quarter, --year, or --from with --to.',
    );
  }
  if (month !== undefined)
    return named('--month', month, parseMonth(month), '11/2026, 2026-11 or "Nov 2026"');
  if (quarter !== undefined)
    return named('--quarter', quarter, parseQuarter(quarter), '2026-Q3 (July to September)');
  if (year !== undefined) return named('--year', year, parseYear(year), '2026');
  return resolveDays(from, to);
}

function named(
  flag: string,
  text: string,
  period: ReportPeriod | null,
  example: string,
): ReportPeriod {
  if (period !== null) return period;
  throw new UserError(`${flag} “${text}” is no such period.`, `Write it as ${example}.`);
}

function resolveDays(from: string | undefined, to: string | undefined): ReportPeriod | null {
  const [first, last] = [resolveDay('--from', from), resolveDay('--to', to)];
  if (first === null && last === null) return null;
  if (first === null || last === null) {
    throw new UserError(
      'Only one end of the period was given.',
      'Give both --from and --to, or --month, --quarter or --year.',
    );
  }
  if (first <= last) return { from: first, to: last };
  throw new UserError(
    `The period runs from ${sayShortDate(first)} to ${sayShortDate(last)}.`,
    '--from must not be after --to.',
  );
}

function resolveAuthority(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() !== '') return text.trim();
  throw new UserError('--local-authority is blank.', 'Name one, such as Wiltshire.');
}

function resolveSuppression(text: string | undefined): number | null {
  if (text === undefined) return null;
  const below = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (below >= 2) return below;
  throw new UserError(
    `--suppress-below “${text}” is not a number from 2 to 999.`,
    'With --suppress-below 5, counts from 1 to 4 are left out.',
  );
}
