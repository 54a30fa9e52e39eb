import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/inputs/parse-settings.ts';
import { csv, HEADINGS, referral, weekOf } from '../support/inputs-reading.ts';
import { runOn, type Circumstances, type Files } from '../support/inputs-run.ts';
import { xlsx } from '../support/inputs-workbooks.ts';

const SETTINGS = 'mash-audit.yaml';
const NOT_FOUND = 'NOT FOUND: write one of the headings below, and take the # away';

/** Runs init; the file it wrote, and what it means to whoever reads settings. */
async function init(files: Files, words: readonly string[] = [], circumstances?: Circumstances) {
  const ran = await runOn(files, ['init', ...words], circumstances);
  const text = ran.written.get(SETTINGS) ?? null;
  return { ...ran, text, settings: text === null ? null : parseSettings(text, SETTINGS) };
}

/** What init writes before anyone has said anything: four lists to fill in, and nothing in force. */
const NOTHING_SET = {
  columns: undefined,
  decisions: { met: [], 'not-met': [], undecided: [], 'out-of-scope': [] },
};

const PANEL = weekOf(
  referral({ id: 'A', decision: 'Local panel' }),
  referral({ id: 'B', decision: 'local PANEL' }),
  referral({ id: 'C', decision: 'MARAC' }),
);

describe('without an export', () => {
  test('writes a settings file in which nothing is set, and says what to do next', async () => {
    const { code, stdout, text, settings } = await init({});
    expect(code).toBe(0);
    expect(stdout).toBe(
      'Wrote mash-audit.yaml. Look through it, then run mash-audit check on an export.\n',
    );
    expect(settings).toEqual(NOTHING_SET);
    expect(text).toContain('# size: 8\n');
  });

  test('asks nothing', async () => {
    expect((await init({}, [], { answers: [] })).asked).toEqual([]);
  });
});

describe('with an export', () => {
  test('proposes its columns: those found, those missing, and the others by name', async () => {
    const text = csv(['Our No', 'Date Received', 'Decision', 'Child’s name'], ['1', '', '', '']);
    const ran = await init({ 'week.csv': text }, ['week.csv']);
    expect(ran.text).toContain('  # received: "Date Received"   # found by itself\n');
    expect(ran.text).toContain('  # decision: "Decision"   # found by itself\n');
    expect(ran.text).toContain(`  # reference: ${NOT_FOUND}\n`);
    expect(ran.text).toContain(`  # decided: ${NOT_FOUND}\n`);
    expect(ran.text).toContain('  # Other headings of the export: "Our No", "Child’s name"\n');
    expect(ran.settings).toEqual(NOTHING_SET);
  });

  test('says which columns it did not find, and no others', async () => {
    const said = async (...headings: readonly string[]) =>
      (
        await init(
          {
            'week.csv': csv(
              headings,
              headings.map(() => ''),
            ),
          },
          ['week.csv'],
        )
      ).stdout;
    expect(await said('Referral ID', 'Came in', 'What we did', 'Team')).toBe(
      'Wrote mash-audit.yaml. The decision date column was not found: write its heading after “decided:” in mash-audit.yaml, and take the # away. The decision column was not found: write its heading after “decision:” in mash-audit.yaml, and take the # away. Look through it, then run mash-audit check on an export.\n',
    );
    for (const headings of [
      HEADINGS,
      ['Referral ID', 'Date Received', 'Decision'],
      ['Referral ID', 'Date Received', 'OUTCOME_NFA_FLAG'],
      ['Child Unique ID', 'Date of referral', 'Referral NFA?'],
    ]) {
      expect(await said(...headings)).not.toContain('not found');
    }
  });

  test('names each of the columns that could be one thing, and differ', async () => {
    const text = csv(
      [...HEADINGS, 'Outcome', 'RAG', 'Priority', 'LA', 'Local Authority'],
      [...referral(), 'S47', 'Red', 'P2', 'Swindon', 'Swindon'],
    );
    const ran = await init({ 'week.csv': text }, ['week.csv']);
    const could =
      '   # one of several that could be it: take the first # away from the right one\n';
    for (const line of ['decision: "Decision"', 'decision: "Outcome"', 'rag: "Priority"']) {
      expect(ran.text).toContain(`  # ${line}${could}`);
    }
    expect(ran.text).toContain('  # local-authority: "LA"   # found by itself\n');
    expect(ran.stdout).toContain(
      'Several columns could be the decision: in mash-audit.yaml, take the # away from the right one.',
    );
    expect(ran.settings).toEqual(NOTHING_SET);
    const chosen = ran.text?.replace('# decision: "Outcome"', 'decision: "Outcome"') ?? '';
    expect(parseSettings(chosen, SETTINGS).columns).toEqual({ decision: 'Outcome' });
  });

  test('lists the decisions found: those known with their meaning, the others for a person', async () => {
    const { stdout, text, settings } = await init({ 'week.csv': PANEL }, ['week.csv']);
    expect(text).toContain('  #   "Early Help": not-met (1 row)\n');
    expect(text).toContain('  #   "Section 47 enquiry": met (1 row)\n');
    expect(text).toContain(
      '  # Found in the export and NOT known. Write each into a list above:\n' +
        '  #   "Local panel" (2 rows)\n' +
        '  #   "MARAC" (1 row)\n',
    );
    expect(stdout).toContain('Your team must still place 2 decision wordings in it');
    expect(settings).toEqual(NOTHING_SET);
  });

  test('several outcomes of one cell are listed one by one', async () => {
    const text = csv(HEADINGS, referral({ decision: 'Early Help, Local panel' }));
    const ran = await init({ 'week.csv': text }, ['week.csv']);
    expect(ran.text).toContain('#   "Local panel" (1 row)');
    expect(ran.text).toContain('#   "Early Help": not-met (1 row)');
  });

  test('a workbook is looked at as well, at the sheet that has most of what is wanted', async () => {
    const sheets = {
      Front: [['Team'], ['x']],
      Data: [HEADINGS, referral({ decision: 'Panel B' })],
    };
    const ran = await init({ 'week.xlsx': xlsx(sheets) }, ['week.xlsx']);
    expect(ran.text).toContain('"Panel B"');
  });

  test('an export that is not there, or cannot be opened, is told, and nothing is written', async () => {
    expect(await init({}, ['week.csv'])).toMatchObject({ code: 2, text: null });
    const renamed = await init({ 'week.xlsx': PANEL }, ['week.xlsx']);
    expect(renamed).toMatchObject({ code: 2, text: null });
    expect(renamed.stderr).toContain('text file under the name of an Excel workbook');
  });

  test('an encoding can be named, and must be one that is known', async () => {
    const text = Buffer.from(weekOf(referral({ id: 'A', decision: 'Panél' })), 'utf16le');
    const ran = await init({ 'week.csv': text }, ['week.csv', '--encoding', 'utf-16le']);
    expect(ran.text).toContain('"Panél"');
    expect((await init({ 'week.csv': text }, ['week.csv'])).code).toBe(2);
    expect((await init({ 'week.csv': text }, ['week.csv', '--encoding', 'x'])).code).toBe(2);
  });
});

describe('at a terminal', () => {
  const ask = (answers: readonly (string | null)[], words: readonly string[] = []) =>
    init({ 'week.csv': PANEL }, ['week.csv', ...words], { answers });

  test('asks for each wording that is not known, and writes the answers', async () => {
    const { asked, settings, stdout } = await ask(['m', 'out of scope']);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain('“Local panel” (2 rows)');
    expect(asked[1]).toContain('“MARAC” (1 row)');
    expect(settings?.decisions).toEqual({
      met: ['Local panel'],
      'not-met': [],
      undecided: [],
      'out-of-scope': ['MARAC'],
    });
    expect(stdout).toContain('Look through it');
  });

  test.each([
    ['n', 'not-met'],
    ['U', 'undecided'],
    ['not met', 'not-met'],
  ] as const)('%s means %s', async (answer, list) => {
    const { settings } = await ask([answer, '']);
    expect(settings?.decisions?.[list]).toEqual(['Local panel']);
  });

  test('Enter leaves a wording for later, in the file’s words', async () => {
    const { settings, text, stdout } = await ask(['', '  ']);
    expect(settings).toEqual(NOTHING_SET);
    expect(text).toContain('#   "Local panel" (2 rows)');
    expect(stdout).toContain('still place 2 decision wordings');
  });

  test('asks again after an answer that was not offered', async () => {
    const { asked, settings } = await ask(['?', 'x', 'm', '']);
    expect(asked).toHaveLength(4);
    expect(settings?.decisions?.met).toEqual(['Local panel']);
  });

  test('left without an answer (Ctrl-D), says so and writes nothing', async () => {
    const { code, stdout, stderr, written } = await ask(['m', null]);
    expect({ code, stdout, written }).toEqual({ code: 2, stdout: '', written: new Map() });
    expect(stderr).toContain('The questions were left without an answer, so nothing was written.');
    expect(stderr).toContain('--no-input');
    expect(stderr).not.toContain('fault');
  });

  test('a settings file that is there already is found before the first question', async () => {
    const files = { 'week.csv': PANEL, [SETTINGS]: 'size: 6\n' };
    const { code, asked, stderr, written } = await init(files, ['week.csv'], { answers: [] });
    expect({ code, asked, written }).toEqual({ code: 2, asked: [], written: new Map() });
    expect(stderr).toContain('There is already a file mash-audit.yaml here');
  });

  test('asks nothing with --no-input, nor where nobody sits', async () => {
    expect((await ask([], ['--no-input'])).asked).toEqual([]);
    expect((await init({ 'week.csv': PANEL }, ['week.csv'])).asked).toEqual([]);
  });

  test('asks nothing where every wording is known', async () => {
    const { asked, stdout } = await init({ 'week.csv': weekOf() }, ['week.csv'], { answers: [] });
    expect(asked).toEqual([]);
    expect(stdout).toContain('Look through it');
  });
});

test('a settings file that is there is never overwritten', async () => {
  const ran = await init({ [SETTINGS]: 'size: 6\n', 'week.csv': weekOf() }, ['week.csv']);
  expect(ran).toMatchObject({ code: 2, stdout: '', written: new Map() });
  expect(ran.stderr).toContain('never overwritten');
});

describe('what never reaches the file', () => {
  test('a story in a decision cell, whole or in pieces', async () => {
    const story =
      'Amy was hurt, her mother says, and the school, which knew, did not ring; NFA, but ring again';
    const text = weekOf(referral({ id: 'A', decision: story }));
    const { text: written } = await init({ 'week.csv': text }, ['week.csv']);
    for (const piece of ['Amy', 'mother', 'school', 'ring']) expect(written).not.toContain(piece);
    expect(written).toContain('"NFA": not-met');
  });

  test('a list of outcomes as long is read for those that are known', async () => {
    const decision =
      'Single Assessment, Early Help, Strategy Discussion, Section 47 enquiry, Signposted';
    const { text } = await init({ 'week.csv': csv(HEADINGS, referral({ decision })) }, [
      'week.csv',
    ]);
    expect(decision.length).toBeGreaterThan(80);
    expect(text).toContain('"Strategy Discussion": met-by-default (1 row)');
    expect(text).toContain('"Signposted": not-met (1 row)');
  });

  test('a first row that is data, where no heading is known', async () => {
    const { text, code } = await init({ 'week.csv': 'Amy Example,10 High Street\n' }, ['week.csv']);
    expect(code).toBe(0);
    expect(text).not.toContain('Amy');
  });
});

test.each([
  ['a line break', 'Strategy discussion initiating\nSection 47 Enquiry Start Date, as it is held'],
  ['a quotation mark and a hash', 'The "other" # heading: [x], {y} & *z'],
  ['a colon first', ': x - y'],
  ['a backslash', 'A\\B\\n'],
  ['curly quotes and a dash', '‘Other’ – “heading” £5'],
  ['control characters', 'A\u0000\u0007\u0085\u2028B'],
])(
  'the settings written are read as they stand, whatever is in a heading: %s',
  async (_what, heading) => {
    const rows = [
      [...HEADINGS, heading],
      [...referral({ decision: heading }), 'x'],
    ];
    const ran = await init({ 'week.xlsx': xlsx({ S: rows }) }, ['week.xlsx']);
    const { code, text: written, settings } = ran;
    expect([code, settings]).toEqual([0, NOTHING_SET]);
    // Each line but the lists' own is a comment or blank: nothing has broken out of one.
    const lists = /^(?:columns|decisions| {2}(?:met|not-met|undecided|out-of-scope)):/;
    const loose = written
      ?.split('\n')
      .filter((line) => !/^\s*#|^$/.test(line) && !lists.test(line));
    expect(loose).toEqual([]);
  },
);

test('a wording a person has placed is read back as it stands, whatever is in it', async () => {
  const wordings = [
    '- [x]',
    'a: b # c',
    '"quoted"',
    "it's",
    'yes',
    'null',
    '47',
    '*star*',
    '£5 – é',
  ];
  const rows = wordings.map((decision, n) => referral({ id: `R${n}`, decision }));
  const answers = wordings.map(() => 'm');
  const { settings } = await init({ 'week.csv': csv(HEADINGS, ...rows) }, ['week.csv'], {
    answers,
  });
  const placed = settings?.decisions?.met ?? [];
  // "null" is known to mean undecided, so nobody is asked.
  expect([...placed].sort()).toEqual(wordings.filter((word) => word !== 'null').sort());
});
