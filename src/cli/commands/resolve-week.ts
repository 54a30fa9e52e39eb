/** Which days are audited, and how far dates are believed: from flags, then settings, then today. */
import { addDays, sayShortDate, yearOf, type CivilDate } from '../../audit/civil-date.ts';
import { fridayOnOrAfter, weekBefore, type AuditWeek } from '../../audit/week.ts';
import { UserError } from '../../errors.ts';
import { EARLIEST_YEAR, type YearRange } from '../../inputs/dates.ts';
import type { SettingsFile } from '../../inputs/settings-schema.ts';
import { readSpokenDay } from '../../inputs/spoken-day.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditFlags } from './audit-flags.ts';

/**
 * The meeting named, else the Friday after the dates named, else today if it is a Friday, else the
 * coming one; and the seven days before it unless other dates are named.
 */
export function resolveWeek(
  flags: AuditFlags,
  settings: SettingsFile,
  runtime: Runtime,
): AuditWeek {
  const from = resolveDay('--from', flags.from);
  const to = resolveDay('--to', flags.to);
  const named = resolveDay('--meeting', flags.meeting);
  if (from === null && to === null) {
    const meeting = named ?? fridayOnOrAfter(runtime.today());
    return weekBefore(meeting, {
      days: settings.week?.days,
      endsDaysBefore: settings.week?.['ends-days-before-meeting'],
    });
  }
  if (from === null || to === null) {
    throw new UserError(
      'Only one end of the dates to audit was given.',
      'Give both --from and --to, or neither: then it is the seven days before the meeting.',
    );
  }
  const meeting = named ?? fridayOnOrAfter(addDays(to, 1));
  if (from > to || to > meeting) {
    throw new UserError(
      `The dates to audit run from ${sayShortDate(from)} to ${sayShortDate(to)}, for the meeting of ${sayShortDate(meeting)}.`,
      '--from must not be after --to, and --to not after the meeting.',
    );
  }
  return { meeting, from, to };
}

/**
 * The year after the meeting, or after today: an export made later may be used to repeat the past.
 * The clock can only widen what is believed, so what could be read once can be read for ever.
 */
export function yearsBelieved(meeting: CivilDate, runtime: Runtime): YearRange {
  const latest = Math.max(yearOf(meeting), yearOf(runtime.today()));
  return { from: EARLIEST_YEAR, to: latest + 1 };
}

/** The day a flag names; null where it is not given. Throws UserError where it names none. */
export function resolveDay(flag: string, text: string | undefined): CivilDate | null {
  if (text === undefined) return null;
  const range = { from: EARLIEST_YEAR, to: 2199 };
  const { date, notADate } = readSpokenDay(text, range);
  if (date !== null) return date;
  if (notADate?.code === 'other-weekday') {
    throw new UserError(
      `${flag} “${text}” contradicts itself: that day is ${notADate.other}.`,
      'Put the date or the weekday right. The weekday can be left out.',
    );
  }
  const short = notADate?.code === 'short-year';
  throw new UserError(
    `${flag} “${text}” ${short ? 'has a year of two digits' : 'is not a day in the calendar'}.`,
    `Write it as day/month/year with the year in full, such as 20/11/2026, or as 2026-11-20.${isCutOff(text) ? ' A date with spaces needs quotation marks.' : ''}`,
  );
}

/** What is left of `20 Nov 2026` or `Friday 20 November 2026` typed without quotation marks. */
function isCutOff(text: string): boolean {
  return /^(?:\d{1,2}(?:st|nd|rd|th)?|[a-z]{3,},?)$/i.test(text.trim());
}
