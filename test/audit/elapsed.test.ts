import { describe, expect, test } from 'vitest';
import { parseIsoDate, type Moment } from '../../src/audit/civil-date.ts';
import { sayElapsed } from '../../src/audit/elapsed.ts';

/** `2026-11-20` or `2026-11-20 09:30`; null for a blank. */
function moment(text: string): Moment | null {
  const [day = '', time = null] = text.split(' ');
  const date = parseIsoDate(day);
  return date === null ? null : { date, time };
}

describe('how long a decision took', () => {
  test.each([
    // Monday 16 to Friday 20 November 2026.
    ['2026-11-16 09:00', '2026-11-16 10:05', '1 h 5 min'],
    ['2026-11-16 09:00', '2026-11-17 08:00', '1 working day'],
    ['2026-11-16', '2026-11-17', '1 working day, by the dates alone'],
    ['2026-11-13 16:00', '2026-11-16 09:00', '1 working day'],
    ['2026-11-13 16:00', '2026-11-15 09:00', 'Less than 1 working day'],
    ['2026-11-15 09:00', '2026-11-17 09:00', '2 working days'],
    ['2026-11-13', '2026-11-27', '10 working days, by the dates alone'],
    ['2026-11-16', '2026-11-16', 'The same day; not measurable closer'],
    ['2026-11-16 09:00', '2026-11-16', 'The same day; not measurable closer'],
    ['2026-11-17', '2026-11-16', 'Not measurable: decided before it was received'],
    ['2026-11-16 10:00', '2026-11-16 09:59', 'Not measurable: decided before it was received'],
    ['', '2026-11-16', ''],
    ['2026-11-16', '', ''],
  ])('received %s, decided %s: %s', (received, decided, said) => {
    expect(sayElapsed(moment(received), moment(decided))).toBe(said);
  });
});
