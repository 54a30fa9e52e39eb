/** Runs `bin/mash-audit.js` as people do: a process of its own, from the bundle. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/mash-audit.js', import.meta.url));

export interface Spawned {
  /** Null when a signal ended the process. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface SpawnSettings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** SIGKILL after so many milliseconds, unless it is over by then. */
  readonly killAfter?: number;
}

/** `words` as typed after `mash-audit`. The environment is this process's, with `env` over it. */
export function spawnBin(words: readonly string[], settings: SpawnSettings): Promise<Spawned> {
  const { cwd, env = {}, killAfter } = settings;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [BIN, ...words], {
      cwd,
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const killer =
      killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      clearTimeout(killer);
      const milliseconds = performance.now() - started;
      resolve({ exitCode, signal, stdout, stderr, milliseconds });
    });
  });
}
