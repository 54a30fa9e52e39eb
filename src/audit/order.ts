/** The two orders everything is put in: neither knows a language, a country or a machine. */
import type { Place } from './problems.ts';

/** By UTF-16 code unit, as JavaScript's `<` compares text. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In the order of the exports: by file, by sheet, by row; what has no place comes last. */
export function comparePlaces(a: Place | null, b: Place | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return (
    compareCodeUnits(a.file, b.file) ||
    compareCodeUnits(a.sheet ?? '', b.sheet ?? '') ||
    (a.row ?? 0) - (b.row ?? 0)
  );
}
