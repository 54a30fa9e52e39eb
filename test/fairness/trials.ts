/**
 * Invented weeks, each drawn many times over. Seeds and references are of the kinds that trip weak
 * samplers: dates in a row, whole numbers in a row, references that differ in one character.
 */
import { addDays, parseIsoDate, type CivilDate } from '../../src/audit/civil-date.ts';
import { digestFrame, sayFrameCode, type Frame } from '../../src/audit/frame.ts';
import {
  DEFAULT_MARKING,
  DEFAULT_SECTION_47_WINDOW,
  DEFAULT_SIZE,
  type AuditRules,
} from '../../src/audit/rules.ts';
import type { Side } from '../../src/audit/threshold.ts';
import { parseSeed, type Seed } from '../../src/audit/tickets.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';
import { weekBefore } from '../../src/audit/week.ts';
import type { MeasureName } from './measures.ts';
import type { Drawn, Sampler } from './sampler.ts';

/** One frame under many seeds, and what is measured over its draws. */
export interface Trial {
  readonly frame: Frame;
  readonly seeds: readonly Seed[];
  readonly rules: AuditRules;
  readonly measures: readonly MeasureName[];
}

const OF_TICKETS = [
  'repeated tickets',
  'tickets from 0 to 1',
  'the high byte of tickets',
  'the low byte of tickets',
  'each of the 52 bits of tickets',
  'tickets of neighbours',
] as const satisfies readonly MeasureName[];

/** Of three cases from six a side, every set and every order can be counted. */
const OF_SIX_A_SIDE = [
  'how often each is a case',
  'who is drawn first',
  'which three are the cases',
  'the cases in order',
  'the reserves in order',
  'who is drawn first on either side',
  'who is drawn first this week and the next',
  'place in the frame',
  ...OF_TICKETS,
] as const satisfies readonly MeasureName[];

/**
 * Alike to the eye, or to a generator that repeats its key and takes the low byte of a character:
 * that of U+0141 is A.
 */
const LOOKALIKES = {
  met: ['A', 'AA', 'AAA', 'AAAA', 'AAAAA', 'AAAAAA'],
  'not-met': ['A1', 'a1', 'A-1', '\u01411', '\u00c11', 'A\u03011'],
} as const satisfies Record<Side, readonly string[]>;

export const TRIALS = {
  'six a side, numbered in a row, on Fridays in a row': {
    frame: frameOf(numbered(12, sequential), (place) => place % 2 === 0),
    seeds: fridaysFrom('2026-01-02', 1800).map(seedOf),
    rules: rulesOf(6),
    measures: OF_SIX_A_SIDE,
  },
  'six a side, all alike, with whole numbers in a row as seeds': {
    frame: frameOf([...LOOKALIKES.met, ...LOOKALIKES['not-met']], (place) => place < 6),
    seeds: numbered(1800, String).map(seedOf),
    rules: rulesOf(6),
    measures: OF_SIX_A_SIDE,
  },
  // Joined end to end, seed 1 with reference 11 is seed 11 with reference 1.
  'a week of 15 and 45, with plain numbers as references and as seeds': {
    frame: frameOf(numbered(60, String), (place) => place % 4 === 0),
    seeds: numbered(400, String).map(seedOf),
    rules: rulesOf(DEFAULT_SIZE),
    measures: [
      'how often each is a case',
      'how often each is a reserve',
      'who is drawn first',
      'place in the frame',
      ...OF_TICKETS,
    ],
  },
  'one draw of 20,000 numbered in a row': {
    frame: frameOf(numbered(20_000, sequential), (place) => place % 2 === 0),
    seeds: ['51932-08857-77410-26391'].map(seedOf),
    rules: rulesOf(DEFAULT_SIZE),
    measures: ['place in the frame', ...OF_TICKETS],
  },
} as const satisfies Record<string, Trial>;

export type TrialName = keyof typeof TRIALS;

export function runTrial({ frame, seeds, rules }: Trial, sampler: Sampler): readonly Drawn[] {
  return seeds.map((seed) => sampler(frame, seed, rules));
}

export function rulesOf(size: number): AuditRules {
  return {
    vocabulary: buildVocabulary(DEFAULT_WORDINGS),
    size,
    seats: null,
    section47Window: DEFAULT_SECTION_47_WINDOW,
    localAuthority: null,
    leaveOut: new Set(),
    marking: DEFAULT_MARKING,
  };
}

/** A frame of these references, in code-unit order as every frame is. */
export function frameOf(all: readonly string[], isMet: (place: number) => boolean): Frame {
  const eligible = all
    .map((reference, place) => ({
      reference,
      side: isMet(place) ? ('met' as const) : ('not-met' as const),
      decision: '',
      received: null,
      decided: null,
      localAuthority: '',
      team: '',
      sourceGroup: '',
    }))
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const week = weekBefore(day('2026-11-20'));
  const digest = digestFrame(eligible, week, 'decided');
  const code = sayFrameCode(digest);
  const rowsRead = eligible.length;
  return { week, basis: 'decided', rowsRead, eligible, exclusions: [], digest, code };
}

export function seedOf(text: string): Seed {
  const seed = parseSeed(text, 'given');
  if (seed === null) throw new Error(`not a seed: ${text}`);
  return seed;
}

/** What `write` makes of 1, 2, 3... */
function numbered(count: number, write: (n: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => write(index + 1));
}

function sequential(n: number): string {
  return `MASH-${String(n).padStart(4, '0')}`;
}

function fridaysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, week) => addDays(day(first), 7 * week));
}

function day(text: string): CivilDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`not a day: ${text}`);
  return date;
}
