import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekday } from '../../src/audit/civil-date.ts';
import {
  daysInWeek,
  finishedOn,
  fridayOnOrAfter,
  isUnfinished,
  isUsualWeek,
  lastFinishedMeeting,
  isWithin,
  weekBefore,
} from '../../src/audit/week.ts';
import { day } from '../support/referral-rows.ts';

describe('the audit week', () => {
  test.each([
    // meeting, from, to, why
    ['2026-11-20', '2026-11-13', '2026-11-19', 'a Friday: Friday to Thursday'],
    ['2026-11-18', '2026-11-11', '2026-11-17', 'another day: the seven days before it'],
    ['2027-01-01', '2026-12-25', '2026-12-31', 'the first of a year'],
    ['2026-01-02', '2025-12-26', '2026-01-01', 'over the end of a year'],
    ['2028-03-03', '2028-02-25', '2028-03-02', 'over a leap day'],
    ['2026-03-06', '2026-02-27', '2026-03-05', 'over a February of 28 days'],
    ['2026-04-03', '2026-03-27', '2026-04-02', 'over the night clocks go forward (29 March)'],
    ['2026-10-30', '2026-10-23', '2026-10-29', 'over the night clocks go back (25 October)'],
  ])('of a meeting on %s is %s to %s: %s', (meeting, from, to) => {
    const week = weekBefore(day(meeting));
    expect(week).toEqual({ meeting, from, to });
    expect(daysInWeek(week)).toBe(7);
    expect(isUsualWeek(week)).toBe(true);
  });

  test('is as long, and ends as long before the meeting, as a team sets it', () => {
    const meeting = day('2026-11-20');
    expect(weekBefore(meeting, { days: 5, endsDaysBefore: 7 })).toEqual({
      meeting,
      from: '2026-11-09',
      to: '2026-11-13',
    });
    expect(weekBefore(meeting, { endsDaysBefore: 0 })).toMatchObject({
      from: '2026-11-14',
      to: '2026-11-20',
    });
    expect(weekBefore(meeting, { days: undefined })).toEqual(weekBefore(meeting));
  });

  test('holds its first and last day, and not the days beside them', () => {
    const week = weekBefore(day('2026-11-20'));
    expect(isWithin(week, day('2026-11-13'))).toBe(true);
    expect(isWithin(week, day('2026-11-16'))).toBe(true);
    expect(isWithin(week, day('2026-11-19'))).toBe(true);
    expect(isWithin(week, day('2026-11-12'))).toBe(false);
    expect(isWithin(week, day('2026-11-20'))).toBe(false);
    expect(isWithin(week, day('2025-11-16'))).toBe(false);
  });

  test('of one Friday after another gives every day to exactly one meeting', () => {
    const meetings = Array.from({ length: 60 }, (_, n) => addDays(day('2026-01-02'), 7 * n));
    const weeks = meetings.map((meeting) => weekBefore(meeting));
    const days = Array.from({ length: 365 }, (_, n) => addDays(day('2026-01-01'), n));
    for (const date of days) {
      expect(weeks.filter((week) => isWithin(week, date))).toHaveLength(1);
    }
  });
});

describe('an unusual week', () => {
  const usual = weekBefore(day('2026-11-20'));

  test.each([
    ['starts a day early', { ...usual, from: day('2026-11-12') }, 8],
    ['starts a day late', { ...usual, from: day('2026-11-14') }, 6],
    ['ends on the day of the meeting', { ...usual, to: day('2026-11-20') }, 8],
    ['ends days before the meeting', { ...usual, meeting: day('2026-11-24') }, 7],
    ['is seven days that hold the meeting', { ...usual, meeting: day('2026-11-19') }, 7],
    ['is a single day', { ...usual, from: usual.to }, 1],
  ])('%s', (_, week, days) => {
    expect(isUsualWeek(week)).toBe(false);
    expect(daysInWeek(week)).toBe(days);
  });

  test('is not one that only ends on another day than Thursday', () => {
    expect(isUsualWeek(weekBefore(day('2026-11-18')))).toBe(true);
  });
});

describe('the next Friday', () => {
  test.each([
    ['Monday', '2026-11-16', '2026-11-20'],
    ['Tuesday', '2026-11-17', '2026-11-20'],
    ['Wednesday', '2026-11-18', '2026-11-20'],
    ['Thursday', '2026-11-19', '2026-11-20'],
    ['Friday', '2026-11-20', '2026-11-20'],
    ['Saturday', '2026-11-21', '2026-11-27'],
    ['Sunday', '2026-11-22', '2026-11-27'],
    ['Saturday at the end of a year', '2026-12-26', '2027-01-01'],
    ['Thursday before a leap day that is a Friday', '2036-02-28', '2036-02-29'],
  ])('on or after a %s, %s, is %s', (_, date, friday) => {
    expect(fridayOnOrAfter(day(date))).toBe(friday);
  });

  test('is a Friday, today or within six days, from any day of four years', () => {
    for (let n = 0; n < 1461; n += 1) {
      const date = addDays(day('2026-01-01'), n);
      const friday = fridayOnOrAfter(date);
      expect(weekday(friday)).toBe(5);
      expect(daysBetween(date, friday)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(date, friday)).toBeLessThan(7);
    }
  });
});

describe('a week that has not ended', () => {
  const next = weekBefore(day('2026-11-27'));
  const sameDay = weekBefore(day('2026-11-27'), { endsDaysBefore: 0 });

  test.each([
    ['on the Monday before', next, '2026-11-23', '2026-11-20'],
    ['on its last day', next, '2026-11-26', '2026-11-20'],
    ['weeks before', next, '2026-11-02', '2026-10-30'],
    ['on the day of the meeting before', next, '2026-11-20', '2026-11-20'],
    ['on the day before that', next, '2026-11-19', '2026-11-13'],
    ['that ends with the meeting, on the day before', sameDay, '2026-11-26', '2026-11-20'],
    ['that ends with the meeting, a week before', sameDay, '2026-11-20', '2026-11-20'],
  ])('is told %s, with the last that has', (_, week, today, last) => {
    expect(isUnfinished(week, day(today))).toBe(true);
    expect(lastFinishedMeeting(week, day(today))).toBe(last);
  });

  test.each([
    ['on the day after its last', next, '2026-11-27'],
    ['years after', next, '2030-01-01'],
    ['on the day of the meeting, where it ends with that', sameDay, '2026-11-27'],
  ])('is not one %s', (_, week, today) => {
    expect(isUnfinished(week, day(today))).toBe(false);
    expect(finishedOn(week)).toBe('2026-11-27');
  });

  test('on every day of two years, the last that has ended is of the seven days before', () => {
    for (let n = 0; n < 731; n += 1) {
      const today = addDays(day('2026-01-01'), n);
      const coming = weekBefore(fridayOnOrAfter(today));
      if (!isUnfinished(coming, today)) continue;
      const last = lastFinishedMeeting(coming, today);
      expect(isUnfinished(weekBefore(last), today)).toBe(false);
      expect(daysBetween(last, today)).toBeGreaterThan(0);
      expect(daysBetween(last, today)).toBeLessThan(7);
    }
  });
});
