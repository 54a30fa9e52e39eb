/** A count as it may be published: with its percentage and interval, or left out with both. */
import type { Report } from '../audit/report.ts';
import { roundPercent } from '../audit/rounding.ts';
import type { ReportEstimate } from '../audit/report-estimates.ts';
import { isNothingRecorded, type Figure, type Tally } from '../audit/tally.ts';
import type { WeightedEstimate } from '../audit/weighted-estimate.ts';
import { wilsonInterval, type Interval } from '../audit/wilson.ts';

type Hidden = Pick<Report, 'hidden'>;
type HiddenBelow = Pick<Report, 'hidden' | 'suppressBelow'>;

export interface PublishedShare {
  readonly share: number;
  readonly interval: Interval;
}

/** Null where the count is left out. */
export function publishedCount({ hidden }: Hidden, { id, count }: Figure): number | null {
  return hidden.has(id) ? null : count;
}

/** Null where either count is left out, or there is nothing to take a percentage of. */
export function publishedShare(
  { hidden }: Hidden,
  figure: Figure,
  of: Figure,
): PublishedShare | null {
  if (hidden.has(figure.id) || hidden.has(of.id)) return null;
  const interval = wilsonInterval(figure.count, of.count);
  return interval === null ? null : { share: figure.count / of.count, interval };
}

/** What stands in the place of a percentage of cases of which nobody recorded anything. */
export const NOTHING_RECORDED = 'nothing recorded';

/** True where that may be said: not where it would tell of a nought that is left out. */
export function saysNothing(report: Hidden, row: Tally): boolean {
  return isNothingRecorded(row) && !isAnyLeftOut(report, row);
}

/** True where the total or a part of it is left out. */
export function isAnyLeftOut({ hidden }: Hidden, { total, parts }: Tally): boolean {
  return [total, ...parts].some(({ id }) => hidden.has(id));
}

/** Null where it is left out with the counts it rests on, is too uncertain, or there is none. */
export function publishedEstimate(
  report: HiddenBelow,
  one: ReportEstimate,
): WeightedEstimate | null {
  const { recorded, estimate } = one;
  if (!recorded || isLeftOut(report, one)) return null;
  return estimate?.tooUncertain === null ? estimate : null;
}

/** True where every decision it is of was audited: then it is a count, and has no interval. */
export function isCounted({ interval }: WeightedEstimate): boolean {
  return interval.lower === interval.upper;
}

export const ALL_AUDITED = 'all were audited';

/** Below 3 alone, that it is left out would say of a count in no table that it is 1. */
const FEWEST_TOLD = 3;

function isLeftOut({ hidden, suppressBelow }: HiddenBelow, one: ReportEstimate): boolean {
  const { figure, of, tells, tellsUntold } = one;
  if (suppressBelow === null) return false;
  const below = Math.max(suppressBelow, FEWEST_TOLD);
  return (
    [figure, of, ...tells].some(({ id }) => hidden.has(id)) ||
    tellsUntold.some((count) => count > 0 && count < below)
  );
}

/** Why an estimate is not there, in words for a table. */
export function sayWithheld(report: HiddenBelow, one: ReportEstimate): string {
  const { recorded, estimate } = one;
  if (isLeftOut(report, one)) return LEFT_OUT;
  if (!recorded) return NOTHING_RECORDED;
  switch (estimate?.tooUncertain) {
    case undefined:
      return 'no audited case';
    case 'few-cases':
      return 'too few cases to say';
    case 'few-degrees':
      return 'too few cases in each week to say';
    case 'wide':
    case 'relatively-wide':
      return 'too uncertain to say';
    case null:
      return '';
  }
}

/** What stands in the place of a number that is left out. */
export const LEFT_OUT = 'x';

/** `81.0%`, the same in every language. */
export function sayPercent(share: number): string {
  return `${sayShareOfHundred(share)}%`;
}

/** `76.5 to 84.8`. */
export function sayInterval({ lower, upper }: Interval): string {
  return `${sayShareOfHundred(lower)} to ${sayShareOfHundred(upper)}`;
}

/** `81.0`. */
export function sayShareOfHundred(share: number): string {
  return roundPercent(share, 1).toFixed(1);
}
