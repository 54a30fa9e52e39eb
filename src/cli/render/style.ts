/** Colour, only where a person looks; and text from exports made safe for a terminal. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Output } from '../runtime.ts';

/** Plain when piped, when asked (`--no-color`, `NO_COLOR`), or on a terminal that has no colours. */
export function styleFor(
  output: Output,
  env: Readonly<Record<string, string | undefined>>,
  color: boolean,
): ChalkInstance {
  const plain = !color || !output.isTerminal || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return new Chalk({ level: plain ? 0 : 1 });
}

/** Control and direction characters could make a terminal show something other than what is there. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
