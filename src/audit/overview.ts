/** What the week's exports hold, for the person who checks them before a draw. */
import { addDays, type CivilDate } from './civil-date.ts';
import { judgeRow, sayRowDecision } from './decision.ts';
import { isElsewhere, judgeReferral } from './exclusions.ts';
import type { EligibleReferral, Frame } from './frame.ts';
import { compareCodeUnits } from './order.ts';
import { gatherReferrals, type ReferralRow } from './referral.ts';
import type { AuditRules } from './rules.ts';
import { countSides } from './seats.ts';
import { normaliseWording, type Verdict } from './threshold.ts';
import { daysInWeek } from './week.ts';

export interface DecisionCount {
  readonly decision: string;
  readonly verdict: Verdict;
  /** Referrals of the week that carry it. */
  readonly referrals: number;
}

export interface DayCount {
  readonly date: CivilDate;
  readonly met: number;
  readonly notMet: number;
}

/** The decisions of the week's referrals, most frequent first. */
export function countDecisions(
  rows: readonly ReferralRow[],
  { week, basis }: Frame,
  rules: AuditRules,
): readonly DecisionCount[] {
  const counts = new Map<string, DecisionCount>();
  for (const referral of gatherReferrals(rows).referrals) {
    if (isElsewhere(judgeReferral(referral, week, basis, rules).reason)) continue;
    const said = new Set<string>();
    for (const row of referral.rows) {
      const decision = sayRowDecision(row, rules);
      const key = normaliseWording(decision);
      if (said.has(key)) continue;
      said.add(key);
      const known = counts.get(key);
      const { verdict } = judgeRow(row, rules);
      const spelling = known === undefined || decision < known.decision ? decision : known.decision;
      counts.set(key, { decision: spelling, verdict, referrals: (known?.referrals ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort(
    (a, b) => b.referrals - a.referrals || compareCodeUnits(a.decision, b.decision),
  );
}

/** Eligible referrals on every day of the week, so that a day without any is seen. */
export function countDays({ week, basis, eligible }: Frame): readonly DayCount[] {
  const byDay = new Map<string, EligibleReferral[]>();
  for (const referral of eligible) {
    const date = referral[basis]?.date ?? '';
    byDay.set(date, [...(byDay.get(date) ?? []), referral]);
  }
  return Array.from({ length: daysInWeek(week) }, (_, index) => {
    const date = addDays(week.from, index);
    const { met, 'not-met': notMet } = countSides(byDay.get(date) ?? []);
    return { date, met, notMet };
  });
}
