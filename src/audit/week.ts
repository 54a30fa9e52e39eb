/** Which seven days a meeting audits, and by which of a referral's dates. */
import { addDays, daysBetween, FRIDAY, weekday, type CivilDate } from './civil-date.ts';

/** A referral belongs to the week by the day it was decided, or, where no export says, received. */
export type WeekBasis = 'decided' | 'received';

export interface AuditWeek {
  readonly meeting: CivilDate;
  /** First and last day audited, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const DAYS_AUDITED = 7;

/** How long an audit week is, and how long before the meeting it ends, where a team sets it. */
export interface WeekSpan {
  readonly days?: number | undefined;
  readonly endsDaysBefore?: number | undefined;
}

/**
 * The seven days that end the day before the meeting: Friday to Thursday for a Friday meeting. So
 * every decision, a weekend's or a Friday afternoon's included, has exactly one week to be drawn in.
 */
export function weekBefore(
  meeting: CivilDate,
  { days = DAYS_AUDITED, endsDaysBefore = 1 }: WeekSpan = {},
): AuditWeek {
  const to = addDays(meeting, -endsDaysBefore);
  return { meeting, from: addDays(to, 1 - days), to };
}

/** The day itself when it is a Friday, else the next Friday. */
export function fridayOnOrAfter(date: CivilDate): CivilDate {
  return addDays(date, (FRIDAY - weekday(date) + 7) % 7);
}

/** The first and the last day are in it. */
export function isWithin(week: AuditWeek, date: CivilDate): boolean {
  return date >= week.from && date <= week.to;
}

/**
 * True while decisions of the week are still to come. On the day of the meeting none are waited for:
 * a team whose week ends with that day has chosen so.
 */
export function isUnfinished({ meeting, to }: AuditWeek, today: CivilDate): boolean {
  return to >= today && meeting > today;
}

/** The first day on which an unfinished week can be drawn. */
export function finishedOn({ meeting, to }: AuditWeek): CivilDate {
  return to === meeting ? meeting : addDays(to, 1);
}

/** The last meeting, whole weeks before this one, whose audit week has ended. */
export function lastFinishedMeeting(week: AuditWeek, today: CivilDate): CivilDate {
  const back = (days: number): AuditWeek => ({
    meeting: addDays(week.meeting, -days),
    from: addDays(week.from, -days),
    to: addDays(week.to, -days),
  });
  const most = Math.max(0, Math.floor(daysBetween(today, week.to) / 7) * 7);
  const last = back(most);
  return isUnfinished(last, today) ? addDays(last.meeting, -7) : last.meeting;
}

/** True for the usual week: seven days that end the day before the meeting. */
export function isUsualWeek(week: AuditWeek): boolean {
  return daysBetween(week.to, week.meeting) === 1 && daysInWeek(week) === DAYS_AUDITED;
}

/** 1 or more: the first and the last day count. Named days need not be seven. */
export function daysInWeek(week: AuditWeek): number {
  return daysBetween(week.from, week.to) + 1;
}
