/** What is wrong with a setting, in plain words and with an example to copy. */
import { sayEither } from '../audit/say-list.ts';
import { nearest } from '../audit/nearest.ts';

/** What the checking of a settings file found. */
export type Issue = Readonly<{
  code: string;
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
  values?: readonly unknown[];
  expected?: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
}>;

/**
 * `keysOf` gives the keys a section may hold, so that a slip in one can be named; `missing`: nothing
 * stands where the issue is.
 */
export function sayIssue(
  issue: Issue,
  keysOf: (section: string) => readonly string[],
  missing = false,
): readonly string[] {
  // People count the items of a list from 1.
  const path = issue.path.map((part) => String(typeof part === 'number' ? part + 1 : part));
  const where = path.join(' > ');
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => {
      const place = where === '' ? '' : ` under ${where}`;
      // What other programs take for all the lines of another place.
      if (key === '<<') return `“<<”${place} is not read: write out the lines it stands for.`;
      const meant = nearest(key, keysOf(where));
      return `There is no setting “${key}”${place}.${meant === null ? '' : ` Did you mean “${meant}”?`}`;
    });
  }
  const example = exampleOf(path);
  const such = example === null || issue.code === 'invalid_format' ? '' : `, such as ${example}`;
  const fault = missing ? 'is missing' : 'is not right';
  return [`“${where}” ${fault}: ${wanted(issue)}${such}.`];
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'write a list',
  object: 'write names and values in lines under it',
  record: 'write names and values in lines under it',
  string: 'write it as text',
  number: 'write a whole number',
  int: 'write a whole number',
};

function wanted(issue: Issue): string {
  const { code, expected = '', values = [], origin, minimum, maximum } = issue;
  if (code === 'invalid_type') return KINDS[expected] ?? 'write it otherwise';
  if (code === 'invalid_value') return `write ${sayEither(values.map(String))}`;
  if (code === 'too_small') {
    if (origin === 'array') return `list at least ${String(minimum)}`;
    return origin === 'string'
      ? 'it is blank. Write it, or take the line out'
      : `write a whole number, not less than ${String(minimum)}`;
  }
  if (code === 'too_big') {
    if (origin === 'array') return `list not more than ${String(maximum)}`;
    return origin === 'string'
      ? `write not more than ${String(maximum)} letters`
      : `write a whole number, not more than ${String(maximum)}`;
  }
  // Our own words: what a text must be made like.
  return code === 'invalid_format' ? issue.message : 'write it otherwise';
}

/** Of the lists and sections, whose shape people get wrong: a line that is right, and what stands in them. */
const EXAMPLES: Readonly<Record<string, string>> = {
  columns: 'decision: "Final outcome"',
  decisions: 'met: ["Section 47 enquiry"]',
  'source-groups': 'Police: ["Force control room"]',
  week: 'basis: decided',
  seats: 'met: 4 and not-met: 4',
  size: 'size: 8',
  marking: 'marking: "OFFICIAL-SENSITIVE"',
  'local-authority': 'local-authority: "Wiltshire"',
  'not-drawn-since': 'not-drawn-since: 12m',
  name: 'name: kirklees-2027',
  questions: 'met: and not-met: with questions below each',
  agencies: 'id: police and name: "Police" below a hyphen',
  answers: 'answers: ["Yes", "No"], in quotation marks',
  grades: 'grades: ["Good", "Inadequate"], in quotation marks',
  'put-right-today': 'put-right-today: ["Inadequate"], in quotation marks',
};

const WITHIN: Readonly<Record<string, (name: string) => string>> = {
  columns: (name) => `${name}: "The heading as it stands in the export"`,
  decisions: (name) => `${name}: ["Section 47 enquiry"]`,
  'source-groups': (name) => `${name}: ["Force control room"]`,
  seats: (name) => `${name}: 4`,
  questions: () => 'id: family-told and text: "Was the family told?"',
  agencies: () => 'id: police and name: "Police"',
  answers: () => EXAMPLES.answers ?? '',
  grades: () => EXAMPLES.grades ?? '',
  'put-right-today': () => EXAMPLES['put-right-today'] ?? '',
};

function exampleOf([first = '', second]: readonly string[]): string | null {
  if (second === undefined) return EXAMPLES[first] ?? null;
  return WITHIN[first]?.(second) ?? null;
}
