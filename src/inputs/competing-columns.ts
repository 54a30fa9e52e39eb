/** Several columns that could each be one field by their headings: which is used, or none. */
import { authorityKey } from '../audit/authorities.ts';
import type { Field } from '../audit/problems.ts';
import { cleanCell } from './cells.ts';
import type { NamedColumns } from './known-headings.ts';
import type { Table } from './table.ts';

/** What is known of a table besides its headings. */
export interface BesideHeadings {
  /** True where both columns say the same in every row: then either will do. */
  readonly isSame: (field: Field, a: number, b: number) => boolean;
  /** True for a fact without which the same cases are drawn. */
  readonly canSpare: (field: Field) => boolean;
}

/** Facts that are shown and counted, and choose nothing. */
const SHOWN_ONLY: ReadonlySet<Field> = new Set([
  'rag',
  'team',
  'source',
  'referrerNotified',
  'referrerNotifiedOn',
]);

/** What a team has named itself is wanted; a local authority that is asked for chooses the cases. */
export function lookBeside(
  { rows }: Pick<Table, 'rows'>,
  named: NamedColumns,
  authorityAsked: boolean,
): BesideHeadings {
  return {
    isSame: (field, a, b) => {
      const said = field === 'localAuthority' ? authorityKey : (text: string) => text;
      const cellOf = (cells: readonly string[], at: number) => said(cleanCell(cells[at] ?? ''));
      return rows.every(({ cells }) => cellOf(cells, a) === cellOf(cells, b));
    },
    canSpare: (field) => {
      const spared = SHOWN_ONLY.has(field) || (field === 'localAuthority' && !authorityAsked);
      return spared && named[field] === undefined;
    },
  };
}

/** `one`: the only one, or the first of several that say the same. */
export type Settled = 'one' | 'compete' | 'spared';

/**
 * What becomes of the columns whose headings could each be `field`: their places, from 0. `compete`
 * stops the draw; `spared` leaves the fact out, openly.
 */
export function settleColumns(
  field: Field,
  [first = 0, ...others]: readonly number[],
  { isSame, canSpare }: BesideHeadings,
): Settled {
  if (others.every((other) => isSame(field, first, other))) return 'one';
  return canSpare(field) ? 'spared' : 'compete';
}
