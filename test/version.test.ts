import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newMachine, run } from './support/run.ts';

test('the version printed is the one of package.json', async () => {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  const { exitCode, stdout } = await run(['--version'], newMachine());
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${version}\n` });
});
