/** What a person at the keyboard types, and what becomes of it. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askOn } from '../src/cli/runtime.ts';

function keyboard() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  return {
    input,
    said: () => String(output.read() ?? ''),
    ask: () => askOn(input, output, 'So? '),
  };
}

test('a line is the answer', async () => {
  const { input, said, ask } = keyboard();
  const answer = ask();
  input.write('met\n');
  expect(await answer).toBe('met');
  expect(said()).toBe('So? ');
});

test('a blank line is an answer too', async () => {
  const { input, ask } = keyboard();
  const answer = ask();
  input.write('\n');
  expect(await answer).toBe('');
});

test('an end without an answer is none, and no fault of the program', async () => {
  const { input, said, ask } = keyboard();
  const answer = ask();
  input.end();
  expect(await answer).toBeNull();
  expect(said()).toBe('So? \n');
});
