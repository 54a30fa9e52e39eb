/**
 * What `sample` and `check` have in common: the week, the rules and how to read the exports, from
 * flags, then settings, then defaults. Each value remembers where it came from.
 */
import { basename } from 'node:path';
import { nameOfCode } from '../../audit/authorities.ts';
import type { ReadingSettings } from '../../audit/record.ts';
import type { AuditRules } from '../../audit/rules.ts';
import { buildSourceGroups } from '../../audit/source-groups.ts';
import type { QuestionSet } from '../../audit/questions.ts';
import type { AuditWeek } from '../../audit/week.ts';
import { buildHeadingMatcher } from '../../inputs/known-headings.ts';
import { readQuestionSet } from '../../inputs/question-set.ts';
import type { ReadingOptions } from '../../inputs/read-exports.ts';
import { readSettings } from '../../inputs/settings.ts';
import type { InForce } from '../render/check-report.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditFlags } from './audit-flags.ts';
import { listInForce } from './in-force.ts';
import { resolveEncoding, resolveReading } from './resolve-reading.ts';
import { resolveDrawnBefore, resolveRules } from './resolve-rules.ts';
import { resolveWeek, yearsBelieved } from './resolve-week.ts';

export interface AuditOptions {
  readonly exports: readonly string[];
  readonly week: AuditWeek;
  /** Somebody named the days to audit: they are drawn even before they are over. */
  readonly daysNamed: boolean;
  readonly rules: AuditRules;
  readonly reading: ReadingOptions;
  /** The part of `reading` that was set, for the record. */
  readonly readingSettings: ReadingSettings;
  /** The settings file in force, without its folder; null where there is none. */
  readonly settingsFile: string | null;
  /** What the meeting is asked. */
  readonly questionSet: QuestionSet;
  readonly inForce: readonly InForce[];
  /** Where packs are kept. */
  readonly out: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** Throws UserError for a flag or a setting that cannot be used as it stands. */
export async function resolveAuditOptions(
  exports: readonly string[],
  flags: AuditFlags,
  runtime: Runtime,
): Promise<AuditOptions> {
  const { file, settings } = await readSettings(flags.settings ?? null, runtime.cwd);
  const week = resolveWeek(flags, settings, runtime);
  const drawnBefore = await resolveDrawnBefore(flags, settings, week, runtime);
  const rules: AuditRules = {
    ...resolveRules(flags, settings),
    ...(drawnBefore === null ? {} : { drawnBefore }),
  };
  const readingSettings = resolveReading(flags, settings);
  const named = settings['question-set'] ?? null;
  const questionSet = await readQuestionSet(named, file, runtime.cwd);
  return {
    exports,
    week,
    daysNamed: flags.from !== undefined,
    rules,
    reading: {
      fieldOf: buildHeadingMatcher(readingSettings.columns),
      namedColumns: readingSettings.columns,
      sourceGroupOf: buildSourceGroups(readingSettings.sourceGroups),
      authorityAsked: rules.localAuthority !== null,
      authorityOf: nameOfCode,
      encoding: resolveEncoding(flags.encoding) ?? settings.encoding ?? null,
      delimiter: settings.delimiter ?? null,
      headingRow: readingSettings.headingRow,
      basis: readingSettings.basis,
      vocabulary: rules.vocabulary,
      years: yearsBelieved(week.meeting, runtime),
    },
    readingSettings,
    // A file that sets nothing changes nothing, not even the record.
    settingsFile: file === null || Object.keys(settings).length === 0 ? null : basename(file),
    questionSet,
    inForce: listInForce(flags, settings, week, rules, readingSettings, questionSet),
    out: flags.out,
    json: flags.json === true,
    quiet: flags.quiet === true,
    color: flags.color,
  };
}
