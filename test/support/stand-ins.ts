/** Stand-ins for the parts of the system a test cannot wait for, or cannot make fail, put back after it. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
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

type Call = 'writeFileSync' | 'linkSync' | 'renameSync' | 'fsyncSync';

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
  fs[name] = (...args: readonly unknown[]) => {
    before(...args);
    return real(...args);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    fs[name] = real;
    syncBuiltinESMExports();
  });
}
