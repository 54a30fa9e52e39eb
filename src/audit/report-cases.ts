/** The cases of the packs a report counts, each with what is known of it. Labels, no references. */
import { isSameAuthority } from './authorities.ts';
import type { CivilDate, Moment } from './civil-date.ts';
import { currentFindings, type CollatedPack } from './collated-packs.ts';
import type { CaseOfPack } from './open-actions.ts';
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
  return packs.flatMap((pack) => {
    const { name, record, findings } = pack;
    const questions = record.questionSet;
    const byLabel = new Map(currentFindings(pack).map((one) => [one.label, one] as const));
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

/** A case that was drawn and whose place a reserve took. */
export interface ReplacedCase {
  readonly reason: string;
  /** `draw`: known before the draw was written; `after`: found once its worksheet was out. */
  readonly when: 'draw' | 'after';
}

/** The cases of the packs that were replaced; a reserve that was withdrawn never was one. */
export function replacedOfPacks(
  packs: readonly CollatedPack[],
  localAuthority: string | null,
): ReplacedCase[] {
  return packs.flatMap((pack) =>
    pack.record.replacements
      .filter(
        ({ label, by }) => by !== null && isOfAuthority(authorityIn(pack, label), localAuthority),
      )
      .map(({ reason, when }) => ({ reason, when })),
  );
}

/** Every case with findings and so with actions: one that was replaced later still has its own. */
export function foundInPacks(
  packs: readonly CollatedPack[],
  localAuthority: string | null,
): CaseOfPack[] {
  return packs.flatMap((pack) =>
    (pack.findings?.cases ?? [])
      .filter(({ label }) => isOfAuthority(authorityIn(pack, label), localAuthority))
      .map((finding) => ({
        pack: pack.name,
        meeting: pack.record.meeting,
        finding,
        completions: pack.findings?.completions ?? [],
      })),
  );
}

function authorityIn({ record }: CollatedPack, label: string): string {
  return record.sample.find((one) => one.label === label)?.localAuthority ?? '';
}

/** True where its findings are there and say that it was audited. */
export function isAudited(one: ReportCase): one is AuditedCase {
  return one.finding?.state === 'audited';
}

/** `asked`: null for all. Two spellings of one authority are the same. */
export function isOfAuthority(named: string, asked: string | null): boolean {
  return asked === null || isSameAuthority(named, asked);
}
