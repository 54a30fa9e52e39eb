/** How long a decision took, said only as exactly as the export allows. */
import { FRIDAY, weekday, workingDaysBetween, type CivilDate, type Moment } from './civil-date.ts';

/**
 * Working days (Monday to Friday) from received to decided. On one day with both times known, hours
 * and minutes. `Not measurable` where the dates would mislead: decided before received, or a same-day
 * decision of a weekend, which no working day measures.
 */
export function sayElapsed(received: Moment | null, decided: Moment | null): string {
  if (received === null || decided === null) return '';
  if (isBefore(decided, received)) return 'Not measurable: decided before it was received';
  if (decided.date === received.date) return saySameDay(received, decided);
  const days = workingDaysBetween(received.date, decided.date);
  if (days === 0) return 'Not measurable: no working day lies between the two';
  const exact = received.time !== null && decided.time !== null;
  return `${days} working day${days === 1 ? '' : 's'}${exact ? '' : ', by the dates alone'}`;
}

function saySameDay(received: Moment, decided: Moment): string {
  if (received.time === null || decided.time === null) {
    return isWeekend(received.date) ? 'The same day, at a weekend' : 'The same working day';
  }
  const minutes = minutesOf(decided.time) - minutesOf(received.time);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function isBefore(a: Moment, b: Moment): boolean {
  if (a.date !== b.date) return a.date < b.date;
  return a.time !== null && b.time !== null && a.time < b.time;
}

function isWeekend(date: CivilDate): boolean {
  return weekday(date) > FRIDAY;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
