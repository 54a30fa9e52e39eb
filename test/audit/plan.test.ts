/** A plan draws when it has a seed and nothing stands in the way, and else says what does. */
import { describe, expect, test } from 'vitest';
import { planAudit } from '../../src/audit/plan.ts';
import type { Problem } from '../../src/audit/problems.ts';
import type { AuditWeek } from '../../src/audit/week.ts';
import { day, referralRows, RULES, seedOf, WEEK, type RowFacts } from '../support/referral-rows.ts';

const SEED = seedOf('seed');

const UNREADABLE_DATE: Problem = {
  code: 'date-unreadable',
  place: { file: 'week.csv', row: 4, column: 'D' },
  args: { text: 'May be 8 Jan' },
};
const REPEATED_HEADING: Problem = {
  code: 'heading-repeated',
  place: { file: 'week.csv', row: 1 },
  args: { columns: ['C', 'F'] },
};

function plan(
  rows: readonly Partial<RowFacts>[],
  intakeProblems: readonly Problem[] = [],
  week: AuditWeek = WEEK,
) {
  const intake = { rows: referralRows(rows), basis: 'decided', problems: intakeProblems } as const;
  return planAudit(intake, week, SEED, RULES);
}

function codes({ problems }: { readonly problems: readonly Problem[] }): string[] {
  return problems.map(({ code }) => code);
}

describe('a plan draws', () => {
  test('a week without problems', () => {
    expect(plan([{}])).toMatchObject({ draw: { seats: { met: 0, 'not-met': 1 } }, problems: [] });
  });

  test('a week with notices, and passes them on in the order of the exports', () => {
    const { draw, problems } = plan([{ wording: 'Strategy Discussion' }], [REPEATED_HEADING]);
    expect(draw).not.toBeNull();
    expect(codes({ problems })).toEqual(['heading-repeated', 'met-by-default']);
  });
});

describe('a plan does not draw', () => {
  test('without a seed, and frames the week all the same', () => {
    const intake = { rows: referralRows([{}]), basis: 'decided', problems: [] } as const;
    const unseeded = planAudit(intake, WEEK, null, RULES);
    expect(unseeded).toEqual({ ...plan([{}]), draw: null });
  });

  test('while an export has a problem that stops', () => {
    const { frame, draw, problems } = plan([{}], [UNREADABLE_DATE]);
    expect(draw).toBeNull();
    expect(problems).toEqual([UNREADABLE_DATE]);
    expect(frame.eligible).toHaveLength(1);
  });

  test('while the frame has one, and tells it among those of the exports', () => {
    const rows = [{ wording: 'S47?' }, { reference: 'A' }, { reference: 'B', wording: 'LADO' }];
    const { draw, problems } = plan(rows, [
      UNREADABLE_DATE,
      { ...UNREADABLE_DATE, place: { file: 'week.csv', row: 3 } },
    ]);
    expect(draw).toBeNull();
    expect(problems.map(({ place }) => place?.row)).toEqual([2, 3, 4, 4]);
  });

  test('where there is nothing to draw, and says what the exports hold instead', () => {
    const { draw, problems } = plan([
      { reference: 'A', decided: '2026-10-05' },
      { reference: 'A', decided: '2026-10-05', child: 'C2' },
      { reference: 'B', decided: '2026-09-01' },
      { reference: 'C', decided: '', wording: '' },
    ]);
    expect(draw).toBeNull();
    expect(problems).toEqual([
      {
        code: 'nothing-to-draw',
        place: null,
        args: {
          referrals: 3,
          from: '2026-11-13',
          to: '2026-11-19',
          span: { first: '2026-09-01', last: '2026-10-05' },
        },
      },
    ]);
  });

  test('from exports without rows', () => {
    expect(plan([])).toMatchObject({
      draw: null,
      problems: [{ code: 'nothing-to-draw', args: { referrals: 0, span: null } }],
    });
  });

  test('from exports it could not read whole, where what is missing may be what is unread', () => {
    expect(codes(plan([], [UNREADABLE_DATE]))).toEqual(['date-unreadable']);
    expect(codes(plan([], [REPEATED_HEADING]))).toEqual(['heading-repeated', 'nothing-to-draw']);
  });
});

describe('an unusual week', () => {
  test('is said, and is drawn from all the same', () => {
    const { draw, problems } = plan([{}], [], { ...WEEK, from: day('2026-11-06') });
    expect(draw).not.toBeNull();
    expect(problems).toEqual([
      { code: 'unusual-week', place: null, args: { meeting: '2026-11-20', days: 14 } },
    ]);
  });

  test('has no place in an export, so it is said after all that has', () => {
    const longer = { ...WEEK, from: day('2026-11-06') };
    expect(codes(plan([{ wording: 'Strategy Discussion' }], [REPEATED_HEADING], longer))).toEqual([
      'heading-repeated',
      'met-by-default',
      'unusual-week',
    ]);
    expect(codes(plan([{ wording: 'Pending' }], [REPEATED_HEADING], longer))).toEqual([
      'heading-repeated',
      'unusual-week',
      'nothing-to-draw',
    ]);
  });

  test('is not the usual one', () => {
    expect(plan([{}]).problems).toEqual([]);
  });
});
