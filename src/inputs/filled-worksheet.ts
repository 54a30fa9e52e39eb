/** Whether a worksheet that is no longer as drawn has only been filled in. */
import { restoreText } from '../audit/formula-guard.ts';
import { parseDate } from './dates.ts';
import { decodeText } from './decode.ts';
import { parseDelimited } from './delimited.ts';

interface Line {
  readonly id: string;
  readonly item: string;
  readonly entry: string;
  /** Part, item and choices: what the form says, and nobody writes. */
  readonly form: string;
}

export interface ChangedForm {
  /** The facts and questions that were changed; none where people only wrote. */
  readonly changes: readonly string[];
  /** Lines of a person's own, written below or between those of the form. */
  readonly linesAdded: number;
}

/** What was done to a form besides filling it in. Null where the file is no worksheet any more. */
export async function changesToForm(
  asDrawn: Uint8Array,
  present: Uint8Array,
): Promise<ChangedForm | null> {
  const [form, read] = [await readForm(asDrawn), await readForm(present)];
  if (form === null || read === null) return null;
  const drawn = form.lines;
  // Every line of a form has an id: one without is somebody's note, and changes nothing of the form.
  const found = read.lines.filter(({ id }) => id !== '');
  const byId = new Map(found.map((line) => [line.id, line] as const));
  const changes = drawn.flatMap((line): string[] => {
    const other = byId.get(line.id);
    if (other === undefined) return [`“${line.item}” is missing`];
    if (other.form !== line.form) return [`the wording of “${line.item}” was changed`];
    const isFact = line.entry !== '';
    return isFact && !saysTheSame(line, other) ? [`“${line.item}” was changed`] : [];
  });
  const known = new Set(drawn.map(({ id }) => id));
  // What it says is not repeated: whoever added it may have written of the child.
  const added = found.some(({ id }) => !known.has(id)) ? ['a question was added'] : [];
  const twice = byId.size === found.length ? [] : ['a line stands twice'];
  const headings = form.headings === read.headings ? [] : ['the headings were changed'];
  return {
    changes: [...headings, ...changes, ...added, ...twice],
    linesAdded: read.lines.length - found.length,
  };
}

const DATES: ReadonlySet<string> = new Set(['meeting', 'received', 'decided']);

/** A spreadsheet may write dates its own way when it saves a CSV file, and leave out the seconds. */
function saysTheSame({ id, entry: a }: Line, { entry: b }: Line): boolean {
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

interface Form {
  readonly headings: string;
  readonly lines: readonly Line[];
}

async function readForm(bytes: Uint8Array): Promise<Form | null> {
  const decoded = await decodeText(bytes, null);
  if ('refused' in decoded) return null;
  const parsed = parseDelimited(decoded.text, null, () => 0);
  if ('refused' in parsed) return null;
  const [heading, ...rows] = parsed.grid.rows.map(({ cells }) =>
    cells.map((cell) => restoreText(cell.trim())),
  );
  if (heading?.[4] !== 'Id') return null;
  const lines = rows
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map(([part = '', item = '', entry = '', choices = '', id = '']) => ({
      id,
      item,
      entry,
      form: JSON.stringify([part, item, choices]),
    }));
  return { headings: JSON.stringify(heading.slice(0, 5)), lines };
}
