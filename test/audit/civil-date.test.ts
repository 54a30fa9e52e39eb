import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  addDays,
  civilDate,
  daysBetween,
  FRIDAY,
  parseIsoDate,
  sayDate,
  sayShortDate,
  weekday,
  writeMoment,
  yearOf,
} from '../../src/audit/civil-date.ts';
import { day, moment } from '../support/referral-rows.ts';

describe('a civil date', () => {
  test.each([
    [[2026, 11, 20], '2026-11-20'],
    [[2028, 2, 29], '2028-02-29'],
    [[2000, 2, 29], '2000-02-29'],
    [[1000, 1, 1], '1000-01-01'],
    [[9999, 12, 31], '9999-12-31'],
  ] as const)('of %j is %s', ([year, month, date], text) => {
    expect(civilDate(year, month, date)).toBe(text);
  });

  test.each([
    ['29 February of a common year', 2026, 2, 29],
    ['29 February of a century that is no leap year', 1900, 2, 29],
    ['31 April', 2026, 4, 31],
    ['day 0', 2026, 1, 0],
    ['month 0', 2026, 0, 1],
    ['month 13', 2026, 13, 1],
    ['a year of two digits, which is not 1926 or 2026', 26, 3, 2],
    ['a year of five digits', 10000, 1, 1],
    ['half a day', 2026, 1, 1.5],
    ['half a month', 2026, 1.5, 1],
    ['no number', Number.NaN, 1, 1],
    ['no number of a month', 2026, Number.NaN, 1],
  ])('does not exist for %s', (_, year, month, date) => {
    expect(civilDate(year, month, date)).toBeNull();
  });
});

describe('reading an ISO date', () => {
  test('takes exactly YYYY-MM-DD', () => {
    expect(parseIsoDate('2026-11-20')).toBe('2026-11-20');
  });

  test.each([
    '',
    '2026-11-20T00:00:00',
    ' 2026-11-20',
    '2026-11-20\n',
    '2026-1-2',
    '20261120',
    '2026/11/20',
    '20/11/2026',
    '2026-02-30',
    '2026-13-01',
    '0026-11-20',
    '+002026-11-20',
    '２０２６-11-20',
  ])('refuses %j', (text) => {
    expect(parseIsoDate(text)).toBeNull();
  });
});

describe('arithmetic', () => {
  test.each([
    ['2026-11-20', -7, '2026-11-13'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s, and back', (date, days, later) => {
    expect(addDays(day(date), days)).toBe(later);
    expect(addDays(day(later), -days)).toBe(date);
    expect(daysBetween(day(date), day(later))).toBe(days);
  });

  test('the order of dates is the order of their texts', () => {
    const dates = ['2026-11-20', '2025-12-31', '2026-02-01', '2026-01-31'].map(day);
    expect([...dates].sort()).toEqual([...dates].sort((a, b) => daysBetween(b, a)));
  });

  test('weekdays count from Monday, 1, to Sunday, 7', () => {
    const monday = day('2026-11-16');
    const week = Array.from({ length: 7 }, (_, n) => weekday(addDays(monday, n)));
    expect(week).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(weekday(day('2026-11-20'))).toBe(FRIDAY);
  });

  test('the year is a number', () => {
    expect(yearOf(day('2026-11-20'))).toBe(2026);
  });
});

describe('words for people', () => {
  test('a date is said in full, or short', () => {
    expect(sayDate(day('2026-11-20'))).toBe('Friday 20 November 2026');
    expect(sayShortDate(day('2026-11-20'))).toBe('Fri 20 Nov 2026');
    expect(sayDate(day('2026-03-01'))).toBe('Sunday 1 March 2026');
    expect(sayShortDate(day('2026-03-01'))).toBe('Sun 1 Mar 2026');
  });

  test('a moment is written with its time where it has one', () => {
    expect(writeMoment(moment('2026-11-20 09:30'))).toBe('2026-11-20 09:30');
    expect(writeMoment(moment('2026-11-20 09:30:15'))).toBe('2026-11-20 09:30:15');
    expect(writeMoment(moment('2026-11-20'))).toBe('2026-11-20');
    expect(writeMoment(null)).toBe('');
  });
});

describe('on a machine anywhere', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test.each([
    // zone, what its clocks say of midday UTC on 30 March 2026, a day its clocks changed or skipped
    ['Europe/London', '13:00', '2026-03-29'],
    ['America/New_York', '08:00', '2026-03-08'],
    ['Pacific/Kiritimati', '02:00', '1994-12-31'],
    ['Pacific/Apia', '01:00', '2011-12-30'],
    ['America/Sao_Paulo', '09:00', '2018-11-04'],
  ])('in %s a day stays the day it is', (zone, midday, changed) => {
    vi.stubEnv('TZ', zone);
    // The zone is in force, or this test would prove nothing. (Only a process of its own can
    // change its zone: this needs the forks pool, which is the default.)
    expect(new Date(Date.UTC(2026, 2, 30, 12)).toTimeString().slice(0, 5)).toBe(midday);

    const [year = 0, month = 0, date = 0] = changed.split('-').map(Number);
    expect(civilDate(year, month, date)).toBe(changed);
    expect(parseIsoDate(changed)).toBe(changed);
    expect(addDays(addDays(day(changed), -1), 1)).toBe(changed);
    expect(daysBetween(addDays(day(changed), -7), addDays(day(changed), 7))).toBe(14);
    expect(sayDate(day('2026-11-20'))).toBe('Friday 20 November 2026');
    expect(sayShortDate(day(changed))).toContain(String(date));
    expect(weekday(day('2026-11-20'))).toBe(FRIDAY);
  });
});
