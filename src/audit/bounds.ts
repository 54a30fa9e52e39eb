/**
 * How far a reader can narrow numbers that are left out: a count is no less than nought, a total no
 * less than its parts, a part no more than what the others leave of the total.
 */
import type { Sum } from './sums.ts';

/** Which of the two ends of what a count can be. */
type End = 'lower' | 'upper';

interface Cell {
  readonly id: string;
  readonly count: number;
  /** What any reader knows it to be at the least. */
  readonly least: number;
  readonly lines: Line[];
  /** What the count can be, and the sum that says so; null where nothing but the count itself does. */
  readonly ends: Record<End, number>;
  readonly from: Record<End, Line | null>;
}

interface Line {
  readonly total: Cell;
  readonly parts: readonly Cell[];
}

export type Bounds = ReadonlyMap<string, Cell>;

/**
 * The counts of the sums, of which nothing has been narrowed yet. A count that is not nought is taken
 * to be 1 or more; `least` says which of them a reader knows to be more.
 */
export function boundsOver(
  counts: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  least: ReadonlyMap<string, number> = new Map(),
): Bounds {
  const cells = new Map<string, Cell>();
  const cellOf = (id: string): Cell => {
    const known = cells.get(id);
    if (known !== undefined) return known;
    const count = counts.get(id) ?? 0;
    const cell: Cell = {
      ...{ id, count, least: Math.max(Math.min(1, count), least.get(id) ?? 0), lines: [] },
      ...{ ends: { lower: count, upper: count }, from: { lower: null, upper: null } },
    };
    cells.set(id, cell);
    return cell;
  };
  for (const { total, parts } of sums) {
    const line: Line = { total: cellOf(total), parts: parts.map(cellOf) };
    for (const cell of new Set([line.total, ...line.parts])) cell.lines.push(line);
  }
  return cells;
}

/**
 * The ids of `unknown` that can be one number only. A reader is taken to know which of them are not
 * nought, as the strongest reader would: to suppose it of the rest would lead to wrong numbers.
 */
export function narrow(bounds: Bounds, unknown: ReadonlySet<string>): string[] {
  const open = new Set<Line>();
  for (const cell of bounds.values()) {
    const isUnknown = unknown.has(cell.id);
    cell.ends.lower = isUnknown ? cell.least : cell.count;
    cell.ends.upper = isUnknown ? Infinity : cell.count;
    cell.from.lower = null;
    cell.from.upper = null;
    if (isUnknown) for (const line of cell.lines) open.add(line);
  }
  for (const line of open) {
    open.delete(line);
    narrowIn(line, open);
  }
  return [...unknown].filter((id) => {
    const ends = bounds.get(id)?.ends;
    return ends !== undefined && ends.lower === ends.upper;
  });
}

/** What one sum says of its members; the sums of those that it narrows are to be looked at again. */
function narrowIn(line: Line, open: Set<Line>): void {
  const { total, parts } = line;
  const set = (cell: Cell, end: End, value: number): void => {
    const narrows = end === 'lower' ? value > cell.ends.lower : value < cell.ends.upper;
    if (!narrows) return;
    cell.ends[end] = value;
    cell.from[end] = line;
    for (const other of cell.lines) open.add(other);
  };
  const least = parts.reduce((sum, { ends }) => sum + ends.lower, 0);
  const endless = parts.filter(({ ends }) => ends.upper === Infinity);
  const most = parts.reduce((sum, { ends }) => sum + ends.upper, 0);
  set(total, 'lower', least);
  set(total, 'upper', most);
  if (total.ends.upper < Infinity) {
    for (const part of parts) set(part, 'upper', total.ends.upper - (least - part.ends.lower));
  }
  // Of two without an end each may be anything.
  const [only, another] = endless;
  if (another !== undefined) return;
  for (const part of only === undefined ? parts : [only]) {
    const others =
      only === undefined
        ? most - part.ends.upper
        : parts.reduce((sum, one) => (one === part ? sum : sum + one.ends.upper), 0);
    set(part, 'lower', total.ends.lower - others);
  }
}

/** A count with what it is in the sum where it was met. */
export interface SumMember {
  readonly id: string;
  readonly isTotal: boolean;
}

/** One end of what a count can be. */
interface Need {
  readonly cell: Cell;
  readonly end: End;
  readonly isTotal: boolean;
}

/**
 * The published counts from which it follows what an id can be, the nearest ones: without any of them
 * it could be more, or less. `isPublished` says which may still be left out. Empty where none is left.
 */
export function fixedBy(
  bounds: Bounds,
  id: string,
  isPublished: (id: string) => boolean,
): readonly SumMember[] {
  const cell = bounds.get(id);
  if (cell === undefined) return [];
  const met = new Set<string>();
  let level: readonly Need[] = [
    { cell, end: 'lower', isTotal: false },
    { cell, end: 'upper', isTotal: false },
  ];
  while (level.length > 0) {
    const found = level.filter((need) => isPublished(need.cell.id) && matters(need));
    if (found.length > 0) return found.map((need) => ({ id: need.cell.id, isTotal: need.isTotal }));
    level = level.flatMap(reasonsOf).filter((need) => {
      const key = `${need.end} ${need.cell.id}`;
      return met.size < met.add(key).size;
    });
  }
  return [];
}

/** Left out, a count may be anything above, and below down to the least: so low some are already. */
function matters({ cell, end }: Need): boolean {
  return end === 'upper' || cell.count > cell.least;
}

/** What the end was taken from: a total from its parts; a part from the total and the other parts. */
function reasonsOf({ cell, end }: Need): readonly Need[] {
  const line = cell.from[end];
  if (line === null) return [];
  if (line.total === cell) return line.parts.map((part) => ({ cell: part, end, isTotal: false }));
  const opposite: End = end === 'lower' ? 'upper' : 'lower';
  const others = line.parts.filter((part) => part !== cell);
  return [
    { cell: line.total, end, isTotal: true },
    ...others.map((part) => ({ cell: part, end: opposite, isTotal: false })),
  ];
}
