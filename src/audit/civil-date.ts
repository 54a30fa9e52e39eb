/**
 * Civil dates: the days on a wall calendar, as `YYYY-MM-DD` text, which sorts in date order.
 * All arithmetic happens on UTC calendar days, so no time zone or clock change can move a date.
 */
// Not the whole package: its formatters start up Intl, which costs as much as all the rest.
import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addBusinessDays } from 'date-fns/addBusinessDays';
import { addDays as addDaysTo } from 'date-fns/addDays';
import { addMonths as addMonthsTo } from 'date-fns/addMonths';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { format } from 'date-fns/format';
import { getISODay } from 'date-fns/getISODay';

declare const civil: unique symbol;
/** A day that exists in the calendar, written `YYYY-MM-DD`. */
export type CivilDate = string & { readonly [civil]: true };

/** A day, with the time of day (`HH:MM` or `HH:MM:SS`) where the export gave one. */
export interface Moment {
  readonly date: CivilDate;
  readonly time: string | null;
}

export const FRIDAY = 5;

/** The civil date of a year (1000-9999), month (1-12) and day, or null where no such day exists. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if (!(year >= 1000 && year <= 9999)) return null;
  const date = new UTCDateMini(year, month - 1, day);
  const exists = date.getMonth() === month - 1 && date.getDate() === day;
  return exists ? toCivil(date) : null;
}

/** Reads exactly `YYYY-MM-DD`; null for anything else. */
export function parseIsoDate(text: string): CivilDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? civilDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Whole days later, or earlier where `days` is below nought. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return toCivil(addDaysTo(toUtc(date), days));
}

/** The same day so many months later; the month's last where it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return toCivil(addMonthsTo(toUtc(date), months));
}

/** Monday to Friday are working days; bank holidays are not known here and count as working days. */
export function addWorkingDays(date: CivilDate, days: number): CivilDate {
  return toCivil(addBusinessDays(toUtc(date), days));
}

/** Working days (Monday to Friday) after one date, up to and with a later one: Friday to Monday is 1. */
export function workingDaysBetween(earlier: CivilDate, later: CivilDate): number {
  const days = Array.from({ length: daysBetween(earlier, later) }, (_, n) =>
    addDays(earlier, n + 1),
  );
  return days.filter((day) => weekday(day) <= FRIDAY).length;
}

/** Whole days from `earlier` to `later`; negative when they are the other way round. */
export function daysBetween(earlier: CivilDate, later: CivilDate): number {
  return differenceInCalendarDays(toUtc(later), toUtc(earlier));
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: CivilDate): number {
  return getISODay(toUtc(date));
}

/** Four digits, such as 2026. */
export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

/** `Friday 20 November 2026`, as people say it. */
export function sayDate(date: CivilDate): string {
  return format(toUtc(date), 'EEEE d MMMM yyyy');
}

/** `Fri 20`, under a column of a picture. */
export function sayDay(date: CivilDate): string {
  return format(toUtc(date), 'EEE d');
}

/** `Fri 20 Nov 2026`, where room is short. */
export function sayShortDate(date: CivilDate): string {
  return format(toUtc(date), 'EEE d MMM yyyy');
}

/** `20/11/2026`, as people type it into a flag. */
export function typeDate(date: CivilDate): string {
  return format(toUtc(date), 'dd/MM/yyyy');
}

/** `Friday 20 November 2026 at 09:30`; nothing for no moment. */
export function sayMoment(moment: Moment | null): string {
  if (moment === null) return '';
  const time = moment.time === null ? '' : ` at ${moment.time}`;
  return `${sayDate(moment.date)}${time}`;
}

/** `2026-11-20 09:30`, or the date alone where no time was given. */
export function writeMoment(moment: Moment | null): string {
  if (moment === null) return '';
  return moment.time === null ? moment.date : `${moment.date} ${moment.time}`;
}

function toUtc(date: CivilDate): Date {
  return new UTCDateMini(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8)),
  );
}

function toCivil(date: Date): CivilDate {
  return date.toISOString().slice(0, 10) as CivilDate;
}
