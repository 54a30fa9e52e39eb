/** The rules of a draw: from flags, then settings, then defaults. */
import { resolve } from 'node:path';
import {
  DEFAULT_MARKING,
  DEFAULT_SECTION_47_WINDOW,
  DEFAULT_SIZE,
  LARGEST_SIZE,
  type AuditRules,
  type DrawnBefore,
  type LeaveOut,
} from '../../audit/rules.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../audit/vocabulary.ts';
import type { AuditWeek } from '../../audit/week.ts';
import { UserError } from '../../errors.ts';
import { readDrawnBefore } from '../../inputs/drawn-before.ts';
import type { SettingsFile } from '../../inputs/settings-schema.ts';
import type { Runtime } from '../runtime.ts';
import type { AuditFlags } from './audit-flags.ts';

/**
 * A flag before a setting before the default. Throws UserError for a value that cannot be, or seats
 * that are not the size.
 */
export function resolveRules(flags: AuditFlags, settings: SettingsFile): AuditRules {
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
export async function resolveDrawnBefore(
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

function definedOnly<T>(lists: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
