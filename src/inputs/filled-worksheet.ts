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

/**
 * The facts and questions that were changed; none where people only wrote where the form leaves
 * room. Null where the file is no worksheet any more.
 */
export async function changesToForm(
  asDrawn: Uint8Array,
  present: Uint8Array,
): Promise<readonly string[] | null> {
  const [drawn, found] = [await readLines(asDrawn), await readLines(present)];
  if (drawn === null || found === null) return null;
  const byId = new Map(found.map((line) => [line.id, line] as const));
  const changes = drawn.flatMap((line): string[] => {
    const other = byId.get(line.id);
    if (other === undefined) return [`“${line.item}” is missing`];
    if (other.form !== line.form) return [`the wording of “${line.item}” was changed`];
    const isFact = line.entry !== '';
    return isFact && !saysTheSame(line.entry, other.entry) ? [`“${line.item}” was changed`] : [];
  });
  const known = new Set(drawn.map(({ id }) => id));
  const added = found.filter(({ id }) => !known.has(id)).map(({ item }) => `“${item}” was added`);
  const twice = byId.size === found.length ? [] : ['a line stands twice'];
  return [...changes, ...added, ...twice];
}

/** Excel writes dates its own way when it saves a CSV file. */
function saysTheSame(a: string, b: string): boolean {
  if (a === b) return true;
  const range = { from: 1000, to: 9999 };
  const [first, second] = [parseDate(a, range).moment, parseDate(b, range).moment];
  return first !== null && second !== null && JSON.stringify(first) === JSON.stringify(second);
}

async function readLines(bytes: Uint8Array): Promise<readonly Line[] | null> {
  const decoded = await decodeText(bytes, null);
  if ('refused' in decoded) return null;
  const parsed = parseDelimited(decoded.text, null, () => 0);
  if ('refused' in parsed) return null;
  const [heading, ...rows] = parsed.grid.rows.map(({ cells }) =>
    cells.map((cell) => restoreText(cell.trim())),
  );
  if (heading?.[4] !== 'Id') return null;
  return rows
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map(([part = '', item = '', entry = '', choices = '', id = '']) => ({
      id,
      item,
      entry,
      form: JSON.stringify([part, item, choices]),
    }));
}
