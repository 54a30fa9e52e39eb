/** Which side of the section 47 threshold a decision wording lies on, and which lie on none. */
import { describe, expect, test } from 'vitest';
import {
  classifyWording,
  highestVerdict,
  normaliseWording,
  sideOf,
  type Meaning,
  type Verdict,
} from '../../src/audit/threshold.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';

const VOCABULARY = buildVocabulary(DEFAULT_WORDINGS);

/** The wordings found in English exports, written down apart from the lists of the program. */
const FOUND_IN_EXPORTS = {
  met: [
    'Section 47 enquiry',
    'Start Section 47 Enquiry',
    'S47',
    'Progress to S47',
    'CP_ENQUIRY',
    'Initial Child Protection Conference',
    'Convene initial child protection conference',
    'CP Conference',
    'Progress to Child Protection',
  ],
  'met-by-default': [
    'Strategy Discussion',
    'Strategy Discussion/Meeting',
    'Strategy meeting',
    'Progressing to a strategy discussion',
    'Recommend/Progress to Strategy discussion',
  ],
  'not-met': [
    'Single Assessment',
    'C&F Assessment',
    'Child and Family Assessment',
    'Section 17',
    'Referral to children\u2019s social care',
    'Family Help Discussion (10 days)',
    'Family Help',
    'Early Help',
    'Refer to Early Intervention',
    'EH Referral',
    'Step down to Early Help',
    'Signpost',
    'Signposted',
    'Signpost(ed)',
    'Advice and Information',
    'Advice/signposting',
    'Provision of information/advice',
    'Referral to other agency',
    'Universal Services',
    'No further action',
    'NFA',
    'No further action by children\u2019s social care',
  ],
  ambiguous: [
    'Police Investigation',
    'Legal action',
    'Transfer in child protection conference',
    'Transfer in from other LA',
    'Continue with existing plan',
    'Continue with existing referral',
    'Continue with existing plan / existing referral',
    'Private fostering',
    'UASC',
    'NRPF',
    'LADO',
    'MARAC',
  ],
  undecided: ['', ' ', 'NULL', 'Pending', 'Awaiting', 'Decision recorded awaiting detail', 'Other'],
  'out-of-scope': [],
} as const satisfies Record<Meaning, readonly string[]>;

const WORDINGS = Object.entries(FOUND_IN_EXPORTS).flatMap(([meaning, wordings]) =>
  wordings.map((wording) => [wording, meaning] as const),
);

/** The same wording as another system, keyboard or editor leaves it. */
const SPELLINGS = {
  'as it is': (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  'in lower case': (text) => text.toLowerCase(),
  'with blanks around it': (text) => `  ${text}\t`,
  'with a full stop behind it': (text) => (text.trim() === '' ? text : `${text}.`),
  'with underscores for spaces': (text) => text.trim().replaceAll(' ', '_'),
  'with no-break spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'with invisible breaks after spaces': (text) => text.trim().replaceAll(' ', ' \u200b\u00ad'),
  'with spaces doubled': (text) => text.replaceAll(' ', '  '),
  'with hyphens for spaces': (text) => text.trim().replaceAll(' ', '-'),
  'with en dashes for spaces': (text) => text.trim().replaceAll(' ', '\u2013'),
  'with straight apostrophes': (text) => text.replaceAll('\u2019', "'"),
  'with opening curly quotes': (text) => text.replaceAll('\u2019', '\u2018'),
  'with no apostrophes': (text) => text.replaceAll('\u2019', ''),
  'with spaces about its slashes': (text) => text.replaceAll('/', ' / '),
  'with ampersands for and': (text) => text.replaceAll(' and ', ' & '),
  'in full-width letters': (text) =>
    text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0)),
} as const satisfies Record<string, (text: string) => string>;

test.each(Object.entries(SPELLINGS))('every known wording keeps its side: %s', (_, spell) => {
  const classified = WORDINGS.map(
    ([wording]) => [wording, classifyWording(spell(wording), VOCABULARY)] as const,
  );
  expect(classified).toEqual(WORDINGS);
});

describe('a wording is compared whole, so what only contains a known one is unrecognised', () => {
  test.each([
    'no s47',
    'No S47 required',
    's47 not required',
    'Not S47',
    'step down from S47',
    'Section 17/47',
    'S17/S47',
    'S47?',
    '?S47',
    'S47!',
    'S47 + NFA',
    'NFA, S47',
    'S47; NFA',
    'S47 / Early Help',
    'S47 \u2192 NFA',
    '\u2260S47',
    'S47 declined',
    'S47 (declined)',
    'S47 - declined',
    'S47: No',
    'S47=N',
    'S 47',
    'S470',
    'SS47',
    'Section 4 7',
    'Consider strategy discussion',
    'Strategy Discussion not held',
    'NFA?',
    'Not NFA',
    'Further action',
    'Not pending',
    'Some other thing',
  ])('%j', (wording) => {
    expect(classifyWording(wording, VOCABULARY)).toBe('unrecognised');
  });
});

describe('a wording of punctuation only', () => {
  test.each(['-', '...', '/', '()', '\u2013', '"', "''", '\u200b'])(
    '%j is not blank, so it is not undecided',
    (wording) => {
      expect(classifyWording(wording, VOCABULARY)).toBe('unrecognised');
    },
  );

  test.each(['', ' ', '\t\n', '\u00a0', '\ufeff'])('but %j is blank', (wording) => {
    expect(classifyWording(wording, VOCABULARY)).toBe('undecided');
  });
});

describe('the default vocabulary', () => {
  test('has no wording in two lists, or twice in one', () => {
    const all = Object.values(DEFAULT_WORDINGS).flat().map(normaliseWording);
    const repeated = all.filter((wording, index) => all.indexOf(wording) !== index);
    expect(repeated).toEqual([]);
  });

  test('has no wording that is nothing once normalised', () => {
    expect([...VOCABULARY.keys()].filter((wording) => wording === '')).toEqual([]);
    expect(VOCABULARY.size).toBe(Object.values(DEFAULT_WORDINGS).flat().length);
  });

  test('knows no wording that says no or not, but the few that say not met by it', () => {
    const negative = [...VOCABULARY].filter(([wording]) =>
      /\b(?:no|not|non|without)\b/.test(wording),
    );
    expect(negative).toEqual([
      ['no further action', 'not-met'],
      ['no further action by childrens social care', 'not-met'],
    ]);
  });
});

describe('a team\u2019s own wordings', () => {
  const team = buildVocabulary(DEFAULT_WORDINGS, {
    'not-met': ['strategy-discussion', 'Watching brief'],
    'out-of-scope': ['LADO'],
  });

  test('are added, and move a default, whatever the spelling', () => {
    expect(classifyWording('Watching Brief', team)).toBe('not-met');
    expect(classifyWording('Strategy Discussion', team)).toBe('not-met');
    expect(classifyWording('L.A.D.O', team)).toBe('unrecognised');
    expect(classifyWording('lado', team)).toBe('out-of-scope');
  });

  test('leave the other defaults as they are', () => {
    expect(classifyWording('Strategy Meeting', team)).toBe('met-by-default');
    expect(classifyWording('S47', team)).toBe('met');
  });

  test('are needed before they are known', () => {
    expect(classifyWording('Watching Brief', VOCABULARY)).toBe('unrecognised');
    expect(classifyWording('S47', buildVocabulary())).toBe('unrecognised');
  });
});

describe('one verdict of several', () => {
  test.each<[Verdict[], Verdict]>([
    [[], 'undecided'],
    [['not-met'], 'not-met'],
    [['not-met', 'met'], 'met'],
    [['not-met', 'met-by-default'], 'met-by-default'],
    [['met-by-default', 'met'], 'met'],
    [['undecided', 'not-met'], 'not-met'],
    [['out-of-scope', 'not-met'], 'not-met'],
    [['out-of-scope', 'undecided'], 'out-of-scope'],
    [['undecided', 'undecided'], 'undecided'],
    [['not-met', 'unrecognised'], 'unrecognised'],
    [['not-met', 'ambiguous'], 'ambiguous'],
    [['undecided', 'ambiguous'], 'ambiguous'],
    [['ambiguous', 'unrecognised'], 'unrecognised'],
    [['met', 'unrecognised'], 'unrecognised'],
    [['met', 'ambiguous'], 'ambiguous'],
  ])('%j is %s, in either order', (verdicts, highest) => {
    expect(highestVerdict(verdicts)).toBe(highest);
    expect(highestVerdict([...verdicts].reverse())).toBe(highest);
  });
});

test.each([
  ['met', 'met'],
  ['met-by-default', 'met'],
  ['not-met', 'not-met'],
  ['undecided', null],
  ['out-of-scope', null],
  ['ambiguous', null],
  ['unrecognised', null],
] as const)('%s puts a referral on the side %s', (verdict, side) => {
  expect(sideOf(verdict)).toBe(side);
});
