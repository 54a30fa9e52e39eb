/**
 * Every way a worksheet is known to come back spoiled: each is told in its own words, with its place
 * and its cure; nothing is written; and nothing that people wrote is ever repeated.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { strToU8, unzipSync, zipSync } from 'fflate/browser';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cellOf,
  collated,
  collateIn,
  deskCopy,
  fillBook,
  fillCsv,
  FORM_SEED,
  keptDesk,
  openBook,
  readBytes,
  saveBook,
  setCell,
  sheetOf,
  shiftRows,
} from '../support/forms.ts';
import { copyFixture, writeTree } from '../support/folders.ts';
import { dateCell, errorCell, formula } from '../support/inputs-workbooks.ts';
import { keptFolder, done, edit, EXPORT, found, PACK } from '../support/verify-run.ts';

/** Stands in every answer in words: it is in no message. */
const CHILD = 'Zebedee Quillfeather';

/** A form with nothing wrong in it. */
const SOUND = {
  'decision-appropriate': 'Yes',
  'decision-appropriate-rationale': `${CHILD} was seen the same day`,
  'view-police': 'Partly',
  'view-police-rationale': `Police had ${CHILD} on record`,
  agree: 'All agree',
  'agree-rationale': `All know ${CHILD}`,
  grade: 'Inadequate',
  'grade-rationale': `Nobody told ${CHILD}`,
  'today-what': `Visit ${CHILD}`,
  'today-who': `The worker of ${CHILD}`,
  'today-by': '21/11/2026',
  'today-done': 'Yes',
  'today-done-on': '20/11/2026',
  learning: `Ask ${CHILD}`,
  'good-practice': `${CHILD} was heard`,
  'action-1-what': `Write to ${CHILD}`,
  'action-1-owner': `Aunt of ${CHILD}`,
  'action-1-due': '27/11/2026',
} as const satisfies Record<string, string>;

/** The same, without or with other answers; null takes one away. */
function soundBut(changes: Readonly<Record<string, string | CellObject | null>>) {
  const entries = Object.entries<string | CellObject | null>({ ...SOUND, ...changes });
  return Object.fromEntries(
    entries.flatMap(([id, value]) => (value === null ? [] : [[id, value] as const])),
  );
}

const AGAIN = 'then run collate again.';
const OTHER_KIND =
  'If it was saved as another kind of file, save it as .xlsx. Else take a fresh copy of the worksheet from the pack, and fill that in.';
const WRITE_AGAIN =
  'Take a fresh copy of the worksheet from the pack, and write the answers in it.';
const ASK_AGAIN = 'Ask for it again, or take a fresh copy of the worksheet from the pack.';
const NOT_A_FORM = 'This is not a worksheet of mash-audit, or its hidden sheet “Form map” is gone.';
const NOT_A_CSV_FORM =
  'This is not a CSV worksheet of mash-audit, or its headings or its label are gone.';
const AS_CSV =
  'If it was saved as another kind of file, save it as CSV. Else take a fresh copy of the worksheet from the pack, and fill that in.';
const DAMAGED = 'The workbook is damaged, or it is not what its name says.';
const MAP_CHANGED = 'The hidden sheet “Form map” was changed, so its answers cannot be placed.';
const WITH_ITS_PACK = 'Collate it with the pack it belongs to, or leave it out.';
const COMMENT = 'There is a comment here, and no comment is read.';
const DELETE_IT = `Write in the form what it says and delete it, ${AGAIN}`;
const NO_PLACE = 'Something is written where the form has no place for it.';
const MOVE_IT = `Move it into a cell of the form, ${AGAIN}`;
const PUT_BACK = `Put it back as it was, ${AGAIN}`;
const NAME_BACK = `Give it its name back, or take a fresh copy of the worksheet, ${AGAIN}`;
const CHOICES = `Choose Yes, Partly, No, Not known, or leave it blank; ${AGAIN}`;
const WRITE_DATE = `Write it as 27/11/2026, ${AGAIN}`;
const CORRECT_OTHER = `Agree on one answer and correct the other copy, ${AGAIN}`;

const TWO_ACTIONS =
  'Two copies have different texts for “Action 1: what”: this one and forms/a.xlsx, sheet T1, cell B48.';
const OTHER_LINE = `Write one of them as another action (1, 2 or 3) with its owner and date, or put both texts in one copy and clear the cell in the other, ${AGAIN}`;

const moved = (item: string): string =>
  `“${item}” does not stand where the form has it: a row was moved, deleted or reworded.`;
const ofAnotherPack = (what: string): string =>
  `This is a worksheet of another pack: its ${what} is not this pack’s.`;

const notAsPrinted = (what: string): string =>
  `The ${what} of T1 is not as it was printed, so nobody can say whose answers these are.`;
const WHOSE =
  'If they are those of T1, put it back or write them in a fresh copy of the worksheet; else leave this one out. Then run collate again.';
const COLUMNS_MOVED =
  'The columns do not stand where the form has them: one was inserted, moved or deleted.';
const MEND_QUOTES = `Open it in an editor such as Notepad, find the stray " and remove it, ${AGAIN}`;
const NO_ENCODING =
  'The text of this file is in no encoding this program knows, so letters could be misread.';
const SAVE_UTF8 = `Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”, ${AGAIN}`;

const besideOf = (item: string): string =>
  `What stands beside “${item}” is not what the form has there.`;

const REWORDED = [
  'decision-appropriate',
  'decision-documented',
  'referrer-notified',
  'agree',
  'grade',
];
const REWORDED_ITEMS = [
  'Was the decision appropriate?',
  'Was it clearly documented?',
  'Was the referrer notified of the outcome?',
  'Do the agencies agree with the threshold decision?',
  'Grade',
];

type Said = readonly [place: string, what: string, cure: string];

interface Spoiled {
  readonly name: string;
  /** The files that come back; all are named to the command, unless `words` are. */
  readonly files: () => Readonly<Record<string, Uint8Array | string>>;
  readonly words?: readonly string[];
  readonly says: readonly Said[];
}

const desk = keptDesk();
const elsewhere = keptFolder();
let book: Buffer;
let csv: Buffer;
/** Worksheets of other packs, by what is other about them. */
const others = new Map<string, { readonly xlsx: Buffer; readonly csv: Buffer }>();

const QUESTIONS = [
  'name: ours-2026',
  'questions:',
  '  met: [{ id: rationale-recorded, text: Was the reason recorded? }]',
  '  not-met: [{ id: family-told, text: Was the family told? }]',
  '',
].join('\n');

beforeAll(async () => {
  await desk.draw();
  others.clear();
  book = readBytes(desk.folder, 'worksheets.xlsx');
  csv = readBytes(desk.folder, 'worksheets/T1.csv');
});

/** The worksheets of packs that differ from this one in one thing. */
async function drawOthers(): Promise<void> {
  const draw = async (what: string, from: string, flags: object, pack = PACK): Promise<void> => {
    const given = { '--meeting': '20/11/2026', '--seed': FORM_SEED, ...flags };
    await done(from, ['sample', EXPORT, ...Object.entries(given).flat().map(String)]);
    const [xlsx, text] = ['worksheets.xlsx', 'worksheets/T1.csv'].map((path) =>
      readBytes(from, path, pack),
    );
    others.set(what, { xlsx: found(xlsx), csv: found(text) });
  };
  const fresh = (what: string): string => {
    copyFixture('ordinary-week', join(elsewhere, what));
    return join(elsewhere, what);
  };
  await draw('seed', fresh('seed'), { '--seed': '27182818284590452353' });
  const sameWeek = { '--meeting': '27/11/2026', '--from': '13/11/2026', '--to': '19/11/2026' };
  await draw('meeting', fresh('meeting'), sameWeek, 'packs/2026-11-27');
  edit(fresh('frame'), EXPORT, (text) => text.split('\n').slice(0, 90).join('\n'));
  await draw('frame', join(elsewhere, 'frame'), {});
  cpSync(desk.folder, join(elsewhere, 'draw'), { recursive: true });
  const again = { '--redraw': 'A test', '--seed': '27182818284590452353' };
  await draw('draw', join(elsewhere, 'draw'), again, 'packs/2026-11-20-draw-2');
  const settings = {
    'questions.yaml': QUESTIONS,
    'mash-audit.yaml': 'question-set: questions.yaml\n',
  };
  writeTree(fresh('questions'), settings);
  await draw('questions', join(elsewhere, 'questions'), {});
}

function other(what: string) {
  return found(others.get(what));
}

/** The sound workbook, with something done to it. */
function spoilt(change: (workbook: WorkBook) => void): { readonly 'a.xlsx': Buffer } {
  return { 'a.xlsx': fillBook(book, { T1: SOUND }, change) };
}

function answered(changes: Readonly<Record<string, string | CellObject | null>>) {
  return { 'a.xlsx': fillBook(book, { T1: soundBut(changes) }) };
}

function spoiltCsv(change: (rows: string[][]) => string[][]): { readonly 'T1.csv': string } {
  return { 'T1.csv': fillCsv(csv, SOUND, change) };
}

/** The row of an item of T1. */
function rowOf(workbook: WorkBook, id: string): number {
  return Number(cellOf(workbook, 'T1', id).slice(1));
}

function rename(workbook: WorkBook, from: string, to: string): void {
  workbook.Sheets[to] = sheetOf(workbook, from);
  Reflect.deleteProperty(workbook.Sheets, from);
  workbook.SheetNames[workbook.SheetNames.indexOf(from)] = to;
}

function remove(workbook: WorkBook, name: string): void {
  const at = workbook.SheetNames.indexOf(name);
  workbook.SheetNames.splice(at, 1);
  workbook.Workbook?.Sheets?.splice(at, 1);
  Reflect.deleteProperty(workbook.Sheets, name);
}

const mapRow = (cells: readonly string[], row: number) => (workbook: WorkBook) => {
  cells.forEach((text, column) => {
    setCell(sheetOf(workbook, 'Form map'), utils.encode_cell({ r: row - 1, c: column }), text);
  });
};

const inRow = (id: string, column: 'A' | 'B' | 'C' | 'D', text: string) => (workbook: WorkBook) => {
  setCell(sheetOf(workbook, 'T1'), `${column}${rowOf(workbook, id)}`, text);
};

/** Facts stand above the answers: the meeting, the reference. */
const setFact = (cell: string, text: string) => (workbook: WorkBook) => {
  setCell(sheetOf(workbook, 'T1'), cell, text);
};

/** Moves what stands in columns `from` (from 0) and beyond by so many; left over what stood there. */
function shiftColumns(sheet: WorkSheet, from: number, by: 1 | -1): void {
  const range = utils.decode_range(found(sheet['!ref']));
  const columns = Array.from({ length: range.e.c + 1 - from }, (_, index) => from + index);
  for (let r = 0; r <= range.e.r; r += 1) {
    for (const c of by > 0 ? [...columns].reverse() : [...columns, range.e.c + 1]) {
      const [old, renewed] = [c, c + by].map((column) => utils.encode_cell({ r, c: column }));
      const cell = sheet[found(old)] as CellObject | undefined;
      if (cell === undefined) Reflect.deleteProperty(sheet, found(renewed));
      else sheet[found(renewed)] = cell;
      Reflect.deleteProperty(sheet, found(old));
    }
  }
  range.e.c += 1;
  sheet['!ref'] = utils.encode_range(range);
}

/** The cases of the overview in the order of their labels, with all that stands in their rows. */
function sortOverview(workbook: WorkBook): void {
  const sheet = sheetOf(workbook, 'Overview');
  const rows = [3, 4, 5, 6, 7, 8, 9, 10].map((row) =>
    Array.from(
      { length: 8 },
      (_, c) => sheet[utils.encode_cell({ r: row - 1, c })] as CellObject | undefined,
    ),
  );
  rows.sort(([a], [b]) => String(a?.v).localeCompare(String(b?.v), 'en'));
  rows.forEach((cells, index) => {
    cells.forEach((cell, column) => {
      sheet[utils.encode_cell({ r: index + 2, c: column })] = cell ?? { t: 'z' };
    });
  });
}

function comment(workbook: WorkBook, sheet: string, cell: string): void {
  const place = sheetOf(workbook, sheet);
  if (place[cell] === undefined) setCell(place, cell, { t: 'z' });
  utils.cell_add_comment(place[cell] as CellObject, `Ask ${CHILD}`, CHILD);
}

/** The sound workbook with a drawing on a sheet, as a spreadsheet refers to it. */
function drawnOn(sheet: string, content: string): Uint8Array {
  const parts = unzipSync(fillBook(book, { T1: SOUND }));
  const at = openBook(book).SheetNames.indexOf(sheet) + 1;
  const relations = 'http://schemas.openxmlformats.org';
  const drawing = `${relations}/officeDocument/2006/relationships/drawing`;
  return zipSync({
    ...parts,
    [`xl/worksheets/_rels/sheet${at}.xml.rels`]: strToU8(
      `<Relationships xmlns="${relations}/package/2006/relationships"><Relationship Id="rId1" Type="${drawing}" Target="../drawings/drawing1.xml"/></Relationships>`,
    ),
    'xl/drawings/drawing1.xml': strToU8(
      `<xdr:wsDr xmlns:xdr="${relations}/drawingml/2006/spreadsheetDrawing">${content}</xdr:wsDr>`,
    ),
  });
}

/** An OLE file with a stream of this name, as far as a first look goes. */
function ole(stream: string): Buffer {
  const magic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return Buffer.concat([
    magic,
    Buffer.alloc(600),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(600),
  ]);
}

const A = 'forms/a.xlsx';
const T1 = 'forms/a.xlsx, sheet T1';

const WHOLE_FILES: readonly Spoiled[] = [
  ...(
    [
      ['seed', 'seed'],
      ['meeting', 'meeting'],
      ['frame', 'sampling frame'],
      ['draw', 'draw number'],
      ['questions', 'question set'],
    ] as const
  ).map(([what, said]): Spoiled => ({
    name: `a workbook of another ${what}`,
    files: () => ({ 'a.xlsx': fillBook(other(what).xlsx, { T1: { learning: CHILD } }) }),
    says: [[A, ofAnotherPack(said), WITH_ITS_PACK]],
  })),
  {
    name: 'a hidden map deleted',
    files: () =>
      spoilt((workbook) => {
        remove(workbook, 'Form map');
      }),
    says: [[A, NOT_A_FORM, OTHER_KIND]],
  },
  {
    name: 'a cell of the hidden map edited',
    files: () => spoilt(mapRow(['T1', 'decision-appropriate', 'B40'], 9)),
    says: [[A, MAP_CHANGED, WRITE_AGAIN]],
  },
  {
    name: 'a heading of the hidden map edited',
    files: () => spoilt(mapRow([CHILD, '2026-11-20'], 4)),
    says: [[A, MAP_CHANGED, WRITE_AGAIN]],
  },
  {
    name: 'a row of the hidden map deleted',
    files: () =>
      spoilt((workbook) => {
        shiftRows(sheetOf(workbook, 'Form map'), 12, -1);
      }),
    says: [[A, MAP_CHANGED, WRITE_AGAIN]],
  },
  {
    name: 'a case of nobody in the hidden map',
    files: () => spoilt(mapRow(['T9', 'agree', 'B9'], 9)),
    says: [
      [A, 'The pack has no case T9.', 'Leave this worksheet out, or name the pack it belongs to.'],
    ],
  },
  {
    name: 'a sheet deleted',
    files: () =>
      spoilt((workbook) => {
        remove(workbook, 'N2');
      }),
    says: [[A, 'The sheet N2 is missing, or has another name.', NAME_BACK]],
  },
  {
    name: 'a sheet renamed',
    files: () =>
      spoilt((workbook) => {
        rename(workbook, 'T1', CHILD);
      }),
    says: [[A, 'The sheet T1 is missing, or has another name.', NAME_BACK]],
  },
  {
    name: 'a sheet copied',
    files: () =>
      spoilt((workbook) => {
        utils.book_append_sheet(workbook, { ...sheetOf(workbook, 'T1') }, 'T1 (2)');
      }),
    says: [
      [
        A,
        'There is a sheet that is none of the form’s: “T1 (2)”.',
        `Bring its answers into the sheets of the form and delete it, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a sheet added that is called as a reserve is',
    files: () =>
      spoilt((workbook) => {
        utils.book_append_sheet(workbook, { ...sheetOf(workbook, 'T1') }, 'T5');
      }),
    says: [
      [
        A,
        'There is a sheet that is none of the form’s: “T5”.',
        `Bring its answers into the sheets of the form and delete it, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a workbook with a password',
    files: () => ({ 'a.xlsx': ole('EncryptedPackage') }),
    says: [
      [A, 'The workbook is locked with a password.', `Save it without the password, ${AGAIN}`],
    ],
  },
  {
    name: 'a workbook cut short',
    files: () => ({ 'a.xlsx': book.subarray(0, book.length / 2) }),
    says: [[A, DAMAGED, ASK_AGAIN]],
  },
  {
    name: 'a workbook with a byte turned',
    files: () => {
      const bytes = Buffer.from(book);
      bytes[2000] = (bytes[2000] ?? 0) ^ 0xff;
      return { 'a.xlsx': bytes };
    },
    says: [[A, DAMAGED, ASK_AGAIN]],
  },
  {
    name: 'an empty file',
    files: () => ({ 'a.xlsx': '', 'T1.csv': '' }),
    says: [
      [A, 'The file is empty.', ASK_AGAIN],
      ['forms/T1.csv', 'The file is empty.', ASK_AGAIN],
    ],
  },
  {
    name: 'a PDF called .xlsx',
    files: () => ({ 'a.xlsx': Buffer.from(`%PDF-1.7\n\0${CHILD}`) }),
    says: [[A, DAMAGED, ASK_AGAIN]],
  },
  {
    name: 'a Word document called .xlsx',
    files: () => ({
      'a.xlsx': zipSync({
        '[Content_Types].xml': strToU8('<a/>'),
        'word/document.xml': strToU8(CHILD),
      }),
    }),
    says: [[A, NOT_A_FORM, OTHER_KIND]],
  },
  {
    name: 'an old Word document called .xlsx',
    files: () => ({ 'a.xlsx': ole('WordDocument') }),
    says: [[A, NOT_A_FORM, OTHER_KIND]],
  },
  {
    name: 'a page called .xlsx',
    files: () => ({ 'a.xlsx': `<!DOCTYPE html><html><body>${CHILD}</body></html>` }),
    says: [[A, NOT_A_FORM, OTHER_KIND]],
  },
  {
    name: 'text called .xlsx',
    files: () => ({ 'a.xlsx': fillCsv(csv, SOUND) }),
    says: [[A, DAMAGED, ASK_AGAIN]],
  },
  {
    name: 'a workbook called .csv',
    files: () => ({ 'T1.csv': fillBook(book, { T1: SOUND }) }),
    says: [
      [
        'forms/T1.csv',
        'This is a workbook, and its name says that it is not.',
        `Give it a name that ends in .xlsx, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'somebody’s own workbook',
    files: () => {
      const own = utils.book_new();
      utils.book_append_sheet(own, utils.aoa_to_sheet([[CHILD]]), 'T1');
      return { 'a.xlsx': saveBook(own) };
    },
    says: [[A, NOT_A_FORM, OTHER_KIND]],
  },
  {
    name: 'a file that is not there',
    files: () => ({}),
    words: ['forms/none.xlsx'],
    says: [['forms/none.xlsx', 'There is no such file or folder.', 'Check its name and folder.']],
  },
  {
    name: 'a folder without worksheets',
    files: () => ({ 'notes.docx': CHILD, '~$a.xlsx': 'open' }),
    words: ['forms'],
    says: [
      [
        'forms',
        'The folder holds no worksheet: no .xlsx and no .csv.',
        'Name the folder with the completed worksheets.',
      ],
    ],
  },
];

const SPOILT_SHEETS: readonly Spoiled[] = [
  {
    name: 'a row deleted',
    files: () =>
      spoilt((workbook) => {
        shiftRows(sheetOf(workbook, 'T1'), rowOf(workbook, 'action-3-due') + 1, -1);
      }),
    says: [[`${T1}, cell B56`, moved('Action 3: due'), WRITE_AGAIN]],
  },
  {
    name: 'a row inserted below the last but one',
    files: () =>
      spoilt((workbook) => {
        const sheet = sheetOf(workbook, 'T1');
        const row = rowOf(workbook, 'action-3-due');
        shiftRows(sheet, row, 1);
        setCell(sheet, `A${row}`, CHILD);
      }),
    says: [
      [`${T1}, cell B56`, moved('Action 3: due'), WRITE_AGAIN],
      [`${T1}, cell A57`, NO_PLACE, MOVE_IT],
    ],
  },
  {
    name: 'an item reworded',
    files: () => spoilt(inRow('agree', 'A', `Did ${CHILD} agree?`)),
    says: [
      [`${T1}, cell B32`, moved('Do the agencies agree with the threshold decision?'), WRITE_AGAIN],
    ],
  },
  {
    name: 'the choices beside a question reworded',
    files: () => spoilt(inRow('agree', 'C', CHILD)),
    says: [
      [
        `${T1}, cell C32`,
        besideOf('Do the agencies agree with the threshold decision?'),
        `If it is an answer, move it into B32. Put this cell back as it was (“All agree / Not all agree / None agrees”), ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a reason typed beside its cell',
    files: () => ({
      'a.xlsx': fillBook(
        book,
        { T1: soundBut({ 'grade-rationale': null }) },
        inRow('grade-rationale', 'C', CHILD),
      ),
    }),
    says: [
      [
        `${T1}, cell C36`,
        besideOf('Reason for the grade'),
        `If it is an answer, move it into B36. Clear this cell, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a reason typed beside its cell, and another case graded without one',
    files: () => ({
      'a.xlsx': fillBook(
        book,
        { T1: soundBut({ 'grade-rationale': null }), T2: { grade: 'Good' } },
        inRow('grade-rationale', 'C', CHILD),
      ),
    }),
    says: [
      [
        `${T1}, cell C36`,
        besideOf('Reason for the grade'),
        `If it is an answer, move it into B36. Clear this cell, ${AGAIN}`,
      ],
      [
        'forms/a.xlsx, sheet T2, cell B35',
        'T2 is graded Good without a reason.',
        `Write the reason for the grade in a few words, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a reason whose grade cannot be read',
    files: () => answered({ grade: errorCell('#REF!') }),
    says: [
      [
        `${T1}, cell B35`,
        '“Grade” holds a formula without a result, or an error such as #REF!.',
        `Write the answer itself, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a grade whose reason may stand in a file that cannot be read',
    files: () => ({ 'a.xlsx': fillBook(book, { T1: { grade: 'Good' } }), 'b.xlsx': '' }),
    says: [['forms/b.xlsx', 'The file is empty.', ASK_AGAIN]],
  },
  {
    name: 'a grade whose reason may stand in a CSV form that cannot be read',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: { grade: 'Good' } }),
      'T1.csv': fillCsv(csv, { 'grade-rationale': '#NAME?' }),
    }),
    says: [
      [
        'forms/T1.csv, cell C30',
        '“Reason for the grade” holds a formula without a result, or an error such as #REF!.',
        `Write the answer itself, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'text beside a fact',
    files: () => spoilt(setFact('C9', CHILD)),
    says: [[`${T1}, cell C9`, NO_PLACE, MOVE_IT]],
  },
  {
    name: 'more items reworded than slips would be',
    files: () =>
      spoilt((workbook) => {
        for (const id of REWORDED) inRow(id, 'A', CHILD)(workbook);
      }),
    says: [18, 20, 22, 32, 35].map((row, at) => [
      `${T1}, cell B${row}`,
      moved(REWORDED_ITEMS[at] ?? ''),
      WRITE_AGAIN,
    ]),
  },
  {
    name: 'a row inserted above most of them',
    files: () =>
      spoilt((workbook) => {
        shiftRows(sheetOf(workbook, 'T1'), rowOf(workbook, 'decision-documented'), 1);
      }),
    says: [
      [
        `${T1}, cell B20`,
        'From here on, rows do not stand where the form has them: some were moved or deleted.',
        WRITE_AGAIN,
      ],
    ],
  },
  {
    name: 'a fact changed',
    files: () => spoilt(setFact('B9', CHILD)),
    says: [
      [
        `${T1}, cell B9`,
        '“Decision wording” is not what the pack says: it is printed, and not to be filled in.',
        PUT_BACK,
      ],
    ],
  },
  {
    name: 'a reference changed',
    files: () => spoilt(setFact('B7', CHILD)),
    says: [[`${T1}, cell B7`, notAsPrinted('reference'), WHOSE]],
  },
  {
    name: 'a reference cleared',
    files: () => spoilt(setFact('B7', '')),
    says: [[`${T1}, cell B7`, notAsPrinted('reference'), WHOSE]],
  },
  {
    name: 'a formula without a result in place of a reference',
    files: () =>
      spoilt((workbook) => {
        setCell(sheetOf(workbook, 'T1'), 'B7', { t: 'z', f: 'Overview!B3' });
      }),
    says: [[`${T1}, cell B7`, notAsPrinted('reference'), WHOSE]],
  },
  {
    name: 'a day of meeting changed',
    files: () => spoilt(setFact('B5', 'Friday 27 November 2026')),
    says: [[`${T1}, cell B5`, notAsPrinted('meeting'), WHOSE]],
  },
  ...(['T2', 'N1'] as const).map((other): Spoiled => ({
    name: `the names of two sheets exchanged, T1 and ${other}`,
    files: () =>
      spoilt((workbook) => {
        const [mine, theirs] = [sheetOf(workbook, 'T1'), sheetOf(workbook, other)];
        Object.assign(workbook.Sheets, { T1: theirs, [other]: mine });
      }),
    says: [
      [
        A,
        `The sheets T1 and ${other} have each other’s names: each is the form of the other’s case.`,
        `Give each its own name back, ${AGAIN}`,
      ],
    ],
  })),
  {
    name: 'a sheet with a copy of another in its place',
    files: () =>
      spoilt((workbook) => {
        Object.assign(workbook.Sheets, { T2: { ...sheetOf(workbook, 'T1') } });
      }),
    says: [
      [
        A,
        'The sheet T2 is the form of T1, by its label and its reference.',
        `Give it its own name back, or write the answers to T2 in a fresh copy of the worksheet; ${AGAIN}`,
      ],
    ],
  },
  ...(
    [
      ['inserted before the items', 0, 1],
      ['inserted before the answers', 1, 1],
      ['inserted before the choices', 2, 1],
      ['of the items deleted', 1, -1],
      ['of the choices deleted', 3, -1],
    ] as const
  ).map(([name, from, by]): Spoiled => ({
    name: `a column ${name}`,
    files: () =>
      spoilt((workbook) => {
        shiftColumns(sheetOf(workbook, 'T1'), from, by);
      }),
    says: [[T1, COLUMNS_MOVED, WRITE_AGAIN]],
  })),
  {
    name: 'a heading cleared',
    files: () => spoilt(setFact('C2', '')),
    says: [[`${T1}, cell A1`, 'The lines at the top of the form were changed.', WRITE_AGAIN]],
  },
  {
    name: 'the first line changed',
    files: () => spoilt(setFact('B1', CHILD)),
    says: [[`${T1}, cell A1`, 'The lines at the top of the form were changed.', WRITE_AGAIN]],
  },
  {
    name: 'the headings changed',
    files: () => spoilt(setFact('B2', CHILD)),
    says: [[`${T1}, cell A1`, 'The lines at the top of the form were changed.', WRITE_AGAIN]],
  },
  {
    name: 'text beside an answer',
    files: () => spoilt(inRow('grade', 'D', CHILD)),
    says: [[`${T1}, cell D35`, NO_PLACE, MOVE_IT]],
  },
  {
    name: 'text below the form',
    files: () => spoilt(setFact('B60', CHILD)),
    says: [[`${T1}, cell B60`, NO_PLACE, MOVE_IT]],
  },
  ...(
    [
      ['beside', 'I4', 'I4'],
      ['below', 'D11', 'D11'],
      ['far beside', 'AB4', 'AB4'],
    ] as const
  ).map(([where, cell, said]): Spoiled => ({
    name: `text ${where} the overview`,
    files: () =>
      spoilt((workbook) => {
        setCell(sheetOf(workbook, 'Overview'), cell, CHILD);
      }),
    says: [[`forms/a.xlsx, sheet Overview, cell ${said}`, NO_PLACE, MOVE_IT]],
  })),
  {
    name: 'comments on sheets of the form',
    files: () =>
      spoilt((workbook) => {
        comment(workbook, 'T1', 'B19');
        comment(workbook, 'N1', 'F70');
        comment(workbook, 'Overview', 'A3');
      }),
    says: [
      ['forms/a.xlsx, sheet Overview, cell A3', COMMENT, DELETE_IT],
      ['forms/a.xlsx, sheet T1, cell B19', COMMENT, DELETE_IT],
      ['forms/a.xlsx, sheet N1, cell F70', COMMENT, DELETE_IT],
    ],
  },
  {
    name: 'a text box on a sheet of the form',
    files: () => ({ 'a.xlsx': drawnOn('T1', '<xdr:twoCellAnchor/>') }),
    says: [
      [T1, 'There is a text box, a shape or a picture on the sheet, and none is read.', DELETE_IT],
    ],
  },
  {
    name: 'answers and facts written over the overview',
    files: () =>
      spoilt((workbook) => {
        const sheet = sheetOf(workbook, 'Overview');
        for (const cell of ['F4', 'D5', 'E2']) setCell(sheet, cell, CHILD);
        setCell(sheet, 'G4', 'None agrees');
        setCell(sheet, 'G5', 'Open');
      }),
    says: (
      [
        ['E2', 'the sheet of its case'],
        ['F4', 'sheet N1'],
        ['G4', 'sheet N1'],
        ['D5', 'sheet T2'],
        ['G5', 'sheet T2'],
      ] as const
    ).map(([cell, sheet]) => [
      `forms/a.xlsx, sheet Overview, cell ${cell}`,
      'Something is written over the overview, which only shows what the sheets of the cases say.',
      `Write it on ${sheet} and clear this cell, ${AGAIN}`,
    ]),
  },
  {
    name: 'words of somebody’s own on an overview that was sorted',
    files: () =>
      spoilt((workbook) => {
        sortOverview(workbook);
        setCell(sheetOf(workbook, 'Overview'), 'F3', CHILD);
        setCell(sheetOf(workbook, 'Overview'), 'I4', CHILD);
      }),
    says: [
      ['forms/a.xlsx, sheet Overview, cell I4', NO_PLACE, MOVE_IT],
      [
        'forms/a.xlsx, sheet Overview, cell F3',
        'Something is written over the overview, which only shows what the sheets of the cases say.',
        `Write it on sheet N1 and clear this cell, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'text beside a part’s title',
    files: () => spoilt(setFact('B3', CHILD)),
    says: [[`${T1}, cell B3`, NO_PLACE, MOVE_IT]],
  },
];

const SHORT = [
  'The date of “Action 1: due” has a year of two digits.',
  'Write the year in full (2026)',
] as const;
const WITH_TIME = [
  'The date of “Action 1: due” has a time of day with it.',
  'Write the day alone, as 27/11/2026',
] as const;
const NO_DAY = [
  'The date of “Action 1: due” is a day that is in no calendar.',
  'Correct it, the day first, as 27/11/2026',
] as const;

const SPOILT_ANSWERS: readonly Spoiled[] = [
  {
    name: 'an answer that is none of the choices',
    files: () => answered({ 'decision-appropriate': `Yes, says ${CHILD}` }),
    says: [
      [
        `${T1}, cell B18`,
        'The answer to “Was the decision appropriate?” is not one of the choices.',
        CHOICES,
      ],
    ],
  },
  ...(
    [
      ['words for a date', CHILD],
      ['a date after a word that is no weekday', 'Aunt 27/11/2026'],
      ['a number of thousands', '46353'],
    ] as const
  ).map(([name, text]): Spoiled => ({
    name,
    files: () => answered({ 'action-1-due': text }),
    says: [[`${T1}, cell B50`, 'What is written for “Action 1: due” is not a date.', WRITE_DATE]],
  })),
  ...(
    [
      ['a date without its century', '27/11/26', ...SHORT],
      ['a weekday before such a date', 'Fri 27 Nov 26', ...SHORT],
      ['a time after such a date', '27/11/26 15:30', ...SHORT],
      ['a date with a time', '27/11/2026 15:30', ...WITH_TIME],
      ['a date with a time of a spreadsheet', dateCell('2026-11-27', '15:30'), ...WITH_TIME],
      ['a date with a time that there is not', '27/11/2026 25:30', ...WITH_TIME],
      ['a day that no calendar has', '31/11/2026', ...NO_DAY],
      ['a weekday before such a day', 'Monday 29 February 2027', ...NO_DAY],
      ['a month first', '11/27/2026', ...NO_DAY],
      [
        'a date whose weekday is another’s',
        'Mon 27/11/2026',
        'The weekday of “Action 1: due” does not belong to its date, which is Friday 27 November 2026.',
        'Correct the one or the other',
      ],
    ] as const
  ).map(([name, text, what, cure]): Spoiled => ({
    name,
    files: () => answered({ 'action-1-due': text }),
    says: [[`${T1}, cell B50`, what, `${cure}, ${AGAIN}`]],
  })),
  {
    name: 'a number of more digits than a spreadsheet keeps',
    files: () => answered({ learning: { t: 'n', v: 1.2345678901234567e19 } }),
    says: [
      [
        `${T1}, cell B45`,
        '“Learning” holds a number that is too long for a spreadsheet, which has lost digits of it.',
        `Write it as text, with an apostrophe before it, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'an error in a cell',
    files: () => answered({ 'decision-appropriate': errorCell('#REF!') }),
    says: [
      [
        `${T1}, cell B18`,
        '“Was the decision appropriate?” holds a formula without a result, or an error such as #REF!.',
        `Write the answer itself, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a formula without a result',
    files: () => answered({ learning: { t: 'z', f: `"${CHILD}"&A1` } }),
    says: [
      [
        `${T1}, cell B45`,
        '“Learning” holds a formula without a result, or an error such as #REF!.',
        `Write the answer itself, ${AGAIN}`,
      ],
    ],
  },
  ...(
    [
      ['an answer', 'grade', 'B35', 'Grade', formula('"Inade"&"quate"', 'Inadequate')],
      [
        'another case’s view',
        'view-police',
        'B25',
        'Police: was our part done well?',
        formula('T2!B25', 'Partly'),
      ],
      ['words', 'learning', 'B45', 'Learning', formula('T2!B45', CHILD)],
      ['a blank', 'good-practice', 'B46', 'Good practice', formula('IF(1=1,"","x")', '')],
      [
        'a date',
        'action-1-due',
        'B50',
        'Action 1: due',
        { ...dateCell('2026-11-27'), f: 'TODAY()+7' },
      ],
    ] as const
  ).map(([what, id, cell, item, value]): Spoiled => ({
    name: `a formula that gives ${what}`,
    files: () => answered({ [id]: value }),
    says: [
      [
        `${T1}, cell ${cell}`,
        `“${item}” holds a formula: what it shows is nobody’s answer, and may change.`,
        `Type the answer itself over the formula, or clear the cell, ${AGAIN}`,
      ],
    ],
  })),
  {
    name: 'a formula over two cells',
    files: () => answered({ learning: { t: 's', v: CHILD, f: 'T2!B45:B46', F: 'B45:B46' } }),
    says: [
      ['B45', 'Learning'],
      ['B46', 'Good practice'],
    ].map(([cell = '', item = '']) => [
      `${T1}, cell ${cell}`,
      `“${item}” holds a formula: what it shows is nobody’s answer, and may change.`,
      `Type the answer itself over the formula, or clear the cell, ${AGAIN}`,
    ]),
  },
  {
    name: 'an inadequate grade without an immediate action',
    files: () =>
      answered({
        'today-what': null,
        'today-who': null,
        'today-by': null,
        'today-done': null,
        'today-done-on': null,
      }),
    says: [
      [
        `${T1}, cell B35`,
        'T1 is graded Inadequate, and no immediate action is recorded.',
        `Write under “Immediate action today” what is put right, by whom and when; ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'an inadequate grade with “Not needed”',
    files: () => answered({ 'today-done': 'Not needed', 'today-done-on': null }),
    says: [
      [
        `${T1}, cell B42`,
        'T1 is graded Inadequate, and its immediate action is marked “Not needed”.',
        `Mark it Yes or No, or correct the grade, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a grade without its reason',
    files: () => answered({ 'grade-rationale': null }),
    says: [
      [
        `${T1}, cell B35`,
        'T1 is graded Inadequate without a reason.',
        `Write the reason for the grade in a few words, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a reason without its grade',
    files: () => answered({ grade: null }),
    says: [
      [
        `${T1}, cell B36`,
        'T1 has a reason for its grade and no grade.',
        `Choose the grade, or clear the reason, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a case that was audited and was not',
    files: () => answered({ 'not-audited': CHILD }),
    says: [
      [
        `${T1}, cell B37`,
        'T1 has answers and also a reason why it was not audited.',
        `Keep the one that is true and clear the other, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a case that was not audited, and has an agency’s view',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: { 'view-police': 'Yes', 'not-audited': CHILD } }),
    }),
    says: [
      [
        `${T1}, cell B37`,
        'T1 has answers and also a reason why it was not audited.',
        `Keep the one that is true and clear the other, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a day on which it was done, and it is not',
    files: () => answered({ 'today-done': 'No' }),
    says: [
      [
        `${T1}, cell B43`,
        'T1 has a date on which its immediate action was done, and it is not marked done.',
        `Mark it Yes, or clear the date, ${AGAIN}`,
      ],
    ],
  },
  ...(
    [
      ['before the meeting', '19/11/2026'],
      ['after today', '21/11/2026'],
    ] as const
  ).map(([when, day]): Spoiled => ({
    name: `an immediate action done on a day ${when}`,
    files: () => answered({ 'today-done-on': day }),
    says: [
      [
        `${T1}, cell B43`,
        `T1: Immediate action is marked done on a day ${when}.`,
        `Write the day on which it was done, ${AGAIN}`,
      ],
    ],
  })),
  {
    name: 'an immediate action that does not say what',
    files: () => answered({ grade: 'Good', 'today-what': null }),
    says: [
      [
        `${T1}, cell B40`,
        'T1 names who, when or whether for its immediate action, and not what.',
        `Write what must be put right, or clear the rest, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'an action that does not say what',
    files: () => answered({ 'action-1-what': null }),
    says: [
      [
        `${T1}, cell B49`,
        'T1: Action 1 has an owner or a date, and does not say what is to be done.',
        `Write what is to be done, or clear the rest, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'actions due before the meeting',
    files: () => answered({ 'action-1-due': '19/11/2026', 'today-by': '19/11/2026' }),
    says: [
      [
        `${T1}, cell B50`,
        'T1: Action 1 is due before the day of the meeting.',
        `Correct the date, ${AGAIN}`,
      ],
      [
        `${T1}, cell B41`,
        'T1: Immediate action is due before the day of the meeting.',
        `Correct the date, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'two workbooks that disagree',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: SOUND }),
      'b.xlsx': fillBook(book, { T1: { learning: `Tell ${CHILD}`, agree: 'all  AGREE' } }),
    }),
    says: [
      [
        'forms/b.xlsx, sheet T1, cell B45',
        'Two copies have different texts for “Learning”: this one and forms/a.xlsx, sheet T1, cell B45.',
        `Put both texts in one copy and clear the cell in the other, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'three workbooks that each name an action of their own in the first line',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: SOUND }),
      'b.xlsx': fillBook(book, {
        T1: { 'action-1-what': `Ring ${CHILD}`, 'action-1-owner': CHILD },
      }),
      'c.xlsx': fillBook(book, {
        T1: { 'action-1-what': `Visit ${CHILD}`, 'action-1-due': 'soon' },
      }),
    }),
    says: [
      ['forms/b.xlsx, sheet T1, cell B48', TWO_ACTIONS, OTHER_LINE],
      ['forms/c.xlsx, sheet T1, cell B48', TWO_ACTIONS, OTHER_LINE],
      [
        'forms/c.xlsx, sheet T1, cell B50',
        'What is written for “Action 1: due” is not a date.',
        WRITE_DATE,
      ],
    ],
  },
  {
    name: 'two workbooks that agree on an action, and not on who does it and when',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: SOUND }),
      'b.xlsx': fillBook(book, {
        T1: { ...SOUND, 'action-1-owner': CHILD, 'action-1-due': '28/11/2026' },
      }),
    }),
    says: [
      [
        'forms/b.xlsx, sheet T1, cell B49',
        'Two copies have different texts for “Action 1: owner”: this one and forms/a.xlsx, sheet T1, cell B49.',
        `Put both texts in one copy and clear the cell in the other, ${AGAIN}`,
      ],
      [
        'forms/b.xlsx, sheet T1, cell B50',
        'Two copies answer “Action 1: due” differently: this one and forms/a.xlsx, sheet T1, cell B50.',
        CORRECT_OTHER,
      ],
    ],
  },
  {
    name: 'two workbooks that differ in spaces and apostrophes alone',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: { learning: `It’s  for ${CHILD}` } }),
      'b.xlsx': fillBook(book, { T1: { learning: `It's for ${CHILD}` } }),
    }),
    says: [
      [
        'forms/b.xlsx, sheet T1, cell B45',
        'Two copies of “Learning” differ only in spaces or in kinds of apostrophe: this one and forms/a.xlsx, sheet T1, cell B45.',
        `Copy one over the other, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'two workbooks of one name that disagree',
    files: () => ({
      'police/a.xlsx': fillBook(book, { T1: SOUND }),
      'health/a.xlsx': fillBook(book, { T1: { agree: 'None agrees' } }),
    }),
    words: ['forms/police', 'forms/health'],
    says: [
      [
        'forms/health/a.xlsx, sheet T1, cell B32',
        'Two copies answer “Do the agencies agree with the threshold decision?” differently: this one and forms/police/a.xlsx, sheet T1, cell B32.',
        CORRECT_OTHER,
      ],
    ],
  },
  {
    name: 'a workbook and a CSV form that disagree',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: SOUND }),
      'T1.csv': fillCsv(csv, { ...SOUND, 'action-1-due': '28/11/2026' }),
    }),
    says: [
      [
        'forms/T1.csv, cell C41',
        'Two copies answer “Action 1: due” differently: this one and forms/a.xlsx, sheet T1, cell B50.',
        CORRECT_OTHER,
      ],
    ],
  },
];

const SPOILT_CSV: readonly Spoiled[] = [
  {
    name: 'a CSV form of another label',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'label' ? cells.with(2, 'T9') : cells)),
      ),
    says: [
      [
        'forms/T1.csv',
        'The pack has no case T9.',
        'Leave this worksheet out, or name the pack it belongs to.',
      ],
    ],
  },
  {
    name: 'a CSV form whose label is somebody’s name',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'label' ? cells.with(2, CHILD) : cells)),
      ),
    says: [
      [
        'forms/T1.csv',
        'The pack has no case of that label.',
        'Leave this worksheet out, or name the pack it belongs to.',
      ],
    ],
  },
  {
    name: 'a CSV form of a reserve',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'label' ? cells.with(2, 'T5') : cells)),
      ),
    says: [
      [
        'forms/T1.csv',
        'The pack has no case T5.',
        'Leave this worksheet out, or name the pack it belongs to.',
      ],
    ],
  },
  {
    name: 'a CSV form of another pack',
    files: () => ({ 'T1.csv': fillCsv(other('meeting').csv, SOUND) }),
    says: [['forms/T1.csv, cell C3', ofAnotherPack('meeting'), WITH_ITS_PACK]],
  },
  {
    name: 'a CSV form with other headings',
    files: () => spoiltCsv(([head = [], ...rows]) => [head.with(2, CHILD), ...rows]),
    says: [
      ['forms/T1.csv, cell A1', 'The lines at the top of the form were changed.', WRITE_AGAIN],
    ],
  },
  {
    name: 'a CSV form without its headings',
    files: () => spoiltCsv(([, ...rows]) => rows),
    says: [['forms/T1.csv', NOT_A_CSV_FORM, AS_CSV]],
  },
  {
    name: 'a CSV form with an id changed',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'learning' ? cells.with(4, 'learned') : cells)),
      ),
    says: [
      ['forms/T1.csv, cell C37', moved('Learning'), WRITE_AGAIN],
      ['forms/T1.csv, cell C37', NO_PLACE, MOVE_IT],
    ],
  },
  {
    name: 'a CSV form with a row deleted',
    files: () => spoiltCsv((rows) => rows.filter((cells) => cells[4] !== 'learning')),
    says: [['forms/T1.csv, cell C37', moved('Learning'), WRITE_AGAIN]],
  },
  {
    name: 'a CSV form with a row twice',
    files: () =>
      spoiltCsv((rows) => [...rows, found(rows.find((cells) => cells[4] === 'learning'))]),
    says: [['forms/T1.csv, cell C48', NO_PLACE, MOVE_IT]],
  },
  {
    name: 'a CSV form with text below',
    files: () => spoiltCsv((rows) => [...rows, [CHILD, '', '', '', '']]),
    says: [['forms/T1.csv, cell A48', NO_PLACE, MOVE_IT]],
  },
  {
    name: 'a CSV form whose ids of two reasons were exchanged',
    files: () =>
      spoiltCsv((rows) => {
        const ids = ['decision-appropriate-rationale', 'view-police-rationale'];
        return rows.map((cells) => {
          const at = ids.indexOf(found(cells[4]));
          return at === -1 ? cells : cells.with(4, found(ids[1 - at]));
        });
      }),
    says: [
      ['forms/T1.csv, cell C22', moved('Reason'), WRITE_AGAIN],
      ['forms/T1.csv, cell C16', moved('Reason'), WRITE_AGAIN],
    ],
  },
  {
    name: 'a CSV form whose rows were sorted',
    files: () =>
      spoiltCsv(([head = [], ...rows]) => [
        head,
        ...rows.sort((a, b) => found(a[1]).localeCompare(found(b[1]), 'en')),
      ]),
    says: [
      [
        'forms/T1.csv, cell C2',
        'From here on, rows do not stand where the form has them: some were moved or deleted.',
        WRITE_AGAIN,
      ],
    ],
  },
  {
    name: 'a CSV form with an answer in the column of the choices',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'good-practice' ? cells.with(3, CHILD) : cells)),
      ),
    says: [
      [
        'forms/T1.csv, cell D38',
        besideOf('Good practice'),
        `If it is an answer, move it into C38. Clear this cell, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a CSV form with text beside',
    files: () =>
      spoiltCsv((rows) => rows.map((cells, index) => [...cells, index === 9 ? CHILD : ''])),
    says: [['forms/T1.csv, cell F10', NO_PLACE, MOVE_IT]],
  },
  {
    name: 'a CSV form with what a spreadsheet shows where a formula failed',
    files: () => ({ 'T1.csv': fillCsv(csv, { ...SOUND, learning: '#NAME?' }) }),
    says: [
      [
        'forms/T1.csv, cell C37',
        '“Learning” holds a formula without a result, or an error such as #REF!.',
        `Write the answer itself, ${AGAIN}`,
      ],
    ],
  },
  {
    name: 'a CSV form whose reference was cleared',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'reference' ? cells.with(2, '') : cells)),
      ),
    says: [['forms/T1.csv, cell C5', notAsPrinted('reference'), WHOSE]],
  },
  {
    name: 'a CSV form whose meeting was cleared',
    files: () =>
      spoiltCsv((rows) =>
        rows.map((cells) => (cells[4] === 'meeting' ? cells.with(2, '') : cells)),
      ),
    says: [['forms/T1.csv, cell C3', notAsPrinted('meeting'), WHOSE]],
  },
  ...(['seed', 'draw'] as const).map((what): Spoiled => ({
    name: `a CSV form of the same label in a pack of another ${what}`,
    files: () => ({ 'T1.csv': fillCsv(other(what).csv, SOUND) }),
    says: [
      [`forms/T1.csv, cell C${what === 'draw' ? 6 : 5}`, ofAnotherPack('reference'), WITH_ITS_PACK],
    ],
  })),
  {
    name: 'a CSV form with its columns in another order',
    files: () => spoiltCsv((rows) => rows.map(([part, ...cells]) => [...cells, found(part)])),
    says: [['forms/T1.csv', COLUMNS_MOVED, WRITE_AGAIN]],
  },
  {
    name: 'a CSV form with a quotation mark within a cell',
    files: () => ({ 'T1.csv': fillCsv(csv, { learning: 'MARK' }).replace('MARK', 'the 6" mark') }),
    says: [
      [
        'forms/T1.csv',
        'A quotation mark in row 37 stands in the middle of a cell, so cells may have run together.',
        MEND_QUOTES,
      ],
    ],
  },
  {
    name: 'a CSV form cut short within quotation marks',
    files: () => {
      const text = fillCsv(csv, SOUND);
      return { 'T1.csv': text.slice(0, text.lastIndexOf('"')) };
    },
    says: [
      [
        'forms/T1.csv',
        'A quotation mark in row 47 opens a cell and is never closed, so rows have run together.',
        MEND_QUOTES,
      ],
    ],
  },
  {
    name: 'another table with a quotation mark within a cell',
    files: () => ({ 'T1.csv': `Name,Height\r\n${CHILD},6" tall\r\n` }),
    says: [['forms/T1.csv', NOT_A_CSV_FORM, AS_CSV]],
  },
  {
    name: 'a CSV form in UTF-16 without a byte order mark',
    files: () => ({ 'T1.csv': Buffer.from(fillCsv(csv, SOUND).replace(/^\uFEFF/, ''), 'utf16le') }),
    says: [['forms/T1.csv', NO_ENCODING, SAVE_UTF8]],
  },
  {
    name: 'a CSV form with a byte of zero',
    files: () => ({ 'T1.csv': fillCsv(csv, { learning: `${CHILD}\0` }) }),
    says: [['forms/T1.csv', NO_ENCODING, SAVE_UTF8]],
  },
  {
    name: 'another table',
    files: () => ({ 'T1.csv': `Name,Date of birth\r\n${CHILD},01/02/2019\r\n` }),
    says: [['forms/T1.csv', NOT_A_CSV_FORM, AS_CSV]],
  },
  {
    name: 'a CSV form saved as a workbook',
    files: () => {
      const own = utils.book_new();
      fillCsv(csv, SOUND, (rows) => {
        utils.book_append_sheet(own, utils.aoa_to_sheet(rows), 'T1');
        return rows;
      });
      return { 'a.xlsx': saveBook(own) };
    },
    says: [
      [
        A,
        'This is a CSV worksheet that was saved as a workbook.',
        `Save it as CSV (CSV UTF-8 in Excel), ${AGAIN}`,
      ],
    ],
  },
];

const SEVERAL: readonly Spoiled[] = [
  {
    name: 'several faults in several files',
    files: () => ({
      'a.xlsx': fillBook(book, { T1: soundBut({ agree: CHILD }), N1: { 'action-2-due': CHILD } }),
      'b.xlsx': '',
      'T1.csv': fillCsv(csv, { 'view-police': CHILD }),
    }),
    words: ['forms', 'forms/gone.csv'],
    says: [
      ['forms/gone.csv', 'There is no such file or folder.', 'Check its name and folder.'],
      ['forms/b.xlsx', 'The file is empty.', ASK_AGAIN],
      [
        'forms/T1.csv, cell C21',
        'The answer to “Police: was our part done well?” is not one of the choices.',
        CHOICES,
      ],
      [
        `${T1}, cell B32`,
        'The answer to “Do the agencies agree with the threshold decision?” is not one of the choices.',
        `Choose All agree, Not all agree, None agrees, or leave it blank; ${AGAIN}`,
      ],
      [
        'forms/a.xlsx, sheet N1, cell B53',
        'What is written for “Action 2: due” is not a date.',
        WRITE_DATE,
      ],
    ],
  },
];

describe('a worksheet that was spoiled', () => {
  beforeAll(async () => {
    await drawOthers();
  });

  it.each<Spoiled>([
    ...WHOLE_FILES,
    ...SPOILT_SHEETS,
    ...SPOILT_ANSWERS,
    ...SPOILT_CSV,
    ...SEVERAL,
  ])('$name', async ({ files, words, says }) => {
    const machine = deskCopy(desk.folder);
    const given = Object.entries(files()).map(([name, bytes]) => [`forms/${name}`, bytes] as const);
    writeTree(machine.folder, { 'forms/.keep': '', ...Object.fromEntries(given) });
    const result = await collateIn(machine, ...(words ?? given.map(([path]) => path)));
    const lines = says.flatMap(([place, what, cure]) => [`${place}: ${what}`, `  To do: ${cure}`]);
    const count = `${says.length} problem${says.length === 1 ? '' : 's'}`;
    expect(result.stderr).toBe([...lines, '', `${count}. Nothing was written.`, ''].join('\n'));
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.changes).toEqual(new Map());
    expect(result.stderr).not.toMatch(/Zebedee|Quillfeather/);
  });
});

describe('a worksheet that was not', () => {
  it.each([
    ['a workbook', () => ({ 'a.xlsx': fillBook(book, { T1: SOUND }) })],
    ['a CSV form', () => ({ 'T1.csv': fillCsv(csv, SOUND) })],
    [
      'both, that agree',
      () => ({ 'a.xlsx': fillBook(book, { T1: SOUND }), 'T1.csv': fillCsv(csv, SOUND) }),
    ],
    ['a workbook with a drawing that was emptied', () => ({ 'a.xlsx': drawnOn('T1', '') })],
    [
      'a workbook whose overview has the answers in place of its formulas',
      () => ({
        'a.xlsx': fillBook(book, { T1: SOUND }, (workbook) => {
          setCell(sheetOf(workbook, 'Overview'), 'F3', 'Inadequate');
          setCell(sheetOf(workbook, 'Overview'), 'G3', ' ');
          setCell(sheetOf(workbook, 'Overview'), 'H3', 'Open');
        }),
      }),
    ],
    [
      'a workbook whose overview shows what it once brought over',
      () => ({
        'a.xlsx': fillBook(book, { T1: SOUND }, (workbook) => {
          const shown = formula('IF(\'T1\'!B35="","",\'T1\'!B35)', 'Good');
          setCell(sheetOf(workbook, 'Overview'), 'F3', shown);
        }),
      }),
    ],
    [
      'a workbook whose parts stand in another order',
      () => {
        const parts = Object.entries(unzipSync(fillBook(book, { T1: SOUND }))).reverse();
        return { 'a.xlsx': zipSync(Object.fromEntries(parts)) };
      },
    ],
  ])('%s is collated', async (_, files) => {
    const machine = deskCopy(desk.folder);
    writeTree(join(machine.folder, 'forms'), files());
    const { stdout, changes } = await collated(machine, 'forms');
    expect(stdout).not.toMatch(/Zebedee|Quillfeather|Please note/);
    expect([...changes]).toEqual(COLLATED);
  });

  it.each<readonly [string, (workbook: WorkBook) => void]>([
    ['was sorted', sortOverview],
    [
      'lost a row',
      (workbook) => {
        shiftRows(sheetOf(workbook, 'Overview'), 5, -1);
      },
    ],
    [
      'has a row more',
      (workbook) => {
        shiftRows(sheetOf(workbook, 'Overview'), 1, 1);
      },
    ],
    [
      'has a column more',
      (workbook) => {
        shiftColumns(sheetOf(workbook, 'Overview'), 2, 1);
      },
    ],
    [
      'has a column more before all others',
      (workbook) => {
        shiftColumns(sheetOf(workbook, 'Overview'), 0, 1);
      },
    ],
  ])('a workbook whose overview %s is collated, and it is said once', async (_, change) => {
    const machine = deskCopy(desk.folder);
    writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T1: SOUND }, change) });
    const { stdout, changes } = await collated(machine, 'a.xlsx');
    expect(stdout).toContain(
      'Please note\n  a.xlsx, sheet Overview: The rows or columns of the overview do not stand where the form has them: some were sorted, moved or deleted.\n    To do: Go by the sheets of the cases: they alone are read, and the overview needs no writing. A fresh copy of the workbook has it as it was.\n\n',
    );
    expect([...changes]).toEqual(COLLATED);
  });
});

const COLLATED = ['findings.csv', 'findings.json', 'outcome.html'].map((name) => [
  `${PACK}/${name}`,
  'new',
]);
