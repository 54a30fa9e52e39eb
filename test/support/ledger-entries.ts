/** Ledger entries of which a test names only the facts it is about. */
import type { DrawEntry, ReplaceEntry } from '../../src/audit/ledger.ts';
import { day } from './referral-rows.ts';

export function drawEntry(facts: Partial<DrawEntry> = {}): DrawEntry {
  return {
    schemaVersion: 1,
    kind: 'draw',
    time: '2026-11-20T09:30:00Z',
    pack: '2026-11-20',
    packDigest: 'ab'.repeat(32),
    meeting: day('2026-11-20'),
    from: day('2026-11-13'),
    to: day('2026-11-19'),
    localAuthority: null,
    frameCode: '0000-1111-2222-3333-4444',
    frameDigest: '00001111222233334444'.padEnd(64, '5'),
    seed: 'blue kettle 42',
    seedSource: 'given',
    method: 'ticket-1',
    size: 8,
    drawNumber: 1,
    reason: null,
    ...facts,
  };
}

export function replaceEntry(facts: Partial<ReplaceEntry> = {}): ReplaceEntry {
  return {
    schemaVersion: 1,
    kind: 'replace',
    time: '2026-11-20T10:05:00Z',
    pack: '2026-11-20',
    packDigest: 'cd'.repeat(32),
    label: 'T2',
    by: 'T5',
    reason: 'file locked',
    ...facts,
  };
}
