import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { SOURCE_GROUPS } from '../../src/audit/source-groups.ts';
import { UserError } from '../../src/errors.ts';
import { nearest, nearestWording } from '../../src/audit/nearest.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';
import { parseSettings } from '../../src/inputs/parse-settings.ts';
import { settingKeys } from '../../src/inputs/settings-schema.ts';
import { csv, HEADINGS, referral, weekOf } from '../support/inputs-reading.ts';
import { runOn, type Files } from '../support/inputs-run.ts';

const parse = (text: string) => parseSettings(text, 'mash-audit.yaml');

/** What a person is told of a settings file that cannot be used. */
function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

const EVERYTHING = `
columns:
  reference: Our No
  child: Child
  family: Household
  received: In
  decided: Out
  decision: Level
  no-further-action: NFA
  section-47: S47
  source: From
  team: Desk
  local-authority: Council
  rag: Colour
  referrer-notified: Told
  referrer-notified-on: Told at
decisions:
  met: [Level 4]
  not-met: [Level 3, Level 2]
  undecided: [Open]
  out-of-scope: [Wrong county]
source-groups:
  Police: [Force Control Room]
  School: [Academy trust]
week:
  basis: received
  ends-days-before-meeting: 2
  days: 14
size: 6
seats: { met: 2, not-met: 4 }
section-47-window: 15
local-authority: Swindon
not-drawn-since: 12m
question-set: questions.yaml
marking: OFFICIAL
encoding: windows-1252
delimiter: semicolon
heading-row: 3
`;

describe('what a settings file may say', () => {
  test('every key', () => {
    expect(parse(EVERYTHING)).toEqual({
      columns: {
        reference: 'Our No',
        child: 'Child',
        family: 'Household',
        received: 'In',
        decided: 'Out',
        decision: 'Level',
        'no-further-action': 'NFA',
        'section-47': 'S47',
        source: 'From',
        team: 'Desk',
        'local-authority': 'Council',
        rag: 'Colour',
        'referrer-notified': 'Told',
        'referrer-notified-on': 'Told at',
      },
      decisions: {
        met: ['Level 4'],
        'not-met': ['Level 3', 'Level 2'],
        undecided: ['Open'],
        'out-of-scope': ['Wrong county'],
      },
      'source-groups': { Police: ['Force Control Room'], School: ['Academy trust'] },
      week: { basis: 'received', 'ends-days-before-meeting': 2, days: 14 },
      size: 6,
      seats: { met: 2, 'not-met': 4 },
      'section-47-window': 15,
      'local-authority': 'Swindon',
      'not-drawn-since': '12m',
      'question-set': 'questions.yaml',
      marking: 'OFFICIAL',
      encoding: 'windows-1252',
      delimiter: 'semicolon',
      'heading-row': 3,
    });
  });

  test('this test forgets none of them', () => {
    const said = new Set([...EVERYTHING.matchAll(/([\w-]+):/g)].map(([, key]) => key));
    const sections = ['', 'columns', 'decisions', 'week', 'seats'];
    expect(sections.flatMap(settingKeys).filter((key) => !said.has(key))).toEqual([]);
    expect(settingKeys('source-groups')).toEqual(Object.keys(SOURCE_GROUPS));
    expect(settingKeys('')).toContain('source-groups');
  });

  test.each([
    ['nothing', ''],
    ['comments', '# size: 3\n# nothing else\n'],
    ['a name with nothing after it', 'size:\ncolumns:\nweek:\n  days:\n'],
  ])('%s is no setting', (_what, text) => {
    expect(parse(text)).toEqual(text.includes('week') ? { week: {} } : {});
  });

  test('blanks around a text are no part of it', () => {
    expect(parse('marking: "  OFFICIAL "\ncolumns: { decision: " Level " }')).toEqual({
      marking: 'OFFICIAL',
      columns: { decision: 'Level' },
    });
  });
});

describe('what it may not say', () => {
  test.each([
    ['sise: 8', 'There is no setting “sise”. Did you mean “size”?'],
    ['decision: {}', 'There is no setting “decision”. Did you mean “decisions”?'],
    ['seat: {}', 'There is no setting “seat”. Did you mean “seats”?'],
    ['columns: { recieved: x }', '“recieved” under columns. Did you mean “received”?'],
    ['weeks: {}', 'There is no setting “weeks”. Did you mean “week”?'],
    ['columns: { decisoin: x }', 'no setting “decisoin” under columns. Did you mean “decision”?'],
    ['decisions: { not_met: [x] }', '“not_met” under decisions. Did you mean “not-met”?'],
    ['week: { bases: received }', '“bases” under week. Did you mean “basis”?'],
    ['source-groups: { Polise: [x] }', '“Polise” under source-groups. Did you mean “Police”?'],
    ['something-else: 1', 'There is no setting “something-else”.'],
    ['__proto__: 1', 'There is no setting “__proto__”.'],
    ['constructor: 1', 'There is no setting “constructor”.'],
  ])('an unknown key is an error: %s', (text, says) => {
    expect(refusal(text)).toContain(says);
  });

  test.each(['columns: { size: 8 }', 'reference: Our No', 'Police: [x]', 'seats: { week: 1 }'])(
    'a key of another section is not suggested where it does not belong: %s',
    (text) => {
      const [, key = ''] = /“([^”]+)”/.exec(refusal(text)) ?? [];
      expect(refusal(text)).not.toContain(`Did you mean “${key}”`);
    },
  );

  test('a key nobody could have meant is not guessed at', () => {
    expect(refusal('colour-scheme: dark')).not.toContain('Did you mean');
  });

  test('everything wrong is said at once', () => {
    const said = refusal('sise: 8\nmarking: 8\nencoding: latin1\n');
    expect(said).toContain('“sise”');
    expect(said).toContain('“marking”');
    expect(said).toContain('“encoding”');
  });

  test.each([
    ['size: 0', 'size'],
    ['size: 101', 'size'],
    ['size: 7.5', 'size'],
    ['size: eight', 'size'],
    ['seats: { met: 4 }', 'seats > not-met'],
    ['seats: { met: -1, not-met: 9 }', 'seats > met'],
    ['section-47-window: 61', 'section-47-window'],
    ['section-47-window: -1', 'section-47-window'],
    ['week: { days: 0 }', 'week > days'],
    ['week: { days: 367 }', 'week > days'],
    ['week: { basis: friday }', 'week > basis'],
    ['week: { ends-days-before-meeting: -1 }', 'week > ends-days-before-meeting'],
    ['encoding: latin1', 'encoding'],
    ['delimiter: ";"', 'delimiter'],
    ['heading-row: 0', 'heading-row'],
    ['marking: ""', 'marking'],
    [`marking: ${'x'.repeat(61)}`, 'marking'],
    ['local-authority: ""', 'local-authority'],
    ['columns: { decision: "" }', 'columns > decision'],
    ['columns: [Decision]', 'columns'],
    ['decisions: { met: Level 4 }', 'decisions > met'],
    ['decisions: { met: [""] }', 'decisions > met'],
    ['decisions: { met: [4] }', 'decisions > met'],
    ['source-groups: { Police: Force }', 'source-groups > Police'],
  ])('%s', (text, where) => {
    expect(refusal(text)).toContain(`“${where}`);
  });

  test.each([
    ['decisions: { met: S47 }', 'write a list, such as met: ["Section 47 enquiry"].'],
    ['decisions: { not-met: S17 }', 'write a list, such as not-met: ["Section 47 enquiry"].'],
    [
      'decisions: [S47]',
      'names and values in lines under it, such as met: ["Section 47 enquiry"].',
    ],
    ['decisions: { met: [4] }', 'write it as text, such as met: ["Section 47 enquiry"].'],
    ['decisions: { met: [""] }', 'it is blank. Write it, or take the line out, such as met'],
    ['columns: { decision: [x] }', 'such as decision: "The heading as it stands in the export".'],
    ['source-groups: { Police: x }', 'write a list, such as Police: ["Force control room"].'],
    ['week: { basis: friday }', 'write decided or received.'],
    ['week: { days: 0 }', 'write a whole number, not less than 1.'],
    ['size: 101', 'write a whole number, not more than 100, such as size: 8.'],
    ['size: eight', 'write a whole number, such as size: 8.'],
    ['seats: { met: 4 }', 'write a whole number, such as not-met: 4.'],
    ['delimiter: ";"', 'write comma, semicolon or tab.'],
    [`marking: ${'x'.repeat(61)}`, 'write not more than 60 letters, such as marking'],
    [
      'not-drawn-since: soon',
      '“not-drawn-since” is not right: write a number of months, such as 12m.',
    ],
    ['not-drawn-since: 12', 'write it as text, such as not-drawn-since: 12m.'],
  ])('%s: in plain words, with an example', (text, says) => {
    expect(refusal(text)).toContain(says);
    expect(refusal(text)).not.toMatch(/expected|received [a-z]|invalid|string|array|object|>=|<=/i);
  });

  test.each([
    'size: 1',
    'size: 100',
    'section-47-window: 0',
    'week: { days: 366 }',
    'heading-row: 1',
  ])('but at its limit it may: %s', (text) => {
    expect(parse(text)).not.toEqual({});
  });
});

describe('settings that contradict each other', () => {
  test('a wording in two lists, however it is spelt', () => {
    expect(refusal('decisions:\n  met: [Level 4]\n  not-met: ["LEVEL-4"]\n')).toBe(
      'mash-audit.yaml: the decision “LEVEL-4” is listed both as met and as not-met.',
    );
  });

  test('a wording twice in one list is only said twice', () => {
    expect(parse('decisions: { met: [Level 4, level 4] }').decisions?.met).toHaveLength(2);
  });

  test.each([
    ['seats: { met: 2, not-met: 3 }', '(2 met, 3 not met) do not add up to the size 8'],
    ['size: 6\nseats: { met: 4, not-met: 4 }', '(4 met, 4 not met) do not add up to the size 6'],
  ])('seats and size: %j', (text, says) => {
    expect(refusal(text)).toContain(says);
  });

  test.each(['seats: { met: 3, not-met: 5 }', 'size: 6\nseats: { met: 0, not-met: 6 }'])(
    'seats that agree with the size: %j',
    (text) => {
      expect(parse(text).seats).toBeDefined();
    },
  );
});

describe('a file that is no YAML', () => {
  test.each([
    ['a tab for an indent', 'week:\n\tdays: 7\n', 2],
    ['a bracket never closed', 'size: 8\ndecisions:\n  met: [Level 4\n', 4],
    ['a key twice', 'size: 8\nmarking: x\nsize: 7\n', 3],
    ['a quotation mark never closed', 'marking: "OFFICIAL\n', 2],
    ['two documents', 'size: 8\n---\nsize: 7\n', 2],
  ])('names its line: %s', (_what, text, line) => {
    expect(refusal(text)).toBe(
      `mash-audit.yaml cannot be read: something is wrong at line ${line}.`,
    );
  });

  test.each([
    [
      'a marking between asterisks',
      'marking: *OFFICIAL*\n',
      'something is wrong, perhaps a * or &',
    ],
    ['a text', 'hello\n', 'it has no lines of “name: value”.'],
    ['a list', '- size: 8\n', 'it begins with a list, and not with a line of “name: value”.'],
    ['a number', '8\n', 'it has no lines of “name: value”.'],
    ['two bytes a letter', 's\0i\0z\0e\0:\0 \x008\0', 'it is not saved as UTF-8.'],
  ])('is refused where no one line is wrong: %s', (_what, text, says) => {
    expect(refusal(text)).toContain(`mash-audit.yaml cannot be read: ${says}`);
  });

  test('whatever the text, it is settings or a refusal in words', () => {
    const pieces = [
      'size',
      ':',
      ' ',
      '\n',
      '8',
      '- ',
      '*a',
      '&a',
      '{',
      '}',
      '[',
      '"',
      '!!',
      '#',
      '? ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (some) => {
        try {
          return typeof parse(some.join('')) === 'object';
        } catch (error) {
          return error instanceof UserError;
        }
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

describe('the nearest known word', () => {
  test('is within a third of its letters, at least two', () => {
    const words = ['size', 'seats', 'decisions'];
    expect(nearest('siez', words)).toBe('size');
    expect(nearest('SIZE', words)).toBe('size');
    expect(nearest('desicions', words)).toBe('decisions');
    expect(nearest('deciding on', words)).toBeNull();
    expect(nearest('colour', words)).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });
});

describe('a decision that is nearly one in the lists', () => {
  const vocabulary = buildVocabulary(DEFAULT_WORDINGS, {
    met: ['Level four'],
    ambiguous: ['Hub 3'],
  });

  test.each([
    ['Level fuor', { wording: 'level four', meaning: 'met' }],
    ['Secton 47 Enquiry', { wording: 'section 47 enquiry', meaning: 'met' }],
    ['Sing-le Asessment', { wording: 'single assessment', meaning: 'not-met' }],
    ['Early-help!', { wording: 'early help', meaning: 'not-met' }],
    // A number is never a slip: these lie on opposite sides.
    ['Section 27', null],
    ['Section 417', null],
    // Too short to tell a slip from another word, or too far from all.
    ['S 47', null],
    ['Hub 4', null],
    ['Level', null],
    ['Watching brief', null],
  ])('%s', (text, near) => {
    expect(nearestWording(text, vocabulary)).toEqual(near);
  });

  test('is named with it, from the team’s own settings as well as from the defaults', async () => {
    const files = {
      'week.csv': weekOf(
        referral({ id: 'A', decision: 'Level fuor' }),
        referral({ id: 'B', decision: 'Erly Help' }),
        referral({ id: 'C', decision: 'Watching brief' }),
      ),
      'mash-audit.yaml': 'decisions: { met: [Level four] }\n',
    };
    const { stdout } = await runOn(files, ['check', '.', '--quiet']);
    expect(stdout).toContain('is not known. It is nearly “level four”, which is threshold met.\n');
    expect(stdout).toContain('It is nearly “early help”, which is threshold not met.\n');
    expect(stdout).toContain('“Watching brief” (1 referral) is in no list');
    expect(stdout.match(/It is nearly/g)).toHaveLength(2);
  });
});

interface InForce {
  readonly name: string;
  readonly value: string;
  readonly from: string;
}

/** The settings in force as `check --json` says them: name to value and whence. */
const QUESTIONS = `name: kirklees-2027
questions:
  met: [{ id: why, text: Why? }]
  not-met: [{ id: why-not, text: Why not? }]
`;

async function inForce(settings: string | null, words: readonly string[] = [], files: Files = {}) {
  const ran = await runOn(
    {
      'week.csv': weekOf(),
      ...(settings === null ? {} : { 'mash-audit.yaml': settings }),
      ...files,
    },
    ['check', 'week.csv', '--json', ...words],
  );
  if (ran.stdout === '') throw new Error(ran.stderr);
  const { settings: listed } = JSON.parse(ran.stdout) as { settings: readonly InForce[] };
  return Object.fromEntries(listed.map(({ name, value, from }) => [name, [value, from]]));
}

describe('what is in force, and whence', () => {
  test('defaults, where nothing is set', async () => {
    expect(await inForce(null)).toEqual({
      meeting: ['2026-11-20', 'default'],
      week: ['2026-11-13 to 2026-11-19', 'default'],
      'week basis': ['decided where the exports say, else received', 'default'],
      size: ['8', 'default'],
      seats: ['half to each side', 'default'],
      'question set': ['wiltshire-2020', 'default'],
      'section 47 window': ['10 working days', 'default'],
      'local authority': ['all', 'default'],
      'not drawn since': ['not asked', 'default'],
      marking: ['OFFICIAL-SENSITIVE', 'default'],
      encoding: ['by the file', 'default'],
      delimiter: ['by the headings', 'default'],
      'heading row': ['found by the headings', 'default'],
      columns: ['found by their headings', 'default'],
      decisions: [expect.stringMatching(/^\d+ wordings$/), 'default'],
      'source groups': ['the known ones', 'default'],
    });
  });

  test('settings over defaults, every one of them', async () => {
    const said = await inForce(EVERYTHING, [], { 'questions.yaml': QUESTIONS });
    expect(said).toEqual({
      meeting: ['2026-11-20', 'default'],
      week: ['2026-11-05 to 2026-11-18', 'settings'],
      'week basis': ['received', 'settings'],
      size: ['6', 'settings'],
      seats: ['2 met, 4 not met', 'settings'],
      'question set': ['kirklees-2027', 'settings'],
      'section 47 window': ['15 working days', 'settings'],
      'local authority': ['Swindon', 'settings'],
      'not drawn since': ['12 months', 'settings'],
      marking: ['OFFICIAL', 'settings'],
      encoding: ['windows-1252', 'settings'],
      delimiter: ['semicolon', 'settings'],
      'heading row': ['3', 'settings'],
      columns: [expect.stringContaining('reference, child, family, received'), 'settings'],
      decisions: [expect.stringMatching(/^\d+ wordings$/), 'settings'],
      'source groups': ['the known ones and the team’s own', 'settings'],
    });
  });

  test('a flag over both', async () => {
    const settings =
      'size: 6\nlocal-authority: Swindon\nencoding: windows-1252\nweek: { days: 14 }\n';
    const flags = ['--size', '4', '--local-authority', 'Wiltshire', '--encoding', 'UTF-8'];
    const days = ['--from', '2026-11-01', '--to', '2026-11-19', '--meeting', '20/11/2026'];
    expect(await inForce(settings, [...flags, ...days])).toMatchObject({
      meeting: ['2026-11-20', 'flag'],
      week: ['2026-11-01 to 2026-11-19', 'flag'],
      size: ['4', 'flag'],
      'local authority': ['Wiltshire', 'flag'],
      encoding: ['utf-8', 'flag'],
    });
    expect(await inForce(settings)).toMatchObject({
      size: ['6', 'settings'],
      week: ['2026-11-06 to 2026-11-19', 'settings'],
    });
  });

  test('the file named takes the place of the one in the folder', async () => {
    const files = { 'other/team.yaml': 'size: 5\n' };
    expect((await inForce('size: 6\n', ['--settings', 'other/team.yaml'], files)).size).toEqual([
      '5',
      'settings',
    ]);
  });

  test('a file that is named must be there', async () => {
    const ran = await runOn({ 'week.csv': weekOf() }, [
      'check',
      'week.csv',
      '--settings',
      'no.yaml',
    ]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('There is no settings file no.yaml.');
  });

  test('--size that does not agree with the seats set is refused', async () => {
    const files = { 'week.csv': weekOf(), 'mash-audit.yaml': 'seats: { met: 4, not-met: 4 }\n' };
    const ran = await runOn(files, ['check', 'week.csv', '--size', '6']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--size 6 does not agree with the seats');
    expect((await runOn(files, ['check', 'week.csv', '--size', '8'])).code).toBe(0);
  });
});

describe('settings at work', () => {
  test('columns, decisions and delimiter as one team has them', async () => {
    const settings = `
columns: { reference: Our No, decision: Level }
decisions: { met: [Level 4], not-met: [Level 3], out-of-scope: [Wrong county] }
delimiter: semicolon
heading-row: 2
`;
    const rows = [
      'The hub',
      'Our No;Decision;Level;Decision Date',
      'A;x;Level 4;16/11/2026',
      'B;x;level 3;16/11/2026',
      'C;x;Wrong county;16/11/2026',
    ];
    const files = { 'week.csv': rows.join('\n'), 'mash-audit.yaml': settings };
    const { code, stdout } = await runOn(files, ['check', 'week.csv', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ready: true,
      frame: { eligible: { met: 1, notMet: 1 }, excluded: { 'out-of-scope': 1 } },
    });
    const without = await runOn({ 'week.csv': files['week.csv'] }, ['check', 'week.csv', '--json']);
    expect(without.code).toBe(1);
  });

  test('a team’s wording moves a known one to another side', async () => {
    const text = csv(HEADINGS, referral({ decision: 'Strategy Discussion' }));
    const sides = async (settings: string) => {
      const files = { 'week.csv': text, 'mash-audit.yaml': settings };
      const { stdout } = await runOn(files, ['check', 'week.csv', '--json']);
      return (JSON.parse(stdout) as { frame: { eligible: unknown } }).frame.eligible;
    };
    expect(await sides('')).toEqual({ met: 1, notMet: 0 });
    expect(await sides('decisions: { not-met: [strategy discussion] }')).toEqual({
      met: 0,
      notMet: 1,
    });
  });
});
