/** `returned/*.xlsx`, where the shell has not made file names of it: that of Windows never does. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { compareCodeUnits } from '../audit/order.ts';
import { systemCode } from '../errors.ts';

/** A star in the last part of a path, and not in a folder's name. */
export function hasStar(path: string): boolean {
  return basename(path).includes('*');
}

/** The names that a star stands for, in code-unit order: hidden files and those of Excel are not meant. */
export function matchStar(path: string, cwd: string): readonly string[] {
  const [start = '', ...rest] = basename(path).toLowerCase().split('*');
  const end = rest.pop() ?? '';
  const isMeant = (name: string): boolean => {
    const text = name.toLowerCase();
    if (/^(?:\.|~\$)/.test(text) || !text.startsWith(start) || !text.endsWith(end)) return false;
    let at = start.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= text.length - end.length;
  };
  try {
    return readdirSync(resolve(cwd, dirname(path)))
      .filter(isMeant)
      .sort(compareCodeUnits)
      .map((name) => join(dirname(path), name));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return [];
  }
}
