/** The question set that the settings name, found and read; or the one that stands by itself. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { WILTSHIRE_2020, type QuestionSet } from '../audit/questions.ts';
import { systemCode, UserError } from '../errors.ts';

/**
 * `named` lies beside the settings file that names it. Throws UserError where it cannot be read,
 * and for everything wrong inside it.
 */
export async function readQuestionSet(
  named: string | null,
  settingsFile: string | null,
  cwd: string,
): Promise<QuestionSet> {
  if (named === null) return WILTSHIRE_2020;
  const folder = dirname(resolve(cwd, settingsFile ?? ''));
  const text = readText(resolve(folder, named), named);
  // What checks a file is large: it is loaded only by those who have one.
  const { parseQuestionSet } = await import('./parse-question-set.ts');
  return parseQuestionSet(text, named);
}

function readText(path: string, named: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UserError(
      code === 'ENOENT'
        ? `There is no question set ${named}.`
        : `The question set ${named} cannot be read.`,
      `Check its name under “question-set” in the settings; it lies in the folder of that file.${code === 'ENOENT' ? '' : ` For IT: ${code}.`}`,
    );
  }
}
