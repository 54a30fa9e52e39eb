/** What one row of a referral says of the section 47 threshold, from all that the export tells. */
import { addWorkingDays } from './civil-date.ts';
import type { ReferralRow } from './referral.ts';
import type { AuditRules } from './rules.ts';
import { classifyWording, highestVerdict, sideOf, type Verdict } from './threshold.ts';

export type Contradiction = 'nfa-and-section-47' | 'section-47-before-referral';

export interface RowDecision {
  readonly verdict: Verdict;
  /** Why the row cannot be believed, whatever its verdict. */
  readonly contradiction: Contradiction | null;
}

/**
 * Where outcomes are recorded, the highest of them; a section 47 enquiry that began in time is one.
 * Where only the enquiry's start and "Referral NFA?" are (Annex A, CIN census): met when an enquiry
 * began in time, else not met, or undecided while "Referral NFA?" is blank.
 */
export function judgeRow(row: ReferralRow, rules: AuditRules): RowDecision {
  return { verdict: verdictOfRow(row, rules), contradiction: findContradiction(row, rules) };
}

function verdictOfRow(row: ReferralRow, rules: AuditRules): Verdict {
  const began = beganInTime(row, rules);
  if (row.wordings.length > 0) {
    const said = highestVerdict(
      row.wordings.map((wording) => classifyWording(wording, rules.vocabulary)),
    );
    // A wording nobody knows may be anything, a child's story too: no date lets it into a pack.
    return began && said !== 'unrecognised' && said !== 'ambiguous' ? 'met' : said;
  }
  if (began) return 'met';
  if (row.noFurtherAction === null) return 'undecided';
  // "No" to "Referral NFA?" says that something followed; only with section 47 dates does it say what.
  return row.noFurtherAction || row.judgedBy === 'section-47' ? 'not-met' : 'undecided';
}

function findContradiction(row: ReferralRow, rules: AuditRules): Contradiction | null {
  const named = row.section47.filter((start) => start.named);
  if (row.noFurtherAction === true) {
    const wordings = row.wordings.map((wording) => classifyWording(wording, rules.vocabulary));
    const met = sideOf(highestVerdict(wordings)) === 'met';
    if (named.length > 0 || met || beganInTime(row, rules)) return 'nfa-and-section-47';
  }
  const received = row.received?.date;
  const before = received !== undefined && named.some(({ started }) => started < received);
  return before ? 'section-47-before-referral' : null;
}

function beganInTime({ received, section47 }: ReferralRow, rules: AuditRules): boolean {
  if (received === null) return false;
  const last = addWorkingDays(received.date, rules.section47Window);
  return section47.some(({ started }) => started >= received.date && started <= last);
}

/** The decision in the words a pack shows. */
export function sayRowDecision(row: ReferralRow, rules: AuditRules): string {
  if (row.wordings.length > 0) return row.wordings.join(', ');
  if (beganInTime(row, rules)) return 'Section 47 enquiry began';
  if (row.noFurtherAction === null) return '';
  return row.noFurtherAction ? 'No further action' : 'No section 47 enquiry; not NFA';
}
