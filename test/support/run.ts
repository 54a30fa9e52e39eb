/**
 * Runs the program inside the test, on a machine of its own: a fresh folder, a calendar that stands
 * still, dice that always fall the same way, and streams that are kept.
 */
import { parseIsoDate } from '../../src/audit/civil-date.ts';
import type { Output, Runtime } from '../../src/cli/runtime.ts';
import type { ExitCode } from '../../src/errors.ts';
import { main } from '../../src/main.ts';
import { readTree, temporaryFolder } from './folders.ts';

export interface Machine {
  /** Where the program is started; what a run writes is looked for below it. */
  readonly folder: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly timestamp: string;
  /** The digits of its dice, over and over. */
  readonly digits: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person watches both streams. */
  readonly terminal: boolean;
  /** What somebody at the keyboard types, line by line; null where nobody sits there. */
  readonly answers: readonly string[] | null;
}

export type Change = 'new' | 'changed' | 'removed';

export interface Run {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** Path below the machine's folder to what the run did there, in path order. */
  readonly changes: ReadonlyMap<string, Change>;
}

/** A Wednesday, so the coming Friday is the fixtures' meeting of 20 November 2026. */
export function newMachine(settings: Partial<Machine> = {}): Machine {
  return {
    folder: settings.folder ?? temporaryFolder(),
    today: '2026-11-20',
    timestamp: '2026-11-18T09:30:00Z',
    digits: '31415926535897932384',
    env: {},
    terminal: false,
    answers: null,
    ...settings,
  };
}

/** `words` as typed after `mash-audit`. */
export async function run(words: readonly string[], machine: Machine): Promise<Run> {
  const stdout = keepOutput(machine);
  const stderr = keepOutput(machine);
  const before = readTree(machine.folder);
  const exitCode = await main(words, runtimeOf(machine, stdout, stderr));
  return {
    exitCode,
    stdout: stdout.text(),
    stderr: stderr.text(),
    changes: compareTrees(before, readTree(machine.folder)),
  };
}

function runtimeOf(machine: Machine, stdout: Output, stderr: Output): Runtime {
  let thrown = 0;
  const typed = machine.answers?.values();
  return {
    stdout,
    stderr,
    env: machine.env,
    cwd: machine.folder,
    today: () => {
      const today = parseIsoDate(machine.today);
      if (today === null) throw new Error(`the test gives no such day: ${machine.today}`);
      return today;
    },
    timestamp: () => machine.timestamp,
    randomDigit: () => {
      const digit = Number(machine.digits[thrown % machine.digits.length]);
      thrown += 1;
      return digit;
    },
    ask:
      typed === undefined
        ? null
        : (question) => {
            const { value: answer } = typed.next();
            if (answer === undefined) throw new Error(`the test has no answer to: ${question}`);
            // A terminal shows what is asked and what is typed.
            stdout.write(`${question}${answer}\n`);
            return Promise.resolve(answer);
          },
  };
}

function keepOutput({ terminal }: Machine): Output & { readonly text: () => string } {
  const written: string[] = [];
  return {
    write: (text) => {
      written.push(text);
    },
    isTerminal: terminal,
    text: () => written.join(''),
  };
}

function compareTrees(
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === undefined) changes.set(path, 'new');
    else if (is === undefined) changes.set(path, 'removed');
    else if (!was.equals(is)) changes.set(path, 'changed');
  }
  return changes;
}
