/** What a row says of the threshold: by its outcomes, by an enquiry that began, and by "Referral NFA?". */
import { describe, expect, test } from 'vitest';
import { judgeRow, sayRowDecision } from '../../src/audit/decision.ts';
import type { AuditRules } from '../../src/audit/rules.ts';
import { day, referralRow, RULES, type RowFacts } from '../support/referral-rows.ts';

/** Received on Friday 13 November 2026, unless told otherwise. */
function judge(facts: Partial<RowFacts>, rules: AuditRules = RULES) {
  return judgeRow(referralRow(facts), rules);
}

const start = (date: string, named = false) => [{ started: day(date), named }];

describe('a row of outcomes', () => {
  test.each([
    ['an outcome', { wording: 'Early Help' }, 'not-met'],
    ['an outcome that met', { wording: 'S47' }, 'met'],
    ['no outcome', { wording: '' }, 'undecided'],
    ['no outcome, and no further action', { wording: '', noFurtherAction: true }, 'not-met'],
    // "No" says that something followed, and nobody says what.
    ['no outcome, and not no further action', { wording: '', noFurtherAction: false }, 'undecided'],
    ['an outcome, and an enquiry that began', { section47: start('2026-11-16') }, 'met'],
    ['an outcome, and an enquiry of long before', { section47: start('2026-03-02') }, 'not-met'],
    ['an unknown outcome', { wording: 'S47?' }, 'unrecognised'],
    [
      'an unknown outcome, and an enquiry that began',
      { wording: 'S47?', section47: start('2026-11-16') },
      'unrecognised',
    ],
  ])('of %s', (_, facts, verdict) => {
    expect(judge(facts).verdict).toBe(verdict);
  });

  test('of several outcomes goes by the highest', () => {
    const row = { ...referralRow(), wordings: ['Early Help', 'S47', 'NFA'] };
    expect(judgeRow(row, RULES).verdict).toBe('met');
    expect(sayRowDecision(row, RULES)).toBe('Early Help, S47, NFA');
  });
});

describe('a row of a list by child and date', () => {
  const row = (facts: Partial<RowFacts>) => ({
    wording: '',
    judgedBy: 'section-47' as const,
    ...facts,
  });

  test.each([
    [
      'an enquiry that began',
      { section47: start('2026-11-16') },
      'met',
      'Section 47 enquiry began',
    ],
    ['no further action', { noFurtherAction: true }, 'not-met', 'No further action'],
    ['something else', { noFurtherAction: false }, 'not-met', 'No section 47 enquiry; not NFA'],
    ['nothing yet', {}, 'undecided', ''],
  ])('of %s', (_, facts, verdict, said) => {
    expect(judge(row(facts)).verdict).toBe(verdict);
    expect(sayRowDecision(referralRow(row(facts)), RULES)).toBe(said);
  });
});

describe('an enquiry counts', () => {
  const verdictOf = (started: string, section47Window: number) =>
    judge({ section47: start(started) }, { ...RULES, section47Window }).verdict;

  test.each([
    ['on the day', '2026-11-13', 10, 'met'],
    ['the day before', '2026-11-12', 10, 'not-met'],
    // Ten working days after Friday the 13th is Friday the 27th.
    ['on the last day of the window', '2026-11-27', 10, 'met'],
    ['at the weekend behind it', '2026-11-28', 10, 'not-met'],
    ['on the day, with no window', '2026-11-13', 0, 'met'],
    ['the next day, with no window', '2026-11-14', 0, 'not-met'],
    ['on Monday, the first working day after', '2026-11-16', 1, 'met'],
  ])('%s: %s, %i working days', (_, started, days, verdict) => {
    expect(verdictOf(started, days)).toBe(verdict);
  });

  test('for nothing where nobody knows when the referral came', () => {
    expect(judge({ received: '', section47: start('2026-11-16') }).verdict).toBe('not-met');
  });
});

describe('a contradiction', () => {
  test.each([
    ['NFA, and an outcome that met', { noFurtherAction: true, wording: 'S47' }],
    [
      'NFA, and an outcome that meets by default',
      { noFurtherAction: true, wording: 'Strategy Discussion' },
    ],
    ['NFA, and an enquiry that began', { noFurtherAction: true, section47: start('2026-11-16') }],
    [
      'NFA, and an enquiry of its own, after the window',
      { noFurtherAction: true, section47: start('2027-06-01', true) },
    ],
  ])('is %s', (_, facts) => {
    expect(judge(facts).contradiction).toBe('nfa-and-section-47');
  });

  test('is an enquiry of its own that began before the referral', () => {
    expect(judge({ section47: start('2026-11-12', true) }).contradiction).toBe(
      'section-47-before-referral',
    );
  });

  test.each([
    ['NFA, and an outcome that did not meet', { noFurtherAction: true }],
    ['not NFA, and an outcome that met', { noFurtherAction: false, wording: 'S47' }],
    ['NFA, and an outcome nobody knows', { noFurtherAction: true, wording: 'S47?' }],
    ['an enquiry before it, which may be an older one', { section47: start('2026-11-12') }],
    [
      'an enquiry of its own, and no date received',
      {
        received: '',
        section47: start('2026-11-12', true),
      },
    ],
  ])('is not %s', (_, facts) => {
    expect(judge(facts).contradiction).toBeNull();
  });
});
