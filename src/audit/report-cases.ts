/** The cases of the packs a report counts, each with what is known of it. Labels, no references. */
import { isSameAuthority } from './authorities.ts';
import type { CivilDate, Moment } from './civil-date.ts';
import type { CollatedPack } from './collated-packs.ts';
import type { CaseFindings, Completion } from './findings.ts';
import type { QuestionSet } from './questions.ts';
import type { Side } from './threshold.ts';

export interface ReportCase {
  readonly pack: string;
  readonly meeting: CivilDate;
  readonly label: string;
  readonly side: Side;
  readonly decision: string;
  readonly localAuthority: string;
  readonly sourceGroup: string;
  readonly received: Moment | null;
  readonly decided: Moment | null;
  readonly questions: QuestionSet;
  /** Null until its pack has been collated. */
  readonly finding: CaseFindings | null;
  /** Its actions that were recorded as done after the meeting. */
  readonly completions: readonly Completion[];
}

/** An audited case always has a finding. */
export interface AuditedCase extends ReportCase {
  readonly finding: CaseFindings;
}

/** Every case of the packs, in order; of one authority only, where one is named. */
export function casesOfPacks(
  packs: readonly CollatedPack[],
  localAuthority: string | null,
): ReportCase[] {
  return packs.flatMap(({ name, record, findings }) => {
    const questions = record.questionSet;
    const byLabel = new Map(findings?.cases.map((one) => [one.label, one] as const));
    return record.sample
      .filter(({ role }) => role === 'case')
      .filter((one) => isOfAuthority(one.localAuthority, localAuthority))
      .map((one): ReportCase => {
        const { label, side, decision, sourceGroup, received, decided } = one;
        return {
          pack: name,
          meeting: record.meeting,
          label,
          side,
          decision,
          localAuthority: one.localAuthority,
          sourceGroup,
          received,
          decided,
          questions,
          finding: byLabel.get(label) ?? null,
          completions: findings?.completions.filter((done) => done.label === label) ?? [],
        };
      });
  });
}

export function isAudited(one: ReportCase): one is AuditedCase {
  return one.finding?.state === 'audited';
}

export function isOfAuthority(named: string, asked: string | null): boolean {
  return asked === null || isSameAuthority(named, asked);
}
