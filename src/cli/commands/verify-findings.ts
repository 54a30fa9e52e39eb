/** What `verify` says of a pack's findings: whether table and minutes are what findings.json gives. */
import { collate } from '../../audit/collate.ts';
import type { UnlikeFile } from '../../audit/collated-packs.ts';
import {
  FINDINGS_CSV_FILE,
  FINDINGS_FILE,
  OUTCOME_FILE,
  type Findings,
} from '../../audit/findings.ts';
import { digestsBefore } from '../../audit/ledger.ts';
import type { DrawRecord } from '../../audit/record.ts';
import { readForms } from '../../inputs/read-forms.ts';
import { readLedgerIn, type PackOnDisk } from '../../inputs/read-pack.ts';
import { findingsFiles } from '../../outputs/findings-files.ts';

export interface FindingsVerified {
  readonly differences: readonly string[];
  readonly remarks: readonly string[];
  /** True where a collating that was cut off would leave them so. */
  readonly mayBeCutOff: boolean;
}

const FILES = [FINDINGS_FILE, FINDINGS_CSV_FILE, OUTCOME_FILE] as const;

/** Whether a path below a pack's folder is that of a file which collate writes. */
export function isOfFindings(path: string): boolean {
  return FILES.some((name) => name === path);
}

/** Holds table and minutes to findings.json, and that to the pack. */
export async function verifyFindings(
  pack: PackOnDisk,
  record: DrawRecord,
): Promise<FindingsVerified> {
  const bytes = pack.files.get(FINDINGS_FILE);
  if (bytes === undefined) {
    const left = FILES.filter((name) => pack.files.has(name));
    return differing(
      left.map((name) => `${name} is there without ${FINDINGS_FILE}`),
      left.length > 0,
    );
  }
  // The schema's library is large: it is loaded only for a pack that was collated.
  const { parseFindings } = await import('../../inputs/parse-findings.ts');
  const findings = parseFindings(bytes);
  if (findings === null) return differing([`${FINDINGS_FILE} is not one this program wrote`]);
  const then = recordOfFindings(pack, record, findings);
  if (then === null) return differing([`${FINDINGS_FILE} is of another pack`]);
  const overtaken = findings.pack !== pack.digest;
  const differences = unlikeFindings(pack.files, findings, then).map(({ path, isMissing }) =>
    isMissing ? `${path} is missing` : `${path} is not what ${FINDINGS_FILE} gives`,
  );
  if (differences.length > 0) return differing(differences, true);
  return {
    differences,
    mayBeCutOff: false,
    remarks: [
      `${FILES.join(', ')}: collated since`,
      ...(overtaken ? ['collated before a case was replaced: collate again'] : []),
      ...(!overtaken && (await saysOtherwise(pack, record, findings))
        ? [`the worksheets in the pack say otherwise than ${FINDINGS_FILE}: see which is right`]
        : []),
    ],
  };
}

/** True where the forms in the pack, collated once more, would give another table. */
async function saysOtherwise(
  pack: PackOnDisk,
  record: DrawRecord,
  findings: Findings,
): Promise<boolean> {
  const forms = await readForms([], pack, record, pack.folder);
  if (forms.faults.length > 0) return false;
  const rules = { afresh: false, today: null };
  const { findings: again } = collate(record, pack.digest, forms, findings, rules);
  const table =
    again === null
      ? undefined
      : findingsFiles(again, record).find(({ path }) => path === FINDINGS_CSV_FILE);
  const found = pack.files.get(FINDINGS_CSV_FILE);
  return table !== undefined && found !== undefined && Buffer.compare(found, table.bytes) !== 0;
}

/**
 * The record of which the findings of a pack were written: as it is, or as it was before a case was
 * replaced. Null where they are of neither.
 */
export function recordOfFindings(
  pack: PackOnDisk,
  record: DrawRecord,
  findings: Findings,
): DrawRecord | null {
  if (findings.pack === pack.digest) return record;
  const before = digestsBefore(readLedgerIn(pack.folder)?.entries ?? [], pack.digest);
  const at = before.indexOf(findings.pack);
  return at === -1 ? null : recordWhenCollated(record, before.length - at);
}

/** The record as it was before the last replacements, of which minutes written then do not tell. */
export function recordWhenCollated<R extends DrawRecord>(record: R, later: number): R {
  const { replacements } = record;
  return { ...record, replacements: replacements.slice(0, replacements.length - later) };
}

/** The files beside findings.json that are not what it gives. */
export function unlikeFindings(
  files: ReadonlyMap<string, Uint8Array>,
  findings: Findings,
  record: DrawRecord,
): UnlikeFile[] {
  return findingsFiles(findings, record)
    .filter(({ path }) => path !== FINDINGS_FILE)
    .map(({ path, bytes }) => ({ path, bytes, found: files.get(path) }))
    .filter(({ bytes, found }) => found === undefined || Buffer.compare(found, bytes) !== 0)
    .map(({ path, found }) => ({ path, isMissing: found === undefined }));
}

function differing(differences: readonly string[], mayBeCutOff = false): FindingsVerified {
  return { differences, remarks: [], mayBeCutOff };
}
