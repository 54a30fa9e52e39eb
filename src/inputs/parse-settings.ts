/** The text of a settings file into settings, or into what is wrong with it in plain words. */
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { DEFAULT_SIZE } from '../audit/rules.ts';
import { normaliseWording } from '../audit/threshold.ts';
import { UserError } from '../errors.ts';
import { settingKeys, settingsSchema, type SettingsFile } from './settings-schema.ts';
import { sayIssue } from './settings-words.ts';

/** Throws UserError that names everything wrong; `file` is only for that message. */
export function parseSettings(text: string, file: string): SettingsFile {
  const settings = parseYamlFile(settingsSchema, text, file, settingKeys);
  refuseContradictions(settings, file);
  return settings;
}

/**
 * A file of names and values held to a schema; `keysOf` lists the names a section may hold. Throws
 * UserError that names everything wrong.
 */
export function parseYamlFile<T>(
  schema: z.ZodType<T>,
  text: string,
  file: string,
  keysOf: (section: string) => readonly string[],
): T {
  const content = dropBlanks(parseYaml(text, file));
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const faults = checked.error.issues.flatMap((issue) =>
    sayIssue(issue, keysOf, at(content, issue.path) === undefined),
  );
  throw new UserError(
    `${file}: ${faults.join(' ')}`,
    'Put it right in that file, then run this again.',
  );
}

/** The file's names and values; a file without any is no settings. */
function parseYaml(text: string, file: string): object {
  // Every second byte of plain letters in UTF-16 is nought.
  if (text.includes('\0')) {
    throw new UserError(
      `${file} cannot be read: it is not saved as UTF-8.`,
      'Save it as UTF-8, without changing anything else; Notepad has it under “Save as”, “Encoding”.',
    );
  }
  const document = parseDocument(text, { prettyErrors: true, logLevel: 'error' });
  const [broken] = document.errors;
  const line = broken?.linePos?.[0].line;
  if (broken !== undefined) throw notYaml(file, line === undefined ? '' : ` at line ${line}`);
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    // `*word*` means the value of another place in the file, and there is no such place.
    throw notYaml(file, ', perhaps a * or & that needs quotation marks around it');
  }
  if (value === null) return {};
  if (typeof value !== 'object') throw unreadable(file, 'it has no lines of “name: value”');
  if (Array.isArray(value)) {
    throw unreadable(file, 'it begins with a list, and not with a line of “name: value”');
  }
  return value;
}

function notYaml(file: string, where: string): UserError {
  return unreadable(file, `something is wrong${where}`);
}

function unreadable(file: string, what: string): UserError {
  return new UserError(
    `${file} cannot be read: ${what}.`,
    'Each line is “name: value”; lists have “- ” before each item; indent with spaces.',
  );
}

function at(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (within, key) =>
      typeof within === 'object' && within !== null
        ? (within as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    content,
  );
}

/** A name with nothing after it is a setting not made. */
function dropBlanks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === null ? [] : [[key, dropBlanks(inner)] as const],
    ),
  );
}

function refuseContradictions(settings: SettingsFile, file: string): void {
  const { seats, size, decisions = {} } = settings;
  const sides = new Map<string, string>();
  for (const [side, wordings] of Object.entries(decisions)) {
    for (const wording of wordings ?? []) {
      const other = sides.get(normaliseWording(wording));
      if (other !== undefined && other !== side) {
        throw new UserError(
          `${file}: the decision “${wording}” is listed both as ${other} and as ${side}.`,
          'Take it out of the list that is wrong.',
        );
      }
      sides.set(normaliseWording(wording), side);
    }
  }
  if (seats !== undefined && seats.met + seats['not-met'] !== (size ?? DEFAULT_SIZE)) {
    throw new UserError(
      `${file}: the seats (${seats.met} met, ${seats['not-met']} not met) do not add up to the size ${size ?? DEFAULT_SIZE}.`,
      'Change the seats or the size so that they agree.',
    );
  }
}
