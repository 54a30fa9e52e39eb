/** What must be put right, or known, before a draw from a frame. */
import type { Judgement } from './exclusions.ts';
import { comparePlaces } from './order.ts';
import { cutShort, type Problem } from './problems.ts';
import type { Referral } from './referral.ts';
import type { AuditRules } from './rules.ts';
import { classifyWording, normaliseWording } from './threshold.ts';

export interface JudgedReferral {
  readonly referral: Referral;
  readonly judgement: Judgement;
}

/** In the order of the exports. Another week's referrals are nobody's problem here. */
export function frameProblems(judged: readonly JudgedReferral[], rules: AuditRules): Problem[] {
  const inWeek = judged.filter(({ judgement }) => judgement.reason !== 'outside-week');
  const problems = [
    ...inWeek.flatMap((one) => [...undated(one, rules), ...contradictory(one, rules)]),
    ...inWeek.flatMap(decidedBeforeReceived),
    ...wordingProblems(inWeek, rules),
  ];
  return problems.sort((a, b) => comparePlaces(a.place, b.place));
}

function undated({ referral, judgement }: JudgedReferral, rules: AuditRules): Problem[] {
  if (judgement.reason !== 'undated' || rules.leaveOut.has('undated')) return [];
  return [{ code: 'decision-undated', place: referral.rows[0].place, args: {} }];
}

function contradictory({ referral, judgement }: JudgedReferral, rules: AuditRules): Problem[] {
  const fact = referral.contradiction;
  if (fact === null || judgement.reason !== 'contradictory') return [];
  if (rules.leaveOut.has('contradictory')) return [];
  const places = referral.rows.map((row) => row.place);
  const oneFile = places.every((place) => place.file === referral.rows[0].place.file);
  const rows = places.map(({ file, row }) => (oneFile ? String(row) : `${row} of ${file}`));
  return [{ code: 'rows-contradict', place: referral.rows[0].place, args: { fact, rows } }];
}

function decidedBeforeReceived({ referral, judgement }: JudgedReferral): Problem[] {
  const { received, decided } = referral;
  if (judgement.reason !== null || received === null || decided === null) return [];
  if (decided.date >= received.date) return [];
  return [{ code: 'decided-before-received', place: referral.rows[0].place, args: {} }];
}

/** One problem a wording, with the number of referrals that carry it, at the first of them. */
function wordingProblems(inWeek: readonly JudgedReferral[], rules: AuditRules): Problem[] {
  const found = new Map<string, Problem>();
  for (const { referral, judgement } of inWeek) {
    const said = new Set<string>();
    for (const { wording, place } of referral.rows) {
      const code = wordingCode(wording, judgement, rules);
      const key = normaliseWording(wording);
      if (code === null || said.has(key)) continue;
      said.add(key);
      const earlier = found.get(key);
      const referrals = 1 + (earlier?.code === code ? earlier.args.referrals : 0);
      const at = earlier?.place ?? { ...place };
      found.set(key, { code, place: at, args: { wording: cutShort(wording), referrals } });
    }
  }
  return [...found.values()];
}

type WordingCode = 'decision-unrecognised' | 'decision-ambiguous' | 'met-by-default';

function wordingCode(wording: string, judgement: Judgement, rules: AuditRules): WordingCode | null {
  const verdict = classifyWording(wording, rules.vocabulary);
  if (judgement.reason === null) return verdict === 'met-by-default' ? verdict : null;
  if (judgement.reason !== 'unrecognised' || rules.leaveOut.has('unrecognised')) return null;
  if (verdict === 'ambiguous') return 'decision-ambiguous';
  return verdict === 'unrecognised' ? 'decision-unrecognised' : null;
}
