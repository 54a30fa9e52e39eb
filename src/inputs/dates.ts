/**
 * Text into civil dates, day first, against a listed set of formats. What no format fits, or what
 * could be read two ways, is refused with the reason; nothing is ever read "as well as possible".
 */
import { civilDate, sayDate, yearOf, type CivilDate, type Moment } from '../audit/civil-date.ts';

export interface YearRange {
  readonly from: number;
  readonly to: number;
}

export type DateRefusal =
  'date-unreadable' | 'date-short-year' | 'date-impossible' | 'date-out-of-range';

export type ParsedDate =
  | { readonly moment: Moment; readonly refused: null }
  | { readonly moment: null; readonly refused: DateRefusal };

export const EARLIEST_YEAR = 1990;

const TIME = String.raw`(?:(?:[T ]+|, *)(?<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?: ?(?<half>[ap]m))?)?`;

/** `2026-11-20`, `2026-11-20T09:30:00Z`: the year first says the order. */
const YEAR_FIRST = new RegExp(
  String.raw`^(?<y>\d{4})(?<sep>[-/])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})${TIME} ?(?<zone>Z|[+-]\d{2}:?\d{2})?$`,
  'i',
);
/** `20/11/2026`, `20.11.2026 09:30`: day first, always. */
const DAY_FIRST = new RegExp(
  String.raw`^(?<d>\d{1,2})(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<y>\d{4}|\d{2})${TIME}$`,
  'i',
);
/** `20-Nov-2026`, `20 November 2026`. */
const MONTH_NAMED = new RegExp(
  String.raw`^(?<d>\d{1,2})[- /]?(?<name>[a-z]{3,9})[- /,]{0,2}(?<y>\d{4}|\d{2})${TIME}$`,
  'i',
);

const MONTHS = [
  ['jan', 'january'],
  ['feb', 'february'],
  ['mar', 'march'],
  ['apr', 'april'],
  ['may'],
  ['jun', 'june'],
  ['jul', 'july'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
] as const satisfies readonly (readonly string[])[];

/** Reads a cell's date. `range` bounds the years believed, both included. */
export function parseDate(text: string, range: YearRange): ParsedDate {
  const plain = text.replace(/\s+/gu, ' ').trim();
  const match = YEAR_FIRST.exec(plain) ?? DAY_FIRST.exec(plain) ?? MONTH_NAMED.exec(plain);
  const parts = match?.groups;
  if (parts === undefined) return refuse('date-unreadable');
  const month = parts.m === undefined ? monthNamed(parts.name ?? '') : Number(parts.m);
  if (month === null) return refuse('date-unreadable');
  if (parts.y?.length !== 4) return refuse('date-short-year');
  const date = civilDate(Number(parts.y), month, Number(parts.d));
  if (date === null) return refuse('date-impossible');
  const time = parseClock(parts.clock, parts.half);
  if (time === undefined) return refuse('date-impossible');
  const moment =
    parts.zone === undefined || time === null ? { date, time } : inLondon(date, time, parts.zone);
  if (moment === null) return refuse('date-impossible');
  const year = yearOf(moment.date);
  if (year < range.from || year > range.to) return refuse('date-out-of-range');
  return { moment: dropMidnight(moment), refused: null };
}

/** A day given by a person on the command line or in settings: any listed format, without a time. */
export function parseDay(text: string, range: YearRange): CivilDate | null {
  const { moment } = parseDate(text, range);
  return moment !== null && moment.time === null ? moment.date : null;
}

/**
 * The same as people say it, and as every page prints it: `Friday 27 November 2026`, `Fri 27 Nov 2026`,
 * `27th November 2026`. A weekday that is not that day's contradicts it: there is no telling which is meant.
 */
export function parseSpokenDay(text: string, range: YearRange): CivilDate | null {
  const { weekday, day } = splitSpokenDay(text);
  const date = parseDay(day, range);
  return date !== null && isWeekdayOf(weekday, date) ? date : null;
}

/** The date that a spoken day gives with the weekday of another; null for anything else. */
export function parseContradictedDay(text: string, range: YearRange): CivilDate | null {
  const { weekday, day } = splitSpokenDay(text);
  const isWeekday = WEEKDAYS.some((name) => name.startsWith(weekday));
  const date = isWeekday ? parseDay(day, range) : null;
  return date !== null && !isWeekdayOf(weekday, date) ? date : null;
}

/** The weekday before a date, '' where there is none, and the date as `parseDay` takes it. */
export function splitSpokenDay(text: string): { readonly weekday: string; readonly day: string } {
  const spoken = /^(?<weekday>[a-z]{3,9}),? +(?<rest>.+)$/iu.exec(text.trim())?.groups;
  const rest = spoken?.rest ?? text.trim();
  return {
    weekday: spoken?.weekday?.toLowerCase() ?? '',
    day: rest.replace(/^(\d{1,2})(?:st|nd|rd|th)\b(?: of\b)?/iu, '$1'),
  };
}

function isWeekdayOf(weekday: string, date: CivilDate): boolean {
  return sayDate(date).toLowerCase().startsWith(weekday);
}

/** True for a date written day, month, year in numbers, whose day and month exist in that order. */
export function isDayFirst(text: string): boolean {
  const parts = DAY_FIRST.exec(text.trim())?.groups;
  return (
    parts?.y?.length === 4 && civilDate(Number(parts.y), Number(parts.m), Number(parts.d)) !== null
  );
}

/** True where the text is a date if, and only if, the month is read first (`11/20/2026`). */
export function fitsMonthFirstOnly(text: string): boolean {
  const parts = DAY_FIRST.exec(text.trim())?.groups;
  const [first, second] = [Number(parts?.d), Number(parts?.m)];
  return (
    parts?.y?.length === 4 && second > 12 && civilDate(Number(parts.y), first, second) !== null
  );
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** The words a date may hold besides its numbers. */
const DATE_WORDS: ReadonlySet<string> = new Set([
  ...MONTHS.flat(),
  ...WEEKDAYS.flatMap((day) => [day, day.slice(0, 3)]),
  ...['st', 'nd', 'rd', 'th', 'of', 'at', 'am', 'pm', 't', 'z', 'utc', 'gmt', 'bst'],
]);

/**
 * True for text that is made like a date, so that a message may quote it whether or not it can be
 * read. A month alone may be a name (April), and a long number may be anybody's.
 */
export function isDateLike(text: string): boolean {
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return true;
  if (!/^[\p{L}\d\s/.,:+-]*$/u.test(text)) return false;
  const words = text.match(/\p{L}+/gu) ?? [];
  const numbers = text.replace(/(:\d{2})[.,]\d{1,9}\b/, '$1').match(/\d+/g) ?? [];
  return (
    numbers.length > 0 &&
    numbers.length <= MOST_NUMBERS &&
    numbers.every((number) => /^(?:\d{1,2}|\d{4}|(?:19|20)\d{6})$/.test(number)) &&
    words.every((word) => DATE_WORDS.has(word.toLowerCase()))
  );
}

/** Year, month, day, hour, minute, second, and the two of a time zone. */
const MOST_NUMBERS = 8;

function refuse(refused: DateRefusal): ParsedDate {
  return { moment: null, refused };
}

function monthNamed(name: string): number | null {
  const index = MONTHS.findIndex((names: readonly string[]) => names.includes(name.toLowerCase()));
  return index === -1 ? null : index + 1;
}

/** `HH:MM`, or `HH:MM:SS` where the seconds count; null for no time; undefined for no such time. */
function parseClock(
  clock: string | undefined,
  half: string | undefined,
): string | null | undefined {
  if (clock === undefined) return null;
  const [hours = NaN, minutes = NaN, seconds = 0] = clock.split(/[:.,]/).map(Number);
  const hour = half === undefined ? hours : twelveHour(hours, half.toLowerCase());
  if (!(hour <= 23 && minutes <= 59 && seconds <= 59)) return undefined;
  const digits = (value: number): string => String(value).padStart(2, '0');
  return [hour, minutes, ...(seconds === 0 ? [] : [seconds])].map(digits).join(':');
}

function twelveHour(hours: number, half: string): number {
  if (!(hours >= 1 && hours <= 12)) return NaN;
  return (hours % 12) + (half === 'pm' ? 12 : 0);
}

/** Systems that store days as date-times write midnight: it says the day, not the time. */
function dropMidnight({ date, time }: Moment): Moment {
  return { date, time: time === '00:00' ? null : time };
}

/**
 * A time with its zone is one instant; the day it falls on is read off the clock of the place these
 * referrals are made in. So `2026-07-09T23:00:00Z`, a British summer midnight, is the 10th. Null for
 * a zone there is not, such as `+25:00`.
 */
function inLondon(date: CivilDate, time: string | null, zone: string): Moment | null {
  const clock = (time ?? '00:00').padEnd(8, ':00');
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/(\d{2}):?(\d{2})$/, '$1:$2');
  const instant = Date.parse(`${date}T${clock}${offset}`);
  if (Number.isNaN(instant)) return null;
  const written = londonClock().format(instant);
  const [day, month, year, hour, minute, second] = written.split(/\D+/).map(Number);
  const local = civilDate(year ?? 0, month ?? 0, day ?? 0);
  if (local === null) return { date, time };
  const seconds = second === 0 ? '' : `:${String(second).padStart(2, '0')}`;
  const clockText = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}${seconds}`;
  return { date: local, time: clockText };
}

let london: Intl.DateTimeFormat | undefined;

/** Made when it is first needed: starting up Intl costs more than reading a week's export. */
function londonClock(): Intl.DateTimeFormat {
  london ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return london;
}
