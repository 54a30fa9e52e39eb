/** A published sum: the total is the sum of its parts. Each is the id of a count. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}
