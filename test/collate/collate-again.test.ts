/** Collating more than once: what is the same stays, what was corrected is told, nothing is lost. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingsFiles } from '../../src/outputs/findings-files.ts';
import { readTree, writeTree } from '../support/folders.ts';
import {
  collated,
  collateIn,
  deskCopy,
  fillBook,
  fillCsv,
  keptDesk,
  readBytes,
  readFindings,
  setCell,
  sheetOf,
  shiftRows,
  type FormAnswers,
} from '../support/forms.ts';
import { run, type Machine } from '../support/run.ts';
import {
  copyOf,
  done,
  edit,
  found,
  PACK,
  SOUND,
  verify,
  readRecordIn,
} from '../support/verify-run.ts';

const desk = keptDesk();
let book: Buffer;

beforeAll(async () => {
  await desk.draw();
  book = readBytes(desk.folder, 'worksheets.xlsx');
});

const GOOD = {
  'decision-appropriate': 'Yes',
  grade: 'Good',
  'grade-rationale': 'In time',
  learning: 'None of note',
  'action-1-what': 'Tell the school',
} as const;

async function collateForm(machine: Machine, answers: FormAnswers, ...flags: readonly string[]) {
  writeTree(machine.folder, { 'copy.xlsx': fillBook(book, answers) });
  return collated(machine, 'copy.xlsx', ...flags);
}

function caseOf(machine: Machine, label: string) {
  return found(readFindings(machine.folder).cases.find((one) => one.label === label));
}

function page(machine: Machine): string {
  return readBytes(machine.folder, 'outcome.html').toString('utf8');
}

describe('the same worksheets, collated again', () => {
  it('give the same bytes, and nothing is said to have changed', async () => {
    const machine = deskCopy(desk.folder);
    const { stdout } = await collateForm(machine, { T1: GOOD });
    const before = readTree(machine.folder);
    const again = await collated(machine, 'copy.xlsx');
    expect(again.changes).toEqual(new Map());
    expect(again.stdout).toBe(stdout);
    expect(await collated(machine)).toMatchObject({ changes: new Map() });
    expect(readTree(machine.folder)).toEqual(before);
  });

  it('do so from a CSV copy whose lines end in another way', async () => {
    const machine = deskCopy(desk.folder);
    const answers = { learning: 'One\nTwo\nThree' };
    await collateForm(machine, { T1: answers });
    const csv = fillCsv(readBytes(desk.folder, 'worksheets/T1.csv'), {
      learning: 'One\r\nTwo\rThree',
    });
    writeTree(machine.folder, { 'T1.csv': csv });
    expect((await collated(machine, 'T1.csv', 'copy.xlsx')).changes).toEqual(new Map());
    expect(caseOf(machine, 'T1').learning).toBe('One\nTwo\nThree');
  });
});

describe('a corrected worksheet', () => {
  it('takes the place of what was recorded, and the change is listed', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD, N1: { agree: 'All agree' } });
    expect(page(machine)).not.toContain('Changed by corrected worksheets');
    const { stdout } = await collateForm(machine, {
      T1: { learning: 'Ring first', 'action-1-due': '27/11/2026' },
    });
    expect(stdout).toContain('Changed since it was collated before\n  T1  learning\n');
    expect(caseOf(machine, 'T1')).toMatchObject({
      ...{ grade: 'Good', gradeReason: 'In time', learning: 'Ring first' },
      actions: [{ number: 1, what: 'Tell the school', owner: null, due: '2026-11-27' }],
    });
    expect(caseOf(machine, 'N1').agreement.answer).toBe('All agree');
    const { changes } = readFindings(machine.folder);
    const change = { label: 'T1', item: 'learning', was: 'None of note', is: 'Ring first' };
    expect(changes).toEqual([change]);
    expect(page(machine)).toContain('learning: “None of note” became “Ring first”');
  });

  const LED = {
    ...GOOD,
    'view-police': 'Yes',
    'view-police-rationale': 'Within the hour',
    agree: 'All agree',
    'agree-rationale': 'At once',
    'action-1-owner': 'Ann',
    'action-1-due': '27/11/2026',
    'today-what': 'Ring the school',
    'today-who': 'Bob',
    'today-by': '20/11/2026',
    'today-done': 'Yes',
    'today-done-on': '20/11/2026',
  } as const;

  it('leaves nothing beside an answer or an action that was written to another one', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: LED });
    const corrected = {
      ...{ 'view-police': 'No', agree: 'None agrees', 'agree-rationale': 'Health was not asked' },
      ...{ 'action-1-what': 'Dismiss the locum', 'today-what': 'Visit' },
    };
    const { stdout } = await collateForm(machine, { T1: corrected });
    expect(caseOf(machine, 'T1')).toMatchObject({
      agreement: { answer: 'None agrees', rationale: 'Health was not asked' },
      ...{ grade: 'Good', gradeReason: 'In time' },
      today: { what: 'Visit', who: null, by: null, done: null, doneOn: null },
      actions: [{ number: 1, what: 'Dismiss the locum', owner: null, due: null }],
    });
    const { views } = caseOf(machine, 'T1');
    expect(views[0]).toMatchObject({ answer: 'No', rationale: null });
    const fallen = readFindings(machine.folder).changes.filter(({ is }) => is === null);
    expect(fallen.map(({ item, was }) => [item, was])).toEqual([
      ['view-police-rationale', 'Within the hour'],
      ['today-who', 'Bob'],
      ['today-by', '2026-11-20'],
      ['today-done', 'Yes'],
      ['today-done-on', '2026-11-20'],
      ['action-1-owner', 'Ann'],
      ['action-1-due', '2026-11-27'],
    ]);
    expect(stdout).toContain('  T1  action 1: owner\n');
    expect(page(machine)).toContain('“Within the hour” became “not recorded”');
    const before = readTree(join(machine.folder, PACK));
    await collateForm(machine, { T1: corrected });
    expect(readTree(join(machine.folder, PACK))).toEqual(before);
  });

  it('takes no date from an immediate action that was not done after all', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: LED });
    await collateForm(machine, { T1: { 'today-done': 'No' } });
    expect(caseOf(machine, 'T1').today).toMatchObject({ who: 'Bob', done: 'No', doneOn: null });
  });

  it('keeps a day before the meeting that was recorded once, and takes no such day anew', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: LED });
    edit(machine.folder, `${PACK}/findings.json`, (text) =>
      text.replace('"doneOn": "2026-11-20"', '"doneOn": "2026-11-19"'),
    );
    // As a version that did not mind it wrote them.
    const files = findingsFiles(readFindings(machine.folder), readRecordIn(machine.folder));
    for (const { path, bytes } of files) writeTree(join(machine.folder, PACK), { [path]: bytes });
    await collateForm(machine, { T1: { learning: 'Ring first' } });
    expect(caseOf(machine, 'T1').today.doneOn).toBe('2026-11-19');
    const form = fillBook(book, { T1: { 'today-done-on': '19/11/2026' } });
    writeTree(machine.folder, { 'copy.xlsx': form });
    expect((await collateIn(machine, 'copy.xlsx')).stderr).toContain('cell B43: T1: Immediate');
    await collateForm(machine, { T1: { 'today-done-on': '20/11/2026' } });
    expect(caseOf(machine, 'T1').today.doneOn).toBe('2026-11-20');
  });

  it('keeps what belongs to an answer that differs only in spaces and apostrophes', async () => {
    const machine = deskCopy(desk.folder);
    const actions = { 'action-1-what': 'Ask the child’s  GP', 'action-1-owner': 'Ann' };
    await collateForm(machine, { T1: { ...GOOD, ...actions } });
    await collateForm(machine, { T1: { 'action-1-what': "Ask the child's GP" } });
    expect(caseOf(machine, 'T1').actions).toMatchObject([{ owner: 'Ann' }]);
  });

  it('that corrects a reason, an owner or a date alone leaves their answer and action', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: LED });
    await collateForm(machine, {
      T1: { 'grade-rationale': 'On the day', 'action-1-owner': 'Cy', 'today-who': 'Di' },
    });
    expect(caseOf(machine, 'T1')).toMatchObject({
      ...{ grade: 'Good', gradeReason: 'On the day' },
      today: { what: 'Ring the school', who: 'Di', by: '2026-11-20', doneOn: '2026-11-20' },
      actions: [{ what: 'Tell the school', owner: 'Cy', due: '2026-11-27' }],
    });
  });

  it('with another grade needs that grade’s own reason', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    const grade = 'Requires improvement';
    writeTree(machine.folder, { 'copy.xlsx': fillBook(book, { T1: { grade } }) });
    const { exitCode, stderr, changes } = await collateIn(machine, 'copy.xlsx');
    expect(stderr).toContain('cell B35: T1 is graded Requires improvement without a reason.\n');
    expect([exitCode, changes.size]).toEqual([1, 0]);
    await collateForm(machine, { T1: { grade, 'grade-rationale': 'Late' } });
    expect(caseOf(machine, 'T1')).toMatchObject({ grade, gradeReason: 'Late' });
    // A reason that is the same for both grades counts where it is written again.
    await collateForm(machine, { T1: { grade: 'Good', 'grade-rationale': 'Late' } });
    expect(caseOf(machine, 'T1')).toMatchObject({ grade: 'Good', gradeReason: 'Late' });
  });

  it('that is blank takes nothing away', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    const before = readTree(join(machine.folder, PACK));
    const { stdout } = await collateForm(machine, {});
    expect(stdout).not.toContain('Changed');
    expect(readTree(join(machine.folder, PACK))).toEqual(before);
  });

  it('with --afresh alone counts', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    const { learning, ...less } = GOOD;
    expect(learning).not.toBe('');
    await collateForm(machine, { T1: less }, '--afresh');
    expect(caseOf(machine, 'T1')).toMatchObject({ grade: 'Good', learning: null });
    // What is taken back is listed, as any other change.
    expect(readFindings(machine.folder).changes).toEqual([
      { label: 'T1', item: 'learning', was: learning, is: null },
    ]);
  });

  it('is all there is where the files of the findings were deleted: of a name nothing stays', async () => {
    const machine = deskCopy(desk.folder);
    const files = ['findings.json', 'findings.csv', 'outcome.html'];
    await collateForm(machine, { T1: { ...GOOD, learning: 'Ask Zebedee' } });
    await collateForm(machine, { T1: GOOD }, '--afresh');
    // The list of changes says what an answer was before.
    expect(page(machine)).toContain('“Ask Zebedee” became “None of note”');
    for (const name of files) rmSync(join(machine.folder, PACK, name));
    await collated(machine, 'copy.xlsx');
    for (const name of files) {
      expect(readBytes(machine.folder, name).toString('utf8')).not.toContain('Zebedee');
    }
    expect(readFindings(machine.folder).changes).toEqual([]);
    expect(await verify(machine.folder)).toMatchObject(SOUND);
  });

  it('that is blank where something was recorded takes nothing away, and says so', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    const { learning, ...less } = GOOD;
    const { stdout } = await collateForm(machine, { T1: less });
    expect(caseOf(machine, 'T1')).toMatchObject({ learning });
    expect(stdout).toContain('1 earlier answer kept, although the worksheets read now are blank');
    expect((await collateForm(machine, { T1: GOOD })).stdout).not.toContain('earlier answer');
  });

  it('that names another action leaves nothing done that was the earlier one', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    await done(machine.folder, ['actions', PACK, '--done', 'T1#1', '--on', '20/11/2026']);
    await collateForm(machine, { T1: GOOD });
    expect(readFindings(machine.folder).completions).toHaveLength(1);
    const other = { ...GOOD, 'action-1-what': 'Refer it to professional standards' };
    const { stdout } = await collateForm(machine, { T1: other });
    expect(stdout).toContain(
      '  T1  action 1 reads otherwise now, so it is open again; record it anew',
    );
    expect(readFindings(machine.folder).completions).toEqual([]);
    expect(page(machine)).toContain('<td>Open</td>');
  });

  it('of a case that could not be audited, and was after all', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: { 'not-audited': 'The file is locked' } });
    expect(caseOf(machine, 'T1').state).toBe('not-audited');
    const { stdout } = await collateForm(machine, { T1: GOOD });
    expect(caseOf(machine, 'T1')).toMatchObject({ state: 'audited', notAudited: null });
    expect(stdout).toContain('T1  why it was not audited\n');
    expect(page(machine)).toContain('“The file is locked” became “not recorded”');
  });

  it('that says a case audited before was not is refused: the answers may be another agency’s', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    const why = fillBook(book, { T1: { 'not-audited': 'Record locked' } });
    writeTree(machine.folder, { 'copy.xlsx': why });
    const { exitCode, stderr, changes } = await collateIn(machine, 'copy.xlsx');
    expect(stderr).toContain(
      'copy.xlsx, sheet T1, cell B37: T1 has a reason why it was not audited, and answers to it were recorded before.\n' +
        '  To do: Clear the reason if they are true, then run collate again. If they are not, collate all worksheets anew with --afresh.\n',
    );
    expect([exitCode, changes.size]).toEqual([1, 0]);
    await collated(machine, 'copy.xlsx', '--afresh');
    expect(caseOf(machine, 'T1')).toMatchObject({ state: 'not-audited', grade: null });
  });

  it('that says so of a case with nothing but words and actions is taken', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: { learning: 'None of note', 'action-1-what': 'Tell them' } });
    await collateForm(machine, { T1: { 'not-audited': 'Wrong file' } });
    expect(caseOf(machine, 'T1')).toMatchObject({
      ...{ state: 'not-audited', learning: 'None of note' },
      actions: [{ number: 1, what: 'Tell them' }],
    });
    expect(readFindings(machine.folder).changes).toEqual([]);
  });

  it('that contradicts what was recorded is refused, and that stays as it is', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    writeTree(machine.folder, {
      'copy.xlsx': fillBook(book, { T1: { grade: 'Inadequate', 'grade-rationale': 'Late' } }),
    });
    const { exitCode, stderr, changes } = await collateIn(machine, 'copy.xlsx');
    expect(stderr).toContain(
      'copy.xlsx, sheet T1, cell B35: T1 is graded Inadequate, and no immediate action is recorded.\n',
    );
    expect([exitCode, changes.size]).toEqual([1, 0]);
  });

  it('keeps what was done meanwhile', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    await done(machine.folder, ['actions', PACK, '--done', 'T1#1', '--on', '20/11/2026']);
    await collateForm(machine, { T1: { grade: 'Outstanding', 'grade-rationale': 'At once' } });
    const completed = [{ label: 'T1', action: 1, on: '2026-11-20' }];
    expect(readFindings(machine.folder).completions).toEqual(completed);
  });
});

describe('after a case was replaced', () => {
  const replaced = async (): Promise<Machine> => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD, T2: GOOD });
    await done(machine.folder, ['replace', PACK, 'T2', '--reason', 'conflict-of-interest']);
    return machine;
  };

  it('the minutes say why as the summary does: in the words given', async () => {
    const machine = deskCopy(desk.folder);
    await done(machine.folder, ['replace', PACK, 'T2', '--reason', 'Child moved']);
    await done(machine.folder, ['replace', PACK, 'N1', '--reason', 'file-locked']);
    await collateForm(machine, { T1: GOOD });
    expect(page(machine)).toContain('by T5: Child moved.');
    expect(page(machine)).toContain('by N5: file locked.');
    expect(page(machine)).not.toContain('other:');
  });

  it('the forms of the case withdrawn count apart and are named, and the new one is read', async () => {
    const machine = await replaced();
    const own = readBytes(machine.folder, 'worksheets-T5.xlsx');
    writeTree(join(machine.folder, PACK), {
      'worksheets-T5.xlsx': fillBook(own, { T5: GOOD }),
      'worksheets.xlsx': fillBook(book, { T2: { grade: 'Inadequate', 'view-police': 'Perhaps' } }),
    });
    const { stdout } = await collated(machine);
    expect(stdout).toContain(
      'Worksheets  11 files read\n' +
        '  worksheets.xlsx, sheet T2: of a case that was withdrawn, kept apart.\n' +
        '  worksheets/T2-withdrawn.csv: of a case that was withdrawn, kept apart.\n' +
        'Audited     2 of 8 cases\n',
    );
    const { cases } = readFindings(machine.folder);
    const counted = cases.filter(({ withdrawn }) => withdrawn !== true);
    expect(counted.map(({ label }) => label).sort()).toEqual([
      'N1',
      'N2',
      'N3',
      'N4',
      'T1',
      'T3',
      'T4',
      'T5',
    ]);
    // What is wrong in its form holds nobody up.
    expect(caseOf(machine, 'T2')).toMatchObject({ grade: 'Inadequate', withdrawn: true });
    expect(caseOf(machine, 'T5').withdrawn).toBeUndefined();
    expect(caseOf(machine, 'T1').grade).toBe('Good');
    expect(caseOf(machine, 'T5').grade).toBe('Good');
  });

  it('keeps what can be read of its form, and names what cannot', async () => {
    const machine = await replaced();
    const spoilt = fillBook(
      book,
      { T2: { grade: 'Inadequate', 'today-what': 'Ring the GP', 'today-by': 'soon' } },
      (workbook) => {
        setCell(sheetOf(workbook, 'T2'), 'A60', 'Ask Zebedee');
      },
    );
    writeTree(machine.folder, {
      'a.xlsx': spoilt,
      'b.xlsx': fillBook(book, { T2: { grade: 'Outstanding', 'grade-rationale': 'At once' } }),
    });
    const { stdout } = await collated(machine, 'a.xlsx', 'b.xlsx');
    expect(stdout).toContain(
      [
        'Please note',
        '  a.xlsx, sheet T2, cell A60: Something is written where the form has no place for it.',
        '    To do: Move it into a cell of the form, then run collate again.',
        '  a.xlsx, sheet T2, cell B41: What is written for “By when” is not a date.',
        '    To do: Write it as 27/11/2026, then run collate again.',
        '  b.xlsx, sheet T2, cell B35: Two copies answer “Grade” differently: this one and a.xlsx, sheet T2, cell B35.',
      ].join('\n'),
    );
    expect(stdout).not.toContain('Zebedee');
    // The reason is that of another grade.
    expect(caseOf(machine, 'T2')).toMatchObject({
      ...{ grade: 'Inadequate', gradeReason: null },
      today: { what: 'Ring the GP', by: null },
      withdrawn: true,
    });
    // What had been recorded before it was replaced and reads otherwise now is listed.
    expect(readFindings(machine.folder).changes).toContainEqual({
      label: 'T2',
      item: 'grade',
      was: 'Good',
      is: 'Inadequate',
    });
  });

  it('keeps the answers to it where its form says later that it was not audited', async () => {
    const machine = await replaced();
    const { stdout } = await collateForm(machine, { T2: { 'not-audited': 'Record locked' } });
    expect(stdout).toContain('cell B37: T2 has a reason why it was not audited, and answers');
    expect(caseOf(machine, 'T2')).toMatchObject({ state: 'audited', grade: 'Good' });
  });

  it('names what its form lacks, once all of it can be read, and the page that tells of it', async () => {
    const machine = deskCopy(desk.folder);
    await done(machine.folder, ['replace', PACK, 'T2', '--reason', 'conflict-of-interest']);
    const { stdout } = await collateForm(machine, {
      T2: { grade: 'Inadequate', 'action-1-owner': 'Ann' },
    });
    const place = '  copy.xlsx, sheet T2, cell';
    for (const fault of [
      'B35: T2 is graded Inadequate without a reason.',
      'B35: T2 is graded Inadequate, and no immediate action is recorded.',
      'B49: T2: Action 1 has an owner or a date, and does not say what is to be done.',
    ]) {
      expect(stdout).toContain(`${place} ${fault}\n`);
    }
    expect(stdout).toContain(`Outcome     ${PACK}/outcome.html\n`);
    expect(stdout).not.toMatch(/No worksheet has an answer|No question is answered/);
    expect(caseOf(machine, 'T2')).toMatchObject({ grade: 'Inadequate', withdrawn: true });
    const unread = await collateForm(machine, {
      T2: { grade: 'Perhaps', 'grade-rationale': 'Late' },
    });
    expect(unread.stdout).toContain('B35: The answer to “Grade” is not one of the choices.');
    expect(unread.stdout).not.toContain('immediate action is recorded');
  });

  it('with --afresh counts only what its forms say now, and lists what was taken back', async () => {
    const machine = await replaced();
    await collateForm(machine, { T1: GOOD, T2: { learning: 'Ring first' } }, '--afresh');
    expect(caseOf(machine, 'T2')).toMatchObject({ grade: null, learning: 'Ring first' });
    await collateForm(machine, { T1: GOOD }, '--afresh');
    const { cases, changes } = readFindings(machine.folder);
    expect(cases.map(({ label }) => label)).not.toContain('T2');
    expect(changes).toContainEqual({ label: 'T2', item: 'grade', was: 'Good', is: null });
    expect(changes).toContainEqual({ label: 'T2', item: 'learning', was: 'Ring first', is: null });
  });

  it('takes nothing of a form whose rows were moved, nor says a word of a sound one', async () => {
    const machine = await replaced();
    const moved = fillBook(book, { T2: { grade: 'Inadequate' } }, (workbook) => {
      shiftRows(sheetOf(workbook, 'T2'), 20, 1);
    });
    writeTree(machine.folder, { 'a.xlsx': moved });
    const { stdout } = await collated(machine, 'a.xlsx');
    expect(stdout).toContain('a.xlsx, sheet T2, cell B20: From here on, rows do not stand');
    expect(caseOf(machine, 'T2').grade).toBe('Good');
    expect((await collateForm(machine, { T2: GOOD })).stdout).not.toContain('Please note');
  });

  it('takes nothing off the record: what was found of it, and what is to be done, stays', async () => {
    const machine = await replaced();
    await collated(machine);
    const gone = readFindings(machine.folder).cases.filter(({ withdrawn }) => withdrawn === true);
    expect(gone).toMatchObject([{ label: 'T2', grade: 'Good', actions: [{ number: 1 }] }]);
    expect(page(machine)).toContain('It had been graded Good.');
    expect(page(machine)).toContain('T2#1 (replaced)');
    const { stdout } = await run(['actions'], machine);
    expect(stdout).toContain('T2#1');
  });

  it('leaves no trace of a case that nobody had audited', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    await done(machine.folder, ['replace', PACK, 'T2', '--reason', 'conflict-of-interest']);
    await collated(machine);
    const { cases } = readFindings(machine.folder);
    expect(cases.filter(({ withdrawn }) => withdrawn === true)).toEqual([]);
  });

  it('a workbook that no longer has its sheet is sound, and one without another is not', async () => {
    const machine = await replaced();
    const without = (label: string) =>
      fillBook(book, {}, (workbook) => {
        workbook.SheetNames.splice(workbook.SheetNames.indexOf(label), 1);
        Reflect.deleteProperty(workbook.Sheets, label);
      });
    writeTree(machine.folder, { 'T2.xlsx': without('T2'), 'T3.xlsx': without('T3') });
    expect(await collateIn(machine, 'T2.xlsx')).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await collateIn(machine, 'T3.xlsx');
    expect(stderr).toContain('T3.xlsx: The sheet T3 is missing, or has another name.');
    expect(exitCode).toBe(1);
  });
});

describe('findings that are not of this pack', () => {
  const other = async (): Promise<string> => {
    const folder = copyOf(desk.folder);
    const flags = ['--redraw', 'A test', '--seed', '27182818284590452353'];
    await done(folder, ['sample', 'mash-export.csv', '--meeting', '20/11/2026', ...flags]);
    await done(folder, ['collate', 'packs/2026-11-20-draw-2']);
    return readBytes(folder, 'findings.json', 'packs/2026-11-20-draw-2').toString('utf8');
  };

  it.each([
    ['of another draw of the same week', other],
    ['cut short', () => Promise.resolve('{"schemaVersion": 1, "pa')],
    ['empty', () => Promise.resolve('')],
    ['of no known layout', () => Promise.resolve('{"schemaVersion": 9}')],
  ])('%s are refused, and forgotten only with --afresh', async (_, text) => {
    const machine = deskCopy(desk.folder);
    writeTree(join(machine.folder, PACK), { 'findings.json': await text() });
    const { exitCode, stderr, changes } = await collateIn(machine);
    expect(stderr).toContain(`findings.json of ${PACK} is damaged, or belongs to another pack.`);
    expect([exitCode, changes.size]).toEqual([2, 0]);
    expect(await collateIn(machine, '--afresh')).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['a grade', '"grade": "Good"', '"grade": "Bad"'],
    ['an answer', '"answer": "Yes"', '"answer": "Perhaps"'],
    ['a question', '"question": "decision-appropriate"', '"question": "decision-wise"'],
    ['a case', '"label": "N4"', '"label": "N99"'],
  ])('so are those with %s that the pack does not have', async (_, was, is) => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    edit(machine.folder, `${PACK}/findings.json`, (text) => text.replace(was, is));
    const { exitCode, stderr, changes } = await collateIn(machine);
    expect(stderr).toContain(
      `findings.json of ${PACK} was changed: it has an answer or a grade that the pack does not offer.`,
    );
    expect([exitCode, changes.size]).toEqual([2, 0]);
    expect(await collateIn(machine, '--afresh')).toMatchObject({ exitCode: 0 });
  });

  it.each(['gradeReason', 'learning', 'goodPractice', 'changes', 'questionSet'])(
    'so are those that have lost “%s”',
    async (field) => {
      const machine = deskCopy(desk.folder);
      await collateForm(machine, { T1: GOOD });
      edit(machine.folder, `${PACK}/findings.json`, (text) =>
        text.replace(`"${field}"`, `"${field}-lost"`),
      );
      expect(await collateIn(machine)).toMatchObject({ exitCode: 2 });
    },
  );
});

describe('findings that were changed by hand into others that the pack offers', () => {
  /** T1 is made Outstanding in findings.json, and a case that nobody audited is made audited. */
  const forge = (machine: Machine): void => {
    edit(machine.folder, `${PACK}/findings.json`, (text) =>
      text.replace('"grade": "Good"', '"grade": "Outstanding"'),
    );
  };

  it('are not taken for what the meeting found, and forgotten only with --afresh', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    forge(machine);
    const { exitCode, stderr, changes } = await collateIn(machine);
    expect(stderr).toContain(
      `findings.json of ${PACK} is not what was collated before: findings.json, findings.csv and outcome.html differ, so nothing was collated.`,
    );
    expect([exitCode, changes.size]).toEqual([2, 0]);
    await collated(machine, 'copy.xlsx', '--afresh');
    expect(caseOf(machine, 'T1').grade).toBe('Good');
  });

  it('nor where the table and the minutes are gone', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    forge(machine);
    for (const name of ['findings.csv', 'outcome.html']) rmSync(join(machine.folder, PACK, name));
    expect(await collateIn(machine, 'copy.xlsx')).toMatchObject({ exitCode: 2 });
  });

  it('but a table that was saved again, or a run that was cut off, stops nobody', async () => {
    const machine = deskCopy(desk.folder);
    await collateForm(machine, { T1: GOOD });
    const earlier = readBytes(machine.folder, 'findings.json');
    edit(machine.folder, `${PACK}/findings.csv`, (text) => text.replaceAll('\r\n', '\n'));
    const { stdout } = await collated(machine, 'copy.xlsx');
    expect(stdout).toContain(
      `${PACK}/findings.csv: This file was changed since it was collated. It has been written anew.`,
    );
    expect((await collated(machine, 'copy.xlsx')).stdout).not.toContain('written anew');
    await collateForm(machine, { T1: { ...GOOD, grade: 'Outstanding' } });
    writeTree(join(machine.folder, PACK), { 'findings.json': earlier });
    const healed = await collated(machine, 'copy.xlsx');
    expect(healed.stdout).not.toContain('written anew');
    expect(caseOf(machine, 'T1').grade).toBe('Outstanding');
  });
});
