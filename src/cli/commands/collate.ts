/** `mash-audit collate`: completed worksheets in, findings and minutes out. */
import { join } from 'node:path';
import { collate } from '../../audit/collate.ts';
import { sayUnlike, type UnlikeFile } from '../../audit/collated-packs.ts';
import { answersTheRecord } from '../../audit/findings-fit.ts';
import { FINDINGS_FILE, OUTCOME_FILE, type Findings } from '../../audit/findings.ts';
import type { FormFault } from '../../audit/form-faults.ts';
import type { DrawRecord } from '../../audit/record.ts';
import { verifyTickets } from '../../audit/verdicts.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { readForms } from '../../inputs/read-forms.ts';
import type { PackOnDisk } from '../../inputs/read-pack.ts';
import { writeFindings } from '../../outputs/write-findings.ts';
import { renderCollateReport, renderFormFaults } from '../render/collate-report.ts';
import { styleFor } from '../render/style.ts';
import type { Runtime } from '../runtime.ts';
import { openPack } from './open-pack.ts';
import { recordOfFindings, unlikeFindings } from './verify-findings.ts';

export interface CollateOptions {
  readonly pack: string;
  /** Files and folders of completed worksheets; those of the pack itself where there is none. */
  readonly forms: readonly string[];
  /** Count only the forms read now; what was recorded before stays in the list of changes. */
  readonly afresh: boolean;
  readonly color: boolean;
}

/**
 * 1 where a form is at fault, and then nothing is written. Throws UserError where it cannot be done
 * at all.
 */
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
  const changed = options.afresh ? [] : changedSince(pack, record, earlier, findings);
  const notices = [...refuseOrTell(options.pack, changed), ...read.notices, ...collated.notices];
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
 * Which of table and minutes are not what the earlier findings give, nor what is collated now: for
 * an earlier run may have been cut off between them.
 */
function changedSince(
  pack: PackOnDisk,
  record: DrawRecord,
  earlier: Findings | null,
  now: Findings,
): readonly UnlikeFile[] {
  const then = earlier === null ? null : recordOfFindings(pack, record, earlier);
  if (earlier === null || then === null) return [];
  const unlike = unlikeFindings(pack.files, earlier, then);
  const still = new Set(unlikeFindings(pack.files, now, record).map(({ path }) => path));
  return unlike.filter(({ path }) => still.has(path));
}

/**
 * Findings that nothing beside them bears out would be taken for what the meeting found. Where the
 * minutes or the table bear them out, the other one was opened and saved again: that is a notice.
 */
function refuseOrTell(shown: string, changed: readonly UnlikeFile[]): readonly FormFault[] {
  if (changed.length > 1) {
    throw new UserError(
      `${FINDINGS_FILE} of ${shown} is not what was collated before: ${sayUnlike(changed)}, so nothing was collated.`,
      'Ask who changed it, and put it back from a copy. Or add --afresh to forget it and collate all worksheets anew.',
    );
  }
  return changed
    .filter(({ isMissing }) => !isMissing)
    .map(({ path }) => ({
      code: 'written-anew',
      place: { file: join(shown, path), sheet: null, cell: null },
      args: {},
    }));
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
  const isOwn = findings !== null && recordOfFindings(pack, record, findings) !== null;
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
