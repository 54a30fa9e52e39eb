/**
 * What long texts do to pages that must not grow: they are set closer. How many sheets a page takes
 * only a browser can tell; what is kept here is when the close setting begins. The lengths were
 * tried out in print.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../support/exports.ts';
import { writeTree } from '../support/folders.ts';
import { newMachine, run } from '../support/run.ts';

const PACK = 'packs/2026-11-20';
const DRAW = ['--meeting', '2026-11-20', '--seed', '50371946821736508249'];

interface Week {
  readonly decisions?: readonly [met: string, notMet: string];
  readonly team?: string;
  readonly authority?: string;
  readonly time?: string;
  readonly settings?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** The pages of a week with eight referrals a side, all alike but for their days. */
async function pagesOf({
  decisions = ['Section 47 enquiry', 'Single Assessment'],
  team = 'MASH North',
  authority = 'Wiltshire',
  time = '',
  settings = '',
  more = {},
}: Week): Promise<{ readonly forms: string; readonly summary: string }> {
  const [met, notMet] = decisions;
  const rows = Array.from({ length: 16 }, (_, at) => [
    `R-${at}`,
    `${10 + (at % 3)}/11/2026${time}`,
    `${13 + (at % 5)}/11/2026${time}`,
    at % 2 === 0 ? met : notMet,
    authority,
    team,
    'Police',
    ...Object.values(more),
  ]);
  const headings = ['Referral ID', 'Date Received', 'Decision Date', 'Decision'];
  headings.push('Local Authority', 'Allocated Team', 'Referral Source', ...Object.keys(more));
  const { folder } = newMachine();
  writeTree(folder, {
    'week.csv': csvOf([headings, ...rows]),
    'mash-audit.yaml': `decisions:\n  met: ["${met}"]\n  not-met: ["${notMet}"]\n${settings}`,
    'questions.yaml': NINE_ASKED,
  });
  const words = ['sample', 'week.csv', ...DRAW];
  const { exitCode, stderr } = await run(words, newMachine({ folder }));
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const read = (name: string): string => readFileSync(join(folder, PACK, name), 'utf8');
  return { forms: read('worksheets.html'), summary: read('summary.html') };
}

const SIX = Array.from(
  { length: 6 },
  (_, at) => `    - id: q${at}\n      text: Was it done, ${at}?\n`,
);
const NINE_ASKED = `name: nine-2027\nquestions:\n  met:\n${SIX.join('')}  not-met:\n${SIX.join('')}`;

const RATED = { RAG: 'Red', 'Referrer Notified': '19/11/2026' };
const LONG: Week = {
  decisions: [
    'Progress to a strategy discussion and then to a section 47 enquiry, joint with police, following consultation with health',
    'No further action by children’s social care; family signposted to universal and targeted early help services in the area',
  ],
  team: 'Multi-Agency Safeguarding Hub and Assessment Team North West',
  authority: 'Bournemouth, Christchurch and Poole Council and its Partners',
};
const COUNCIL: Week = {
  team: 'Multi-Agency Safeguarding Hub North',
  authority: 'Bournemouth, Christchurch and Poole',
};

describe('a form of two pages', () => {
  const closeIn = (forms: string): number =>
    forms.match(/<article class="case close"/g)?.length ?? 0;

  it.each<readonly [name: string, week: Week]>([
    ['an ordinary week', {}],
    ['ratings and times of day', { more: RATED, time: ' 10:15' }],
  ])('is set as ever with %s', async (_, week) => {
    const { forms } = await pagesOf(week);
    expect(forms.match(/<article class="case"/g)).toHaveLength(8);
    expect(closeIn(forms)).toBe(0);
  });

  it.each<readonly [name: string, week: Week]>([
    ['the longest texts', { ...LONG, more: RATED }],
    ['long texts and times of day', { ...LONG, time: ' 10:15' }],
    ['a team whose name takes two lines', { ...COUNCIL, more: RATED, time: ' 10:15' }],
    ['nine questions and agencies', { settings: 'question-set: questions.yaml\n' }],
  ])('is set closer with %s', async (_, week) => {
    expect(closeIn((await pagesOf(week)).forms)).toBe(8);
  });

  it('never has a question on one page and its reason on the next', async () => {
    const { forms } = await pagesOf({});
    expect(forms).toMatch(/p\.question {[^}]*break-after: avoid/);
    expect(forms).toMatch(/ul\.choices {[^}]*break-after: avoid/);
    expect(forms).toMatch(/p\.reason {[^}]*break-after: avoid/);
    expect(forms).toMatch(/\.ruled {[^}]*break-inside: avoid/);
  });
});

describe('a summary of one page', () => {
  const isClose = (summary: string): boolean => /\n {2}\.cases { font-size: 7pt; }/.test(summary);

  it.each<readonly [name: string, week: Week, close: boolean]>([
    ['an ordinary week', {}, false],
    ['an ordinary week with ratings', { more: RATED }, false],
    ['a long name of the team alone', { team: COUNCIL.team ?? '' }, false],
    ['a real council and its hub', COUNCIL, true],
    ['the longest texts', { ...LONG, more: RATED }, true],
  ])('with %s', async (_, week, close) => {
    expect(isClose((await pagesOf(week)).summary)).toBe(close);
  });
});

it('a text without a space is broken where the line ends, on every page', async () => {
  const { forms, summary } = await pagesOf({});
  for (const page of [forms, summary]) {
    expect(page).toMatch(/\np, li { overflow-wrap: anywhere; }/);
    expect(page).toMatch(/\nth, td {[^}]*overflow-wrap: anywhere/);
    expect(page).toMatch(/\ndd {[^}]*overflow-wrap: anywhere/);
  }
});
