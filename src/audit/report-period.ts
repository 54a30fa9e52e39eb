/** The time a report is about: whole days, by the date of the meeting. Quarters and years are the calendar's. */
import {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  parseIsoDate,
  type CivilDate,
} from './civil-date.ts';

export interface ReportPeriod {
  /** First and last day, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
] as const;

/** `2026-10`, `10/2026`, `Oct 2026` or `October 2026`; null for anything else. */
export function parseMonth(text: string): ReportPeriod | null {
  const plain = text.trim();
  if (/^\d{4}-\d{2}$/.test(plain)) return monthsFrom(parseIsoDate(`${plain}-01`), 1);
  const [, month = '', year = ''] = /^(\d{1,2}|[a-z]+)[ /-](\d{4})$/i.exec(plain) ?? [];
  const named = MONTHS.findIndex((name) => isNameOf(name, month.toLowerCase())) + 1;
  const number = named === 0 ? Number(month) : named;
  return monthsFrom(civilDate(Number(year), number, 1), 1);
}

/** The whole name or its first letters, three at least. */
function isNameOf(month: string, word: string): boolean {
  return word.length >= 3 && month.toLowerCase().startsWith(word);
}

/** `2026-Q3` (July to September), in either case; null for anything else. */
export function parseQuarter(text: string): ReportPeriod | null {
  const [, year, quarter] = /^(\d{4})-?q([1-4])$/i.exec(text) ?? [];
  return monthsFrom(civilDate(Number(year), Number(quarter) * 3 - 2, 1), 3);
}

/** `2026`; null for anything else. */
export function parseYear(text: string): ReportPeriod | null {
  return /^\d{4}$/.test(text) ? monthsFrom(civilDate(Number(text), 1, 1), 12) : null;
}

/** The last month that was over before `today`. */
export function lastWholeMonth(today: CivilDate): ReportPeriod {
  const first = firstOfMonth(today);
  return { from: addMonths(first, -1), to: addDays(first, -1) };
}

/** As long as the period and just before it: in whole months where it is of whole months. */
export function periodBefore(period: ReportPeriod): ReportPeriod {
  const to = addDays(period.from, -1);
  const months = wholeMonths(period);
  if (months > 0) return { from: addMonths(period.from, -months), to };
  return { from: addDays(period.from, -daysBetween(period.from, period.to) - 1), to };
}

/** `2026-10`, `2026-Q3`, `2026`, or `2026-10-05-to-2026-11-20`: the name of the report's folder. */
export function namePeriod(period: ReportPeriod): string {
  const { from, to } = period;
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))];
  const months = wholeMonths(period);
  if (months === 1) return from.slice(0, 7);
  if (months === 3 && month % 3 === 1) return `${year}-Q${(month + 2) / 3}`;
  if (months === 12 && month === 1) return year;
  return `${from}-to-${to}`;
}

/** `October 2026`, `July to September 2026`, `2026`, or the two days. */
export function sayPeriod(period: ReportPeriod): string {
  const { from, to } = period;
  const months = wholeMonths(period);
  const [first, last] = [sayMonth(from), sayMonth(to)];
  if (months === 1) return first;
  if (months === 12 && from.slice(5, 7) === '01') return from.slice(0, 4);
  if (months === 0) return `${sayDayOfMonth(from)} to ${sayDayOfMonth(to)}`;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? first.replace(/ \d+$/, '') : first} to ${last}`;
}

/** `date` as `YYYY-MM-DD`; the first and the last day are in it. */
export function isInPeriod({ from, to }: ReportPeriod, date: string): boolean {
  return date >= from && date <= to;
}

/** The most days on end, from the first day to the last, on which none of the dates lies. */
export function longestGap({ from, to }: ReportPeriod, dates: readonly CivilDate[]): number {
  const ends = [addDays(from, -1), ...[...dates].sort(), addDays(to, 1)];
  return Math.max(0, ...ends.slice(1).map((end, at) => daysBetween(ends[at] ?? end, end) - 1));
}

/** Its calendar months in order; the first and last only as far as they lie in it. */
export function monthsIn({ from, to }: ReportPeriod): ReportPeriod[] {
  const months: ReportPeriod[] = [];
  for (let day = from; day <= to; day = addMonths(firstOfMonth(day), 1)) {
    const last = addDays(addMonths(firstOfMonth(day), 1), -1);
    months.push({ from: day, to: last < to ? last : to });
  }
  return months;
}

/** Months from the first day of one to the last of another; 0 where the period has other ends. */
function wholeMonths({ from, to }: ReportPeriod): number {
  const after = addDays(to, 1);
  if (!from.endsWith('-01') || !after.endsWith('-01')) return 0;
  const count = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return count(after) - count(from);
}

function monthsFrom(first: CivilDate | null, months: number): ReportPeriod | null {
  return first === null ? null : { from: first, to: addDays(addMonths(first, months), -1) };
}

function firstOfMonth(date: CivilDate): CivilDate {
  return addDays(date, 1 - Number(date.slice(8)));
}

function sayMonth(date: CivilDate): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

function sayDayOfMonth(date: CivilDate): string {
  return `${Number(date.slice(8))} ${sayMonth(date)}`;
}
