/** The words of `mash-audit sample` into options: every flag is settled here, or refused with a cure. */
import type { CivilDate } from '../../audit/civil-date.ts';
import { addDays } from '../../audit/civil-date.ts';
import { DEFAULT_MARKING, DEFAULT_SIZE, LARGEST_SIZE, type LeaveOut } from '../../audit/rules.ts';
import { LONGEST_SEED, parseSeed, type Seed } from '../../audit/tickets.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../audit/vocabulary.ts';
import { fridayOnOrAfter, weekBefore, type AuditWeek } from '../../audit/week.ts';
import { UserError } from '../../errors.ts';
import { EARLIEST_YEAR, parseDay } from '../../inputs/dates.ts';
import type { Runtime } from '../runtime.ts';
import type { SampleOptions } from './sample.ts';

/** The flags as typed. */
export interface SampleFlags {
  readonly meeting?: string;
  readonly from?: string;
  readonly to?: string;
  readonly seed?: string;
  readonly size?: string;
  readonly out: string;
  readonly leaveOutUnrecognised?: true;
  readonly leaveOutUndated?: true;
  readonly leaveOutContradictory?: true;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** Throws UserError for a flag that cannot be used as it stands. */
export function resolveSampleOptions(
  exports: readonly string[],
  flags: SampleFlags,
  runtime: Runtime,
): SampleOptions {
  const dryRun = flags.dryRun === true;
  return {
    exports,
    week: resolveWeek(flags, runtime),
    seed: resolveSeed(flags.seed, dryRun, runtime),
    rules: {
      vocabulary: buildVocabulary(DEFAULT_WORDINGS),
      size: resolveSize(flags.size),
      leaveOut: resolveLeaveOut(flags),
      marking: DEFAULT_MARKING,
    },
    out: flags.out,
    dryRun,
    json: flags.json === true,
    quiet: flags.quiet === true,
    color: flags.color,
  };
}

/**
 * The meeting named, else the Friday after the dates named, else today if it is a Friday, else the
 * coming one; and the seven days before it unless other dates are named.
 */
function resolveWeek(flags: SampleFlags, runtime: Runtime): AuditWeek {
  const named = { from: resolveDay('--from', flags.from), to: resolveDay('--to', flags.to) };
  if ((named.from === null) !== (named.to === null)) {
    throw new UserError(
      `Only one end of the dates to audit was given.`,
      'Give both --from and --to, or neither: then it is the seven days before the meeting.',
    );
  }
  if (named.from === null || named.to === null) {
    return weekBefore(resolveDay('--meeting', flags.meeting) ?? fridayOnOrAfter(runtime.today()));
  }
  const meeting = resolveDay('--meeting', flags.meeting) ?? fridayOnOrAfter(addDays(named.to, 1));
  if (named.from > named.to || named.to > meeting) {
    throw new UserError(
      `The dates to audit run from ${named.from} to ${named.to}, for the meeting of ${meeting}.`,
      '--from must not be after --to, and --to not after the meeting.',
    );
  }
  return { meeting, from: named.from, to: named.to };
}

function resolveDay(flag: string, text: string | undefined): CivilDate | null {
  if (text === undefined) return null;
  const day = parseDay(text, { from: EARLIEST_YEAR, to: 2199 });
  if (day !== null) return day;
  throw new UserError(
    `${flag} “${text}” is not a day in the calendar.`,
    'Write it as day/month/year with the year in full, such as 20/11/2026, or as 2026-11-20.',
  );
}

function resolveSeed(text: string | undefined, dryRun: boolean, runtime: Runtime): Seed | null {
  if (text === undefined) return dryRun ? null : generateSeed(runtime);
  const seed = parseSeed(text, 'given');
  if (seed !== null) return seed;
  throw new UserError(
    'The --seed given cannot be used: it is blank, too long, or holds control characters.',
    `Give up to ${LONGEST_SEED} letters or digits, in quotation marks; or none, and one is made.`,
  );
}

/** Twenty digits in groups of five, from the system's secure generator: 66 bits of chance. */
function generateSeed(runtime: Runtime): Seed {
  const group = () => Array.from({ length: 5 }, () => runtime.randomDigit()).join('');
  const value = Array.from({ length: 4 }, group).join('-');
  return { value, source: 'generated' };
}

function resolveSize(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SIZE;
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= LARGEST_SIZE) return size;
  throw new UserError(
    `--size “${text}” is not a number of cases.`,
    `Give a whole number from 1 to ${LARGEST_SIZE}; without it, ${DEFAULT_SIZE} are drawn.`,
  );
}

function resolveLeaveOut(flags: SampleFlags): ReadonlySet<LeaveOut> {
  const chosen: readonly (LeaveOut | false)[] = [
    flags.leaveOutUnrecognised === true && 'unrecognised',
    flags.leaveOutUndated === true && 'undated',
    flags.leaveOutContradictory === true && 'contradictory',
  ];
  return new Set(chosen.filter((reason) => reason !== false));
}
