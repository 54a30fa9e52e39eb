/** A team's own questions: the file, where they appear, and that a name stands for one set for ever. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLedger, nextLine } from '../../src/audit/ledger.ts';
import { found } from '../support/verify-run.ts';
import { fillCsv } from '../support/forms.ts';
import { copyFixture, writeTree } from '../support/folders.ts';
import { readRecord } from '../support/pack.ts';
import { newMachine, run, type Run } from '../support/run.ts';
import { sheetNamed, takeApart } from '../support/workbook.ts';

const PACK = 'packs/2026-11-20';
const DRAW = ['--meeting', '2026-11-20', '--seed', '50371946821736508249'];

const OWN = `name: kirklees-2027
questions:
  met:
    - id: rationale-recorded
      text: Was the reason for the decision recorded?
    - id: family-told
      text: Was the family told?
  not-met:
    - id: help-offered
      text: Was help offered, & taken up?
agencies:
  - id: police
    name: Police
    prompts: [information shared in time, checks complete]
  - id: housing
    name: Housing
answers: ['Yes', 'In part', 'No']
grades: [Strong, Weak]
put-right-today: [Weak]
`;

function deskWith(questions: string | null, settings = 'question-set: questions.yaml\n'): string {
  const { folder } = newMachine();
  copyFixture('ordinary-week', folder);
  writeTree(folder, {
    'mash-audit.yaml': settings,
    ...(questions === null ? {} : { 'questions.yaml': questions }),
  });
  return folder;
}

function say(folder: string, ...words: readonly string[]): Promise<Run> {
  return run(words, newMachine({ folder }));
}

function sample(folder: string, ...flags: readonly string[]): Promise<Run> {
  return say(folder, 'sample', 'mash-export.csv', ...DRAW, ...flags);
}

/** A desk on which a draw with these questions was made. */
async function drawnWith(questions: string): Promise<string> {
  const folder = deskWith(questions);
  expect(await sample(folder)).toMatchObject({ exitCode: 0, stderr: '' });
  return folder;
}

describe('a file of questions', () => {
  it('is what the meeting is asked, whole; what it leaves out is as it stands by itself', async () => {
    const short = OWN.slice(0, OWN.indexOf('agencies'));
    const { questionSet } = readRecord(join(await drawnWith(short), PACK));
    expect(questionSet).toMatchObject({
      id: 'kirklees-2027',
      agencies: [{ id: 'police' }, { id: 'health' }, { id: 'social-care' }],
      answers: ['Yes', 'Partly', 'No', 'Not known'],
      grades: ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'],
      putRightToday: ['Inadequate'],
    });
  });

  it('lies beside the settings that name it', async () => {
    const folder = deskWith(null, '');
    writeTree(folder, {
      'team/audit.yaml': 'question-set: sets/own.yaml\n',
      'team/sets/own.yaml': OWN,
    });
    expect(await sample(folder, '--settings', 'team/audit.yaml')).toMatchObject({ exitCode: 0 });
    expect(readRecord(join(folder, PACK)).questionSet.id).toBe('kirklees-2027');
  });

  it('is missed where it is not', async () => {
    expect(await sample(deskWith(null))).toMatchObject({
      exitCode: 2,
      stderr:
        'There is no question set questions.yaml.\n' +
        '  To do: Check its name under “question-set” in the settings; it lies in the folder of that file.\n',
    });
  });

  const replaced = (from: string, to: string): string => {
    if (!OWN.includes(from)) throw new Error(`the set does not hold: ${from}`);
    return OWN.replace(from, to);
  };

  it.each([
    [
      'an unknown key',
      replaced('answers:', 'anwsers:'),
      'There is no setting “anwsers”. Did you mean “answers”?',
    ],
    [
      'an unknown key of a question',
      replaced('      text: Was the family', '      txt: Was the family'),
      'There is no setting “txt” under questions > met > 2. Did you mean “text”?',
    ],
    [
      'an unknown key of an agency',
      replaced('    prompts:', '    promts:'),
      'Did you mean “prompts”?',
    ],
    ['a side of another name', replaced('not-met:', 'notmet:'), 'Did you mean “not-met”?'],
    [
      'no name',
      replaced('name: kirklees-2027\n', ''),
      '“name” is missing: write it as text, such as name: kirklees-2027.',
    ],
    [
      'a name with blanks',
      replaced('kirklees-2027', 'Kirklees 2027'),
      '“name” is not right: write small letters, digits and hyphens, such as kirklees-2027.',
    ],
    [
      'a question without its text',
      replaced('      text: Was the family told?\n', ''),
      '“questions > met > 2 > text” is missing',
    ],
    [
      'an id twice',
      replaced('id: family-told', 'id: rationale-recorded'),
      'the id “rationale-recorded” stands twice on the worksheet, or is one that mash-audit uses itself.',
    ],
    ['an agency twice', replaced('id: housing', 'id: police'), 'the id “view-police” stands twice'],
    [
      'an id of the worksheet',
      replaced('id: help-offered', 'id: grade'),
      'the id “grade” stands twice',
    ],
    [
      'an id of another’s reason',
      replaced('id: family-told', 'id: rationale-recorded-rationale'),
      'the id “rationale-recorded-rationale” stands twice',
    ],
    [
      'an id of an action',
      replaced('id: help-offered', 'id: action-1-due'),
      'the id “action-1-due” stands twice',
    ],
    [
      'the id of an agency’s view',
      replaced('id: help-offered', 'id: view-police'),
      'the id “view-police” stands twice',
    ],
    // Only some exports have these facts: a form must be told apart from any other all the same.
    ['the id of the rating', replaced('id: help-offered', 'id: rag'), 'the id “rag” stands twice'],
    [
      'the id of whether the referrer was told',
      replaced('id: help-offered', 'id: notified'),
      'the id “notified” stands twice',
    ],
    [
      'the id of what became of a case',
      replaced('id: help-offered', 'id: state'),
      'the id “state” stands twice',
    ],
    [
      'the id of an action done since',
      replaced('id: help-offered', 'id: action-3-done'),
      'the id “action-3-done” stands twice',
    ],
    [
      'the name of the set it brings along',
      replaced('kirklees-2027', 'wiltshire-2020'),
      '“wiltshire-2020” is the name of the set that mash-audit brings along.',
    ],
    [
      'a grade to put right that is none',
      replaced('[Weak]', '[Poor]'),
      '“put-right-today” names “Poor”, which is none of the grades.',
    ],
    [
      'no grade to put right',
      replaced('put-right-today: [Weak]\n', ''),
      '“put-right-today” is missing: none of these grades is Inadequate.',
    ],
    ['an answer twice', replaced("'In part'", "'Yes'"), '“answers” lists “Yes” twice.'],
    [
      'an answer twice but for capitals',
      replaced("'In part'", "'YES'"),
      '“answers” lists “YES” twice.',
    ],
    [
      'a grade twice',
      replaced('[Strong, Weak]', '[Strong, Weak, Weak]'),
      '“grades” lists “Weak” twice.',
    ],
    [
      'one answer',
      replaced("['Yes', 'In part', 'No']", "['Yes']"),
      '“answers” is not right: list at least 2',
    ],
    [
      'true and false',
      replaced("['Yes', 'In part', 'No']", '[true, false]'),
      '“answers > 1” is not right: write it as text, such as answers: ["Yes", "No"], in quotation marks.',
    ],
    [
      'a yes and no that an older YAML takes for true and false',
      `%YAML 1.1\n---\n${replaced("['Yes', 'In part', 'No']", '[Yes, No]')}`,
      '“answers > 2” is not right: write it as text, such as answers: ["Yes", "No"], in quotation marks.',
    ],
    [
      'numbers for grades',
      replaced('[Strong, Weak]', '[1, 2]'),
      '“grades > 1” is not right: write it as text, such as grades: ["Good", "Inadequate"], in quotation marks.',
    ],
    ['a blank answer', replaced("'In part'", "' '"), '“answers > 2” is not right: it is blank.'],
    [
      'a question too long for a form',
      replaced('Was the family told?', 'x'.repeat(161)),
      'write not more than 160 letters',
    ],
    [
      'nine questions',
      replaced(
        '  not-met:',
        `${Array.from({ length: 7 }, (_, n) => `    - { id: q${n}, text: Q }\n`).join('')}  not-met:`,
      ),
      '“questions > met” is not right: list not more than 8',
    ],
    [
      'no question',
      replaced('    - id: help-offered\n      text: Was help offered, & taken up?', '    []'),
      '“questions > not-met” is not right: list at least 1',
    ],
    [
      'a sign that cannot be printed',
      replaced('[Strong, Weak]', '["Str\\u0007ong", Weak]'),
      '“grades > 1” is not right: take out signs that cannot be printed, and save the file as UTF-8',
    ],
    [
      'an encoding of old',
      Buffer.from(replaced('Strong', 'Très bien'), 'latin1'),
      'save the file as UTF-8',
    ],
    [
      'broken YAML',
      replaced('[Strong, Weak]', '[Strong, Weak'),
      'questions.yaml cannot be read: something is wrong at line ',
    ],
    [
      'a list',
      '- name: x\n',
      'questions.yaml cannot be read: it begins with a list, and not with a line of “name: value”.',
    ],
    [
      'one text',
      'kirklees-2027\n',
      'questions.yaml cannot be read: it has no lines of “name: value”.',
    ],
    ['nothing', '', '“questions” is missing'],
    [
      'two bytes a letter and no mark of it',
      Buffer.from(OWN, 'utf16le'),
      'questions.yaml cannot be read: it is not saved as UTF-8.',
    ],
    [
      'two bytes a letter and a mark of it',
      Buffer.from(`\uFEFF${OWN}`, 'utf16le'),
      'questions.yaml cannot be read: it is not saved as UTF-8.',
    ],
    [
      'the lines of another place',
      replaced('    - id: help-offered\n', '    - <<: { id: help-offered }\n'),
      '“<<” under questions > not-met > 1 is not read: write out the lines it stands for.',
    ],
    [
      'a question that nobody can see',
      replaced('Was the family told?', '"\\u200B \\u200B"'),
      '“questions > met > 2 > text” is not right: it is blank. Write it, or take the line out.',
    ],
    [
      'a question that turns round',
      replaced('Was the family told?', '"Was \\u202Ethe family told?"'),
      '“questions > met > 2 > text” is not right: take out signs that turn letters round.',
    ],
    [
      'an agency that turns round',
      replaced('name: Housing', 'name: "Housing\\u2067"'),
      '“agencies > 2 > name” is not right: take out signs that turn letters round.',
    ],
    [
      'the name of an agency twice but for capitals',
      replaced('name: Housing', 'name: police'),
      '“agencies” lists “police” twice.',
    ],
    [
      'a grade called like none',
      replaced('[Strong, Weak]', '[Strong, Weak, "NOT graded"]'),
      '“grades” lists “NOT graded”, which is what mash-audit says where nothing was chosen.',
    ],
    [
      'an answer called like none',
      replaced("'In part'", 'Not recorded'),
      '“answers” lists “Not recorded”, which is what mash-audit says where nothing was chosen.',
    ],
  ])('with %s is refused in plain words, and nothing is written', async (_, text, says) => {
    const folder = deskWith('');
    writeFileSync(join(folder, 'questions.yaml'), text);
    const { exitCode, stderr, changes } = await sample(folder);
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/^questions\.yaml/);
    expect(stderr).toContain('\n  To do: ');
    expect(exitCode).toBe(2);
    expect([...changes]).toEqual([]);
  });

  it.each([
    [
      'yes and no as YAML has them today',
      replaced("['Yes', 'In part', 'No']", '[Yes, no]'),
      { answers: ['Yes', 'no'] },
    ],
    ['no grade to put right, said openly', replaced('[Weak]', '[]'), { putRightToday: [] }],
    [
      'texts over several lines',
      replaced('Was the family told?', '>\n        Was the\n\n        family told?\n'),
      { questions: { met: [{}, { text: 'Was the family told?' }] } },
    ],
    ['a mark of its encoding before it', `\uFEFF${OWN}`, { id: 'kirklees-2027' }],
    [
      'ids near those of the worksheet and the findings',
      replaced('id: family-told', 'id: rag-recorded').replace('help-offered', 'state-recorded'),
      { questions: { 'not-met': [{ id: 'state-recorded' }] } },
    ],
    [
      'signs that cannot be seen among those that can',
      replaced('Was the family told?', '"Was the fami\\u00ADly told?"'),
      { questions: { met: [{}, { text: 'Was the fami\u00ADly told?' }] } },
    ],
    [
      'grades and answers near the words for none',
      replaced('[Strong, Weak]', '[Strong, Weak, Not gradable]').replace('In part', 'Not known'),
      { grades: ['Strong', 'Weak', 'Not gradable'], answers: ['Yes', 'Not known', 'No'] },
    ],
  ])('may have %s', async (_, text, set) => {
    const record = readRecord(join(await drawnWith(text), PACK));
    expect(record.questionSet).toMatchObject(set);
  });
});

describe('a set of the team’s own', () => {
  const QUESTIONS = {
    T: ['Was the reason for the decision recorded?', 'Was the family told?'],
    N: ['Was help offered, & taken up?'],
  };

  it('appears in full in the record and on every worksheet, and the built-in nowhere', async () => {
    const folder = await drawnWith(OWN);
    const { questionSet } = readRecord(join(folder, PACK));
    expect(questionSet).toEqual({
      id: 'kirklees-2027',
      questions: {
        met: [
          { id: 'rationale-recorded', text: 'Was the reason for the decision recorded?' },
          { id: 'family-told', text: 'Was the family told?' },
        ],
        'not-met': [{ id: 'help-offered', text: 'Was help offered, & taken up?' }],
      },
      agencies: [
        {
          id: 'police',
          text: 'Police',
          prompts: ['information shared in time', 'checks complete'],
        },
        { id: 'housing', text: 'Housing', prompts: [] },
      ],
      answers: ['Yes', 'In part', 'No'],
      grades: ['Strong', 'Weak'],
      putRightToday: ['Weak'],
    });
    const read = (path: string): string => readFileSync(join(folder, PACK, path), 'utf8');
    const workbook = takeApart(readFileSync(join(folder, PACK, 'worksheets.xlsx')));
    const html = read('worksheets.html').split('<article');
    for (const label of ['T1', 'T4', 'N1', 'N4']) {
      const page = found(html.find((one) => one.includes(`id="case-${label}"`)));
      const sheet = [...sheetNamed(workbook, label).cells.values()].map(({ text }) => text);
      const csv = read(`worksheets/${label}.csv`);
      const [own, other] = label.startsWith('T')
        ? [QUESTIONS.T, QUESTIONS.N]
        : [QUESTIONS.N, QUESTIONS.T];
      for (const question of own) {
        expect(page, label).toContain(question.replace('&', '&amp;'));
        expect(sheet, label).toContain(question);
        expect(csv, label).toContain(question);
      }
      for (const question of other) {
        expect(page, label).not.toContain(question.replace('&', '&amp;'));
        expect(sheet, label).not.toContain(question);
        expect(csv, label).not.toContain(question);
      }
      for (const text of ['kirklees-2027', 'Housing: was our part done well?']) {
        expect(page, label).toContain(text);
        expect(sheet, label).toContain(text);
        expect(csv, label).toContain(text);
      }
      for (const text of ['In part', 'Strong']) {
        expect(page, label).toContain(`</span>${text}</li>`);
        expect(sheet.join('\n'), label).toContain(text);
        expect(csv, label).toContain(text);
      }
      for (const text of [page, sheet.join('\n'), csv]) {
        expect(text).not.toMatch(/wiltshire-2020|Outstanding|Partly|Social care/);
      }
    }
  });

  it.each([
    ['six questions and agencies have two lines for each reason', 4, 6 * 2],
    ['a seventh leaves one for each, so that the form keeps to two pages', 5, 7],
  ])('%s', async (_, count, lines) => {
    const more = Array.from({ length: count }, (__, n) => `    - { id: q${n}, text: Q${n}? }\n`);
    const questions = `name: long-1\nquestions:\n  met:\n${more.join('')}  not-met:\n${more.join('')}`;
    const agencies = OWN.slice(OWN.indexOf('agencies'), OWN.indexOf('answers'));
    const folder = await drawnWith(questions + agencies);
    const html = readFileSync(join(folder, PACK, 'worksheets.html'), 'utf8');
    const form = found(html.split('<article')[1]);
    const asked = form.slice(form.indexOf('class="questions"'), form.indexOf('class="agreement"'));
    expect(asked.match(/<span><\/span>/g)).toHaveLength(lines);
    const rest = form.slice(form.indexOf('class="agreement"'), form.indexOf('class="today"'));
    expect(rest.match(/<span><\/span>/g)).toHaveLength(3 * 2);
  });

  it('is kept by verify, replace and --from-pack when its file is gone', async () => {
    const folder = await drawnWith(OWN);
    rmSync(join(folder, 'questions.yaml'));
    rmSync(join(folder, 'mash-audit.yaml'));
    const drawn = readRecord(join(folder, PACK));

    const again = ['sample', 'mash-export.csv', '--from-pack', PACK, '--out', 'again'];
    expect(await say(folder, ...again)).toMatchObject({ exitCode: 0 });
    expect(readRecord(join(folder, 'again/2026-11-20'))).toEqual(drawn);

    expect(await say(folder, 'verify', PACK, 'mash-export.csv')).toMatchObject({ exitCode: 0 });
    const replaced = await say(folder, 'replace', PACK, 'T2', '--reason', 'file-locked');
    expect(replaced.exitCode).toBe(0);
    expect(readRecord(join(folder, PACK)).questionSet).toEqual(drawn.questionSet);
    const sheet = readFileSync(join(folder, PACK, 'worksheets-T5.xlsx'));
    expect(sheetNamed(takeApart(sheet), 'T5').cells.get('A18')?.text).toBe(QUESTIONS.T[0]);
    expect(await say(folder, 'verify', PACK, 'mash-export.csv')).toMatchObject({ exitCode: 0 });
  });
});

it('is named in the minutes by its text, though another item’s reason could have its id', async () => {
  const asked = OWN.replace('id: help-offered', 'id: learning-rationale');
  const folder = deskWith(asked);
  expect(await sample(folder, '--format', 'csv')).toMatchObject({ exitCode: 0 });
  const form = join(folder, PACK, 'worksheets/N1.csv');
  const answers = { 'view-police': 'Yes', 'view-housing': 'Yes', agree: 'All agree' };
  writeFileSync(form, fillCsv(readFileSync(form), answers));
  const { stdout } = await say(folder, 'collate', PACK);
  expect(stdout).toContain('N1   Was help offered, & taken up?; grade');
});

describe('a set that was used', () => {
  const CHANGED = OWN.replace('Was the family told?', 'Were the parents told?');
  const LATER = [
    'sample',
    'mash-export.csv',
    '--meeting',
    '2026-11-13',
    '--seed',
    'blue kettle 42',
  ];

  it('asks no other questions under its name: the draw is refused, and says what to do', async () => {
    const folder = await drawnWith(OWN);
    writeTree(folder, { 'questions.yaml': CHANGED });
    for (const flags of [[], ['--dry-run']]) {
      const { exitCode, stderr, changes } = await say(folder, ...LATER, ...flags);
      expect(stderr).toBe(
        'The question set “kirklees-2027” is not what it was when packs/2026-11-20 was drawn with it.\n' +
          '  To do: Give the changed set a new name in its file; or put it back as it was: draw.json of that pack has it in full.\n',
      );
      expect(exitCode).toBe(2);
      expect([...changes]).toEqual([]);
    }
    // The same week again: it is the questions that are named, and not the draw.
    expect((await sample(folder)).stderr).toContain('The question set “kirklees-2027” is not');
  });

  it('is named first by check and a dry run, where sample would refuse it', async () => {
    const folder = await drawnWith(OWN);
    writeTree(folder, { 'questions.yaml': CHANGED });
    const says =
      'No draw can be made with the question set “kirklees-2027”: it is not what it was when packs/2026-11-20 was drawn with it. A changed set needs a new name.';
    const week = ['mash-export.csv', '--meeting', '2026-11-13'];
    // Of its own week too: that there is a draw already is only what comes after.
    for (const words of [
      ['check', ...week],
      ['check', 'mash-export.csv', '--meeting', '2026-11-20'],
      ['sample', ...week, '--dry-run'],
    ]) {
      const { exitCode, stdout } = await say(folder, ...words);
      expect(stdout.split('\n')[0]).toBe(says);
      expect(stdout).not.toContain('The draw can be made.');
      expect(exitCode).toBe(0);
    }
    const { stdout } = await say(folder, 'check', ...week, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ready: false,
      hindrance: { code: 'questions-changed', message: says },
    });
  });

  it('hinders nothing as it was, or under a new name', async () => {
    const folder = await drawnWith(OWN);
    const check = ['check', 'mash-export.csv', '--meeting', '2026-11-13'];
    const may = 'Nothing needs to be put right. The draw can be made.';
    expect((await say(folder, ...check)).stdout).toContain(may);
    writeTree(folder, { 'questions.yaml': CHANGED.replace('kirklees-2027', 'kirklees-2028') });
    expect((await say(folder, ...check)).stdout).toContain(may);
  });

  it('is drawn with again under its name as it was, and under a new name as it is', async () => {
    const folder = await drawnWith(OWN);
    expect(await say(folder, ...LATER)).toMatchObject({ exitCode: 0 });
    writeTree(folder, { 'questions.yaml': CHANGED.replace('kirklees-2027', 'kirklees-2028') });
    const third = LATER.map((word) => (word === '2026-11-13' ? '2026-11-27' : word));
    expect(
      await say(
        folder,
        ...third,
        '--from',
        '2026-11-13',
        '--to',
        '2026-11-19',
        '--redraw',
        'other questions',
      ),
    ).toMatchObject({
      exitCode: 0,
    });
    const ledger = parseLedger(readFileSync(join(folder, 'packs/draws.jsonl'), 'utf8'));
    const sets = ledger.entries.map((entry) => entry.kind === 'draw' && entry.questionSet?.id);
    expect(sets).toEqual(['kirklees-2027', 'kirklees-2027', 'kirklees-2028']);
  });

  it('is the same in another order of its keys and with other comments', async () => {
    const folder = await drawnWith(OWN);
    const [name = '', ...rest] = OWN.split(/^(?=\w)/m);
    writeTree(folder, { 'questions.yaml': `# ours\n${rest.reverse().join('')}${name}` });
    expect(await say(folder, ...LATER)).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['a prompt', 'checks complete', 'checks made'],
    ['the order of the answers', "['Yes', 'In part', 'No']", "['No', 'In part', 'Yes']"],
    ['a grade', '[Strong, Weak]', '[Stronger, Weak]'],
    ['what is put right at once', '[Weak]\n', '[Strong, Weak]\n'],
    ['an agency', 'name: Housing', 'name: Housing team'],
    ['the id of a question', 'id: help-offered', 'id: help-given'],
  ])('is another when %s is', async (_, from, to) => {
    const folder = await drawnWith(OWN);
    const changed = OWN.replace(from, to);
    expect(changed).not.toBe(OWN);
    writeTree(folder, { 'questions.yaml': changed });
    expect(await say(folder, ...LATER)).toMatchObject({ exitCode: 2 });
  });

  it('is told of by no ledger of old, which is read as ever', async () => {
    const folder = await drawnWith(OWN);
    const place = join(folder, 'packs/draws.jsonl');
    const { entries } = parseLedger(readFileSync(place, 'utf8'));
    const old = entries.map((entry) => {
      const { questionSet, ...others } = entry as typeof entry & { questionSet?: unknown };
      expect(questionSet).toMatchObject({ id: 'kirklees-2027' });
      return others;
    });
    writeFileSync(place, old.map((entry) => nextLine(parseLedger(''), entry)).join(''));
    expect(await say(folder, 'verify', PACK, 'mash-export.csv')).toMatchObject({ exitCode: 0 });
    writeTree(folder, { 'questions.yaml': CHANGED });
    expect(await say(folder, ...LATER)).toMatchObject({ exitCode: 0 });
  });

  it('is held to the ledger by verify', async () => {
    const folder = await drawnWith(OWN);
    const place = join(folder, 'packs/draws.jsonl');
    const { entries } = parseLedger(readFileSync(place, 'utf8'));
    const forged = entries.map((entry) => ({
      ...entry,
      questionSet: { id: 'kirklees-2027', sha256: '0'.repeat(64) },
    }));
    writeFileSync(place, forged.map((entry) => nextLine(parseLedger(''), entry)).join(''));
    const { exitCode, stdout } = await say(folder, 'verify', PACK);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('the ledger’s question set: found');
  });
});
