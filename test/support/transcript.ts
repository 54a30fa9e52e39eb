/**
 * Transcripts: command runs kept as pages a person can read. A page is one story in one folder of
 * its own. Between headings and sentences, which are left as they are, it holds:
 *
 *   Given the exports in `fixtures/ordinary-week`.    that folder's files are copied in
 *   Given that today is 2026-11-20.                   otherwise it is Wednesday 18 November 2026
 *   Given the answers `n`, `u` and ``.                somebody sits at the keyboard and types these
 *   Given that in `a/file` `old` became `new`.        somebody has edited that file
 *   a block  ```csv week.csv                          that file is written (or written over)
 *   a block  ```console                               one command, `$ mash-audit ...`, and its output
 *   a block  ```show mash-audit.yaml                  what that file now holds
 *
 * A console block shows standard output, then what went to standard error below `[stderr]`. Behind
 * it stand the exit code and what the run changed in the folder. Replaying a page writes these anew.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyFixture, writeTree } from './folders.ts';
import { newMachine, run, type Machine, type Run } from './run.ts';

export interface Replayed {
  /** The page as the program of today would have it. */
  readonly text: string;
  readonly commands: readonly string[];
}

export async function replay(page: string): Promise<Replayed> {
  const lines = page.split('\n');
  const replayed: string[] = [];
  const commands: string[] = [];
  let machine = newMachine();

  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('Given ')) machine = applyGiven(line, machine);
    if (!line.startsWith('```')) {
      replayed.push(line);
      continue;
    }
    const end = lines.indexOf('```', at + 1);
    if (end === -1) throw new Error(`line ${at + 1}: the block is never closed`);
    const content = lines.slice(at + 1, end);
    const [, language = '', file] = /^```(\S*)(?: (.+))?$/.exec(line) ?? [];
    if (language === 'console') {
      const command = content[0] ?? '';
      const result = await run(splitCommand(command), machine);
      commands.push(command);
      replayed.push(line, command, ...showOutput(result, machine), '```', ...showResult(result));
      at = endOfResult(lines, end);
    } else if (language === 'show' && file !== undefined) {
      const text = readFileSync(join(machine.folder, file), 'utf8');
      replayed.push(line, ...text.trimEnd().split(/\r?\n/), '```');
      at = end;
    } else if (file !== undefined) {
      writeTree(machine.folder, { [file]: content.map((text) => `${text}\n`).join('') });
      replayed.push(line, ...content, '```');
      at = end;
    } else {
      throw new Error(`line ${at + 1}: a block is "console", or has a file name: ${line}`);
    }
  }
  return { text: replayed.join('\n'), commands };
}

function applyGiven(line: string, machine: Machine): Machine {
  const [, fixture] = /^Given the exports in `fixtures\/([\w-]+)`\.$/.exec(line) ?? [];
  if (fixture !== undefined) {
    copyFixture(fixture, machine.folder);
    return machine;
  }
  const [, today] = /^Given that today is (\d{4}-\d{2}-\d{2})\.$/.exec(line) ?? [];
  if (today !== undefined) return { ...machine, today };
  const [, answers] = /^Given the answers (`.*`)\.$/.exec(line) ?? [];
  if (answers !== undefined) {
    return {
      ...machine,
      answers: [...answers.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text),
    };
  }
  const [, file, old, becomes] = /^Given that in `(.+)` `(.+)` became `(.*)`\.$/.exec(line) ?? [];
  if (file === undefined || old === undefined || becomes === undefined) {
    throw new Error(`nothing is known of: ${line}`);
  }
  const text = readFileSync(join(machine.folder, file), 'utf8');
  if (!text.includes(old)) throw new Error(`${file} does not hold: ${old}`);
  writeTree(machine.folder, { [file]: text.replace(old, becomes) });
  return machine;
}

/** Words apart by spaces, together in double quotes; a page needs no more of a shell than that. */
export function splitCommand(line: string): string[] {
  const [, typed] = /^\$ mash-audit(?: (.*))?$/.exec(line) ?? [];
  if (typed === undefined && line !== '$ mash-audit') {
    throw new Error(`a console block begins with "$ mash-audit": ${line}`);
  }
  const words = (typed ?? '').match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
  const left = (typed ?? '').replace(/"[^"]*"/g, '');
  if (/["'\\$|<>;&*?]/.test(left)) throw new Error(`this needs a shell: ${line}`);
  return words.map((word) => word.replaceAll('"', ''));
}

function showOutput({ stdout, stderr }: Run, { folder }: Machine): string[] {
  const show = (text: string): string[] => {
    const [last, ...others] = text.replaceAll(folder, '<folder>').split('\n').reverse();
    return [...others.reverse(), ...(last === '' ? [] : [`${last ?? ''}[no line end]`])];
  };
  return [...show(stdout), ...(stderr === '' ? [] : ['[stderr]', ...show(stderr)])];
}

function showResult({ exitCode, changes }: Run): string[] {
  if (changes.size === 0) return ['', `Exit code ${exitCode}; nothing written.`];
  const files = [...changes].map(([path, change]) =>
    change === 'new' ? `- \`${path}\`` : `- \`${path}\` (${change})`,
  );
  return ['', `Exit code ${exitCode}; written:`, '', ...files];
}

/** The last line of the exit code and list of files that stand behind a block's end, if any do. */
function endOfResult(lines: readonly string[], end: number): number {
  if (lines[end + 1] !== '' || lines[end + 2]?.startsWith('Exit code ') !== true) return end;
  let last = end + 2;
  if (lines[last + 1] === '' && lines[last + 2]?.startsWith('- `') === true) {
    last += 2;
    while (lines[last + 1]?.startsWith('- `') === true) last += 1;
  }
  return last;
}
