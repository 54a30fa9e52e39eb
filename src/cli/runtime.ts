/** Everything the program takes from the machine it runs on, so that a test can stand in for it. */
import { randomInt } from 'node:crypto';
import { civilDate, type CivilDate } from '../audit/civil-date.ts';
import { systemCode } from '../errors.ts';

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** A question to its answer; null where the person has left it (Ctrl-D, Ctrl-C). */
export type Ask = (question: string) => Promise<string | null>;

export interface Runtime {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Today on the calendar of the person at the keyboard. */
  readonly today: () => CivilDate;
  /** The time for the ledger: ISO 8601 in UTC, to the second. */
  readonly timestamp: () => string;
  /** A decimal digit, each equally likely, from the system's secure generator. */
  readonly randomDigit: () => number;
  /** Asks the person at the keyboard; null where nobody sits there. */
  readonly ask: Ask | null;
}

/**
 * The machine as it is. The clock is read when it is asked, and a question needs a terminal at both
 * ends.
 */
export function systemRuntime(): Runtime {
  return {
    stdout: streamOutput(process.stdout),
    stderr: streamOutput(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    today: () => {
      const now = new Date();
      const today = civilDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
      if (today === null) throw new Error('the system clock shows no date');
      return today;
    },
    timestamp: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    randomDigit: () => randomInt(10),
    ask:
      process.stdin.isTTY && process.stdout.isTTY
        ? (question) => askOn(process.stdin, process.stdout, question)
        : null,
  };
}

function streamOutput(stream: NodeJS.WriteStream): Output {
  // The reader of a pipe may leave early (`| head`): that is its right, not a failure of ours.
  stream.on('error', (error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    // Undefined, whatever its type says, when the stream is no terminal.
    isTerminal: (stream.isTTY as boolean | undefined) === true,
  };
}

/** Asks once; null, and the line ended, where the person leaves it or the input is over. */
export async function askOn(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string | null> {
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input, output });
  return new Promise((answered) => {
    // Ctrl-D and Ctrl-C: what is said next must not stand on the line of the question.
    const leave = (): void => {
      output.write('\n');
      answered(null);
    };
    terminal.on('close', leave);
    terminal.question(question, (answer) => {
      terminal.off('close', leave);
      terminal.close();
      answered(answer);
    });
  });
}
