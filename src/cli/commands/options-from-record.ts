/** The options a pack was made with, from its record: what `--from-pack` and `verify` go by. */
import type { DrawRecord } from '../../audit/record.ts';
import type { AuditRules } from '../../audit/rules.ts';
import { buildSourceGroups } from '../../audit/source-groups.ts';
import { buildVocabulary } from '../../audit/vocabulary.ts';
import type { AuditWeek } from '../../audit/week.ts';
import { ENCODINGS } from '../../inputs/decode.ts';
import { DELIMITERS, type DelimiterName } from '../../inputs/delimited.ts';
import { buildHeadingMatcher } from '../../inputs/known-headings.ts';
import type { ReadingOptions } from '../../inputs/read-exports.ts';
import type { Runtime } from '../runtime.ts';
import { yearsBelieved } from './resolve-week.ts';

/** The week as it was drawn from, whatever today's settings are. */
export function weekOfRecord({ meeting, week }: DrawRecord): AuditWeek {
  return { meeting, from: week.from, to: week.to };
}

/**
 * The rules as they were; of those drawn before, the referrals that were left out, as the record
 * keeps no families of packs.
 */
export function rulesOfRecord({ settings, notDrawnSince }: DrawRecord): AuditRules {
  const { size, seats, section47Window, localAuthority, marking } = settings;
  const vocabulary = buildVocabulary(settings.decisions);
  const leaveOut = new Set(settings.leaveOut);
  const rules = { vocabulary, size, seats, section47Window, localAuthority, marking, leaveOut };
  if (notDrawnSince === undefined) return rules;
  const { months, leftOut } = notDrawnSince;
  const referrals = new Map(leftOut.map((one) => [one.reference, one.meeting]));
  return { ...rules, drawnBefore: { months, referrals, families: new Map() } };
}

/** How the exports were read; dates are believed as far as `runtime` says for that meeting. */
export function readingOfRecord(
  { settings, meeting }: DrawRecord,
  runtime: Runtime,
): ReadingOptions {
  const { reading } = settings;
  return {
    fieldOf: buildHeadingMatcher(reading.columns),
    namedColumns: reading.columns,
    sourceGroupOf: buildSourceGroups(reading.sourceGroups),
    encoding: ENCODINGS.find((name) => name === reading.encoding) ?? null,
    delimiter:
      (Object.keys(DELIMITERS) as DelimiterName[]).find((name) => name === reading.delimiter) ??
      null,
    headingRow: reading.headingRow,
    basis: reading.basis,
    vocabulary: buildVocabulary(settings.decisions),
    years: yearsBelieved(meeting, runtime),
  };
}
