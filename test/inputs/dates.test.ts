import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { addDays, writeMoment } from '../../src/audit/civil-date.ts';
import {
  fitsMonthFirstOnly,
  isDateLike,
  isDayFirst,
  parseDate,
  parseDay,
  type DateRefusal,
} from '../../src/inputs/dates.ts';
import { codesOf, csv, day, HEADINGS, parse, referral, YEARS } from '../support/inputs-reading.ts';

/** The date as text, with its time where it has one; or why it was refused. */
function read(text: string): string {
  const { moment, refused } = parseDate(text, YEARS);
  return refused ?? writeMoment(moment);
}

const ACCEPTED: readonly (readonly [text: string, means: string])[] = [
  // Day first, as people write it in the United Kingdom.
  ['20/11/2026', '2026-11-20'],
  ['05/11/2026', '2026-11-05'],
  ['5/1/2026', '2026-01-05'],
  ['20-11-2026', '2026-11-20'],
  ['20.11.2026', '2026-11-20'],
  ['29/02/2024', '2024-02-29'],
  // Year first, as systems write it.
  ['2026-11-20', '2026-11-20'],
  ['2026/11/20', '2026-11-20'],
  ['2026-1-5', '2026-01-05'],
  // The month in letters.
  ['20-Nov-2026', '2026-11-20'],
  ['20 Nov 2026', '2026-11-20'],
  ['20Nov2026', '2026-11-20'],
  ['20 November 2026', '2026-11-20'],
  ['20 november, 2026', '2026-11-20'],
  ['20-SEPT-2026', '2026-09-20'],
  ['1 May 2026', '2026-05-01'],
  // With the time of day; midnight is how systems store a day.
  ['20/11/2026 09:30', '2026-11-20 09:30'],
  ['20/11/2026 9:30', '2026-11-20 09:30'],
  ['20/11/2026 09:30:15', '2026-11-20 09:30:15'],
  ['20/11/2026 09:30:00', '2026-11-20 09:30'],
  ['20/11/2026 00:00:00', '2026-11-20'],
  ['20/11/2026, 09:30', '2026-11-20 09:30'],
  ['20/11/2026 9:30 am', '2026-11-20 09:30'],
  ['20/11/2026 9:30PM', '2026-11-20 21:30'],
  ['20/11/2026 12:30 am', '2026-11-20 00:30'],
  ['20/11/2026 12:30 pm', '2026-11-20 12:30'],
  ['20-Nov-2026 23:59', '2026-11-20 23:59'],
  ['2026-11-20T09:30', '2026-11-20 09:30'],
  ['2026-11-20 09:30:00.000', '2026-11-20 09:30'],
  ['2026-11-20T09:30:15.1234567', '2026-11-20 09:30:15'],
  // With a zone: the clock on the wall in London, summer time included.
  ['2026-11-20T09:30:00Z', '2026-11-20 09:30'],
  ['2026-07-10T09:30:00Z', '2026-07-10 10:30'],
  ['2026-07-09T23:00:00Z', '2026-07-10'],
  ['2026-07-10T00:00:00+01:00', '2026-07-10'],
  ['2026-07-10T00:00:00+0100', '2026-07-10'],
  ['2026-11-20T00:30:00+02:00', '2026-11-19 22:30'],
  ['2026-11-20T09:30:05z', '2026-11-20 09:30:05'],
  // Blanks of any kind around and within.
  ['  20/11/2026 ', '2026-11-20'],
  ['20/11/2026\u00A009:30', '2026-11-20 09:30'],
  ['20/11/2026   09:30', '2026-11-20 09:30'],
  // The first and the last year believed.
  ['01/01/1990', '1990-01-01'],
  ['31/12/2027', '2027-12-31'],
];

const REFUSED: readonly (readonly [text: string, why: DateRefusal])[] = [
  // No such day, or no such time of day.
  ['31/02/2026', 'date-impossible'],
  ['29/02/2026', 'date-impossible'],
  ['29/02/2100', 'date-impossible'],
  ['31/11/2026', 'date-impossible'],
  ['00/11/2026', 'date-impossible'],
  ['20/00/2026', 'date-impossible'],
  ['11/20/2026', 'date-impossible'],
  ['2026-20-11', 'date-impossible'],
  ['31-Nov-2026', 'date-impossible'],
  ['20/11/2026 24:00', 'date-impossible'],
  ['20/11/2026 09:60', 'date-impossible'],
  ['20/11/2026 09:30:60', 'date-impossible'],
  ['20/11/2026 13:30 pm', 'date-impossible'],
  ['20/11/2026 0:30 am', 'date-impossible'],
  ['0026-11-20', 'date-impossible'],
  ['2026-11-20T09:30:00+25:00', 'date-impossible'],
  // A year of two digits is never year 26, and never guessed at.
  ['20/11/26', 'date-short-year'],
  ['20-Nov-26', 'date-short-year'],
  ['11/20/26', 'date-short-year'],
  ['26-11-20', 'date-short-year'],
  // Placeholders and slips.
  ['1900-01-01', 'date-out-of-range'],
  ['01/01/1900 00:00:00', 'date-out-of-range'],
  ['31/12/1989', 'date-out-of-range'],
  ['01/01/2028', 'date-out-of-range'],
  ['20/11/2206', 'date-out-of-range'],
  ['31/12/9999', 'date-out-of-range'],
  // Not one of the listed formats.
  ['46339', 'date-unreadable'],
  ['46339.395833', 'date-unreadable'],
  ['20261120', 'date-unreadable'],
  ['May be 8 Jan 2000', 'date-unreadable'],
  ['Nov 20, 2026', 'date-unreadable'],
  ['November 2026', 'date-unreadable'],
  ['20/11', 'date-unreadable'],
  ['20/11-2026', 'date-unreadable'],
  ['20 Novem 2026', 'date-unreadable'],
  ['20/11/2026 and 21/11/2026', 'date-unreadable'],
  ['20/11/2026 morning', 'date-unreadable'],
  ['09:30', 'date-unreadable'],
  ['24:00', 'date-unreadable'],
  ['yesterday', 'date-unreadable'],
  ['', 'date-unreadable'],
];

test.each(ACCEPTED)('%j is read as %s', (text, means) => {
  expect(read(text)).toBe(means);
});

test.each(REFUSED)('%j is refused: %s', (text, why) => {
  expect(read(text)).toBe(why);
});

describe('what a message may quote as a date', () => {
  const everything = [...ACCEPTED, ...REFUSED.filter(([, why]) => why !== 'date-unreadable')];
  test.each(everything.map(([text]) => text))('%j: it fits a format', (text) => {
    expect(isDateLike(text)).toBe(true);
  });

  test.each([
    ['46339', '46339.395833', '20261120', 'Nov 20, 2026', 'November 2026', '20/11', '20/11-2026'],
    ['09:30', '20th of November', 'Friday 20 Nov 2026 at 9.30 am', '2026-11-20 09:30:00.000'],
  ])('%j: it is made like a date', (...texts) => {
    expect(texts.filter((text) => !isDateLike(text))).toEqual([]);
  });

  test.each([
    // A month alone may be a child's name, and a long number may be anybody's.
    ['', 'soon', 'Zebedee', 'April', 'June May', 'Tue', '-', '20 Novem 2026', '14/11/2026 Zebedee'],
    ['9434765919', '943 476 5919', '07700 900123', '0117 496 0123', 'SN1 2JH', '12 May Street'],
    ['20/11/2026 (a)', '20/11/2026 & 21/11/2026', '1 2 3 4 5 6 7 8 9', '463390'],
  ])('not %j', (...texts) => {
    expect(texts.filter(isDateLike)).toEqual([]);
  });
});

describe('in any time zone', () => {
  const before = process.env.TZ;
  beforeEach(() => {
    delete process.env.TZ;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each([
    ['Pacific/Kiritimati', -840],
    ['America/Los_Angeles', 480],
    ['Europe/London', 0],
  ])('%s reads every date the same', (zone, minutes) => {
    process.env.TZ = zone;
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(minutes);
    expect(ACCEPTED.map(([text]) => read(text))).toEqual(ACCEPTED.map(([, means]) => means));
  });
});

test('every day of the years believed is read back from every spelling of it', () => {
  const anyDay = fc
    .integer({ min: 0, max: 13_878 })
    .map((days) => addDays(day('1990-01-01'), days));
  const months = 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec'.split(',');
  fc.assert(
    fc.property(anyDay, (date) => {
      const [y = '', m = '', d = ''] = date.split('-');
      const spellings = [
        date,
        `${d}/${m}/${y}`,
        `${Number(d)}.${Number(m)}.${y}`,
        `${d}-${months[Number(m) - 1] ?? ''}-${y}`,
        `${date} 00:00:00`,
      ];
      expect(spellings.map(read)).toEqual(spellings.map(() => date));
    }),
    { seed: 20261120, numRuns: 300 },
  );
});

test('whatever stands in a cell is a date or a reason, never a failure', () => {
  const pieces = fc.constantFrom(
    ...['20', '11', '2026', '26', '0', '31', '/', '-', '.', ' ', 'T', ':', 'Z', '+', '99:99'],
    ...['am', 'Nov', 'nowhere', ',', '09:30', '2026-11-20'],
  );
  const parts = fc.tuple(
    fc.constantFrom(
      '2026-11-20',
      '2026-03-29',
      '2026-10-25',
      '9999-12-31',
      '0000-01-01',
      '20/11/2026',
    ),
    fc.constantFrom('', 'T01:30', ' 09:30:00', 'T23:59:59.999', ' 9:5', 'T24:00', ' 12:00 am'),
    fc.constantFrom('', 'Z', '+01:00', '-0130', '+14:00', '+25:00', '-99:99', '+00:60', ' Z'),
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 9 }).map((some) => some.join('')),
    parts.map((some) => some.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { moment, refused } = parseDate(text, YEARS);
      return refused !== null || /^(?:199\d|20[0-2]\d)-\d\d-\d\d$/.test(moment.date);
    }),
    { seed: 20261120, numRuns: 800 },
  );
});

test('a day on the command line is a date without a time', () => {
  expect(parseDay('20/11/2026', YEARS)).toBe('2026-11-20');
  expect(parseDay('20 November 2026', YEARS)).toBe('2026-11-20');
  expect(parseDay('20/11/2026 09:30', YEARS)).toBeNull();
  expect(parseDay('20/11/26', YEARS)).toBeNull();
});

test('which texts can be read day first, and which month first only', () => {
  expect(['20/11/2026', '05/11/2026', '31/02/2026', '11/20/2026'].map(isDayFirst)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(
    ['11/20/2026', '11/20/2026 09:30', '05/11/2026', '13/13/2026', '02/30/2026', '11/20/26'].map(
      fitsMonthFirstOnly,
    ),
  ).toEqual([true, true, false, false, false, false]);
});

describe('a column of dates that are not what they seem', () => {
  /** An export whose referrals were received on these dates, and decided on one nobody doubts. */
  const received = (...dates: readonly string[]): string =>
    csv(
      HEADINGS,
      ...dates.map((date, n) => referral({ id: `R${n}`, received: date, decided: '16 Nov 2026' })),
    );
  const codes = async (...dates: readonly string[]) =>
    codesOf((await parse(received(...dates))).problems);

  test('written month first: said once of the column, with one date and how many are like it', async () => {
    const { problems } = await parse(received('11/14/2026', '11/05/2026', '11/16/2026'));
    expect(problems).toEqual([
      {
        code: 'month-first',
        place: { file: 'week.csv', row: 1, column: 'B “Date Received”' },
        args: { text: '11/14/2026', cells: 2 },
      },
    ]);
  });

  test('the same days written day first are no problem', async () => {
    expect(await codes('14/11/2026', '05/11/2026', '16/11/2026')).toEqual([]);
  });

  test('dates that fit either way are read day first, as all dates are', async () => {
    expect(await codes('11/05/2026', '05/11/2026')).toEqual([]);
  });

  test('one slip among dates that are clearly day first is that cell’s problem alone', async () => {
    const { problems } = await parse(received('14/11/2026', '11/20/2026', '16/11/2026'));
    expect(problems).toMatchObject([{ code: 'date-impossible', place: { row: 3 } }]);
  });

  test('a month-first column does not hide another fault in it', async () => {
    expect(await codes('11/14/2026', 'next week')).toEqual(['month-first', 'date-unreadable']);
  });

  test('turned round by a program set to month first: low days became dates, high days stayed text', async () => {
    const { problems } = await parse(
      received('2026-05-11', '14/11/2026', '2026-11-11', '16/11/2026', '15/11/2026 10:00'),
    );
    expect(problems).toEqual([
      {
        code: 'dates-swapped',
        place: { file: 'week.csv', row: 1, column: 'B “Date Received”' },
        args: {},
      },
    ]);
  });

  test.each([
    [
      'a converted date after the twelfth',
      ['2026-05-11', '2026-11-14', '14/11/2026', '16/11/2026'],
    ],
    [
      'a written date before the thirteenth',
      ['2026-05-11', '2026-11-11', '14/11/2026', '05/11/2026'],
    ],
    ['one of each only: a coincidence', ['2026-05-11', '14/11/2026']],
    ['all of them converted', ['2026-05-11', '2026-11-11', '2026-11-12']],
    ['all of them text', ['14/11/2026', '15/11/2026', '16/11/2026']],
  ])('not so: %s', async (_why, dates) => {
    expect(await codes(...dates)).toEqual([]);
  });

  test('years of two digits: said once of the column, and other faults in it as ever', async () => {
    const { problems, rows } = await parse(
      received('14/11/26', '15-Nov-26', '14/11/2026', '31/02/2026', 'soon', '16/11/26'),
    );
    expect(problems).toMatchObject([
      {
        code: 'dates-short-year',
        place: { file: 'week.csv', row: 1, column: 'B “Date Received”' },
        args: { text: '14/11/26', cells: 3 },
      },
      { code: 'date-impossible', place: { row: 5 } },
      { code: 'date-unreadable', place: { row: 6 } },
    ]);
    // The rows themselves are still unread: nothing is guessed.
    expect(rows.map(({ reference }) => reference)).toEqual(['R2']);
  });

  test('one year of two digits is that cell’s problem alone', async () => {
    const { problems } = await parse(received('14/11/2026', '15/11/26'));
    expect(problems).toMatchObject([{ code: 'date-short-year', place: { row: 3 } }]);
  });

  test('each column of dates is judged by itself', async () => {
    const { problems } = await parse(
      csv(
        HEADINGS,
        referral({ id: 'A', received: '14/11/2026', decided: '11/16/2026' }),
        referral({ id: 'B', received: '15/11/2026', decided: '11/17/2026' }),
      ),
    );
    expect(problems).toMatchObject([
      { code: 'month-first', place: { column: 'C “Decision Date”' } },
    ]);
  });
});
