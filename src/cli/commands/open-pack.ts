/** The pack a command is about; where there is none of that name, those there are. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sayList } from '../../audit/say-list.ts';
import { nearest } from '../../audit/nearest.ts';
import { RECORD_FILE } from '../../audit/record.ts';
import { systemCode, UserError } from '../../errors.ts';
import { readPack, type PackOnDisk } from '../../inputs/read-pack.ts';

/** Throws UserError where there is none, or it cannot be read. */
export async function openPack(named: string, cwd: string): Promise<PackOnDisk> {
  const kind = kindOf(resolve(cwd, named));
  if (kind === 'file') {
    throw new UserError(
      `${named} is a file, not a pack.`,
      cureWith(packsIn('packs', cwd)) ?? 'Name the folder of a pack, such as packs/2026-11-20.',
    );
  }
  if (kind === 'folder of packs') {
    throw new UserError(
      `${named} is a folder of packs, and not one pack.`,
      cureWith(packsIn(named, cwd)) ?? 'Name one of them.',
    );
  }
  if (kind === 'nothing') {
    const beside = packsIn(dirname(named), cwd);
    const packs = beside.length > 0 ? beside : packsIn('packs', cwd);
    const near = nearest(
      basename(named),
      packs.map((pack) => basename(pack)),
    );
    const meant = packs.find((pack) => basename(pack) === near);
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
    const cure = cureWith(packs);
    if (cure !== null) throw new UserError(`There is no pack ${named}.${hint}`, cure);
  }
  return readPack(named, cwd);
}

const MOST_NAMED = 3;

/** Null where there is no pack to name. */
function cureWith(packs: readonly string[]): string | null {
  if (packs.length === 0) return null;
  const last = packs.length > MOST_NAMED ? `, the last ${MOST_NAMED}` : '';
  return `Name a pack that is there${last}: ${sayList(packs.slice(-MOST_NAMED))}.`;
}

type Kind = 'file' | 'folder of packs' | 'nothing' | 'other';

function kindOf(place: string): Kind {
  try {
    if (!statSync(place).isDirectory()) return 'file';
    if (existsSync(join(place, RECORD_FILE))) return 'other';
    return namesOfPacks(place).length > 0 ? 'folder of packs' : 'other';
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : 'other';
  }
}

/** As the person would name them, in order. */
function packsIn(folder: string, cwd: string): readonly string[] {
  try {
    return namesOfPacks(resolve(cwd, folder)).map((name) => join(folder, name));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return [];
  }
}

function namesOfPacks(place: string): readonly string[] {
  return readdirSync(place)
    .filter((name) => !name.startsWith('.') && existsSync(join(place, name, RECORD_FILE)))
    .sort();
}
