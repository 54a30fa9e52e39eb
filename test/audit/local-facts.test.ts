/** The RAG rating and whether the referrer was told: what is believed, joined and counted. */
import { describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../src/audit/civil-date.ts';
import type { EligibleReferral } from '../../src/audit/frame.ts';
import { countLocalFacts } from '../../src/audit/local-facts.ts';
import { OTHER_WORDING, ragOf, RATINGS } from '../../src/audit/rag.ts';
import {
  joinNotified,
  sayNotified,
  type ReferrerNotified,
} from '../../src/audit/referrer-notified.ts';
import { normaliseWording } from '../../src/audit/threshold.ts';

const on = (date: string): ReferrerNotified => ({ answer: 'yes', on: parseIsoDate(date) });
const YES: ReferrerNotified = { answer: 'yes', on: null };
const NO: ReferrerNotified = { answer: 'no', on: null };
const OTHER: ReferrerNotified = { answer: 'other-wording', on: null };
const DIFFER: ReferrerNotified = { answer: 'rows-differ', on: null };

describe('a rating', () => {
  test.each([
    ['Red', 'Red'],
    [' RED ', 'Red'],
    ['amber', 'Amber'],
    ['G', 'Green'],
    ['Priority 1', 'P1'],
    ['p-2', OTHER_WORDING],
    ['P2', 'P2'],
    ['high', 'High'],
    ['non urgent', 'Non-urgent'],
    ['3', '3'],
    ['', ''],
    ['NULL', ''],
    ['n/a', ''],
    ['Not rated', ''],
  ])('%j is shown as %j', (text, shown) => {
    expect(ragOf(text)).toBe(shown);
  });

  test.each([
    'B',
    'Reddish',
    'Red?',
    'not red',
    'Red, then Green',
    'Tom was seen at home',
    '9',
    '?',
  ])('%j is in no list, and is never shown', (text) => {
    expect(ragOf(text)).toBe(OTHER_WORDING);
  });

  test('no wording means two ratings, and each rating is shown as itself', () => {
    const all = Object.entries(RATINGS).flatMap(([rating, others]) => [rating, ...others]);
    const names = all.map(normaliseWording);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(Object.keys(RATINGS).map(ragOf)).toEqual(Object.keys(RATINGS));
  });
});

describe('of the rows of one referral', () => {
  test.each([
    ['nothing', [], null],
    ['blanks', [null, null], null],
    ['one that says yes beside a blank', [null, YES], YES],
    ['the earliest day', [on('2026-11-18'), on('2026-11-16'), YES], on('2026-11-16')],
    ['the same no', [NO, NO, null], NO],
    ['yes and no', [YES, NO], DIFFER],
    ['a day and no', [NO, on('2026-11-16')], DIFFER],
    ['yes and a wording that is neither', [YES, OTHER], DIFFER],
    ['only wordings that are neither', [OTHER, null, OTHER], OTHER],
  ] as const)('%s', (_, rows, joined) => {
    expect(joinNotified(rows)).toEqual(joined);
    expect(joinNotified([...rows].reverse())).toEqual(joined);
  });

  test.each([
    [null, ''],
    [YES, 'Yes'],
    [on('2026-11-16'), 'Yes, on Monday 16 November 2026'],
    [NO, 'No'],
    [OTHER, 'Other wording in the export'],
    [DIFFER, 'The rows of the referral differ'],
  ] as const)('%j in words: %j', (notified, words) => {
    expect(sayNotified(notified)).toBe(words);
  });
});

describe('counted over the frame', () => {
  const eligible = (facts: Partial<EligibleReferral>): EligibleReferral => ({
    reference: 'A-1',
    side: 'met',
    decision: 'S47',
    received: null,
    decided: null,
    localAuthority: '',
    team: '',
    sourceGroup: '',
    ...facts,
  });

  test('each value by side, the gravest first, and what is not recorded last', () => {
    const counts = countLocalFacts([
      eligible({ rag: 'Green', referrerNotified: on('2026-11-16') }),
      eligible({ rag: 'Red', referrerNotified: YES, side: 'not-met' }),
      eligible({ rag: 'Red', referrerNotified: NO }),
      eligible({ rag: 'Green; Red', referrerNotified: DIFFER }),
      eligible({ rag: OTHER_WORDING, referrerNotified: OTHER }),
      eligible({ rag: '', referrerNotified: null, side: 'not-met' }),
      // Of another export, which has no such columns.
      eligible({}),
    ]);
    expect(counts.rag).toEqual([
      { value: 'Red', met: 1, notMet: 1 },
      { value: 'Green', met: 1, notMet: 0 },
      { value: 'More than one', met: 1, notMet: 0 },
      { value: 'Other wording', met: 1, notMet: 0 },
      { value: 'Not recorded', met: 1, notMet: 1 },
    ]);
    expect(counts.referrerNotified).toEqual([
      { value: 'Yes, with the date', met: 1, notMet: 0 },
      { value: 'Yes, no date', met: 0, notMet: 1 },
      { value: 'No', met: 1, notMet: 0 },
      { value: 'Rows differ', met: 1, notMet: 0 },
      { value: 'Other wording', met: 1, notMet: 0 },
      { value: 'Not recorded', met: 1, notMet: 1 },
    ]);
  });

  test('nothing where no export has the columns; one where one has', () => {
    expect(countLocalFacts([eligible({})])).toEqual({});
    expect(countLocalFacts([])).toEqual({});
    expect(Object.keys(countLocalFacts([eligible({ rag: '' })]))).toEqual(['rag']);
  });
});
