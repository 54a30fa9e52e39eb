/** What a report says of all decisions of its frames: each main result, estimated from the sample. */
import type { CollatedPack } from './collated-packs.ts';
import { isAudited, type AuditedCase, type ReportCase } from './report-cases.ts';
import { agreementOf, answerTo, isAsked, type QuestionTally } from './answer-tallies.ts';
import { mustBePutRight } from './case-tallies.ts';
import { gradeOf, offersAny, type Breakdown, type OfferedGrade } from './grade-tallies.ts';
import { sayEither } from './say-list.ts';
import { AGREEMENT, saySide } from './worksheets.ts';
import { isNothingRecorded, type Figure, type Tally } from './tally.ts';
import { SIDES, type Side } from './threshold.ts';
import { estimateProportion, type Stratum, type WeightedEstimate } from './weighted-estimate.ts';

export interface ReportEstimate {
  readonly section: 'grades' | 'questions' | 'agreement';
  readonly name: string;
  /** The count of audited cases it rests on, and of how many. */
  readonly figure: Figure;
  readonly of: Figure;
  /** True where only some forms offered it: then it is of the decisions whose form did. */
  readonly isOfOffered: boolean;
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

/** What such an estimate is of. */
export const WHOSE_FORM_OFFERED = 'the decisions whose form offered it';

export interface EstimateNames {
  /** Every grade of the report. */
  readonly all: readonly string[];
  /** Those that the forms of some cases did not offer; those to be put right as one, too. */
  readonly offered: readonly OfferedGrade[];
  /** Those that must be put right today. */
  readonly putRight: readonly string[];
  /** False where one of those need not be put right by another question set that has it. */
  readonly isPutRightAlike: boolean;
}

/** What a case that must be put right has, where the question sets differ in which grades those are. */
export const TO_BE_PUT_RIGHT = 'To be put right the same day';

/**
 * How many cases of each side had to be put right stands in no table where that is not to be told by
 * their grades: nothing would protect it there, so it is left out with every small number.
 */
export const PUT_RIGHT_BY_SIDE = 'put-right/sides';

/** Of `counts` only; other cases of the same draws keep their place in the design. */
export function estimateAll(
  sides: readonly PackSide[],
  { grades, questions, agreement, putRight, breakdowns, coverage }: EstimateTables,
  names: EstimateNames,
  counts: (one: ReportCase) => boolean,
): ReportEstimate[] {
  const estimate = (
    has: (one: AuditedCase) => boolean | null,
    isAbout: (side: PackSide) => boolean = () => true,
  ): WeightedEstimate | null =>
    estimateProportion(
      sides.filter(isAbout).map(({ size, cases }): Stratum => ({
        size,
        cases: cases.map((one) => (counts(one) ? has(one) : null)),
      })),
    );
  const ofOffered = (name: string, some: readonly string[]) => {
    const offered = names.offered.find(({ grade }) => grade === name);
    return {
      of: offered?.of ?? grades.total,
      isOfOffered: offered !== undefined,
      // All cases of a pack have one form.
      isAbout: ({ cases }: PackSide): boolean =>
        offered === undefined || cases.some((one) => offersAny(one, some)),
    };
  };
  const eitherName = names.isPutRightAlike ? sayEither(names.putRight) : TO_BE_PUT_RIGHT;
  const { isAbout: isAboutEither, ...ofEither } = ofOffered(eitherName, names.putRight);
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
      const { name } = figure;
      const { isAbout, ...about } = ofOffered(name, [name]);
      const found = estimate((one) => gradeOf(one, names.all) === name, isAbout);
      return {
        ...{ section: 'grades', name, figure, ...about, recorded: true, estimate: found },
        tells: [...ofSides(name), ...weights.tells],
        tellsUntold: weights.tellsUntold,
      };
    }),
    // Of one grade, it is what stands above.
    ...(names.putRight.length < 2 && names.isPutRightAlike
      ? []
      : [
          {
            section: 'grades' as const,
            name: eitherName,
            figure: putRight.total,
            ...ofEither,
            tells: [
              ...(names.isPutRightAlike
                ? ofSides(...names.putRight)
                : [{ ...putRight.total, id: PUT_RIGHT_BY_SIDE }]),
              ...weights.tells,
            ],
            tellsUntold: weights.tellsUntold,
            recorded: true,
            estimate: estimate(mustBePutRight, isAboutEither),
          },
        ]),
    ...questions.flatMap((asked): ReportEstimate[] => {
      const { name, side, question, total, parts, answers } = asked;
      const [figure] = parts;
      if (figure === undefined) return [];
      const found = estimate(
        (one) => (isAsked(one, asked) ? answerTo(one, question, answers) === figure.name : null),
        // All cases of a pack have one form.
        (one) => one.side === side && one.cases.some((its) => isAsked(its, asked)),
      );
      const isOfBoth = questions.some((one) => one.name === name && one.side !== side);
      const said = `${name}${isOfBoth ? ` (${saySide(side).toLowerCase()})` : ''} ${figure.name}`;
      const recorded = !isNothingRecorded(asked);
      const about = { name: said, figure, of: total, isOfOffered: false } as const;
      const ownWeights = weightsOf(sides, coverage, counts, (its) => isAsked(its, asked));
      const tells = [...silent(asked), ...ownWeights.tells];
      return [{ section: 'questions', ...about, ...ownWeights, tells, recorded, estimate: found }];
    }),
    ...agreement.parts
      .filter(({ name }) => name === allAgree)
      .map((figure): ReportEstimate => ({
        section: 'agreement',
        name: 'All agencies agree with the threshold decision',
        figure,
        of: agreement.total,
        isOfOffered: false,
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
