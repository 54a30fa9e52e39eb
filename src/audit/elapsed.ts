/** How long a decision took, said only as exactly as the export allows. */
import { workingDaysBetween, type Moment } from './civil-date.ts';

/**
 * Working days (Monday to Friday) after the day of receipt, up to the decision. On one day with both
 * times known, hours and minutes. `Not measurable` where the two contradict each other. Blank where
 * either is not recorded.
 */
export function sayElapsed(received: Moment | null, decided: Moment | null): string {
  if (received === null || decided === null) return '';
  if (isBefore(decided, received)) return 'Not measurable: decided before it was received';
  if (decided.date === received.date) {
    if (received.time === null || decided.time === null)
      return 'The same day; not measurable closer';
    return sayMinutes(received.time, decided.time);
  }
  const days = workingDaysBetween(received.date, decided.date);
  const said =
    days === 0 ? 'Less than 1 working day' : days === 1 ? '1 working day' : `${days} working days`;
  const exact = received.time !== null && decided.time !== null;
  return exact ? said : `${said}, by the dates alone`;
}

function sayMinutes(from: string, to: string): string {
  const minutes = minutesOf(to) - minutesOf(from);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function isBefore(a: Moment, b: Moment): boolean {
  if (a.date !== b.date) return a.date < b.date;
  return a.time !== null && b.time !== null && a.time < b.time;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
