/** What a report says of all decisions of its frames: each main result, estimated from the sample. */
import type { CollatedPack } from './collated-packs.ts';
import { isAudited, type AuditedCase, type ReportCase } from './report-cases.ts';
import { agreementOf, answerTo, isAsked, type QuestionTally } from './answer-tallies.ts';
import { mustBePutRight } from './case-tallies.ts';
import { gradeOf, sayEither } from './grade-tallies.ts';
import { AGREEMENT } from './worksheets.ts';
import { isNothingRecorded, type Figure, type Tally } from './tally.ts';
import { SIDES, type Side } from './threshold.ts';
import { estimateProportion, type Stratum, type WeightedEstimate } from './weighted-estimate.ts';

export interface ReportEstimate {
  readonly section: 'grades' | 'questions' | 'agreement';
  readonly name: string;
  /** The count of audited cases it rests on, and of how many: hidden with them. */
  readonly figure: Figure;
  readonly of: Figure;
  /** False where nobody recorded anything of the cases: then there is nothing to estimate. */
  readonly recorded: boolean;
  /** Null where no audited case can say anything. */
  readonly estimate: WeightedEstimate | null;
}

/** One side of one pack, with its audited cases. */
export interface PackSide {
  readonly side: Side;
  readonly size: number;
  readonly cases: readonly AuditedCase[];
}

export interface EstimateTables {
  readonly grades: Tally;
  readonly questions: readonly QuestionTally[];
  readonly agreement: Tally;
  readonly putRight: Tally;
}

/** Of `counts` only; other cases of the same draws keep their place in the design. */
export function estimateAll(
  sides: readonly PackSide[],
  { grades, questions, agreement, putRight }: EstimateTables,
  names: { readonly all: readonly string[]; readonly putRight: readonly string[] },
  counts: (one: ReportCase) => boolean,
): ReportEstimate[] {
  const estimate = (
    has: (one: AuditedCase) => boolean | null,
    side: Side | null = null,
  ): WeightedEstimate | null =>
    estimateProportion(
      sides
        .filter((one) => side === null || one.side === side)
        .map(({ size, cases }): Stratum => ({
          size,
          cases: cases.map((one) => (counts(one) ? has(one) : null)),
        })),
    );
  const [allAgree] = AGREEMENT;

  return [
    ...grades.parts.map((figure): ReportEstimate => {
      const found = estimate((one) => gradeOf(one, names.all) === figure.name);
      const { name } = figure;
      return { section: 'grades', name, figure, of: grades.total, recorded: true, estimate: found };
    }),
    // Of one grade, it is what stands above.
    ...(names.putRight.length < 2
      ? []
      : [
          {
            section: 'grades' as const,
            name: sayEither(names.putRight),
            figure: putRight.total,
            of: grades.total,
            recorded: true,
            estimate: estimate(mustBePutRight),
          },
        ]),
    ...questions.flatMap((asked): ReportEstimate[] => {
      const { name, side, question, total, parts, answers } = asked;
      const [figure] = parts;
      if (figure === undefined) return [];
      const found = estimate(
        (one) => (isAsked(one, asked) ? answerTo(one, question, answers) === figure.name : null),
        side,
      );
      const said = `${name} ${figure.name}`;
      const recorded = !isNothingRecorded(asked);
      return [{ section: 'questions', name: said, figure, of: total, recorded, estimate: found }];
    }),
    ...agreement.parts
      .filter(({ name }) => name === allAgree)
      .map((figure): ReportEstimate => ({
        section: 'agreement',
        name: 'All agencies agree with the threshold decision',
        figure,
        of: agreement.total,
        recorded: !isNothingRecorded(agreement),
        estimate: estimate((one) => agreementOf(one) === allAgree),
      })),
  ];
}

/** Each side of each pack that had anybody to draw. */
export function sidesOf(packs: readonly CollatedPack[], cases: readonly ReportCase[]): PackSide[] {
  return packs.flatMap(({ name, record }) => {
    const size = { met: record.frame.eligible.met, 'not-met': record.frame.eligible.notMet };
    return SIDES.filter((side) => size[side] > 0).map((side) => ({
      side,
      size: size[side],
      cases: cases.filter((one) => one.pack === name && one.side === side).filter(isAudited),
    }));
  });
}

/** Decisions of the frames, by whether a case of their side and week was audited. */
export function coverageOf(sides: readonly PackSide[]): Tally {
  const count = (some: readonly PackSide[]): number =>
    some.reduce((sum, { size }) => sum + size, 0);
  const name = 'Decisions in the frames';
  const covered = sides.filter(({ cases }) => cases.length > 0);
  const bare = sides.filter(({ cases }) => cases.length === 0);
  return {
    name,
    total: { id: 'frame', name, count: count(sides) },
    parts: [
      {
        id: 'frame/covered',
        name: 'On a side and in a week with an audited case',
        count: count(covered),
      },
      { id: 'frame/bare', name: 'Without one: not in the estimates', count: count(bare) },
    ],
  };
}
