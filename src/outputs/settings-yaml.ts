/** A settings file for a person to read and finish: what was found, and what is theirs to say. */
import { stringify } from 'yaml';
import { FIELD_KEYS } from '../audit/field-keys.ts';
import type { Field } from '../audit/problems.ts';
import { DEFAULT_MARKING, DEFAULT_SECTION_47_WINDOW, DEFAULT_SIZE } from '../audit/rules.ts';
import type { Meaning } from '../audit/threshold.ts';

export interface PlacedWording {
  readonly wording: string;
  readonly rows: number;
  /** What it means already, by the known wordings. */
  readonly known: Meaning | null;
  /** What the person at the keyboard said. */
  readonly chosen: Meaning | null;
}

export interface FoundColumn {
  readonly heading: string;
  readonly field: Field | null;
  /** Another column could be the field as well, and they differ. */
  readonly competes: boolean;
}

const FOUND = 'found by itself';
const COMPETES = 'one of several that could be it: take the first # away from the right one';
const NOT_FOUND = 'NOT FOUND: write one of the headings below, and take the # away';

const LISTS = ['met', 'not-met', 'undecided', 'out-of-scope'] as const;

/**
 * A settings file with what was found, and the rest as comments; `parseSettings` takes it as it
 * stands.
 */
export function settingsYaml(
  columns: readonly FoundColumn[],
  wordings: readonly PlacedWording[],
): string {
  return `# Settings of mash-audit for this team. A line that begins with # is not in force.
# mash-audit check says which settings are made, and whence.

# Which column is which, where it is not found by itself.
columns:
${columnLines(columns)}
# Which side of the section 47 threshold each decision wording lies on. Whole wordings, as the
# export has them. A wording in no list stops the draw.
decisions:
${LISTS.map((list) => listLines(list, wordings)).join('')}${knownLines(wordings)}${openLines(wordings)}
# The rest stands at its default. Take the # away to change it.
# size: ${DEFAULT_SIZE}
# seats: { met: ${DEFAULT_SIZE / 2}, not-met: ${DEFAULT_SIZE / 2} }
# week: { basis: decided, ends-days-before-meeting: 1, days: 7 }
# section-47-window: ${DEFAULT_SECTION_47_WINDOW}
# local-authority: Wiltshire
# not-drawn-since: 12m
# marking: ${DEFAULT_MARKING}
# source-groups: { Police: [Force Control Room] }
# encoding: windows-1252
# delimiter: semicolon
# heading-row: 3
`;
}

function columnLines(columns: readonly FoundColumn[]): string {
  const found = columns.flatMap(({ heading, field, competes }) => {
    if (field === null) return [];
    // With a # of its own, so that the line is still right once the first is taken away.
    const how = competes ? COMPETES : FOUND;
    return [`  # ${FIELD_KEYS[field]}: ${scalar(heading)}   # ${how}\n`];
  });
  const other = columns.flatMap(({ heading, field }) => (field === null ? [scalar(heading)] : []));
  const missing = (['reference', 'received', 'decided', 'decision'] as const)
    .filter((field) => !columns.some((column) => column.field === field))
    .map((field) => `  # ${FIELD_KEYS[field]}: ${other.length === 0 ? '' : NOT_FOUND}\n`);
  const others =
    other.length === 0 ? '' : `  # Other headings of the export: ${other.join(', ')}\n`;
  return [...found, ...missing, others].join('');
}

function listLines(list: (typeof LISTS)[number], wordings: readonly PlacedWording[]): string {
  const chosen = wordings.filter((wording) => wording.chosen === list);
  if (chosen.length === 0) return `  ${list}: []\n`;
  return `  ${list}:\n${chosen.map(({ wording }) => `    - ${scalar(wording)}\n`).join('')}`;
}

function knownLines(wordings: readonly PlacedWording[]): string {
  const known = wordings.filter((wording) => wording.known !== null);
  if (known.length === 0) return '';
  const lines = known.map(
    ({ wording, rows, known: meaning }) =>
      `  #   ${scalar(wording)}: ${meaning ?? ''} (${sayRows(rows)})\n`,
  );
  return `  # Found in the export and known. To move one, write it into a list above:\n${lines.join('')}`;
}

function openLines(wordings: readonly PlacedWording[]): string {
  const open = wordings.filter(({ known, chosen }) => known === null && chosen === null);
  if (open.length === 0) return '';
  const lines = open.map(({ wording, rows }) => `  #   ${scalar(wording)} (${sayRows(rows)})\n`);
  return `  # Found in the export and NOT known. Write each into a list above:\n${lines.join('')}`;
}

function sayRows(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}

/** Quoted where YAML would read something other than the text. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' }).trim();
}
