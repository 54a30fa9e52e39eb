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
  for (const [name, list] of Object.entries({ answers: set.answers, grades: set.grades })) {
    // Capitals do not tell one answer from another where a form is read.
    const read = list.map(normaliseWording);
    const twice = list.find((_, index) => read.indexOf(read[index] ?? '') !== index);
    if (twice === undefined) continue;
    throw new UserError(`${file}: “${name}” lists “${twice}” twice.`, 'Take one of them out.');
  }
  const [repeated] = repeatedItems(set);
  if (repeated !== undefined) {
    throw new UserError(
      `${file}: the id “${repeated}” stands twice on the worksheet, or is one it uses itself.`,
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
