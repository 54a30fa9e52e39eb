/** `mash-audit collate`: completed worksheets in, findings and minutes out. */
import { join } from 'node:path';
import { collate } from '../../audit/collate.ts';
import { answersTheRecord } from '../../audit/findings-fit.ts';
import { FINDINGS_FILE, OUTCOME_FILE, type Findings } from '../../audit/findings.ts';
import { digestsBefore } from '../../audit/ledger.ts';
import type { DrawRecord } from '../../audit/record.ts';
import { verifyTickets } from '../../audit/verdicts.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readForms } from '../../inputs/read-forms.ts';
import { readLedgerIn, type PackOnDisk } from '../../inputs/read-pack.ts';
import { writeFindings } from '../../outputs/write-findings.ts';
import { renderCollateReport, renderFormFaults } from '../render/collate-report.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import { openPack } from './open-pack.ts';

export interface CollateOptions {
  readonly pack: string;
  /** Files and folders of completed worksheets; those of the pack itself where there is none. */
  readonly forms: readonly string[];
  /** Count only the forms read now; what was recorded before stays in the list of changes. */
  readonly afresh: boolean;
  readonly color: boolean;
}

export async function runCollate(options: CollateOptions, runtime: Runtime): Promise<ExitCode> {
  const pack = await openPack(options.pack, runtime.cwd);
  const { record } = pack;
  if (record === null || !verifyTickets(record).holds) {
    throw new UserError(
      `The record of ${options.pack} is not as it was drawn, so nothing was collated.`,
      'Run mash-audit verify on the pack to see what is wrong with it.',
    );
  }
  const earlier = await earlierFindings(pack, record, options);
  const read = await readForms(options.forms, pack, record, runtime.cwd);
  if (read.files.length === 0 && read.faults.length === 0) {
    throw new UserError(
      `There is no worksheet to collate in ${options.pack}.`,
      'Name the completed worksheets: mash-audit collate PACK "folder with worksheets".',
    );
  }
  const rules = { afresh: options.afresh, today: runtime.today() };
  const collated = collate(record, pack.digest, read, earlier, rules);
  const faults = [...read.faults, ...collated.faults];
  if (collated.findings === null || faults.length > 0) {
    const style = styleFor(runtime.stderr, runtime.env, options.color);
    runtime.stderr.write(renderFormFaults(faults, style));
    return 1;
  }
  const { findings, kept } = collated;
  const notices = [...read.notices, ...collated.notices];
  const place = join(pack.folder, pack.name);
  const before = options.afresh ? 'forgotten' : earlier;
  await writeFindings({ place, shown: options.pack, record, findings, before });
  const style = styleFor(runtime.stdout, runtime.env, options.color);
  const outcome = join(options.pack, OUTCOME_FILE);
  runtime.stdout.write(
    renderCollateReport({ findings, kept, notices, earlier, record, read, outcome }, style),
  );
  return 0;
}

/**
 * What was collated before, of this pack or of what it was before a case was replaced. Throws
 * UserError where it is damaged, unless it is to be forgotten: it is not thrown away unasked, nor are
 * another pack's answers kept.
 */
async function earlierFindings(
  pack: PackOnDisk,
  record: DrawRecord,
  { pack: shown, afresh }: CollateOptions,
): Promise<Findings | null> {
  const bytes = pack.files.get(FINDINGS_FILE);
  if (bytes === undefined) return null;
  const { parseFindings } = await import('../../inputs/parse-findings.ts');
  const findings = parseFindings(bytes);
  const entries = readLedgerIn(pack.folder)?.entries ?? [];
  const own = new Set([pack.digest, ...digestsBefore(entries, pack.digest)]);
  const isOwn = findings !== null && own.has(findings.pack);
  if (isOwn && answersTheRecord(findings, record)) return findings;
  if (afresh) return null;
  if (isOwn) {
    throw new UserError(
      `${FINDINGS_FILE} of ${shown} was changed: it has an answer or a grade that the pack does not offer.`,
      'Put it back from a copy. Or add --afresh to forget it and collate all worksheets anew.',
    );
  }
  throw new UserError(
    `${FINDINGS_FILE} of ${shown} is damaged, or belongs to another pack.`,
    'Add --afresh to forget it and collate the worksheets anew.',
  );
}
