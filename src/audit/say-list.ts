/** Lists in sentences. */

/** `a, b and c`. */
export function sayList(items: readonly string[]): string {
  return join(items, 'and');
}

/** `a, b or c`. */
export function sayEither(items: readonly string[]): string {
  return join(items, 'or');
}

/** The first `most` of them, and behind these `and 4 more` where there are more. */
export function firstOf(items: readonly string[], most: number): string[] {
  const over = items.length - most;
  return over > 0 ? [...items.slice(0, most), `and ${over} more`] : [...items];
}

function join(items: readonly string[], word: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}
