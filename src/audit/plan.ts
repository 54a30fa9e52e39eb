/**
 * The audit's table of contents: from the rows of a week's exports to the cases of a meeting.
 * Pure: the same arguments give the same plan, on any machine, in any year.
 */
import { isSameAuthority, listAuthorities } from './authorities.ts';
import { drawCases, type Draw } from './draw.ts';
import { buildFrame, type Frame } from './frame.ts';
import { FRIDAY, weekday } from './civil-date.ts';
import { comparePlaces } from './order.ts';
import { countDays } from './overview.ts';
import { cutShort, stopsDraw, type Problem } from './problems.ts';
import type { ReferralRow } from './referral.ts';
import { replaceCases, type Replacement } from './replacements.ts';
import type { AuditRules } from './rules.ts';
import { joinSection47, type Section47Row } from './section47.ts';
import { isWeakSeed } from './seed-strength.ts';
import type { Seed } from './tickets.ts';
import { daysInWeek, isUsualWeek, type AuditWeek, type WeekBasis } from './week.ts';

/** What the exports gave: the rows that could be read, and what was wrong with the rest. */
export interface Intake {
  readonly rows: readonly ReferralRow[];
  /** Enquiries that stand in a list of their own, to be joined with the referrals. */
  readonly section47: readonly Section47Row[];
  readonly basis: WeekBasis;
  readonly problems: readonly Problem[];
}

export interface AuditPlan {
  /** The rows read, with the section 47 enquiries of their children. */
  readonly rows: readonly ReferralRow[];
  readonly frame: Frame;
  /** Null when no seed was given, or when a problem must be put right first. */
  readonly draw: Draw | null;
  /** Of the exports and of the frame, in the order of the exports. */
  readonly problems: readonly Problem[];
}

/** Frames the week, and draws from the frame when nothing stands in the way. */
export function planAudit(
  intake: Intake,
  week: AuditWeek,
  seed: Seed | null,
  rules: AuditRules,
  replacements: readonly Replacement[] = [],
): AuditPlan {
  const joined = joinSection47(intake.rows, intake.section47, rules.section47Window);
  const { frame, problems: ofFrame } = buildFrame(joined.rows, week, intake.basis, rules);
  const refusals = nothingToDraw(frame, intake.rows, rules, [...intake.problems, ...ofFrame]);
  const problems = [
    ...intake.problems.filter((one) => !isRefused(one, refusals)),
    ...joined.problems,
    ...ofFrame,
    ...unusualWeek(week),
    ...unlikelyExport(frame),
    ...weakSeed(seed),
    ...refusals,
  ].sort((a, b) => comparePlaces(a.place, b.place));
  const { rows } = joined;
  if (seed === null || problems.some(stopsDraw)) return { rows, frame, draw: null, problems };
  const drawn = drawCases(frame, seed, rules);
  const replaced = replaceCases(drawn, replacements);
  if (replaced.refused === null) {
    const { register, replacements: made } = replaced;
    return { rows, frame, draw: { ...drawn, register, replacements: made }, problems };
  }
  const args = { label: replaced.label, why: replaced.refused };
  const refused: Problem = { code: 'replacement-impossible', place: null, args };
  return { rows, frame, draw: null, problems: [...problems, refused] };
}

function weakSeed(seed: Seed | null): Problem[] {
  if (seed === null || !isWeakSeed(seed.value)) return [];
  return [{ code: 'weak-seed', place: null, args: {} }];
}

function unusualWeek(week: AuditWeek): Problem[] {
  if (isUsualWeek(week)) return [];
  const args = { meeting: week.meeting, days: daysInWeek(week) };
  return [{ code: 'unusual-week', place: null, args }];
}

/** Fewer referrals than this can lie in any way they like. */
const ENOUGH_TO_TELL = 20;

/** An export of another week, or made before the week had ended, looks like this. */
function unlikelyExport(frame: Frame): Problem[] {
  const outside = frame.exclusions.filter(({ reason }) => reason === 'outside-week').length;
  const inWeek = frame.eligible.length;
  if (inWeek > 0 && outside > ENOUGH_TO_TELL && outside > inWeek * 9) {
    const args = { outside, referrals: outside + inWeek };
    return [{ code: 'mostly-outside-week', place: null, args }];
  }
  const days = countDays(frame)
    .filter(({ date, met, notMet }) => met + notMet === 0 && weekday(date) <= FRIDAY)
    .map(({ date }) => date);
  if (inWeek < ENOUGH_TO_TELL || days.length === 0 || !isUsualWeek(frame.week)) return [];
  return [{ code: 'days-without-decision', place: null, args: { days } }];
}

const MOST_AUTHORITIES = 12;

/** Said only where nothing else stops the draw: what is missing may be what must be put right. */
function nothingToDraw(
  frame: Frame,
  rows: readonly ReferralRow[],
  { localAuthority }: AuditRules,
  problems: readonly Problem[],
): Problem[] {
  if (frame.eligible.length > 0 || problems.some(stopsDraw)) return [];
  if (rows.length === 0) return noReferrals(problems);
  const found = listAuthorities(rows.map((row) => row.localAuthority));
  if (localAuthority !== null && !found.some((one) => isSameAuthority(one, localAuthority))) {
    const args = {
      name: cutShort(localAuthority),
      found: found.slice(0, MOST_AUTHORITIES).map(cutShort),
    };
    return [{ code: 'authority-not-found', place: null, args }];
  }
  const dates = rows.flatMap((row) => row[frame.basis]?.date ?? []).sort();
  const [first, last] = [dates.at(0), dates.at(-1)];
  const span = first === undefined || last === undefined ? null : { first, last };
  const { from, to } = frame.week;
  const referrals = new Set(rows.map((row) => row.reference)).size;
  return [{ code: 'nothing-to-draw', place: null, args: { referrals, from, to, span } }];
}

/** Of each list without a row, by its name. */
function noReferrals(problems: readonly Problem[]): Problem[] {
  const empty = problems.filter(isEmptyList);
  const places = empty.length === 0 ? [null] : empty.map(({ place }) => place);
  return places.map((place) => ({ code: 'no-referrals', place, args: {} }));
}

function isEmptyList(problem: Problem): boolean {
  return problem.code === 'list-empty' && problem.args.of === 'referral';
}

/** What stops the draw is not told a second time as a notice. */
function isRefused(problem: Problem, refusals: readonly Problem[]): boolean {
  return isEmptyList(problem) && refusals.some(({ code }) => code === 'no-referrals');
}
