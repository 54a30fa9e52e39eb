/**
 * What the person who runs the program should know of the day: said on the screen, and never in a
 * pack, which must be the same whenever it is made.
 */
import { FRIDAY, weekday, type CivilDate } from './civil-date.ts';
import type { Problem } from './problems.ts';
import type { AuditWeek } from './week.ts';

/** Notices only; none where the meeting is on a Friday and the week is over. */
export function noticesOfRun({ meeting, to }: AuditWeek, today: CivilDate): readonly Problem[] {
  const notices: Problem[] = [];
  if (weekday(meeting) !== FRIDAY) {
    notices.push({ code: 'meeting-not-friday', place: null, args: { meeting } });
  }
  if (to >= today) notices.push({ code: 'week-not-ended', place: null, args: { to, today } });
  return notices;
}
