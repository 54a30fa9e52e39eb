/**
 * The pages in transcripts/ show what people see: every one is replayed and must come out the same.
 * After an intended change, `UPDATE_TRANSCRIPTS=1 npm test` writes them anew; read the difference
 * before it is committed. test/support/transcript.ts says what a page may hold.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { replay } from './support/transcript.ts';

const folder = fileURLToPath(new URL('transcripts', import.meta.url));
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const update = (process.env.UPDATE_TRANSCRIPTS ?? '') !== '';

describe('transcripts', () => {
  it.each(pages)('%s', async (name) => {
    const path = join(folder, name);
    const page = readFileSync(path, 'utf8');
    const { text, commands } = await replay(page);

    expect(page, 'a heading, and a sentence that says why').toMatch(/^# .+\n\n[A-Z].+/);
    expect(commands, 'at least one command').not.toHaveLength(0);
    if (update) writeFileSync(path, text);
    else expect(text).toBe(page);
  });

  it.each([
    ['a block that is never closed', '```console\n$ mash-audit\n', /never closed/],
    ['a block nobody reads', '```sh\nls\n```\n', /has a file name/],
    ['a command of another program', '```console\n$ ls\n```\n', /begins with/],
    ['a command only a shell could run', '```console\n$ mash-audit sample *.csv\n```\n', /shell/],
    ['a circumstance it does not know', 'Given a full moon.\n', /nothing is known/],
    [
      'an edit of what is not there',
      '```csv week.csv\na\n```\nGiven that in `week.csv` `b` became `c`.\n',
      /does not hold: b/,
    ],
  ])('refuses %s', async (_, page, message) => {
    await expect(replay(page)).rejects.toThrow(message);
  });

  it('notices a file that does not hold what the page shows of it', async () => {
    const page = '```csv week.csv\na,b\n```\n\n```show week.csv\na,c\n```\n';
    expect((await replay(page)).text).toBe(page.replace('a,c', 'a,b'));
  });

  it('notices output, an exit code or a file that is not as the page has it', async () => {
    const page =
      '```console\n$ mash-audit --help\nUsage: none\n```\n\nExit code 1; written:\n\n- `x`\n';
    const { text } = await replay(page);
    expect(text).toMatch(/^```console\n\$ mash-audit --help\nDraws the week’s cases/);
    expect(text).toMatch(/\n```\n\nExit code 0; nothing written.\n$/);
  });
});
