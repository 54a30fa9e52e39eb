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
 * where a pack is not there, or not as the ledger tells of it: then nobody can say whom it drew.
 */
export async function readDrawnBefore(
  folder: string,
  meeting: CivilDate,
  months: number,
): Promise<DrawnBefore> {
  const since = addMonths(meeting, -months);
  const entries = readLedgerIn(folder)?.entries ?? [];
  const draws = entries.filter(
    (entry): entry is DrawEntry =>
      entry.kind === 'draw' && entry.meeting >= since && entry.meeting < meeting,
  );
  const referrals = new Map<string, CivilDate>();
  const families = new Map<string, CivilDate>();
  for (const name of new Set(draws.map(({ pack }) => pack))) {
    const last = entries.findLast(({ pack }) => pack === name);
    const record = await readRecord(folder, name, last?.packDigest ?? null);
    for (const { reference, role } of record.sample) {
      if (role === 'case') referrals.set(reference, record.meeting);
    }
    for (const family of record.notDrawnSince?.families ?? []) families.set(family, record.meeting);
  }
  return { months, referrals, families };
}

async function readRecord(folder: string, name: string, told: string | null) {
  const missing = new UserError(
    `The ledger tells of the pack ${name}, and it is not there or was altered, so nobody can say whom it drew.`,
    'Put the pack back beside the ledger as it was, or draw without not-drawn-since.',
  );
  try {
    const { record, digest } = await readPack(join(folder, name), folder);
    if (record !== null && digest === told) return record;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  throw missing;
}
