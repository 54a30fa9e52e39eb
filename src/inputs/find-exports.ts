/** The files a command was pointed at: each file named, and the exports in each folder named. */
import { existsSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { editDistance } from '../audit/nearest.ts';
import { compareCodeUnits } from '../audit/order.ts';
import type { Problem } from '../audit/problems.ts';
import { systemCode } from '../errors.ts';
import { WORKBOOK_ENDINGS } from './file-kind.ts';
import { isFileOfPack, isPackFolder } from './own-files.ts';
import { hasStar, matchStar } from './star.ts';

export interface ExportFile {
  /** What messages, the summary and the record call it: no folder of the machine's. */
  readonly name: string;
  readonly path: string;
  /** As it can be typed again where the command was given. */
  readonly typed: string;
}

type NamedFile = Omit<ExportFile, 'typed'>;

/** A .txt in a folder may be anybody's note: it is read only when it is named itself. */
const FOLDER_ENDINGS: ReadonlySet<string> = new Set(['.csv', '.tsv', ...WORKBOOK_ENDINGS]);

/** Finds the exports in name order, each file once however often it was named. */
export function findExports(
  paths: readonly string[],
  cwd: string,
): { readonly files: readonly ExportFile[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, string>();
  const problems: Problem[] = [];
  const meant = paths.flatMap((named): readonly string[] => {
    const names = !hasStar(named) || existsSync(resolve(cwd, named)) ? [] : matchStar(named, cwd);
    return names.length === 0 ? [named] : names;
  });
  const split = splitNames(meant, cwd);
  problems.push(...split.problems);
  for (const named of split.others) {
    const place = { file: named };
    const path = resolve(cwd, named);
    try {
      const stats = statIfThere(path);
      const own = stats?.isDirectory() === true ? isPackFolder(path) : isFileOfPack(path);
      if (stats !== null && own) {
        const what = stats.isDirectory() ? 'pack' : 'file';
        problems.push({ code: 'export-is-own', place, args: { what } });
        continue;
      }
      const names = stats?.isDirectory() === true ? listExports(path) : null;
      if (stats === null) {
        problems.push({ code: 'export-missing', place, args: { near: nearNames(path) } });
      } else {
        for (const typed of names?.map((name) => join(named, name)) ?? [named]) {
          const file = followLinks(resolve(cwd, typed));
          if (!found.has(file)) found.set(file, typed);
        }
      }
      if (names?.length === 0) problems.push({ code: 'folder-without-exports', place, args: {} });
      else if (stats?.isDirectory() === true) problems.push(...tellOthers(path));
    } catch (error) {
      const why = systemCode(error);
      if (why === null) throw error;
      problems.push({ code: 'export-unreadable', place, args: { why } });
    }
  }
  const files = nameFiles([...found.keys()]);
  return {
    files: files.map((file) => ({ ...file, typed: found.get(file.path) ?? file.name })),
    problems,
  };
}

const MOST_NEAR = 3;

/** A name of more words than this is typed by nobody. */
const MOST_WORDS = 20;

/**
 * Names with spaces that were typed without quotation marks: words that follow each other, none of
 * which is there, and a file or folder whose name begins with them. `others` are all other words.
 */
function splitNames(
  meant: readonly string[],
  cwd: string,
): { readonly others: readonly string[]; readonly problems: readonly Problem[] } {
  const others: string[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < meant.length; at += 1) {
    const left = meant.slice(at, at + MOST_WORDS);
    const there = left.findIndex((word) => existsSync(resolve(cwd, word)));
    const missing = there === -1 ? left : left.slice(0, there);
    const found = longestStart(missing, cwd);
    if (found === null) {
      others.push(meant[at] ?? '');
      continue;
    }
    const { file, names, words } = found;
    problems.push({ code: 'export-name-split', place: { file }, args: { names } });
    at += words - 1;
  }
  return { others, problems };
}

/** As many of the first words as begin one name; null where not even two do. */
function longestStart(
  words: readonly string[],
  cwd: string,
): { readonly file: string; readonly names: readonly string[]; readonly words: number } | null {
  for (let count = words.length; count > 1; count -= 1) {
    const file = words.slice(0, count).join(' ');
    const path = resolve(cwd, file);
    const names = listNames(dirname(path)).filter((name) => begins(name, basename(path)));
    const told = names.sort(compareCodeUnits).slice(0, MOST_NEAR);
    if (told.length > 0) return { file, names: told, words: count };
  }
  return null;
}

function begins(name: string, start: string): boolean {
  return !isHidden(name) && name.toLowerCase().startsWith(start.toLowerCase());
}

/**
 * Files beside it that may be meant: first those whose names begin with what was typed, then those
 * that a slip may have meant, the nearest first; with or without their endings.
 */
function nearNames(path: string): readonly string[] {
  const ways = (name: string): readonly string[] =>
    [name, basename(name, extname(name))].map((way) => way.toLowerCase());
  const wanted = ways(basename(path));
  const most = Math.max(2, Math.floor(basename(path).length / 4));
  return listNames(dirname(path), { folders: false })
    .flatMap((name) => {
      const slips = Math.min(
        ...ways(name).flatMap((way) => wanted.map((one) => editDistance(one, way))),
      );
      const begun = begins(name, basename(path));
      return (slips > most && !begun) || isHidden(name) ? [] : [{ name, slips, begun }];
    })
    .sort(
      (a, b) =>
        Number(b.begun) - Number(a.begun) || a.slips - b.slips || compareCodeUnits(a.name, b.name),
    )
    .slice(0, MOST_NEAR)
    .map(({ name }) => name);
}

function listNames(folder: string, { folders } = { folders: true }): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => folders || !entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return [];
  }
}

function listExports(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .filter(isExportName);
}

/** A file of the folder that is passed over may be half the county: it is said. */
function tellOthers(folder: string): Problem[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !isExportName(name) && !OF_NO_INTEREST.test(name))
    .sort(compareCodeUnits);
  return names.length === 0 ? [] : [{ code: 'files-not-read', place: null, args: { names } }];
}

/** Hidden files, the lock files of Excel, settings, and pages about the folder. */
const OF_NO_INTEREST = /^[.~]|\.ya?ml$|^README|^desktop\.ini$|^Thumbs\.db$/i;

/** Excel keeps a `~$` file beside each workbook that is open: it is no export. */
function isExportName(name: string): boolean {
  const ending = extname(name).toLowerCase();
  return !isHidden(name) && FOLDER_ENDINGS.has(ending);
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$');
}

/**
 * The bare file name; where two files would be called the same, with as many of the folders above
 * them as it takes to tell them apart. Folders above all of them are never in a name: the record of a
 * draw must not change when a folder is moved, or another person's machine reads it.
 */
function nameFiles(paths: readonly string[]): NamedFile[] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const name = basename(path);
    groups.set(name, [...(groups.get(name) ?? []), path]);
  }
  return [...groups.values()]
    .flatMap(tellApart)
    .sort((a, b) => compareCodeUnits(a.name, b.name) || compareCodeUnits(a.path, b.path));
}

/** Names for files of one name: the ends of their paths below the folder that holds them all. */
function tellApart(paths: readonly string[]): NamedFile[] {
  const parts = paths.map((path) => path.split(sep));
  const [first = []] = parts;
  const shared = first.findIndex((part, at) => parts.some((other) => other[at] !== part));
  const below = parts.map((part) => part.slice(shared === -1 ? -1 : shared));
  for (let length = 1; ; length += 1) {
    const names = below.map((part) => part.slice(-length).join('/'));
    const longest = below.every((part) => part.length <= length);
    if (longest || new Set(names).size === paths.length) {
      return paths.map((path, at) => ({ path, name: names[at] ?? basename(path) }));
    }
  }
}

/** A link that leads nowhere stays itself: that it cannot be read is told when it is opened. */
function followLinks(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function statIfThere(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    // Versions of Node differ in whether a name below a file is one that is not there.
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null;
    throw error;
  }
}
