/** What is wrong with a ledger, line by line. */
import type { ChalkInstance } from 'chalk';
import type { LedgerFault } from '../../audit/ledger.ts';

const FAULTS = {
  unreadable: 'is not a line this version of the program wrote',
  edited: 'has been edited since it was written',
  'out-of-chain': 'does not follow the line before: a line was removed, added, moved or repeated',
  'cut-off': 'was cut off, as by a crash: run the command again that was interrupted',
} as const satisfies Record<LedgerFault['fault'], string>;

/** A whole sentence with the number of the line. */
export function sayFault({ line, fault }: LedgerFault): string {
  return `Line ${line} ${FAULTS[fault]}.`;
}

/** Ten of them at most, and how many more; none where the ledger is whole. */
export function ledgerFaultLines(faults: readonly LedgerFault[], style: ChalkInstance): string[] {
  if (faults.length === 0) return [];
  return [
    style.bold('The ledger draws.jsonl is not whole'),
    ...faults.slice(0, 10).map((fault) => `  ${sayFault(fault)}`),
    ...(faults.length > 10 ? [`  and ${faults.length - 10} more lines`] : []),
    '  Keep the file as it is, and compare it with an earlier copy.',
    '',
  ];
}
