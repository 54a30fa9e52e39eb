import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseIsoDate, type CivilDate } from '../../src/audit/civil-date.ts';
import {
  lastWholeMonth,
  monthsIn,
  namePeriod,
  parseMonth,
  parseQuarter,
  parseYear,
  periodBefore,
  sayPeriod,
} from '../../src/audit/report-period.ts';

function day(text: string): CivilDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`no such day: ${text}`);
  return date;
}

describe('a period', () => {
  it.each([
    ['2026-02', parseMonth, '2026-02-01', '2026-02-28', 'February 2026'],
    ['2028-02', parseMonth, '2028-02-01', '2028-02-29', 'February 2028'],
    ['2026-Q3', parseQuarter, '2026-07-01', '2026-09-30', 'July to September 2026'],
    ['2026', parseYear, '2026-01-01', '2026-12-31', '2026'],
  ])('%s is what it says', (text, parse, from, to, said) => {
    const period = parse(text);
    expect(period).toEqual({ from, to });
    if (period === null) return;
    expect(namePeriod(period)).toBe(text);
    expect(sayPeriod(period)).toBe(said);
  });

  it.each([
    ['11/2026', '2026-11'],
    ['Nov 2026', '2026-11'],
    ['november 2026', '2026-11'],
    ['Sept 2026', '2026-09'],
    [' 9/2026', '2026-09'],
    ['02-2028', '2028-02'],
  ])('a month may be written as “%s”', (text, month) => {
    expect(parseMonth(text)?.from).toBe(`${month}-01`);
    expect(parseMonth(text)).toEqual(parseMonth(month));
  });

  it.each([
    ['2026-13', parseMonth],
    ['13/2026', parseMonth],
    ['0/2026', parseMonth],
    ['11/26', parseMonth],
    ['20/11/2026', parseMonth],
    ['November', parseMonth],
    ['Ju 2026', parseMonth],
    ['Novembre 2026', parseMonth],
    ['/2026', parseMonth],
    ['2026-1', parseMonth],
    ['2026-Q5', parseQuarter],
    ['Q3', parseQuarter],
    ['26', parseYear],
    ['', parseYear],
  ])('“%s” is none', (text, parse) => {
    expect(parse(text)).toBeNull();
  });

  it('is the last whole month where none is named', () => {
    expect(lastWholeMonth(day('2026-11-30'))).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(lastWholeMonth(day('2026-01-01'))).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('of other days is named by its ends', () => {
    const period = { from: day('2026-10-05'), to: day('2026-11-20') };
    expect(namePeriod(period)).toBe('2026-10-05-to-2026-11-20');
    expect(sayPeriod(period)).toBe('5 October 2026 to 20 November 2026');
    const financial = { from: day('2026-04-01'), to: day('2027-03-31') };
    expect(sayPeriod(financial)).toBe('April 2026 to March 2027');
    expect(namePeriod(financial)).toBe('2026-04-01-to-2027-03-31');
  });

  it.each([
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
    ['2026-03-02', '2026-03-15', '2026-02-16', '2026-03-01'],
  ])('from %s to %s has %s to %s before it', (from, to, fromBefore, toBefore) => {
    const before = periodBefore({ from: day(from), to: day(to) });
    expect(before).toEqual({ from: fromBefore, to: toBefore });
  });

  it('is the sum of its months, without a gap', () => {
    const start = day('2024-01-01');
    fc.assert(
      fc.property(fc.nat(900), fc.nat(800), (offset, length) => {
        const from = addDays(start, offset);
        const period = { from, to: addDays(from, length) };
        const months = monthsIn(period);
        expect(months[0]?.from).toBe(period.from);
        expect(months.at(-1)?.to).toBe(period.to);
        const days = months.map((month) => daysBetween(month.from, month.to) + 1);
        expect(days.reduce((sum, each) => sum + each, 0)).toBe(length + 1);
        months.slice(1).forEach((month, index) => {
          expect(month.from).toBe(addDays(months[index]?.to ?? start, 1));
        });
      }),
    );
  });
});
