/** The options a pack was made with, from its record: what `--from-pack` and `verify` go by. */
import { isCode, nameOfCode } from '../../audit/authorities.ts';
import type { DrawRecord } from '../../audit/record.ts';
import type { AuditRules } from '../../audit/rules.ts';
import { buildSourceGroups } from '../../audit/source-groups.ts';
import { buildVocabulary } from '../../audit/vocabulary.ts';
import type { AuditWeek } from '../../audit/week.ts';
import { ENCODINGS } from '../../inputs/decode.ts';
import { DELIMITERS, type DelimiterName } from '../../inputs/delimited.ts';
import { buildHeadingMatcher, type HeadingMatcher } from '../../inputs/known-headings.ts';
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
export function readingOfRecord(record: DrawRecord, runtime: Runtime): ReadingOptions {
  const { settings, meeting } = record;
  const { reading } = settings;
  return {
    fieldOf: headingsOfRecord(record),
    namedColumns: reading.columns,
    sourceGroupOf: buildSourceGroups(reading.sourceGroups),
    authorityAsked: settings.localAuthority !== null,
    authorityOf: authoritiesOfRecord(record),
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

/**
 * Records from before two columns could say it together, the one whether and the other when, have
 * only the one that was named: the other is no part of them.
 */
function headingsOfRecord({ settings, exports }: DrawRecord): HeadingMatcher {
  const { columns } = settings.reading;
  const fieldOf = buildHeadingMatcher(columns);
  const tables = exports.flatMap((one) => one.tables);
  const both = tables.some((table) =>
    table.columns.some(({ field }) => field === 'referrerNotifiedOn'),
  );
  if (both || columns.referrerNotified === undefined) return fieldOf;
  return (heading) => {
    const field = fieldOf(heading);
    return field === 'referrerNotifiedOn' ? undefined : field;
  };
}

/** Records from before codes were read as names have them as the exports wrote them. */
function authoritiesOfRecord({ sample }: DrawRecord): (text: string) => string {
  const asWritten = sample.some(({ localAuthority }) => isCode(localAuthority));
  return asWritten ? (text) => text : nameOfCode;
}
