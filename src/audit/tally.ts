/** A count of cases by what was found, with its total: what every table of a report is made of. */
import { compareCodeUnits } from './order.ts';
import type { Sum } from './sums.ts';

export const NOT_RECORDED = 'Not recorded';
/** What people wrote where they were to choose: counted, and never shown, for it may name somebody. */
export const OTHER_WORDS = 'In other words';

/** A word of the program's own, told apart from the same one that people chose. */
export function ownWord(word: string, chosen: readonly string[]): string {
  const reads = (text: string): string => text.trim().toLowerCase();
  return chosen.some((one) => reads(one) === reads(word)) ? `${word} (left blank)` : word;
}

export interface Figure {
  /** One id for one number, wherever a report shows it. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** The parts sum to the total. */
export interface Tally {
  readonly name: string;
  readonly total: Figure;
  readonly parts: readonly Figure[];
}

export interface TallyPlan<T> {
  readonly id: string;
  readonly name: string;
  readonly items: readonly T[];
  /** Those that are shown even where there is none; others follow as they are found. */
  readonly categories: readonly string[];
  readonly categoryOf: (item: T) => string;
  /** The id of the total where another tally has the same one. */
  readonly totalId?: string;
}

/** Counts the items by category; each lies in exactly one. */
export function tally<T>(plan: TallyPlan<T>): Tally {
  const { id, name, items, categories, categoryOf } = plan;
  const counts = new Map<string, number>(categories.map((category) => [category, 0]));
  const found = items.map(categoryOf).sort(compareCodeUnits);
  for (const category of found) counts.set(category, (counts.get(category) ?? 0) + 1);
  return {
    name,
    total: { id: plan.totalId ?? id, name, count: items.length },
    parts: [...counts].map(([category, count]) => ({
      id: `${id}/${category}`,
      name: category,
      count,
    })),
  };
}

/** True where there are cases, and of none of them anything was recorded. */
export function isNothingRecorded({ total, parts }: Tally): boolean {
  return total.count > 0 && parts.every(({ name, count }) => count === 0 || name === NOT_RECORDED);
}

/** That the parts of a tally come to its total, as `suppress` takes it. */
export function sumOf({ total, parts }: Tally): Sum {
  return { total: total.id, parts: parts.map(({ id }) => id) };
}

/** That each part of a tally is the sum of the same part of others, and its total of their totals. */
export function sumsOver(whole: Tally, rows: readonly Tally[]): Sum[] {
  const parts = whole.parts.map(({ id, name }) => ({
    total: id,
    parts: rows.flatMap((row) => row.parts.filter((one) => one.name === name)).map((one) => one.id),
  }));
  return [{ total: whole.total.id, parts: rows.map(({ total }) => total.id) }, ...parts];
}

/** All counts by id. Throws where one id stands for two numbers: nothing could be trusted then. */
export function countsOf(tallies: readonly Tally[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, count } of tallies.flatMap(({ total, parts }) => [total, ...parts])) {
    if ((counts.get(id) ?? count) !== count) throw new Error(`two numbers are called ${id}`);
    counts.set(id, count);
  }
  return counts;
}
