/** A plan draws when it has a seed and nothing stands in the way, and else says what does. */
import { describe, expect, test } from 'vitest';
import { casesOf, drawnOf } from '../../src/audit/draw.ts';
import { planAudit, type Intake } from '../../src/audit/plan.ts';
import type { Problem } from '../../src/audit/problems.ts';
import type { Section47Row } from '../../src/audit/section47.ts';
import type { AuditWeek } from '../../src/audit/week.ts';
import { day, referralRows, RULES, seedOf, WEEK, type RowFacts } from '../support/referral-rows.ts';

const SEED = seedOf('31415-92653-58979-32384');

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
  return planAudit(intakeOf(rows, intakeProblems), week, SEED, RULES);
}

function intakeOf(
  rows: readonly Partial<RowFacts>[],
  problems: readonly Problem[] = [],
  section47: readonly Section47Row[] = [],
): Intake {
  return { rows: referralRows(rows), section47, basis: 'decided', problems };
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
    const unseeded = planAudit(intakeOf([{}]), WEEK, null, RULES);
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
      problems: [{ code: 'no-referrals', args: {} }],
    });
  });

  test('from exports it could not read whole, where what is missing may be what is unread', () => {
    expect(codes(plan([], [UNREADABLE_DATE]))).toEqual(['date-unreadable']);
    expect(codes(plan([], [REPEATED_HEADING]))).toEqual(['heading-repeated', 'no-referrals']);
  });

  test('from a frame with a problem, where what is missing may be what must be put right', () => {
    expect(codes(plan([{ wording: 'S47?' }]))).toEqual(['decision-unrecognised']);
    expect(codes(plan([{ wording: 'Pending' }]))).toEqual(['nothing-to-draw']);
  });

  test('a replacement that cannot be made', () => {
    const replaced = (label: string, ...others: readonly string[]) =>
      planAudit(
        intakeOf(TWELVE),
        WEEK,
        SEED,
        RULES,
        [label, ...others].map((each) => ({ label: each, reason: 'file locked', when: 'draw' })),
      );
    const impossible = (label: string, why: string) => ({
      draw: null,
      problems: [{ code: 'replacement-impossible', place: null, args: { label, why } }],
    });
    expect(replaced('T9')).toMatchObject(impossible('T9', 'no-such-label'));
    expect(replaced('T1', 'T1')).toMatchObject(impossible('T1', 'already-withdrawn'));
    expect(replaced('T1', 'T2', 'T3')).toMatchObject(impossible('T3', 'no-reserve-left'));
  });
});

/** Six on each side: four cases and two reserves. */
const TWELVE = Array.from({ length: 12 }, (_, n) => ({
  reference: `MASH-${n}`,
  wording: n < 6 ? 'S47' : 'Early Help',
}));

describe('a plan with cases that are known to be unfit', () => {
  test('draws their reserves in their place, and says which took whose', () => {
    const asDrawn = plan(TWELVE).draw;
    const { frame, draw, problems } = planAudit(intakeOf(TWELVE), WEEK, SEED, RULES, [
      { label: 'T2', reason: 'file locked', when: 'draw' },
      { label: 'N6', reason: 'open police matter', when: 'draw' },
      { label: 'N1', reason: 'file locked', when: 'draw' },
    ]);
    expect(problems).toEqual([]);
    expect(frame).toEqual(plan(TWELVE).frame);
    if (draw === null || asDrawn === null) throw new Error('nothing was drawn');
    expect(casesOf(draw).map(({ label }) => label)).toEqual([
      ...['T1', 'T3', 'T4', 'T5'],
      ...['N2', 'N3', 'N4', 'N5'],
    ]);
    expect(draw.replacements).toEqual([
      { label: 'T2', reason: 'file locked', when: 'draw', by: 'T5' },
      { label: 'N6', reason: 'open police matter', when: 'draw', by: null },
      { label: 'N1', reason: 'file locked', when: 'draw', by: 'N5' },
    ]);
    const withoutRole = ({ label, reference, ticket }: (typeof draw.register)[number]) =>
      [label, reference, ticket] as const;
    expect(draw.register.map(withoutRole)).toEqual(asDrawn.register.map(withoutRole));
    expect(drawnOf(draw).filter(({ role }) => role === 'withdrawn')).toHaveLength(3);
  });
});

describe('a weak seed', () => {
  test('is said, and is drawn with all the same', () => {
    const { draw, problems } = planAudit(intakeOf([{}]), WEEK, seedOf('20/11/2026'), RULES);
    expect(draw).not.toBeNull();
    expect(problems).toEqual([{ code: 'weak-seed', place: null, args: {} }]);
  });
});

describe('section 47 enquiries in a list of their own', () => {
  const childReferral = { child: 'C1', judgedBy: 'section-47', wording: '' } as const;
  const enquiry = (child: string, started: string): Section47Row => ({
    place: { file: 'week.csv', row: 9 },
    child,
    started: day(started),
    referred: null,
  });

  test('decide the side of the referral they came from', () => {
    const rows = [{ ...childReferral, noFurtherAction: false }];
    const sideWith = (section47: readonly Section47Row[]) =>
      planAudit(intakeOf(rows, [], section47), WEEK, SEED, RULES).frame.eligible.at(0)?.side;
    expect(sideWith([enquiry('C1', '2026-11-17')])).toBe('met');
    expect(sideWith([enquiry('C2', '2026-11-17')])).toBe('not-met');
    expect(sideWith([])).toBe('not-met');
  });

  test('that came from none are reported among the other problems, and draw all the same', () => {
    const rows = [{ ...childReferral, noFurtherAction: false }];
    const intake = intakeOf(rows, [REPEATED_HEADING], [enquiry('C2', '2026-11-17')]);
    const { draw, problems } = planAudit(intake, WEEK, SEED, RULES);
    expect(draw).not.toBeNull();
    expect(codes({ problems })).toEqual(['heading-repeated', 'section-47-orphan']);
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
