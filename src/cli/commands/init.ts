/** `mash-audit init`: a settings file from a look at an export. */
import { resolve } from 'node:path';
import { FIELD_KEYS } from '../../audit/field-keys.ts';
import { FIELD_IN_WORDS } from '../../audit/messages.ts';
import type { Field } from '../../audit/problems.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../audit/vocabulary.ts';
import { classifyWording, type Meaning } from '../../audit/threshold.ts';
import { UserError, type ExitCode } from '../../errors.ts';
import { outcomeOfFlag } from '../../inputs/known-headings.ts';
import { surveyExport, type ExportSurvey } from '../../inputs/survey-export.ts';
import { SETTINGS_NAME } from '../../inputs/settings.ts';
import type { PlacedWording } from '../../outputs/settings-yaml.ts';
import { refuseExisting, writeNewFile } from '../../outputs/write-new-file.ts';
import { count } from '../render/frame-lines.ts';
import { renderProblems } from '../render/problems.ts';
import { printable, styleFor } from '../render/style.ts';
import type { Ask, Runtime } from '../runtime.ts';
import { resolveEncoding } from './resolve-reading.ts';
import { exitCodeOf } from '../exit-code.ts';

export interface InitFlags {
  readonly encoding?: string;
  readonly input: boolean;
  readonly color: boolean;
}

/**
 * Asks where somebody can answer; 1 or 2 where the export cannot be read. Throws UserError where a settings file is there already, or
 * cannot be written.
 */
export async function runInit(
  named: string | null,
  flags: InitFlags,
  runtime: Runtime,
): Promise<ExitCode> {
  const place = resolve(runtime.cwd, SETTINGS_NAME);
  // Before anything is asked: nobody should answer ten questions for nothing.
  refuseExisting(place);
  const vocabulary = buildVocabulary(DEFAULT_WORDINGS);
  const survey =
    named === null
      ? EMPTY_SURVEY
      : await surveyExport(named, runtime.cwd, resolveEncoding(flags.encoding), vocabulary);
  if (survey.problems.length > 0) {
    const style = styleFor(runtime.stderr, runtime.env, flags.color);
    runtime.stderr.write(renderProblems(survey.problems, style));
    return exitCodeOf(survey.problems);
  }
  const placed: PlacedWording[] = [];
  for (const { wording, rows } of survey.wordings) {
    const verdict = classifyWording(wording, vocabulary);
    const known = verdict !== 'unrecognised' && verdict !== 'ambiguous';
    const ask = flags.input && !known ? runtime.ask : null;
    const meaning = ask === null ? null : await askMeaning(wording, rows, ask);
    placed.push({ wording, rows, known: known ? verdict : null, chosen: meaning });
  }
  // What writes YAML is large: it is loaded only by those who ask for a settings file.
  const { settingsYaml } = await import('../../outputs/settings-yaml.ts');
  writeNewFile(place, settingsYaml(survey.columns, placed));
  runtime.stdout.write(sayWritten(survey, placed));
  return 0;
}

const EMPTY_SURVEY: ExportSurvey = { columns: [], wordings: [], problems: [] };

const ANSWERS: ReadonlyMap<string, Meaning> = new Map([
  ['m', 'met'],
  ['n', 'not-met'],
  ['u', 'undecided'],
  ['o', 'out-of-scope'],
]);

/** Asks until the answer is one of those offered; Enter leaves the wording for later. */
async function askMeaning(wording: string, rows: number, ask: Ask): Promise<Meaning | null> {
  const question = `“${printable(wording)}” (${count(rows, 'row')}): threshold [m]et, [n]ot met, [u]ndecided, [o]ut of scope, or Enter for later? `;
  for (;;) {
    const answered = await ask(question);
    if (answered === null) {
      throw new UserError(
        'The questions were left without an answer, so nothing was written.',
        'Run it again. Enter leaves a wording for later; with --no-input nothing is asked.',
      );
    }
    const answer = answered.trim().toLowerCase();
    if (answer === '') return null;
    const meaning = ANSWERS.get(answer.slice(0, 1));
    if (meaning !== undefined) return meaning;
  }
}

/** What a list of referrals cannot do without; an export of another kind has its own. */
function sayMissing({ columns }: ExportSurvey): readonly string[] {
  if (columns.length === 0) return [];
  const lacks = (...fields: readonly Field[]): boolean =>
    !columns.some(({ field }) => field !== null && fields.includes(field));
  if (!lacks('noFurtherAction', 'section47')) return [];
  const missing = [
    ...(lacks('reference') ? (['reference'] as const) : []),
    ...(lacks('decided', 'received') ? (['decided'] as const) : []),
    ...(lacks('decision') && !columns.some(isFlag) ? (['decision'] as const) : []),
  ];
  return missing.map(
    (field) =>
      `The ${COLUMNS[field]} column was not found: write its heading after “${FIELD_KEYS[field]}:” in ${SETTINGS_NAME}, and take the # away.`,
  );
}

/** Nobody chooses between columns that differ. */
function sayCompeting({ columns }: ExportSurvey): readonly string[] {
  const fields = new Set(columns.flatMap(({ field, competes }) => (competes ? (field ?? []) : [])));
  return [...fields].map(
    (field) =>
      `Several columns could be ${FIELD_IN_WORDS[field]}: in ${SETTINGS_NAME}, take the # away from the right one.`,
  );
}

const COLUMNS = { reference: 'reference', decided: 'decision date', decision: 'decision' } as const;

function isFlag({ heading }: ExportSurvey['columns'][number]): boolean {
  return outcomeOfFlag(heading) !== null;
}

function sayWritten(survey: ExportSurvey, placed: readonly PlacedWording[]): string {
  const open = placed.filter(({ known, chosen }) => known === null && chosen === null).length;
  const next =
    open === 0
      ? 'Look through it, then run mash-audit check on an export.'
      : `Your team must still place ${count(open, 'decision wording')} in it; then run mash-audit check.`;
  return [`Wrote ${SETTINGS_NAME}.`, ...sayMissing(survey), ...sayCompeting(survey), next]
    .join(' ')
    .concat('\n');
}
