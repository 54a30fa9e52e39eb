/** Runs a command in this process on files a test writes: words in; exit code and output back. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { parseIsoDate } from '../../src/audit/civil-date.ts';
import type { ExitCode } from '../../src/errors.ts';
import { main } from '../../src/main.ts';
import { ROOM, textsOf } from './folders.ts';

/** Path below the folder to content. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder that holds these files, and is gone when `use` is done. */
export async function inFolder<T>(files: Files, use: (cwd: string) => Promise<T> | T): Promise<T> {
  const cwd = mkdtempSync(join(ROOM, 'mash-audit-test-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), content);
    }
    return await use(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** The questions put to the person at the keyboard. */
  readonly asked: readonly string[];
  /** Files in the folder that were not there before, or have changed: path to text. */
  readonly written: ReadonlyMap<string, string>;
}

export interface Circumstances {
  /** What the person at the keyboard answers, in turn; without it nobody sits there. */
  readonly answers?: readonly (string | null)[];
  readonly prepare?: (cwd: string) => void;
}

/** The Friday of the meeting; its audit week ended the day before. */
const TODAY = '2026-11-20';

export function runOn(
  files: Files,
  words: readonly string[],
  { answers, prepare }: Circumstances = {},
): Promise<Ran> {
  return inFolder(files, async (cwd) => {
    prepare?.(cwd);
    const before = new Map(textsOf(filesIn(cwd)));
    const [stdout, stderr, asked]: [string[], string[], string[]] = [[], [], []];
    const code = await main(words, {
      stdout: { write: (text) => void stdout.push(text), isTerminal: false },
      stderr: { write: (text) => void stderr.push(text), isTerminal: false },
      env: {},
      cwd,
      today: () => {
        const today = parseIsoDate(TODAY);
        if (today === null) throw new Error('no such day');
        return today;
      },
      timestamp: () => `${TODAY}T12:00:00Z`,
      randomDigit: () => 4,
      ask:
        answers === undefined
          ? null
          : (question) => {
              asked.push(question);
              const answer = answers[asked.length - 1];
              if (answer === undefined) throw new Error(`nobody answers: ${question}`);
              return Promise.resolve(answer);
            },
    });
    const written = textsOf(filesIn(cwd)).filter(([name, text]) => before.get(name) !== text);
    return {
      code,
      stdout: stdout.join(''),
      stderr: stderr.join(''),
      asked,
      written: new Map(written),
    };
  });
}

/** A larger file is an export made to be too large, and nothing a command writes. */
const MOST_BYTES = 5_000_000;

function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => {
    const stats = statSync(join(folder, path), { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size <= MOST_BYTES;
  });
  return new Map(
    paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path))]),
  );
}
