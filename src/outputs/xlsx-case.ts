/** A case's sheet: its facts, its questions, and the cells to answer them in. */
import { sayDate } from '../audit/civil-date.ts';
import {
  ANSWER_COLUMN,
  FORM_HEADINGS,
  layOutForm,
  LISTS_SHEET,
  sayChoices,
  type FormLine,
} from '../audit/form-layout.ts';
import type { DrawRecord } from '../audit/record.ts';
import type { Worksheet, WorksheetItem } from '../audit/worksheets.ts';
import { cellOf, heightFor, sheetOf, styled, STYLES } from './xlsx-styles.ts';
import type { CellStyle, WriteSheet } from './xlsx.ts';

/** The choices in use, each once; a list's place is its column on the hidden sheet. */
export type Lists = readonly (readonly string[])[];

/** Each list of choices once, in the order in which the forms first offer it. */
export function collectLists(worksheets: readonly Worksheet[]): Lists {
  const choices = worksheets
    .flatMap(({ parts }) => parts.flatMap(({ items }) => items.map((item) => item.choices)))
    .filter((list) => list.length > 0);
  return [...new Map(choices.map((list) => [JSON.stringify(list), list])).values()];
}

/** A column a list, filled up with blanks below. */
export function rowsOfLists(lists: Lists): readonly (readonly string[])[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? ''));
}

/** The sheet of one case; its choices point into the sheet of `lists`, which must hold them all. */
export function caseSheet(worksheet: Worksheet, record: DrawRecord, lists: Lists): WriteSheet {
  const { label, reference } = worksheet;
  const lines = layOutForm(worksheet);
  const items = lines.filter((line) => line.kind === 'item');
  const head = [label, reference, sayDate(record.meeting)];
  return {
    ...sheetOf(label, record),
    columns: WIDTHS.map((width) => ({ width })),
    rowDefs: new Map([
      [0, { height: heightFor(head, LETTERS_OF_HEAD, 18) }],
      ...lines.flatMap(heightOf),
    ]),
    rows: [head, FORM_HEADINGS, ...lines.map(textsOf)].map((row) => row.map(cellOf)),
    cells: new Map([
      ...styled(0, [STYLES.head, STYLES.head, STYLES.head]),
      ...styled(1, [STYLES.heading, STYLES.heading, STYLES.heading]),
      ...lines.flatMap((line) => styled(line.row - 1, stylesOf(line))),
    ]),
    dataValidations: items.flatMap(({ item, row }) => validationOf(item, row, lists)),
    a11y: { summary: `Worksheet of case ${label}`, headerRow: 1 },
  };
}

function textsOf(line: FormLine): string[] {
  if (line.kind === 'part') return [line.part.title, '', ''];
  const { name, fact } = line.item;
  return [name, fact ?? '', sayChoices(line.item)];
}

function stylesOf(line: FormLine): readonly CellStyle[] {
  if (line.kind === 'part') return [STYLES.part, STYLES.part, STYLES.part];
  const { kind } = line.item;
  const answer = {
    fact: STYLES.fact,
    choice: STYLES.choice,
    date: STYLES.date,
    words: STYLES.words,
  };
  return [kind === 'choice' ? STYLES.question : STYLES.name, answer[kind], STYLES.hint];
}

const WIDTHS = [38, 54, 38] as const;
/** How many letters go into a line of each column, bold in the first and small in the last. */
const LETTERS = [36, 54, 47] as const;
const LETTERS_OF_HEAD = [24, 36, 24] as const;

/** Tall enough for what is printed there; the row grows with what people write. */
function heightOf(line: FormLine): (readonly [number, { readonly height: number }])[] {
  if (line.kind === 'part') return [[line.row - 1, { height: 24 }]];
  if (line.item.kind === 'words' && line.item.prompts.length === 0) return [];
  return [[line.row - 1, { height: heightFor(textsOf(line), LETTERS) }]];
}

type Validation = NonNullable<WriteSheet['dataValidations']>[number];

function validationOf(item: WorksheetItem, row: number, lists: Lists): Validation[] {
  const range = `${ANSWER_COLUMN}${row}`;
  if (item.kind === 'choice') {
    const key = JSON.stringify(item.choices);
    const column = columnName(lists.findIndex((list) => JSON.stringify(list) === key));
    return [
      {
        type: 'list',
        range,
        formula1: `'${LISTS_SHEET}'!$${column}$1:$${column}$${item.choices.length}`,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: 'Not one of the answers',
        errorMessage: 'Choose one from the list, or leave it blank.',
      },
    ];
  }
  if (item.kind !== 'date') return [];
  return [
    {
      type: 'date',
      operator: 'between',
      range,
      formula1: FIRST_DAY,
      formula2: LAST_DAY,
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: 'Not a date',
      errorMessage: 'Write a date, such as 27/11/2026, or leave it blank.',
    },
  ];
}

/** 1 January 2000 and 31 December 2199 as a spreadsheet counts days. */
const FIRST_DAY = '36526';
const LAST_DAY = '109574';

/** The name of a column of the lists, of which there are few: A to Z. */
function columnName(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
