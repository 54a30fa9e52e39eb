/** What a report says of all decisions of its frames: each main result, estimated from the sample. */
import type { CollatedPack } from './collated-packs.ts';
import { isAudited, type AuditedCase, type ReportCase } from './report-cases.ts';
import { agreementOf, answerTo, isAsked, type QuestionTally } from './answer-tallies.ts';
import { mustBePutRight } from './case-tallies.ts';
import { gradeOf, sayEither, type Breakdown } from './grade-tallies.ts';
import { AGREEMENT } from './worksheets.ts';
import { isNothingRecorded, type Figure, type Tally } from './tally.ts';
import { SIDES, type Side } from './threshold.ts';
import { estimateProportion, type Stratum, type WeightedEstimate } from './weighted-estimate.ts';

export interface ReportEstimate {
  readonly section: 'grades' | 'questions' | 'agreement';
  readonly name: string;
  /** The count of audited cases it rests on, and of how many. */
  readonly figure: Figure;
  readonly of: Figure;
  /** Further counts that it would tell of: it is hidden with any of all these. */
  readonly tells: readonly Figure[];
  /** Counts that it would tell of and that stand in no table: it is hidden where one is small. */
  readonly tellsUntold: readonly number[];
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
  readonly breakdowns: readonly Breakdown[];
  readonly coverage: Tally;
}

/** Of `counts` only; other cases of the same draws keep their place in the design. */
export function estimateAll(
  sides: readonly PackSide[],
  { grades, questions, agreement, putRight, breakdowns, coverage }: EstimateTables,
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
  // Cases of the two sides stand for different numbers of decisions, so an estimate of both together
  // says how many were of each, and of how many.
  const bySide = breakdowns[0]?.rows ?? [];
  const ofSides = (...names: readonly string[]): Figure[] => [
    ...bySide.map(({ total }) => total),
    ...bySide.flatMap(({ parts }) => parts).filter((one) => names.includes(one.name)),
  ];
  const weights = weightsOf(sides, coverage, counts);
  // That nothing was recorded says that each other answer is nought.
  const silent = (one: Tally): Figure[] => (isNothingRecorded(one) ? [...one.parts] : []);

  return [
    ...grades.parts.map((figure): ReportEstimate => {
      const found = estimate((one) => gradeOf(one, names.all) === figure.name);
      const { name } = figure;
      return {
        ...{ section: 'grades', name, figure, of: grades.total, recorded: true, estimate: found },
        tells: [...ofSides(name), ...weights.tells],
        tellsUntold: weights.tellsUntold,
      };
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
            tells: [...ofSides(...names.putRight), ...weights.tells],
            tellsUntold: weights.tellsUntold,
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
      const one = { section: 'questions', name: said, figure, of: total } as const;
      const ownWeights = weightsOf(sides, coverage, counts, (its) => isAsked(its, asked));
      const tells = [...silent(asked), ...ownWeights.tells];
      return [{ ...one, ...ownWeights, tells, recorded, estimate: found }];
    }),
    ...agreement.parts
      .filter(({ name }) => name === allAgree)
      .map((figure): ReportEstimate => ({
        section: 'agreement',
        name: 'All agencies agree with the threshold decision',
        figure,
        of: agreement.total,
        tells: [...silent(agreement), ...ofSides(), ...weights.tells],
        // How many of each side agree stands in no table.
        tellsUntold: [
          ...weights.tellsUntold,
          ...SIDES.flatMap((side) => {
            const own = sides.filter((one) => one.side === side).flatMap(({ cases }) => cases);
            const agreed = own.filter(counts).map((one) => agreementOf(one) === allAgree);
            return [agreed.filter((one) => one).length, agreed.filter((one) => !one).length];
          }),
        ],
        recorded: !isNothingRecorded(agreement),
        estimate: estimate((one) => agreementOf(one) === allAgree),
      })),
  ];
}

/** The id of the audited cases of other authorities on a side, which stand in no table. */
export function idOfOthers(side: Side): string {
  return `others/${side}`;
}

/**
 * What an estimate would tell of through its weights: how many decisions of each side it is of, and,
 * for one authority, how many cases of others were audited beside its own.
 */
function weightsOf(
  sides: readonly PackSide[],
  coverage: Tally,
  counts: (one: ReportCase) => boolean,
  isOfThem: (one: AuditedCase) => boolean = () => true,
): Pick<ReportEstimate, 'tells' | 'tellsUntold'> {
  const bySide = SIDES.map((side) => {
    const own = sides.filter((one) => one.side === side && one.cases.length > 0);
    const others = own.flatMap(({ cases }) => cases).filter((one) => isOfThem(one) && !counts(one));
    const decisions = own.reduce((sum, { size }) => sum + size, 0);
    return { others: { id: idOfOthers(side), name: side, count: others.length }, decisions };
  });
  return {
    tells: [
      ...coverage.parts.slice(0, 1),
      ...bySide.map(({ others }) => others).filter(({ count }) => count > 0),
    ],
    tellsUntold: bySide.flatMap(({ others, decisions }) => [others.count, decisions]),
  };
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
