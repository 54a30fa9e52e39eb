/** A worksheet as somebody returned it, line by line, and where it is not the form any more. */
import { parseDate } from './dates.ts';

/** An item as it stands in a file. */
export interface FormLineRead {
  /** Blank where the line is none of the form's. */
  readonly id: string;
  readonly item: string;
  /** What stands in the answer's cell: a fact, or what people wrote. */
  readonly entry: string;
  /** The answer's cell holds a formula: nobody wrote what it shows. */
  readonly isFormula?: true;
  /** What the form says there, and nobody writes: the item, in a file of its own with its part. */
  readonly form: readonly string[];
  /** What it says beside the answer: the choices. */
  readonly choices: string;
  /** Where a spreadsheet shows the answer, such as `B12`. */
  readonly cell: string;
  /** Where it shows the choices, such as `C12`. */
  readonly beside: string;
}

/** What is written where the form has no line. */
export const NO_LINE = {
  id: '',
  item: '',
  entry: '',
  form: [],
  choices: '',
  beside: '',
} as const satisfies Omit<FormLineRead, 'cell'>;

export interface FormRead {
  readonly headings: string;
  /** True where the headings stand in other columns than the form's. */
  readonly hasMovedColumns: boolean;
  readonly lines: readonly FormLineRead[];
}

/** A way in which a file is not the form that was given out. */
export interface FormChange {
  /**
   * `note`: a line of somebody's own, which changes nothing of the form. `moved`: another of its lines
   * stands there, or none. `beside`: the choices read otherwise, or an answer stands in their place.
   */
  readonly what:
    'headings' | 'missing' | 'moved' | 'wording' | 'beside' | 'fact' | 'added' | 'twice' | 'note';
  readonly item: string;
  readonly cell: string;
  /** Of the line as it was given out; null where it is none of the form's. */
  readonly line: FormLineRead | null;
}

/** None where people only wrote where the form leaves room. */
export function changesBetween(drawn: FormRead, found: FormRead): readonly FormChange[] {
  const own = found.lines.filter(({ id }) => id !== '');
  const byId = new Map(own.map((line) => [line.id, line] as const));
  const items = new Set(drawn.lines.map(({ item }) => item));
  const displaced = outOfOrder(drawn.lines, own);
  const changes = drawn.lines.flatMap((line): FormChange[] => {
    const { item, cell } = line;
    const other = byId.get(line.id);
    if (other === undefined) return [{ what: 'missing', item, cell, line }];
    if (displaced.has(line.id)) return [{ what: 'moved', item, cell: other.cell, line }];
    if (!saysAlike(other.form, line.form)) {
      const what = other.item === '' || items.has(other.item) ? 'moved' : 'wording';
      return [{ what, item, cell: other.cell, line }];
    }
    if (other.choices !== line.choices) return [{ what: 'beside', item, cell: other.beside, line }];
    const isFact = line.entry !== '';
    if (!isFact || saysTheSame(line, other)) return [];
    return [{ what: 'fact', item, cell: other.cell, line }];
  });
  const known = new Set(drawn.lines.map(({ id }) => id));
  const added = own
    .filter(({ id }) => !known.has(id))
    .map(({ item, cell }): FormChange => ({ what: 'added', item, cell, line: null }));
  const twice = own
    .filter(({ id }, index) => own.findIndex((line) => line.id === id) !== index)
    .map(({ item, cell }): FormChange => ({ what: 'twice', item, cell, line: null }));
  const notes = found.lines
    .filter(({ id }) => id === '')
    .map(({ item, cell }): FormChange => ({ what: 'note', item, cell, line: null }));
  const headings: FormChange[] =
    drawn.headings === found.headings
      ? []
      : [{ what: 'headings', item: '', cell: 'A1', line: null }];
  return [...headings, ...changes, ...added, ...twice, ...notes];
}

function saysAlike(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The lines that do not stand in the form's order: whatever else they say, an answer may be another's. */
function outOfOrder(
  drawn: readonly FormLineRead[],
  found: readonly FormLineRead[],
): ReadonlySet<string> {
  const known = new Set(drawn.map(({ id }) => id));
  const present = [...new Set(found.map(({ id }) => id))].filter((id) => known.has(id));
  const wanted = drawn.map(({ id }) => id).filter((id) => present.includes(id));
  return new Set(present.filter((id, index) => id !== wanted[index]));
}

const DATES: ReadonlySet<string> = new Set(['meeting', 'received', 'decided']);

/** A spreadsheet may write dates its own way when it saves a CSV file, and leave out the seconds. */
function saysTheSame({ id, entry: a }: FormLineRead, { entry: b }: FormLineRead): boolean {
  if (a === b) return true;
  if (!DATES.has(id)) return false;
  const [drawn, found] = [toTheMinute(a), toTheMinute(b)];
  return drawn !== null && drawn === found;
}

function toTheMinute(text: string): string | null {
  const plain = text.replace(/^\p{L}+day,? /u, '').replace(' at ', ' ');
  const { moment } = parseDate(plain, { from: 1000, to: 9999 });
  return moment === null ? null : `${moment.date} ${moment.time?.slice(0, 5) ?? ''}`;
}
