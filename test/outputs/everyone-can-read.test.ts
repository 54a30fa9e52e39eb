/** The pages of every fixture's pack can be listened to, enlarged and seen in other colours. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { html } from '../../src/outputs/html.ts';
import { page } from '../../src/outputs/page.ts';
import { drawFixture, FIXTURES_WITH_PACK, textOf, WITHOUT_PACK } from '../support/fixture-packs.ts';
import { readTree } from '../support/folders.ts';
import { pageFaults, parsePage } from '../support/page-faults.ts';
import { run } from '../support/run.ts';

describe('a page of the pack', () => {
  test.each(FIXTURES_WITH_PACK)('of %s', async (name) => {
    const pack = await drawFixture(name);
    expect(pageFaults(textOf(pack, 'summary.html'))).toEqual([]);
    expect(pageFaults(textOf(pack, 'worksheets.html'))).toEqual([]);
  });

  test('of a second draw with a case replaced', async () => {
    const { machine } = await drawFixture('rated-and-notified');
    const again = ['--seed', '99371946821736508249', '--redraw', 'the dice fell off the table'];
    const words = ['sample', 'mash-export.csv', '--meeting', '2026-11-20', ...again];
    expect((await run(words, machine)).exitCode).toBe(0);
    const folder = 'packs/2026-11-20-draw-2';
    const replaced = await run(['replace', folder, 'T2', '--reason', 'file-locked'], machine);
    expect(replaced.exitCode).toBe(0);
    const files = readTree(join(machine.folder, folder));
    for (const path of ['summary.html', 'worksheets.html']) {
      const text = files.get(path)?.toString('utf8') ?? '';
      expect(text).toContain('Draw 2 of this week');
      expect(pageFaults(text)).toEqual([]);
    }
  });

  test.each(WITHOUT_PACK)('is not to be had of %s', async (name) => {
    expect((await drawFixture(name)).exitCode).toBe(1);
  });

  test('is narrow enough for a small or enlarged screen, and keeps the colours people set', () => {
    const text = page('Title', 'OFFICIAL', html`<h1>Title</h1>`);
    expect(text).toContain('width=device-width, initial-scale=1');
    expect(text).toMatch(/max-width: 45rem/);
    expect(text).not.toMatch(/user-scalable|maximum-scale|forced-color-adjust/);
  });
});

describe('a fault is found where', () => {
  const sound = page(
    'Title',
    'OFFICIAL',
    html`<h1>One</h1><h2>Two</h2><table><caption>Cases</caption><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table><ul><li>x</li></ul><svg role="img" aria-labelledby="t"><title id="t">Bars</title><desc>As the table</desc><rect fill="none" stroke="currentColor"/></svg>`,
  );

  test('there is none: nothing is found', () => {
    expect(pageFaults(sound)).toEqual([]);
  });

  test.each([
    ['the language is not said', ' lang="en-GB"', ''],
    ['the page has no title', '<title>Title</title>', '<title> </title>'],
    ['<p> stands in no landmark', '<main>', '<p>x</p><main>'],
    ['the page has 2 main parts', '<footer>', '<main></main><footer>'],
    ['the page has not one h1', '<h1>One</h1>', '<h1>One</h1><h1>Two</h1>'],
    ['h3 skips a level', '<h2>Two</h2>', '<h3>Two</h3>'],
    ['an empty h2', '<h2>Two</h2>', '<h2></h2>'],
    ['a table has no caption', '<caption>Cases</caption>', ''],
    ['a table has no header cells', '<th scope="col">A</th>', '<td>A</td>'],
    ['the header cell “A” has no scope', ' scope="col"', ''],
    ['a table for layout has header cells', '<table>', '<table role="presentation">'],
    ['a picture is not said to be one', ' role="img"', ''],
    ['a picture has no title or description', '<desc>As the table</desc>', ''],
    ['a picture is not named by its title', ' aria-labelledby="t"', ''],
    ['a picture has a colour of its own: #fff', 'fill="none"', 'fill="#fff"'],
    ['svg is named by u, which is nowhere', 'aria-labelledby="t"', 'aria-labelledby="u"'],
    ['two elements have the id t', '<h2>', '<h2 id="t">'],
    ['<p> stands directly in <ul>', '<li>x</li>', '<p>x</p>'],
  ])('%s', (fault, from, to) => {
    expect(sound).toContain(from);
    expect(pageFaults(sound.replace(from, to))).toEqual([fault]);
  });

  test.each([
    ['<main><p></main>', /<\/main> closes <p>/],
    ['<main><p></p>', /<main> is never closed/],
  ])('tags do not fit: %s', (text, message) => {
    expect(() => parsePage(text)).toThrow(message);
  });
});
