/** Stand-ins for the parts of the system a test cannot wait for, or cannot make fail, put back after it. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** Pauses take no time: `during` is told which pause it is, from 1, and the milliseconds asked for. */
export function skipPauses(
  during: (pause: number, milliseconds: number) => void = () => undefined,
) {
  let pauses = 0;
  const wait = vi.spyOn(Atomics, 'wait').mockImplementation((...[, , , milliseconds = 0]) => {
    pauses += 1;
    during(pauses, milliseconds);
    return 'timed-out';
  });
  onTestFinished(() => {
    wait.mockRestore();
  });
}

type Call =
  'writeFileSync' | 'linkSync' | 'renameSync' | 'fsyncSync' | 'readFileSync' | 'readdirSync';

/** Files and folders of this name may not be read: not even by root, whom no permission binds. */
export function forbidReading(name: string): void {
  for (const call of ['readFileSync', 'readdirSync'] as const) {
    watchCalls(call, (path) => {
      if (basename(String(path)) !== name) return;
      throw Object.assign(new Error('EACCES: made to fail'), { code: 'EACCES' });
    });
  }
}

/** A call of `node:fs` fails with the code that `code` gives for it (counted from 1), or goes through. */
export function failCalls(name: Call, code: (call: number) => string | null): void {
  let calls = 0;
  watchCalls(name, () => {
    calls += 1;
    const failure = code(calls);
    if (failure !== null) {
      throw Object.assign(new Error(`${failure}: made to fail`), { code: failure });
    }
  });
}

/** `before` is told the arguments of each call of a function of `node:fs`, which then goes ahead. */
export function watchCalls(name: Call, before: (...args: readonly unknown[]) => void): void {
  const real = fs[name] as (...args: readonly unknown[]) => unknown;
  const watched = (...args: readonly unknown[]): unknown => {
    before(...args);
    return real(...args);
  };
  Object.assign(fs, { [name]: watched });
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, { [name]: real });
    syncBuiltinESMExports();
  });
}

/** Everything the program changes a disk with. */
const STEPS = [
  ...(['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'truncateSync'] as const),
  ...(['writeFileSync', 'linkSync', 'renameSync', 'rmSync'] as const),
];

/**
 * Does `work`, and cuts it off from the disk in the midst of its nth step there (from 1), as a power
 * cut would: of a write half of the bytes get out, and no step after it is taken, whatever the code
 * goes on to try. Returns how many steps were begun.
 */
export async function cutOffAtStep(n: number, work: () => Promise<unknown>): Promise<number> {
  const real = Object.fromEntries(STEPS.map((name) => [name, fs[name]]));
  let steps = 0;
  // A step of Node's own within one of ours is no step of the program.
  let within = false;
  for (const name of STEPS) {
    const call = real[name] as (...args: readonly unknown[]) => unknown;
    const stepped = (...args: readonly unknown[]): unknown => {
      if (within || (name === 'openSync' && args[1] === 'r')) return call(...args);
      steps += 1;
      if (steps > n) throw new Error('cut off');
      within = true;
      try {
        if (steps < n) return call(...args);
        if (name.startsWith('write')) call(args[0], halfOf(args[1]), ...args.slice(2));
        throw new Error('cut off');
      } finally {
        within = false;
      }
    };
    Object.assign(fs, { [name]: stepped });
  }
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
  return Math.min(steps, n);
}

function halfOf(data: unknown): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data as Uint8Array);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}
