/** The settings file, `mash-audit.yaml`: found and read. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemCode, UserError } from '../errors.ts';
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
  // What checks settings is large: it is loaded only by those who have some.
  const { parseSettings } = await import('./parse-settings.ts');
  return { file, settings: parseSettings(text, file) };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return null;
    if (code === null) throw error;
    throw new UserError(
      'The settings file cannot be opened.',
      `Check that you may read it. For IT: ${code}.`,
    );
  }
}
