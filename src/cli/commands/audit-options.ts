/**
 * What `sample` and `check` have in common: the week, the rules and how to read the exports, from
 * flags, then settings, then defaults. Each value remembers where it came from.
 */
import { basename, resolve } from 'node:path';
import { addDays, yearOf, type CivilDate } from '../../audit/civil-date.ts';
import type { Field } from '../../audit/problems.ts';
import type { ReadingSettings } from '../../audit/record.ts';
import {
  DEFAULT_MARKING,
  DEFAULT_SECTION_47_WINDOW,
  DEFAULT_SIZE,
  LARGEST_SIZE,
  type AuditRules,
  type DrawnBefore,
  type LeaveOut,
} from '../../audit/rules.ts';
import { buildSourceGroups } from '../../audit/source-groups.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../audit/vocabulary.ts';
import { fridayOnOrAfter, type AuditWeek } from '../../audit/week.ts';
import { UserError } from '../../errors.ts';
import type { QuestionSet } from '../../audit/questions.ts';
import { readDrawnBefore } from '../../inputs/drawn-before.ts';
import { EARLIEST_YEAR, parseDate, parseDay } from '../../inputs/dates.ts';
import { ENCODINGS, type Encoding } from '../../inputs/decode.ts';
import { buildHeadingMatcher, type NamedColumns } from '../../inputs/known-headings.ts';
import type { ReadingOptions } from '../../inputs/read-exports.ts';
import { readQuestionSet } from '../../inputs/question-set.ts';
import type { SettingsFile } from '../../inputs/settings-schema.ts';
import { readSettings } from '../../inputs/settings.ts';
import type { Runtime } from '../runtime.ts';

/** The flags as typed. */
export interface AuditFlags {
  readonly meeting?: string;
  readonly from?: string;
  readonly to?: string;
  readonly size?: string;
  readonly localAuthority?: string;
  readonly settings?: string;
  readonly notDrawnSince?: string;
  readonly out: string;
  readonly encoding?: string;
  readonly leaveOutUnrecognised?: true;
  readonly leaveOutUndated?: true;
  readonly leaveOutContradictory?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

export interface AuditOptions {
  readonly exports: readonly string[];
  readonly week: AuditWeek;
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

/** A setting as it stands, and whence. */
export interface InForce {
  readonly name: string;
  readonly value: string;
  readonly from: 'flag' | 'settings' | 'default';
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
    rules,
    reading: {
      fieldOf: buildHeadingMatcher(readingSettings.columns),
      namedColumns: readingSettings.columns,
      sourceGroupOf: buildSourceGroups(readingSettings.sourceGroups),
      encoding: resolveEncoding(flags.encoding) ?? settings.encoding ?? null,
      delimiter: settings.delimiter ?? null,
      headingRow: readingSettings.headingRow,
      basis: readingSettings.basis,
      vocabulary: rules.vocabulary,
      years: { from: EARLIEST_YEAR, to: latestYear(week, runtime) },
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

/**
 * The meeting named, else the Friday after the dates named, else today if it is a Friday, else the
 * coming one; and the seven days before it unless other dates are named.
 */
function resolveWeek(flags: AuditFlags, settings: SettingsFile, runtime: Runtime): AuditWeek {
  const from = resolveDay('--from', flags.from);
  const to = resolveDay('--to', flags.to);
  const named = resolveDay('--meeting', flags.meeting);
  if (from === null && to === null) {
    const meeting = named ?? fridayOnOrAfter(runtime.today());
    const last = addDays(meeting, -(settings.week?.['ends-days-before-meeting'] ?? 1));
    return { meeting, from: addDays(last, 1 - (settings.week?.days ?? 7)), to: last };
  }
  if (from === null || to === null) {
    throw new UserError(
      'Only one end of the dates to audit was given.',
      'Give both --from and --to, or neither: then it is the seven days before the meeting.',
    );
  }
  const meeting = named ?? fridayOnOrAfter(addDays(to, 1));
  if (from > to || to > meeting) {
    throw new UserError(
      `The dates to audit run from ${from} to ${to}, for the meeting of ${meeting}.`,
      '--from must not be after --to, and --to not after the meeting.',
    );
  }
  return { meeting, from, to };
}

/**
 * The year after the meeting, or after today: an export made later may be used to repeat the past.
 * The clock can only widen what is believed, so what could be read once can be read for ever.
 */
function latestYear(week: AuditWeek, runtime: Runtime): number {
  return Math.max(yearOf(week.meeting), yearOf(runtime.today())) + 1;
}

/** The day a flag names; null where it is not given. Throws UserError where it names none. */
export function resolveDay(flag: string, text: string | undefined): CivilDate | null {
  if (text === undefined) return null;
  const range = { from: EARLIEST_YEAR, to: 2199 };
  const day = parseDay(text, range);
  if (day !== null) return day;
  const short = parseDate(text, range).refused === 'date-short-year';
  throw new UserError(
    `${flag} “${text}” ${short ? 'has a year of two digits' : 'is not a day in the calendar'}.`,
    'Write it as day/month/year with the year in full, such as 20/11/2026, or as 2026-11-20.',
  );
}

function resolveRules(flags: AuditFlags, settings: SettingsFile): AuditRules {
  const size = resolveSize(flags.size) ?? settings.size ?? DEFAULT_SIZE;
  const { seats } = settings;
  if (seats !== undefined && seats.met + seats['not-met'] !== size) {
    throw new UserError(
      `--size ${size} does not agree with the seats in the settings (${seats.met} met, ${seats['not-met']} not met).`,
      'Leave out --size, or change the seats in the settings file.',
    );
  }
  return {
    vocabulary: buildVocabulary(DEFAULT_WORDINGS, definedOnly(settings.decisions ?? {})),
    size,
    seats: seats ?? null,
    section47Window: settings['section-47-window'] ?? DEFAULT_SECTION_47_WINDOW,
    localAuthority: resolveAuthority(flags.localAuthority) ?? settings['local-authority'] ?? null,
    leaveOut: resolveLeaveOut(flags),
    marking: settings.marking ?? DEFAULT_MARKING,
  };
}

/** Months back, and the cases of the packs of that time. */
async function resolveDrawnBefore(
  flags: AuditFlags,
  settings: SettingsFile,
  week: AuditWeek,
  runtime: Runtime,
): Promise<DrawnBefore | null> {
  const text = flags.notDrawnSince ?? settings['not-drawn-since'];
  if (text === undefined) return null;
  const months = Number(/^(\d{1,3}) ?m(?:onths?)?$/.exec(text.trim())?.[1] ?? 0);
  if (months > 0) return readDrawnBefore(resolve(runtime.cwd, flags.out), week.meeting, months);
  throw new UserError(
    `--not-drawn-since “${text}” is not a number of months.`,
    'Write it as months, such as 12m.',
  );
}

function resolveSize(text: string | undefined): number | null {
  if (text === undefined) return null;
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= LARGEST_SIZE) return size;
  throw new UserError(
    `--size “${text}” is not a number of cases.`,
    `Give a whole number from 1 to ${LARGEST_SIZE}; without it, ${DEFAULT_SIZE} are drawn.`,
  );
}

/** A blank is no authority: taken as one, it would leave every referral out, or none. */
function resolveAuthority(text: string | undefined): string | null {
  if (text === undefined) return null;
  const authority = text.trim();
  if (authority !== '') return authority;
  throw new UserError(
    '--local-authority is blank.',
    'Name the authority, such as --local-authority Wiltshire; or leave it out to audit all.',
  );
}

function resolveLeaveOut(flags: AuditFlags): ReadonlySet<LeaveOut> {
  const chosen: readonly (LeaveOut | false)[] = [
    flags.leaveOutUnrecognised === true && 'unrecognised',
    flags.leaveOutUndated === true && 'undated',
    flags.leaveOutContradictory === true && 'contradictory',
  ];
  return new Set(chosen.filter((reason) => reason !== false));
}

const FIELD_OF_KEY = {
  reference: 'reference',
  child: 'child',
  family: 'family',
  received: 'received',
  decided: 'decided',
  decision: 'decision',
  'no-further-action': 'noFurtherAction',
  'section-47': 'section47',
  source: 'source',
  team: 'team',
  'local-authority': 'localAuthority',
  rag: 'rag',
  'referrer-notified': 'referrerNotified',
} as const satisfies Record<keyof NonNullable<SettingsFile['columns']>, Field>;

function resolveReading(flags: AuditFlags, settings: SettingsFile): ReadingSettings {
  const columns: Partial<Record<Field, string>> = {};
  for (const [key, field] of Object.entries(FIELD_OF_KEY)) {
    const heading = settings.columns?.[key as keyof typeof FIELD_OF_KEY];
    if (heading !== undefined) columns[field] = heading;
  }
  return {
    columns: columns satisfies NamedColumns,
    sourceGroups: settings['source-groups'] ?? {},
    basis: settings.week?.basis ?? null,
    encoding: resolveEncoding(flags.encoding) ?? settings.encoding ?? null,
    delimiter: settings.delimiter ?? null,
    headingRow: settings['heading-row'] ?? null,
  };
}

/** Throws UserError for an encoding this program does not read. */
export function resolveEncoding(text: string | undefined): Encoding | null {
  if (text === undefined) return null;
  const encoding = ENCODINGS.find((name) => name === text.toLowerCase());
  if (encoding !== undefined) return encoding;
  throw new UserError(
    `--encoding “${text}” is not an encoding this program reads.`,
    `It reads ${ENCODINGS.join(', ')}.`,
  );
}

function definedOnly<T>(lists: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function listInForce(
  flags: AuditFlags,
  settings: SettingsFile,
  week: AuditWeek,
  rules: AuditRules,
  reading: ReadingSettings,
  questionSet: QuestionSet,
): readonly InForce[] {
  const say = (name: string, value: string, flag: unknown, setting: unknown): InForce => ({
    name,
    value,
    from: flag !== undefined ? 'flag' : setting !== undefined ? 'settings' : 'default',
  });
  const { seats } = rules;
  return [
    say('meeting', week.meeting, flags.meeting, undefined),
    say(
      'week',
      `${week.from} to ${week.to}`,
      flags.from,
      settings.week?.days ?? settings.week?.['ends-days-before-meeting'],
    ),
    say(
      'week basis',
      reading.basis ?? 'decided where the exports say, else received',
      undefined,
      settings.week?.basis,
    ),
    say('size', String(rules.size), flags.size, settings.size),
    say(
      'seats',
      seats === null ? 'half to each side' : `${seats.met} met, ${seats['not-met']} not met`,
      undefined,
      settings.seats,
    ),
    say('question set', questionSet.id, undefined, settings['question-set']),
    say(
      'section 47 window',
      `${rules.section47Window} working days`,
      undefined,
      settings['section-47-window'],
    ),
    say(
      'local authority',
      rules.localAuthority ?? 'all',
      flags.localAuthority,
      settings['local-authority'],
    ),
    say(
      'not drawn since',
      rules.drawnBefore === undefined ? 'not asked' : `${rules.drawnBefore.months} months`,
      flags.notDrawnSince,
      settings['not-drawn-since'],
    ),
    say('marking', rules.marking, undefined, settings.marking),
    say('encoding', reading.encoding ?? 'by the file', flags.encoding, settings.encoding),
    say('delimiter', reading.delimiter ?? 'by the headings', undefined, settings.delimiter),
    say(
      'heading row',
      reading.headingRow === null ? 'found by the headings' : String(reading.headingRow),
      undefined,
      settings['heading-row'],
    ),
    say(
      'columns',
      Object.keys(reading.columns).join(', ') || 'found by their headings',
      undefined,
      settings.columns,
    ),
    say('decisions', `${rules.vocabulary.size} wordings`, undefined, settings.decisions),
    say(
      'source groups',
      settings['source-groups'] === undefined
        ? 'the known ones'
        : 'the known ones and the team’s own',
      undefined,
      settings['source-groups'],
    ),
  ];
}
