/** A worksheet as somebody returned it, line by line, and where it is not the form any more. */
import { parseDate } from './dates.ts';

/** An item as it stands in a file. */
export interface FormLineRead {
  /** Blank where the line is none of the form's. */
  readonly id: string;
  readonly item: string;
  /** What stands in the answer's cell: a fact, or what people wrote. */
  readonly entry: string;
  /** Part, item and choices in one: what the form says, and nobody writes. */
  readonly form: string;
  /** Where a spreadsheet shows the answer, such as `B12`. */
  readonly cell: string;
}

export interface FormRead {
  readonly headings: string;
  readonly lines: readonly FormLineRead[];
}

/** A way in which a file is not the form that was given out. */
export interface FormChange {
  /** `note`: a line of somebody's own, which changes nothing of the form. */
  readonly what: 'headings' | 'missing' | 'wording' | 'fact' | 'added' | 'twice' | 'note';
  readonly item: string;
  readonly cell: string;
}

/** None where people only wrote where the form leaves room. */
export function changesBetween(drawn: FormRead, found: FormRead): readonly FormChange[] {
  const own = found.lines.filter(({ id }) => id !== '');
  const byId = new Map(own.map((line) => [line.id, line] as const));
  const changes = drawn.lines.flatMap((line): FormChange[] => {
    const { item, cell } = line;
    const other = byId.get(line.id);
    if (other === undefined) return [{ what: 'missing', item, cell }];
    if (other.form !== line.form) return [{ what: 'wording', item, cell: other.cell }];
    const isFact = line.entry !== '';
    return isFact && !saysTheSame(line, other) ? [{ what: 'fact', item, cell: other.cell }] : [];
  });
  const known = new Set(drawn.lines.map(({ id }) => id));
  const added = own
    .filter(({ id }) => !known.has(id))
    .map(({ item, cell }): FormChange => ({ what: 'added', item, cell }));
  const twice = own
    .filter(({ id }, index) => own.findIndex((line) => line.id === id) !== index)
    .map(({ item, cell }): FormChange => ({ what: 'twice', item, cell }));
  const notes = found.lines
    .filter(({ id }) => id === '')
    .map(({ item, cell }): FormChange => ({ what: 'note', item, cell }));
  const headings: FormChange[] =
    drawn.headings === found.headings ? [] : [{ what: 'headings', item: '', cell: 'A1' }];
  return [...headings, ...changes, ...added, ...twice, ...notes];
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
