// @ts-check
/**
 * Loaded with `node --import` before the program: ends the process, as a power cut would, in the
 * midst of the nth step it takes on the disk (STOP_AT_STEP, from 1). A write gets half of its bytes
 * out first. When the program ends by itself, file STEPS_FILE is told how many steps it took.
 */
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const stopAt = Number(process.env.STOP_AT_STEP);
const stepsFile = process.env.STEPS_FILE ?? '';
let steps = 0;

/** @param {() => void} half */
function step(half) {
  steps += 1;
  if (steps !== stopAt) return;
  half();
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** @param {string | NodeJS.ArrayBufferView} data */
function halfOf(data) {
  const bytes = Buffer.from(/** @type {string} */ (data));
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

const real = { ...fs };
/** @type {Partial<typeof fs>} */
const stepped = {
  writeFileSync(path, data, options) {
    step(() => {
      real.writeFileSync(path, halfOf(data), options);
    });
    real.writeFileSync(path, data, options);
  },
  linkSync(from, to) {
    step(() => undefined);
    real.linkSync(from, to);
  },
  renameSync(from, to) {
    step(() => undefined);
    real.renameSync(from, to);
  },
  rmSync(path, options) {
    step(() => undefined);
    real.rmSync(path, options);
  },
};
Object.assign(fs, stepped, {
  /** @param {[file: number, data: string | Uint8Array, ...rest: number[]]} call */
  writeSync(...call) {
    const [file, data, ...rest] = call;
    // Node writes the bytes of other calls through here too; text is the program's own.
    if (typeof data !== 'string') return real.writeSync(file, data, ...rest);
    step(() => {
      real.writeSync(file, String(halfOf(data)));
    });
    return real.writeSync(file, data);
  },
});
syncBuiltinESMExports();

process.on('exit', () => {
  real.writeFileSync(stepsFile, String(steps));
});
