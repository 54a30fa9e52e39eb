/** What `check` and `sample` say of an export that cannot be drawn from: the cause, and no more. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listAuthorities, spellAuthority } from '../../src/audit/authorities.ts';
import { readTree, writeTree } from '../support/folders.ts';
import { readRecord } from '../support/pack.ts';
import { newMachine, run } from '../support/run.ts';

const HEADINGS = ['Referral ID', 'Decision Date', 'Decision', 'Local Authority'];
const ROW = ['R-1', '17/11/2026', 'NFA', 'Wiltshire'];

function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.join(',')}\n`).join('');
}

async function sayOf(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const machine = newMachine();
  writeTree(machine.folder, files);
  const { exitCode, stdout, stderr } = await run(words, machine);
  return { exitCode, said: stdout + stderr, folder: machine.folder };
}

describe('a column under a heading of its own', () => {
  const named = (...headings: readonly string[]) =>
    sayOf({ 'a week.csv': csv(headings, ROW) }, 'check', 'a week.csv');

  test('is told among the headings not understood, with the command that helps', async () => {
    const { said } = await named('Referral ID', 'Decision Date', 'Result of screening', 'Town');
    expect(said).toContain('Headings that are not understood: “Result of screening” and “Town”.');
    expect(said).toContain('mash-audit init "a week.csv" writes that file.');
    expect(said).not.toContain('R-1');
  });

  test('is cut short, and of many twelve are told', async () => {
    const letters = Array.from('abcdefghijklmnop');
    const { said } = await named(
      ...['Referral ID', 'Decision Date'],
      ...letters.map((letter) => letter.repeat(45)),
    );
    expect(said.match(/“([a-p])\1+…”/g)).toHaveLength(12);
    expect(said).toContain(`“${'a'.repeat(39)}…”`);
  });

  test.each([
    ['a row of data in the place of the headings', ['Zebedee Nobody', '02/03/2015', 'Wiltshire']],
    ['a row of data with one word that is a heading', ['Zebedee Nobody', 'Team', 'Priest']],
    ['what has digits', ['Referral ID', 'Decision Date', 'Zebedee 9434765919']],
  ])('is not told from %s', async (_, headings) => {
    const { said } = await named(...headings);
    expect(said).toMatch(/There is no column for the decision\.|No heading in it is one/);
    expect(said).not.toMatch(/Zebedee|Priest/);
  });

  test('is not told where every column is there', async () => {
    const { exitCode, said } = await named('Referral ID', 'Decision Date', 'Decision', 'Town');
    expect(exitCode).toBe(0);
    expect(said).not.toContain('not understood');
  });
});

describe('where nothing could be read', () => {
  test.each([
    ['a missing file', {}, 'none.csv', 'There is no such file or folder.'],
    ['an empty folder', { 'f/notes.txt': 'x' }, 'f', 'The folder holds no export'],
    ['no export', { 'week.csv': '<html><body></body></html>' }, 'week.csv', 'web page'],
  ])('check says only that: %s', async (_, files, named, why) => {
    const { exitCode, said } = await sayOf(files, 'check', named);
    expect(exitCode).toBe(2);
    expect(said).toMatch(/^No list of referrals could be read: 1 problem\.\n\n/);
    expect(said).toContain(why);
    expect(said).not.toMatch(/Eligible|Referrals|Settings in force/);
  });

  test('and where one of two could be, it says what that holds', async () => {
    const files = { 'a.csv': csv(HEADINGS, ROW) };
    const { said } = await sayOf(files, 'check', 'a.csv', 'b.csv');
    expect(said).toContain('Eligible    1');
    expect(said).toContain('There is no such file or folder.');
  });
});

describe('an export without a referral of the week', () => {
  test('that has headings alone is called empty', async () => {
    const { exitCode, said } = await sayOf({ 'week.csv': csv(HEADINGS) }, 'check', 'week.csv');
    expect(exitCode).toBe(1);
    expect(said).toContain('The export is empty');
    expect(said).not.toContain('not the week you meant');
  });

  test('of one day names that day once', async () => {
    const files = { 'week.csv': csv(HEADINGS, ['R-1', '16/09/2020', 'NFA', 'Wiltshire']) };
    const { said } = await sayOf(files, 'check', 'week.csv');
    expect(said).toContain('The exports hold 1 referral, dated Wed 16 Sep 2020.');
  });

  test('of another authority than the one asked for says which there are', async () => {
    const files = { 'week.csv': csv(HEADINGS, ROW, ['R-2', '17/11/2026', 'NFA', 'Swindon']) };
    const { said } = await sayOf(files, 'check', 'week.csv', '--local-authority', 'Wilts');
    expect(said).toContain('No referral is of “Wilts”.');
    expect(said).toContain('The local authorities in the exports are “Swindon” and “Wiltshire”.');
    expect(said).not.toContain('not the week you meant');
    const right = await sayOf(files, 'check', 'week.csv', '--local-authority', 'wiltshire');
    expect(right.exitCode).toBe(0);
  });
});

describe('a local authority', () => {
  test('is spelt on screen and page as the exports spell it, and the pack is called the same', async () => {
    const files = { 'week.csv': csv(HEADINGS, ROW, ['R-2', '17/11/2026', 'S47', 'Wiltshire']) };
    const asked = ['week.csv', '--local-authority', 'wiltshire'];
    expect((await sayOf(files, 'check', ...asked)).said).toContain('Wiltshire (flag)');
    const { folder } = await sayOf(files, 'sample', ...asked);
    const tree = readTree(folder);
    const summary = tree.get('packs/2026-11-20-wiltshire/summary.html')?.toString();
    expect(summary).toContain('Local authority: Wiltshire.');
    expect(tree.get('packs/2026-11-20-wiltshire/draw.json')?.toString()).toContain(
      '"localAuthority": "wiltshire"',
    );
  });

  test('is spelt as it was asked for where the exports have codes, or none', () => {
    expect(spellAuthority('Wiltshire', ['865', 'E06000054'])).toBe('Wiltshire');
    expect(spellAuthority('wilts', ['Wiltshire'])).toBe('wilts');
    expect(spellAuthority('865', ['Wiltshire Council', 'Wiltshire', 'Wiltshire'])).toBe(
      'Wiltshire',
    );
  });

  test('is listed once, in one spelling', () => {
    expect(listAuthorities(['Wiltshire', '', 'WILTSHIRE', 'Bath'])).toEqual(['Bath', 'Wiltshire']);
  });
});

test('a seed stands in one piece on the summary, in the command as well', async () => {
  const files = { 'week.csv': csv(HEADINGS, ROW) };
  const seed = ['--seed', '31415-92653-58979-32384'];
  const { folder } = await sayOf(files, 'sample', 'week.csv', ...seed);
  const summary = readTree(folder).get('packs/2026-11-20/summary.html')?.toString() ?? '';
  expect(summary.match(/<span class="whole">31415-92653-58979-32384<\/span>/g)).toHaveLength(2);
  expect(summary).toContain('.whole { display: inline-block;');
  expect(summary).toContain('No referral met the threshold this week.');
  expect(summary).not.toContain('There is none this week');
});

describe('a file that is no list of referrals', () => {
  const JSON_TEXT =
    '[\n  { "referral": "R-1", "decided": "17/11/2026" },\n  { "referral": "R-2" }\n]\n';

  test.each([
    ['notes.txt', 'Ring the police back\nAnn is on leave, until Monday\n'],
    ['README.md', '# MASH\n\nHow we work, and when.\n\n| day | who |\n|---|---|\n'],
    ['week.csv', JSON_TEXT],
    ['week.json', JSON_TEXT],
    ['letter.csv', '{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Arial;}}\nDear all, hello\\par\n}'],
  ])('is told once: %s', async (name, text) => {
    for (const command of ['check', 'sample']) {
      const { exitCode, said } = await sayOf({ [name]: text }, command, name);
      expect(exitCode).toBe(1);
      expect(said).toContain('1 problem.');
      expect(said).toContain('No heading in it is one of a referral list');
      expect(said).toContain(`If it is the export, mash-audit init "${name}" writes`);
    }
  });

  test('is not one that has a heading of such a list: what it lacks is told', async () => {
    const { said } = await sayOf(
      { 'week.csv': 'Decision Date,Result\n17/11/2026,NFA\n' },
      'check',
      '.',
    );
    expect(said).toContain('There is no column for the referral reference.');
    expect(said).not.toContain('No heading in it');
  });

  test('nor one of nearly such a heading, or of broken quotation marks', async () => {
    const near = await sayOf({ 'week.csv': 'Decison Date,Result\n17/11/2026,NFA\n' }, 'check', '.');
    expect(near.said).toContain('this heading is nearly “Decision Date”');
    const quotes = csv(HEADINGS, ['R-1', '17/11/2026', 'NF"A', 'Wiltshire']);
    const broken = await sayOf({ 'week.csv': quotes }, 'check', '.');
    expect(broken.said).toContain('A quotation mark stands in the middle of a cell');
  });

  test('the command told can be typed, wherever the file lies', async () => {
    const files = { 'sub folder/our week.csv': 'Number,Result\n1,NFA\n' };
    for (const named of ['sub folder/our week.csv', 'sub folder']) {
      const machine = newMachine();
      writeTree(machine.folder, files);
      const { stdout } = await run(['check', named], machine);
      expect(stdout).toContain('mash-audit init "sub folder/our week.csv" writes');
      expect((await run(['init', 'sub folder/our week.csv'], machine)).exitCode).toBe(0);
    }
  });

  test('so can the one for a column that is missing; none is offered that a shell would change', async () => {
    const text = 'Referral ID,Decision Date,Result\nR-1,17/11/2026,NFA\n';
    const lacking = await sayOf({ 'sub/no-decision.csv': text }, 'check', 'sub/no-decision.csv');
    expect(lacking.said).toContain('mash-audit init "sub/no-decision.csv" writes that file.');
    const priced = await sayOf({ 'cost $HOME.csv': text }, 'check', '.');
    expect(priced.said).toContain('mash-audit init "the export" writes that file.');
  });
});

describe('a decision in no list', () => {
  const week = (decision: string) =>
    csv(HEADINGS, ROW, ['R-2', '17/11/2026', decision, 'Wiltshire']);

  test('is told with its column, and first that it may be misspelt', async () => {
    const { said } = await sayOf({ 'week.csv': week('Singel Assesment') }, 'check', '.');
    expect(said).toContain('week.csv, row 3, column C “Decision”\n');
    expect(said).toContain('It is nearly “single assessment”, which is threshold not met.');
    expect(said).toContain('To do: If it is misspelt, put it right in the export. If not, write');
  });

  test('is told without one where it is far from every wording', async () => {
    const { said } = await sayOf({ 'week.csv': week('Local panel') }, 'check', '.');
    expect(said).not.toContain('It is nearly');
  });
});

describe('small things said plainly', () => {
  const dated = (text: string) => csv(HEADINGS, ['R-1', text, 'NFA', 'Wiltshire']);

  test('a spreadsheet’s number for a day is told from what is no date', async () => {
    const serial = await sayOf({ 'week.csv': dated('45978') }, 'check', '.');
    expect(serial.said).toContain('“45978” is a spreadsheet’s number for a day, and not a date.');
    expect(serial.said).toContain('To do: Format the column as a date in Excel');
    const other = await sayOf({ 'week.csv': dated('13th of November 2026') }, 'check', '.');
    expect(other.said).toContain('“13th of November 2026” is not a date this program reads.');
  });

  test('one row is not “1 rows”, and a heading is not its own explanation', async () => {
    const { said } = await sayOf({ 'week.csv': csv(HEADINGS, ROW) }, 'check', '.');
    expect(said).toContain('1 row of referrals');
    const list = csv(
      ['Child Unique ID', 'Date of referral', 'Referral NFA?'],
      ['C1', ROW[1] ?? '', 'No'],
    );
    const annex = await sayOf({ 'list-3.csv': list }, 'check', '.');
    expect(annex.said).toContain('“Referral NFA?” is the mark for no further action');
  });
});

describe('an authority that the export writes as a code', () => {
  const week = csv(
    HEADINGS,
    ['R-1', '17/11/2026', 'NFA', '866'],
    ['R-2', '17/11/2026', 'NFA', 'E06000030'],
    ['R-3', '17/11/2026', 'NFA', 'Swindon'],
    ['R-4', '17/11/2026', 'NFA', '931'],
  );
  const draw = async (...words: readonly string[]) => {
    const machine = newMachine();
    writeTree(machine.folder, { 'week.csv': week });
    const given = ['sample', 'week.csv', '--seed', '50371946821736508249', ...words];
    expect((await run(given, machine)).exitCode).toBe(0);
    const [pack = ''] = readdirSync(join(machine.folder, 'packs'));
    const place = join(machine.folder, 'packs', pack);
    return { machine, pack, place, record: readRecord(place) };
  };

  test('is known and shown by its name, and an unknown code as it is', async () => {
    const { machine, pack, place, record } = await draw();
    const found = record.sample.map((one) => `${one.reference} ${one.localAuthority}`);
    expect(found.sort()).toEqual(['R-1 Swindon', 'R-2 Swindon', 'R-3 Swindon', 'R-4 931']);
    expect(readFileSync(join(place, 'summary.html'), 'utf8')).not.toMatch(/\b866\b|E06000030/);
    const verified = await run(['verify', `packs/${pack}`, 'week.csv'], machine);
    expect(verified.exitCode).toBe(0);
  });

  test('is asked for by either', async () => {
    const [byName, byCode] = [
      await draw('--local-authority', 'Swindon'),
      await draw('--local-authority', '866'),
    ];
    expect(byName.record.register).toHaveLength(3);
    expect(byCode.record.register).toEqual(byName.record.register);
    expect(readFileSync(join(byCode.place, 'summary.html'), 'utf8')).toContain(
      'Local authority: Swindon.',
    );
  });

  test('stays a code in the record of an earlier draw', async () => {
    const { machine, pack, place } = await draw();
    const before = readFileSync(join(place, 'draw.json'), 'utf8').replaceAll(
      '"localAuthority": "Swindon"',
      '"localAuthority": "866"',
    );
    writeFileSync(join(place, 'draw.json'), before);
    const again = ['sample', 'week.csv', '--from-pack', `packs/${pack}`, '--out', 'again'];
    expect((await run(again, machine)).exitCode).toBe(0);
    const { sample } = readRecord(join(machine.folder, 'again', pack));
    expect(sample.map((one) => one.localAuthority).sort()).toEqual([
      ...['866', '931', 'E06000030', 'Swindon'],
    ]);
  });
});
