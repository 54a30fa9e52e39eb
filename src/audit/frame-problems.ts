/** What must be put right, or known, before a draw from a frame. */
import { judgeRow } from './decision.ts';
import { isElsewhere, type Judgement } from './exclusions.ts';
import { nearestWording } from './nearest.ts';
import { comparePlaces } from './order.ts';
import { cutShort, type Problem } from './problems.ts';
import type { Referral, ReferralRow, RowPlace } from './referral.ts';
import type { AuditRules } from './rules.ts';
import { classifyWording, normaliseWording } from './threshold.ts';

export interface JudgedReferral {
  readonly referral: Referral;
  readonly judgement: Judgement;
}

/** In the order of the exports. Another week's referrals are nobody's problem here. */
export function frameProblems(
  judged: readonly JudgedReferral[],
  marked: readonly ReferralRow[],
  rules: AuditRules,
): Problem[] {
  const ours = judged.filter(({ judgement }) => !isElsewhere(judgement.reason));
  const problems = [
    ...ours.flatMap((one) => [...undated(one, rules), ...contradictory(one, rules)]),
    ...ours.flatMap((one) => [...withoutAuthority(one), ...decidedBeforeReceived(one)]),
    ...wordingProblems(ours, rules),
    ...referencesAlike(ours),
    ...judged.flatMap(testRecord),
    ...marked.map(({ place }): Problem => ({ code: 'row-marked', place, args: {} })),
  ];
  return problems.sort((a, b) => comparePlaces(a.place, b.place));
}

function undated({ referral, judgement }: JudgedReferral, rules: AuditRules): Problem[] {
  if (judgement.reason !== 'undated' || rules.leaveOut.has('undated')) return [];
  return [{ code: 'decision-undated', place: referral.rows[0].place, args: {} }];
}

function contradictory({ referral, judgement }: JudgedReferral, rules: AuditRules): Problem[] {
  if (judgement.reason !== 'contradictory' || rules.leaveOut.has('contradictory')) return [];
  const problems = referral.rows.flatMap((row): Problem[] => {
    const { contradiction } = judgeRow(row, rules);
    return contradiction === null ? [] : [{ code: contradiction, place: row.place, args: {} }];
  });
  const fact = referral.differsIn;
  if (fact === null) return problems;
  const rows = nameRows(referral.rows.map(({ place }) => place));
  const place = referral.rows[0].place;
  return [...problems, { code: 'rows-contradict', place, args: { fact, rows } }];
}

/** `14`, or `14 of week.csv` where not all are of one file. */
function nameRows(places: readonly RowPlace[]): readonly string[] {
  const oneFile = new Set(places.map(({ file }) => file)).size === 1;
  return places.map(({ file, row }) => (oneFile ? String(row) : `${row} of ${file}`));
}

/**
 * References that differ only in capitals: two referrals, for a reference is taken as it stands; but
 * somebody may have typed one of them, and it would have two chances of being drawn.
 */
function referencesAlike(ours: readonly JudgedReferral[]): Problem[] {
  const groups = new Map<string, RowPlace[]>();
  for (const { referral } of ours) {
    const key = referral.reference.toLowerCase();
    const place = referral.rows[0].place;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].flatMap((places): Problem[] => {
    const [place] = places;
    if (place === undefined || places.length === 1) return [];
    return [{ code: 'references-alike', place, args: { rows: nameRows(places) } }];
  });
}

function withoutAuthority({ referral, judgement }: JudgedReferral): Problem[] {
  if (judgement.reason !== 'no-authority') return [];
  return [{ code: 'authority-blank', place: referral.rows[0].place, args: {} }];
}

function decidedBeforeReceived({ referral, judgement }: JudgedReferral): Problem[] {
  const { received, decided } = referral;
  if (judgement.reason !== null || received === null || decided === null) return [];
  if (decided.date >= received.date) return [];
  return [{ code: 'decided-before-received', place: referral.rows[0].place, args: {} }];
}

function testRecord({ referral, judgement }: JudgedReferral): Problem[] {
  if (judgement.reason !== 'test-record') return [];
  return [{ code: 'test-record', place: referral.rows[0].place, args: {} }];
}

/** One problem a wording, with the number of referrals that carry it, at the first of them. */
function wordingProblems(ours: readonly JudgedReferral[], rules: AuditRules): Problem[] {
  const found = new Map<string, WordingFound>();
  for (const { referral, judgement } of ours) {
    const said = new Set<string>();
    for (const { wordings, place, decisionColumn } of referral.rows) {
      for (const wording of wordings) {
        const code = wordingCode(wording, judgement, rules);
        const key = normaliseWording(wording);
        if (code === null || said.has(key)) continue;
        said.add(key);
        const earlier = found.get(key);
        const referrals = 1 + (earlier?.referrals ?? 0);
        // What must be put right is named by its cell; what is only told, by its row.
        const at =
          decisionColumn === undefined || !STOPPING.has(code)
            ? place
            : { ...place, column: decisionColumn };
        found.set(key, { code, place: at, wording, ...earlier, referrals });
      }
    }
  }
  return [...found.values()].map(({ code, place, wording, referrals }): Problem => {
    const args = { wording: cutShort(wording), referrals };
    if (code !== 'decision-unrecognised') return { code, place, args };
    return { code, place, args: { ...args, near: nearestWording(wording, rules.vocabulary) } };
  });
}

interface WordingFound {
  readonly code: WordingCode;
  readonly place: RowPlace;
  readonly wording: string;
  readonly referrals: number;
}

type WordingCode =
  'decision-unrecognised' | 'decision-ambiguous' | 'decision-left-out' | 'met-by-default';

const STOPPING: ReadonlySet<WordingCode> = new Set(['decision-unrecognised', 'decision-ambiguous']);

function wordingCode(wording: string, judgement: Judgement, rules: AuditRules): WordingCode | null {
  const verdict = classifyWording(wording, rules.vocabulary);
  if (judgement.reason === null) return verdict === 'met-by-default' ? verdict : null;
  if (judgement.reason !== 'unrecognised') return null;
  if (verdict !== 'ambiguous' && verdict !== 'unrecognised') return null;
  if (rules.leaveOut.has('unrecognised')) return 'decision-left-out';
  return verdict === 'ambiguous' ? 'decision-ambiguous' : 'decision-unrecognised';
}
