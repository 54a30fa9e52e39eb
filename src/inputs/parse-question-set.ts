/** The text of a question set's file into the set, or into what is wrong with it in plain words. */
import { WILTSHIRE_2020, type QuestionSet } from '../audit/questions.ts';
import { normaliseWording } from '../audit/threshold.ts';
import { repeatedItems } from '../audit/worksheets.ts';
import { UserError } from '../errors.ts';
import { parseYamlFile } from './parse-settings.ts';
import { questionFileKeys, questionFileSchema, toQuestionSet } from './question-set-schema.ts';

/** Throws UserError that names everything wrong; `file` is only for that message. */
export function parseQuestionSet(text: string, file: string): QuestionSet {
  const content = parseYamlFile(questionFileSchema, text, file, questionFileKeys);
  const set = toQuestionSet(content);
  if (content['put-right-today'] === undefined && set.putRightToday.length === 0) {
    throw new UserError(
      `${file}: “put-right-today” is missing: none of these grades is ${WILTSHIRE_2020.putRightToday.join(' or ')}.`,
      `Write after it which of them need an immediate action, such as put-right-today: ["${set.grades.at(-1) ?? ''}"]; or [] for none.`,
    );
  }
  const unknown = content['put-right-today']?.find((grade) => !set.grades.includes(grade));
  if (unknown !== undefined) {
    throw new UserError(
      `${file}: “put-right-today” names “${unknown}”, which is none of the grades.`,
      `Write it as it stands under “grades”: ${set.grades.join(', ')}.`,
    );
  }
  const agencies = set.agencies.map(({ text: name }) => name);
  refuseSameWords({ answers: set.answers, grades: set.grades, agencies }, file);
  refuseOwnWords(set, file);
  const [repeated] = repeatedItems(set);
  if (repeated !== undefined) {
    throw new UserError(
      `${file}: the id “${repeated}” stands twice on the worksheet, or is one that mash-audit uses itself.`,
      'Give each question and each agency an id of its own.',
    );
  }
  if (set.id === WILTSHIRE_2020.id) {
    throw new UserError(
      `${file}: “${set.id}” is the name of the set that mash-audit brings along.`,
      'Give yours a name of its own, with a year or a number in it. A change is a new name.',
    );
  }
  return set;
}

/** Capitals do not tell one answer from another where a form is read, nor one agency in the minutes. */
function refuseSameWords(lists: Readonly<Record<string, readonly string[]>>, file: string): void {
  for (const [name, list] of Object.entries(lists)) {
    const read = list.map(normaliseWording);
    const twice = list.find((_, index) => read.indexOf(read[index] ?? '') !== index);
    if (twice === undefined) continue;
    throw new UserError(`${file}: “${name}” lists “${twice}” twice.`, 'Take one of them out.');
  }
}

/** What the minutes and the report say where nothing was chosen. */
const OWN_WORDS = {
  answers: ['Not recorded'],
  grades: ['Not graded', 'Ungraded', 'Not recorded', 'Not audited'],
} as const;

/** Throws UserError where one that was chosen would read like none. */
function refuseOwnWords(set: QuestionSet, file: string): void {
  for (const name of ['answers', 'grades'] as const) {
    const own = OWN_WORDS[name].map(normaliseWording);
    const taken = set[name].find((one) => own.includes(normaliseWording(one)));
    if (taken === undefined) continue;
    throw new UserError(
      `${file}: “${name}” lists “${taken}”, which is what mash-audit says where nothing was chosen.`,
      'Take it out, for a form may be left blank there; or write it in other words.',
    );
  }
}
