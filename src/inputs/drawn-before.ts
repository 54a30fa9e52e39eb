/** Who was audited at earlier meetings, from the packs that the ledger tells of. */
import { join } from 'node:path';
import { addMonths, type CivilDate } from '../audit/civil-date.ts';
import type { DrawEntry } from '../audit/ledger.ts';
import type { DrawnBefore } from '../audit/rules.ts';
import { UserError } from '../errors.ts';
import { readLedgerIn, readPack } from './read-pack.ts';

/**
 * The cases of the meetings in the months before `meeting`, and their families where they were kept.
 * A meeting's own draws do not count: to repeat a draw must give the same frame. Throws UserError
 * where a pack the ledger tells of is not there: then nobody can say whom it drew.
 */
export async function readDrawnBefore(
  folder: string,
  meeting: CivilDate,
  months: number,
): Promise<DrawnBefore> {
  const since = addMonths(meeting, -months);
  const draws = (readLedgerIn(folder)?.entries ?? []).filter(
    (entry): entry is DrawEntry =>
      entry.kind === 'draw' && entry.meeting >= since && entry.meeting < meeting,
  );
  const referrals = new Map<string, CivilDate>();
  const families = new Map<string, CivilDate>();
  for (const name of new Set(draws.map(({ pack }) => pack))) {
    const record = await readRecord(folder, name);
    for (const { reference, role } of record.sample) {
      if (role === 'case') referrals.set(reference, record.meeting);
    }
    for (const family of record.notDrawnSince?.families ?? []) families.set(family, record.meeting);
  }
  return { months, referrals, families };
}

async function readRecord(folder: string, name: string) {
  const missing = new UserError(
    `The ledger tells of the pack ${name}, and it is not there or is damaged, so nobody can say whom it drew.`,
    'Put the pack back beside the ledger, or draw without not-drawn-since.',
  );
  try {
    const { record } = await readPack(join(folder, name), folder);
    if (record !== null) return record;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  throw missing;
}
