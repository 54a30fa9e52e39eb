/** A day as people write it on a form; where it is none, why. */
import { sayDate, type CivilDate } from '../audit/civil-date.ts';
import type { NotADate } from '../audit/filled-form.ts';
import { parseDate, WEEKDAYS, type YearRange } from './dates.ts';

export interface SpokenDay {
  readonly date: CivilDate | null;
  /** Why it is none, where that is known. */
  readonly notADate: NotADate | null;
}

/**
 * A day in any of the formats listed, and as the form prints it: `Friday 27 November 2026`, `27th
 * November 2026`. A weekday that is not that day's contradicts it: there is no telling which is meant.
 */
export function readSpokenDay(text: string, range: YearRange): SpokenDay {
  const spoken = /^(?<word>[a-z]{3,9}),? +(?<rest>.+)$/iu.exec(text.trim())?.groups;
  const word = spoken?.word?.toLowerCase() ?? '';
  const rest = spoken?.rest ?? text.trim();
  const plain = rest.replace(/^(\d{1,2})(?:st|nd|rd|th)\b(?: of\b)?/iu, '$1');
  if (!WEEKDAYS.some((day) => day.startsWith(word))) return none(null);
  const { moment, refused } = parseDate(plain, range);
  if (moment === null) {
    if (refused === 'date-short-year') return none('short-year', fullYear(plain));
    if (refused !== 'date-impossible') return none(null);
    // The time may be what is impossible, and not the day.
    const day = parseDate(plain.replace(CLOCK, ''), range);
    return none(day.moment === null ? 'no-such-day' : 'date-with-time');
  }
  if (moment.time !== null) return none('date-with-time');
  const said = sayDate(moment.date);
  return said.toLowerCase().startsWith(word)
    ? { date: moment.date, notADate: null }
    : none('other-weekday', said);
}

const CLOCK = /[T ,]+\d{1,2}:.*$/i;

function none(code: NotADate['code'] | null, other = ''): SpokenDay {
  return { date: null, notADate: code === null ? null : { code, other } };
}

/** `2026`, of a date whose last number is `26`. */
function fullYear(plain: string): string {
  return `20${/(\d{2})$/.exec(plain.replace(CLOCK, ''))?.[1] ?? ''}`;
}
