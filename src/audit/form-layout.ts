/**
 * Where each item of a worksheet stands when it is filled in on screen. Whoever writes a workbook
 * and whoever reads it back goes by this one plan; the workbook carries it in a hidden sheet, so
 * that a later reader needs nothing else.
 */
import type { DrawRecord } from './record.ts';
import type { Worksheet, WorksheetItem, WorksheetPart } from './worksheets.ts';

/** The version of the layout. Another place for any item is a new number. */
const FORM_VERSION = 1;

export const OVERVIEW_SHEET = 'Overview';
/** The overview has a row for each case, and these columns: A to H. */
export const OVERVIEW_COLUMNS = 8;
/** From here on, the overview brings answers over from the cases' sheets by formula. */
export const OVERVIEW_FACTS = 5;
/** What it says in its last column of an immediate action that nobody says is done. */
export const OVERVIEW_OPEN = 'Open';
export const MAP_SHEET = 'Form map';
export const LISTS_SHEET = 'Lists';

/** The columns of a case's sheet. */
export const FORM_HEADINGS = ['Item', 'Answer', 'Choose from, or think of'] as const;
export const ANSWER_COLUMN = 'B';
/** The rows above the first part: the case, and the headings. */
export const FROZEN_ROWS = 2;

/** A line of a case's sheet below its headings; rows count from 1. */
export type FormLine =
  | { readonly kind: 'part'; readonly row: number; readonly part: WorksheetPart }
  | { readonly kind: 'item'; readonly row: number; readonly item: WorksheetItem };

/** Every part and item in its row, top-down, without a gap; the first below the frozen rows. */
export function layOutForm(worksheet: Worksheet): readonly FormLine[] {
  let row = FROZEN_ROWS;
  return worksheet.parts.flatMap((part): FormLine[] => [
    { kind: 'part', row: (row += 1), part },
    ...part.items.map((item): FormLine => ({ kind: 'item', row: (row += 1), item })),
  ]);
}

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

/** The texts of the overview, row by row; what it brings over from the sheets is not in them. */
export function overviewRows(worksheets: readonly Worksheet[]): readonly (readonly string[])[] {
  const factsOf = ({ parts }: Worksheet): ReadonlyMap<string, string | null> =>
    new Map(parts.flatMap(({ items }) => items.map(({ id, fact }) => [id, fact] as const)));
  const [meeting = ''] = worksheets.map((worksheet) => factsOf(worksheet).get('meeting'));
  return [
    [`Audit of ${meeting ?? ''}`],
    OVERVIEW_HEADINGS,
    ...worksheets.map((worksheet) => {
      const facts = factsOf(worksheet);
      const told = ['side', 'decision', 'local-authority'].map((id) => facts.get(id) ?? '');
      return [worksheet.label, worksheet.reference, ...told];
    }),
  ];
}

/** What stands beside an item, to choose from or to think of. Prompts must not pass for choices. */
export function sayChoices({ kind, choices, prompts }: WorksheetItem): string {
  const said = [
    ...(choices.length === 0 ? [] : [choices.join(' / ')]),
    ...(prompts.length === 0 ? [] : [`Think of: ${prompts.join('; ')}`]),
    ...(kind === 'date' ? ['A date, such as 27/11/2026'] : []),
  ];
  return said.join('. ');
}

/**
 * The hidden sheet, row by row: which form of which draw this is, then the cell of every answer.
 * It cannot name the pack's digest, for the pack's record holds the digest of the workbook.
 */
export function formMap(
  worksheets: readonly Worksheet[],
  { meeting, draw, frame, seed, questionSet }: DrawRecord,
): readonly (readonly string[])[] {
  return [
    ['form', 'mash-audit-worksheets'],
    ['version', String(FORM_VERSION)],
    ['question-set', questionSet.id],
    ['meeting', meeting],
    ['draw', String(draw.number)],
    ['frame', frame.digest],
    ['seed-sha256', seed.sha256],
    ['sheet', 'item', 'cell'],
    ...worksheets.flatMap((worksheet) =>
      layOutForm(worksheet).flatMap((line) =>
        line.kind === 'part' || line.item.kind === 'fact'
          ? []
          : [[worksheet.label, line.item.id, `${ANSWER_COLUMN}${line.row}`]],
      ),
    ),
  ];
}
