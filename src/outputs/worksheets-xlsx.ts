/**
 * The forms on screen: a sheet a case, an overview, dropdowns, and nothing to write in but the
 * answers. It says what the worksheet says, and adds nothing.
 */
import { sayDate } from '../audit/civil-date.ts';
import {
  ANSWER_COLUMN,
  FORM_HEADINGS,
  formMap,
  FROZEN_ROWS,
  layOutForm,
  LISTS_SHEET,
  MAP_SHEET,
  OVERVIEW_COLUMNS,
  OVERVIEW_SHEET,
  sayChoices,
  type FormLine,
} from '../audit/form-layout.ts';
import { neutraliseFormula } from '../audit/formula-guard.ts';
import type { DrawRecord } from '../audit/record.ts';
import type { Worksheet, WorksheetItem } from '../audit/worksheets.ts';
import { toXlsx, type CellStyle, type WriteSheet } from './xlsx.ts';

export async function worksheetsXlsx(
  worksheets: readonly Worksheet[],
  record: DrawRecord,
): Promise<Uint8Array> {
  const lists = collectLists(worksheets);
  const visible = [OVERVIEW_SHEET, ...worksheets.map(({ label }) => label)];
  return toXlsx({
    properties: {
      title: `Audit of ${sayDate(record.meeting)}: worksheets`,
      creator: 'mash-audit',
      keywords: record.settings.marking,
      // No clock in a pack: the day of the meeting stands for when it was made.
      created: new Date(`${record.meeting}T00:00:00Z`),
      modified: new Date(`${record.meeting}T00:00:00Z`),
    },
    defaultFont: ARIAL,
    sheets: [
      overviewSheet(worksheets, record),
      ...worksheets.map((worksheet) => caseSheet(worksheet, record, lists)),
      hiddenSheet(MAP_SHEET, formMap(worksheets, record)),
      hiddenSheet(LISTS_SHEET, rowsOfLists(lists)),
    ],
    // A sheet's name may look like a cell's, as T1 does: it stands in quotation marks.
    namedRanges: visible.map((name) => ({
      name: '_xlnm.Print_Titles',
      range: `'${name}'!$1:$${FROZEN_ROWS}`,
      scope: name,
    })),
  });
}

/** The choices in use, each once; a list's place is its column on the hidden sheet. */
type Lists = readonly (readonly string[])[];

function collectLists(worksheets: readonly Worksheet[]): Lists {
  const choices = worksheets
    .flatMap(({ parts }) => parts.flatMap(({ items }) => items.map((item) => item.choices)))
    .filter((list) => list.length > 0);
  return [...new Map(choices.map((list) => [JSON.stringify(list), list])).values()];
}

function rowsOfLists(lists: Lists): readonly (readonly string[])[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? ''));
}

function caseSheet(worksheet: Worksheet, record: DrawRecord, lists: Lists): WriteSheet {
  const { label, reference } = worksheet;
  const lines = layOutForm(worksheet);
  const items = lines.filter((line) => line.kind === 'item');
  return {
    ...sheetOf(label, record),
    columns: WIDTHS.map((width) => ({ width })),
    rowDefs: new Map(lines.flatMap(heightOf)),
    rows: [
      [label, neutraliseFormula(reference), sayDate(record.meeting)],
      [...FORM_HEADINGS],
      ...lines.map(textsOf),
    ],
    cells: new Map([
      ...styled(0, [STYLES.title, STYLES.title, STYLES.title]),
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
  return [name, neutraliseFormula(fact ?? ''), sayChoices(line.item)];
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
const LETTERS = [36, 54, 50] as const;

/** Tall enough for what is printed there; where people write in words the row grows with them. */
function heightOf(line: FormLine): (readonly [number, { readonly height: number }])[] {
  if (line.kind === 'part') return [[line.row - 1, { height: 24 }]];
  if (line.item.kind === 'words') return [];
  return [[line.row - 1, { height: heightFor(textsOf(line), LETTERS) }]];
}

/** Points for the longest cell of a row. */
function heightFor(texts: readonly string[], letters: readonly number[]): number {
  const lines = texts.map((text, column) => Math.ceil(text.length / (letters[column] ?? 1)));
  return 3 + 14 * Math.max(1, ...lines);
}

function styled(
  row: number,
  styles: readonly CellStyle[],
): (readonly [string, { readonly style: CellStyle }])[] {
  return styles.map((style, column) => [`${row},${column}`, { style }]);
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

/** What is left to do, at a glance: the answers that matter, brought over from each case's sheet. */
function overviewSheet(worksheets: readonly Worksheet[], record: DrawRecord): WriteSheet {
  const shown = ['grade', 'agree', 'today-done'];
  const rows = worksheets.map(({ label, reference, parts }) => {
    const facts = new Map(parts.flatMap(({ items }) => items.map((item) => [item.id, item.fact])));
    const told = ['side', 'decision', 'local-authority'].map((id) => facts.get(id) ?? '');
    return [label, ...[reference, ...told].map(neutraliseFormula), '', '', ''];
  });
  return {
    ...sheetOf(OVERVIEW_SHEET, record),
    columns: OVERVIEW_WIDTHS.map((width) => ({ width })),
    rowDefs: new Map(
      rows.map((row, index) => [index + 2, { height: heightFor(row, OVERVIEW_WIDTHS) }]),
    ),
    rows: [
      [`Audit of ${sayDate(record.meeting)}`, '', '', '', '', '', '', ''],
      [...OVERVIEW_HEADINGS],
      ...rows,
    ],
    cells: new Map([
      ...styled(
        0,
        Array.from({ length: OVERVIEW_COLUMNS }, () => STYLES.title),
      ),
      ...styled(
        1,
        Array.from({ length: OVERVIEW_COLUMNS }, () => STYLES.heading),
      ),
      ...worksheets.flatMap((worksheet, index) => [
        ...styled(index + 2, [STYLES.question, ...Array.from({ length: 4 }, () => STYLES.fact)]),
        ...shown.map((id, column) => {
          const cell = answerCell(worksheet, id);
          const place = [`${index + 2},${column + 5}`, copyOf(cell)] as const;
          return place;
        }),
      ]),
    ]),
    pageSetup: { ...PAGE, orientation: 'landscape' },
    a11y: { summary: 'The cases of the meeting and where each stands', headerRow: 1 },
  };
}

const OVERVIEW_WIDTHS = [8, 20, 14, 34, 20, 22, 18, 20] as const;
const OVERVIEW_HEADINGS = [
  'Case',
  'Reference',
  'Threshold',
  'Decision wording',
  'Local authority',
  'Grade',
  'Agencies agree',
  'Put right today',
] as const;

function answerCell(worksheet: Worksheet, id: string): string {
  const line = layOutForm(worksheet).find((one) => one.kind === 'item' && one.item.id === id);
  return `'${worksheet.label}'!${ANSWER_COLUMN}${line?.row ?? 1}`;
}

function copyOf(cell: string) {
  return {
    type: 'formula',
    formula: `IF(${cell}="","",${cell})`,
    formulaResult: '',
    style: STYLES.fact,
  } as const;
}

function hiddenSheet(name: string, rows: readonly (readonly string[])[]): WriteSheet {
  return {
    name,
    hidden: true,
    rows: rows.map((row) => row.map(neutraliseFormula)),
    protection: { sheet: true },
  };
}

const PAGE = {
  paperSize: 'a4',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { top: 0.75, bottom: 0.75, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
} as const;

/** What every sheet that is seen has: A4, the marking on paper, its headings kept in sight. */
function sheetOf(name: string, { settings }: DrawRecord) {
  // An ampersand begins a code in headers and footers, unless it is doubled.
  const marking = settings.marking.replaceAll('&', '&&');
  return {
    name,
    freezePane: { rows: FROZEN_ROWS },
    pageSetup: PAGE,
    headerFooter: {
      oddHeader: `&C&"Arial,Bold"${marking}`,
      oddFooter: `&L&A&C&"Arial,Bold"${marking}&RPage &P of &N`,
    },
    view: { showGridLines: false },
    protection: {
      sheet: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
      // A long answer needs a taller row.
      formatRows: true,
      formatColumns: true,
    },
  } satisfies WriteSheet;
}

const ARIAL = { name: 'Arial', size: 11 } as const;
const BOLD = { ...ARIAL, bold: true } as const;
const LINE = { style: 'thin', color: { rgb: '6F777B' } } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE } as const;
const TOP = { vertical: 'top', wrapText: true } as const;
const ANSWER = {
  alignment: TOP,
  border: BOX,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFBE6' } },
  protection: { locked: false },
} as const;

/** Text is kept as text: what looks like a number or a date to a spreadsheet stays as typed. */
const STYLES = {
  title: { font: { ...BOLD, size: 14 }, alignment: { vertical: 'top' } },
  heading: {
    font: BOLD,
    alignment: TOP,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7EAEC' } },
    border: { bottom: LINE },
  },
  part: {
    font: { ...BOLD, size: 12 },
    alignment: { vertical: 'center' },
    border: { bottom: LINE },
  },
  name: { alignment: TOP },
  question: { font: BOLD, alignment: TOP },
  fact: { alignment: TOP, numFmt: '@' },
  hint: { font: { ...ARIAL, size: 9 }, alignment: TOP },
  choice: ANSWER,
  words: { ...ANSWER, numFmt: '@' },
  date: { ...ANSWER, numFmt: 'dd/mm/yyyy', alignment: { ...TOP, horizontal: 'left' } },
} as const satisfies Record<string, CellStyle>;
