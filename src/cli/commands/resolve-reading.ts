/** How the exports are read: from flags, then settings. */
import { FIELD_KEYS, type FieldKey } from '../../audit/field-keys.ts';
import type { Field } from '../../audit/problems.ts';
import type { ReadingSettings } from '../../audit/record.ts';
import { UserError } from '../../errors.ts';
import { ENCODINGS, type Encoding } from '../../inputs/decode.ts';
import type { NamedColumns } from '../../inputs/known-headings.ts';
import type { SettingsFile } from '../../inputs/settings-schema.ts';
import type { AuditFlags } from './audit-flags.ts';

/**
 * A flag before a setting; null, or empty, where neither says anything. Throws UserError for an
 * unknown encoding.
 */
export function resolveReading(flags: AuditFlags, settings: SettingsFile): ReadingSettings {
  const columns: Partial<Record<Field, string>> = {};
  for (const [field, key] of Object.entries(FIELD_KEYS) as [Field, FieldKey][]) {
    const heading = settings.columns?.[key];
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
