/** The settings file, `mash-audit.yaml`: found, read and checked. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_SIZE } from '../audit/rules.ts';
import { normaliseWording } from '../audit/threshold.ts';
import { systemCode, UserError } from '../errors.ts';
import { nearest } from './nearest.ts';
import type { SettingsFile } from './settings-schema.ts';

export const SETTINGS_NAME = 'mash-audit.yaml';

export interface ReadSettings {
  /** The file the settings came from, as it was named; null where there is none. */
  readonly file: string | null;
  readonly settings: SettingsFile;
}

/**
 * The settings in the file named, or in `mash-audit.yaml` of the folder one works in, or none.
 * Throws UserError for a file that is named and missing, and for everything wrong inside one.
 */
export async function readSettings(named: string | null, cwd: string): Promise<ReadSettings> {
  const file = named ?? SETTINGS_NAME;
  const text = readIfThere(resolve(cwd, file));
  if (text === null) {
    if (named === null) return { file: null, settings: {} };
    throw new UserError(
      `There is no settings file ${file}.`,
      'Check its name and folder. mash-audit init writes one.',
    );
  }
  return { file, settings: await parseSettings(text, file) };
}

/** Text to settings. `file` is only for the message. */
export async function parseSettings(text: string, file: string): Promise<SettingsFile> {
  // Both libraries are loaded only by those who have settings.
  const [{ parseDocument }, { settingsSchema, settingKeys }] = await Promise.all([
    import('yaml'),
    import('./settings-schema.ts'),
  ]);
  const document = parseDocument(text, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line;
    throw new UserError(
      `${file} cannot be read${line === undefined ? '' : `: something is wrong at line ${line}`}.`,
      'Each line is “name: value”; lists have “- ” before each item; indent with spaces.',
    );
  }
  const checked = settingsSchema.safeParse(document.toJS() ?? {});
  if (!checked.success) {
    const faults = checked.error.issues.flatMap((issue) => sayIssue(issue, settingKeys()));
    throw new UserError(
      `${file}: ${faults.join(' ')}`,
      'Put it right in the settings file, then run this again.',
    );
  }
  refuseContradictions(checked.data, file);
  return checked.data;
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

type Issue = Readonly<{
  code: string;
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
  values?: readonly unknown[];
}>;

function sayIssue(issue: Issue, known: readonly string[]): readonly string[] {
  const where = issue.path.map(String).join(' > ');
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => {
      const meant = nearest(key, known);
      const place = where === '' ? '' : ` under ${where}`;
      return `There is no setting “${key}”${place}.${meant === null ? '' : ` Did you mean “${meant}”?`}`;
    });
  }
  const plain = issue.message.replace(/^Invalid (?:input|option): /, '');
  return [`“${where}” is not right: ${plain}.`];
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return null;
    if (code === null) throw error;
    throw new UserError(
      `The settings file cannot be opened (${code}).`,
      'Check that you may read it.',
    );
  }
}
