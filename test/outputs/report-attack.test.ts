/**
 * A reader who tries every table of whole numbers that fits what report.csv prints of the cases drawn,
 * with what its rows of packs and meetings tell: no small number left out may have one value only.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollatedPack } from '../../src/audit/collated-packs.ts';
import { fridays, packOf, type CaseGiven, type ReplacedGiven } from '../support/collated-packs.ts';
import { idOf, reportOf, rowsOf } from '../support/suppressed-reports.ts';

const PARTS = [
  ...['Audited', 'Not audited', 'Replaced at the draw', 'Replaced after the draw'],
  ...['Nothing recorded', 'No findings yet'],
];
const [AUDITED, AFTER, WITHOUT] = [0, 3, 5];

const anyCase = fc.constantFrom<CaseGiven>(
  ...[{}, {}, {}, { state: 'blank', grade: null } as const],
  { state: 'not-audited', notAudited: 'file locked', grade: null },
);
const anyReplaced = fc
  .constantFrom<ReplacedGiven['when']>('draw', 'after', 'after')
  .map((when): ReplacedGiven => ({ when, reason: 'file locked' }));

const anyWeek = fc.record({
  cases: fc.array(anyCase, { minLength: 1, maxLength: 3 }),
  replaced: fc.array(anyReplaced, { maxLength: 2 }),
  became: fc.constantFrom('collated', 'collated', 'bare', 'replaced since'),
});

/** Up to four packs: some without findings, some with a case in the place of another since then. */
const anyPacks = fc.array(anyWeek, { minLength: 1, maxLength: 4 }).map((weeks) =>
  weeks.map(({ cases, replaced, became }, week): CollatedPack => {
    const isSince = became === 'replaced since';
    const gone = [...replaced, ...(isSince ? [{ when: 'after', reason: 'x' } as const] : [])];
    const meeting = fridays('2026-01-02', 4)[week] ?? '';
    // One case more keeps its findings, so that the pack is one that was collated.
    const all = isSince ? [...cases, {}] : cases;
    const pack = packOf(meeting, { cases: all, replaced: gone, collated: became !== 'bare' });
    if (!isSince || pack.findings === null) return pack;
    const found = pack.findings.cases.filter(({ label }) => label !== 'T1');
    return { ...pack, findings: { ...pack.findings, cases: found }, replacedSince: ['T9'] };
  }),
);

/** All ways to share out a total, where some parts are known and each has a least. */
function waysToShare(
  total: number,
  known: readonly (number | null)[],
  least: readonly number[],
): number[][] {
  const [first, ...others] = known;
  if (first === undefined) return total === 0 ? [[]] : [];
  const [from = 0, ...rest] = least;
  const values =
    first === null
      ? Array.from({ length: Math.max(0, total - from + 1) }, (_, index) => from + index)
      : [first].filter((value) => value <= total);
  return values.flatMap((value) =>
    waysToShare(total - value, others, rest).map((way) => [value, ...way]),
  );
}

describe('a reader who tries all tables that fit', () => {
  it('finds no small number that is left out of the cases drawn', () => {
    fc.assert(
      fc.property(anyPacks, fc.integer({ min: 2, max: 6 }), (packs, below) => {
        const report = reportOf(packs, below);
        const printed = new Map(rowsOf(report).map((row) => [idOf(row), row.value ?? ''] as const));
        const read = (id: string): number | null => {
          const value = printed.get(id) ?? '';
          return value === '' ? null : Number(value);
        };
        const drawn = read('cases|Drawn|');
        const known = PARTS.map((name) => read(`cases|Drawn|${name}`));
        const truth = PARTS.map(
          (name) => report.cases.parts.find((part) => part.name === name)?.count ?? 0,
        );
        // Each pack named in them would have a case at the least.
        const bare = read('meetings|without findings yet|');
        const since = read('packs|to be collated again|');
        const audited = new Set(
          packs.filter(({ findings }) => findings?.cases.some(({ state }) => state === 'audited')),
        );
        // Whoever knows which are not noughts, and in how many meetings a case was audited.
        const least = truth.map((count) => Math.min(1, count));
        least[AUDITED] = truth[AUDITED] === 0 ? 0 : Math.min(audited.size, truth[AUDITED] ?? 0);
        const fits = (way: readonly number[]): boolean => {
          const [without = 0, after = 0] = [way[WITHOUT], way[AFTER]];
          if (bare === 0 && since === 0) return without === 0;
          if (without < Math.max(1, (bare ?? 0) + (since ?? 0))) return false;
          return after >= (bare === 0 ? without : (since ?? 0));
        };
        const totals =
          drawn === null
            ? Array.from({ length: 4 }, (_, more) => report.cases.total.count - 1 + more)
            : [drawn];
        const ways = totals.flatMap((total) => waysToShare(total, known, least)).filter(fits);
        expect(ways).toContainEqual(truth);
        PARTS.forEach((name, at) => {
          const count = truth[at] ?? 0;
          if (known[at] !== null || count === 0 || count >= below) return;
          expect(new Set(ways.map((way) => way[at])).size, name).toBeGreaterThan(1);
        });
      }),
      { numRuns: 60 },
    );
  });
});
