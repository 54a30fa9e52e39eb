/** Section 47 enquiries of a list of their own find the referrals they came from, or are orphans. */
import { describe, expect, test } from 'vitest';
import { joinSection47, type Section47Row } from '../../src/audit/section47.ts';
import { day, referralRow, type RowFacts } from '../support/referral-rows.ts';

function referral(child: string, received: string, facts: Partial<RowFacts> = {}) {
  return referralRow({
    reference: `${child} ${received}`,
    ...{ child, received, wording: '', judgedBy: 'section-47' },
    ...facts,
  });
}

function enquiry(child: string, started: string, referred: string | null = null): Section47Row {
  return {
    place: { file: 'list 5.csv', row: Number(started.slice(-2)) },
    child,
    started: day(started),
    referred: referred === null ? null : day(referred),
  };
}

/** Of each referral the enquiries that joined it, and the rows of the orphans. */
function join(
  rows: readonly ReturnType<typeof referral>[],
  enquiries: readonly Section47Row[],
  window = 10,
) {
  const joined = joinSection47(rows, enquiries, window);
  return {
    joined: joined.rows.map(({ section47 }) => section47.map(({ started }) => started)),
    orphans: joined.problems.map(({ code, place }) => `${code} ${place?.row ?? 0}`),
  };
}

describe('an enquiry that does not name its referral', () => {
  test('joins the referral of its child within the window', () => {
    const rows = [referral('C1', '2026-11-13'), referral('C2', '2026-11-13')];
    expect(join(rows, [enquiry('C1', '2026-11-17')])).toEqual({
      joined: [['2026-11-17'], []],
      orphans: [],
    });
  });

  test.each([
    ['the day before the referral', '2026-11-12', 10],
    ['the day after the window', '2026-11-28', 10],
    ['the day after, with no window', '2026-11-14', 0],
  ])('is an orphan %s', (_, started, window) => {
    const orphan = `section-47-orphan ${Number(started.slice(-2))}`;
    expect(join([referral('C1', '2026-11-13')], [enquiry('C1', started)], window)).toEqual({
      joined: [[]],
      orphans: [orphan],
    });
  });

  test('of a child without a referral is an orphan: it is never made into one', () => {
    expect(join([referral('C1', '2026-11-13')], [enquiry('C9', '2026-11-16')])).toEqual({
      joined: [[]],
      orphans: ['section-47-orphan 16'],
    });
  });

  test('joins each referral of its child that it could have come from', () => {
    const rows = [referral('C1', '2026-11-13'), referral('C1', '2026-11-16')];
    expect(join(rows, [enquiry('C1', '2026-11-17')]).joined).toEqual([
      ['2026-11-17'],
      ['2026-11-17'],
    ]);
  });

  test('joins no referral that has outcomes of its own', () => {
    const row = referral('C1', '2026-11-13', { judgedBy: 'wordings', wording: 'Early Help' });
    expect(join([row], [enquiry('C1', '2026-11-16')]).joined).toEqual([[]]);
  });
});

describe('an enquiry that names its referral by its date', () => {
  test('joins that one, however late it began', () => {
    const rows = [referral('C1', '2026-11-13'), referral('C1', '2026-11-16')];
    expect(join(rows, [enquiry('C1', '2027-02-01', '2026-11-13')])).toEqual({
      joined: [['2027-02-01'], []],
      orphans: [],
    });
  });

  test('is an orphan where there is no such referral, though another would fit', () => {
    expect(
      join([referral('C1', '2026-11-13')], [enquiry('C1', '2026-11-16', '2026-11-12')]),
    ).toEqual({ joined: [[]], orphans: ['section-47-orphan 16'] });
  });

  test('is its referral’s own, which one without a name is not', () => {
    const named = (referred: string | null) =>
      joinSection47([referral('C1', '2026-11-13')], [enquiry('C1', '2026-11-16', referred)], 10)
        .rows[0]?.section47;
    expect(named('2026-11-13')).toEqual([{ started: '2026-11-16', named: true }]);
    expect(named(null)).toEqual([{ started: '2026-11-16', named: false }]);
  });
});

test('referrals keep their own enquiries, and stay as they are where there is no list', () => {
  const own = referral('C1', '2026-11-13', {
    section47: [{ started: day('2026-11-14'), named: true }],
  });
  expect(join([own], [enquiry('C1', '2026-11-17')]).joined).toEqual([['2026-11-14', '2026-11-17']]);
  expect(joinSection47([own], [], 10)).toEqual({ rows: [own], problems: [] });
});
