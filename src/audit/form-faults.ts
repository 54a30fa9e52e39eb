/** What can be wrong with completed forms, and the words for it: what, where, and what to do. */

export interface FormPlace {
  readonly file: string;
  readonly sheet: string | null;
  readonly cell: string | null;
}

export interface FormFault {
  readonly code: FormFaultCode;
  readonly place: FormPlace;
  readonly args: FormFaultArgs;
}

export interface FormFaultArgs {
  readonly label?: string;
  /** An item's name on the form, a grade, or a sheet's name. */
  readonly item?: string;
  readonly choices?: readonly string[];
  /** Another place that says another thing. */
  readonly other?: string;
}

interface Words {
  readonly what: string;
  readonly cure: string;
}

const AGAIN = 'then run collate again.';
const MEND_QUOTES = `Open it in an editor such as Notepad, find the stray " and remove it, ${AGAIN}`;

const FORM_FAULTS = {
  'form-missing': () => ({
    what: 'There is no such file or folder.',
    cure: 'Check its name and folder.',
  }),
  'star-without-forms': () => ({
    what: 'There is no file of such a name.',
    cure: 'Check the folder and the ending, or name the folder alone: all worksheets in it are read.',
  }),
  'form-unreadable': ({ other = '' }) => ({
    what: 'The file cannot be read.',
    cure: `If it is open in Excel, close it there, ${AGAIN} For IT: ${other}.`,
  }),
  'folder-without-forms': () => ({
    what: 'The folder holds no worksheet: no .xlsx and no .csv.',
    cure: 'Name the folder with the completed worksheets.',
  }),
  'not-a-form': () => ({
    what: 'This is not a worksheet of mash-audit, or its hidden sheet “Form map” is gone.',
    cure: 'If it was saved as another kind of file, save it as .xlsx. Else take a fresh copy of the worksheet from the pack, and fill that in.',
  }),
  'not-a-csv-form': () => ({
    what: 'This is not a CSV worksheet of mash-audit, or its headings or its label are gone.',
    cure: 'If it was saved as another kind of file, save it as CSV. Else take a fresh copy of the worksheet from the pack, and fill that in.',
  }),
  'form-not-text': () => ({
    what: 'The text of this file is in no encoding this program knows, so letters could be misread.',
    cure: `Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”, ${AGAIN}`,
  }),
  'quote-never-closed': ({ item = '' }) => ({
    what: `A quotation mark in row ${item} opens a cell and is never closed, so rows have run together.`,
    cure: MEND_QUOTES,
  }),
  'quote-misplaced': ({ item = '' }) => ({
    what: `A quotation mark in row ${item} stands in the middle of a cell, so cells may have run together.`,
    cure: MEND_QUOTES,
  }),
  'csv-form-as-workbook': () => ({
    what: 'This is a CSV worksheet that was saved as a workbook.',
    cure: `Save it as CSV (CSV UTF-8 in Excel), ${AGAIN}`,
  }),
  'letters-assumed': () => ({
    what: 'The file does not say how its letters are written: it was read as Windows-1252, as older Excel writes it.',
    cure: `Look in outcome.html whether letters with accents are right. If not, save the worksheet as CSV UTF-8, ${AGAIN}`,
  }),
  'form-empty': () => ({
    what: 'The file is empty.',
    cure: 'Ask for it again, or take a fresh copy of the worksheet from the pack.',
  }),
  'form-misnamed': () => ({
    what: 'This is a workbook, and its name says that it is not.',
    cure: `Give it a name that ends in .xlsx, ${AGAIN}`,
  }),
  'form-locked': () => ({
    what: 'The workbook is locked with a password.',
    cure: `Save it without the password, ${AGAIN}`,
  }),
  'form-damaged': () => ({
    what: 'The workbook is damaged, or it is not what its name says.',
    cure: 'Ask for it again, or take a fresh copy of the worksheet from the pack.',
  }),
  'form-too-large': () => ({
    what: 'The file is larger, or would unpack to more, than any worksheet.',
    cure: 'Take a fresh copy of the worksheet from the pack, and fill that in.',
  }),
  'other-pack': ({ item = '', other = '' }) => ({
    what: `This is a worksheet of another pack: its ${item} is not this pack’s${other}.`,
    cure: 'Collate it with the pack it belongs to, or leave it out.',
  }),
  'map-changed': () => ({
    what: 'The hidden sheet “Form map” was changed, so its answers cannot be placed.',
    cure: 'Take a fresh copy of the worksheet from the pack, and write the answers in it.',
  }),
  'other-case': ({ item = '' }) => ({
    what: `The pack has no case ${item}.`,
    cure: 'Leave this worksheet out, or name the pack it belongs to.',
  }),
  'sheet-missing': ({ item = '' }) => ({
    what: `The sheet ${item} is missing, or has another name.`,
    cure: `Give it its name back, or take a fresh copy of the worksheet, ${AGAIN}`,
  }),
  'sheet-added': ({ item = '' }) => ({
    what: `There is a sheet that is none of the form’s${item === '' ? '' : `: “${item}”`}.`,
    cure: `Bring its answers into the sheets of the form and delete it, ${AGAIN}`,
  }),
  'cell-moved': ({ item = '' }) => ({
    what: `“${item}” does not stand where the form has it: a row was moved, deleted or reworded.`,
    cure: 'Take a fresh copy of the worksheet from the pack, and write the answers in it.',
  }),
  'rows-moved': () => ({
    what: 'From here on, rows do not stand where the form has them: some were moved or deleted.',
    cure: 'Take a fresh copy of the worksheet from the pack, and write the answers in it.',
  }),
  'columns-moved': () => ({
    what: 'The columns do not stand where the form has them: one was inserted, moved or deleted.',
    cure: 'Take a fresh copy of the worksheet from the pack, and write the answers in it.',
  }),
  'sheets-swapped': ({ label = '', other = '' }) => ({
    what: `The sheets ${label} and ${other} have each other’s names: each is the form of the other’s case.`,
    cure: `Give each its own name back, ${AGAIN}`,
  }),
  'sheet-of-other-case': ({ label = '', other = '' }) => ({
    what: `The sheet ${label} is the form of ${other}, by its label and its reference.`,
    cure: `Give it its own name back, or write the answers to ${label} in a fresh copy of the worksheet; ${AGAIN}`,
  }),
  'case-changed': ({ label = '', item = '' }) => ({
    what: `The ${item} of ${label} is not as it was printed, so nobody can say whose answers these are.`,
    cure: `If they are those of ${label}, put it back or write them in a fresh copy of the worksheet; else leave this one out. Then run collate again.`,
  }),
  'zeros-dropped': ({ label = '' }) => ({
    what: `The reference of ${label} has lost its leading zeros: Excel drops them when it opens and saves a CSV file.`,
    cure: `Put them back in an editor such as Notepad, or write the answers in the workbook, which keeps them; ${AGAIN}`,
  }),
  'fact-changed': ({ item = '' }) => ({
    what: `“${item}” is not what the pack says: it is printed, and not to be filled in.`,
    cure: `Put it back as it was, ${AGAIN}`,
  }),
  'row-added': () => ({
    what: 'Something is written where the form has no place for it.',
    cure: `Move it into a cell of the form, ${AGAIN}`,
  }),
  'choices-changed': ({ item = '', other = '', choices: [choices] = [] }) => ({
    what: `What stands beside “${item}” is not what the form has there.`,
    cure: `If it is an answer, move it into ${other}. ${choices === undefined ? 'Clear this cell' : `Put this cell back as it was (“${choices}”)`}, ${AGAIN}`,
  }),
  'overview-moved': () => ({
    what: 'The rows or columns of the overview do not stand where the form has them: some were sorted, moved or deleted.',
    cure: 'Go by the sheets of the cases: they alone are read, and the overview needs no writing. A fresh copy of the workbook has it as it was.',
  }),
  'overview-written': ({ label = '' }) => ({
    what: 'Something is written over the overview, which only shows what the sheets of the cases say.',
    cure: `Write it on ${label === '' ? 'the sheet of its case' : `sheet ${label}`} and clear this cell, ${AGAIN}`,
  }),
  'comment-added': () => ({
    what: 'There is a comment here, and no comment is read.',
    cure: `Write in the form what it says and delete it, ${AGAIN}`,
  }),
  'drawing-added': () => ({
    what: 'There is a text box, a shape or a picture on the sheet, and none is read.',
    cure: `Write in the form what it says and delete it, ${AGAIN}`,
  }),
  'headings-changed': () => ({
    what: 'The lines at the top of the form were changed.',
    cure: 'Take a fresh copy of the worksheet from the pack, and write the answers in it.',
  }),
  'cell-not-text': ({ item = '' }) => ({
    what: `“${item}” holds a formula without a result, or an error such as #REF!.`,
    cure: `Write the answer itself, ${AGAIN}`,
  }),
  'formula-for-answer': ({ item = '' }) => ({
    what: `“${item}” holds a formula: what it shows is nobody’s answer, and may change.`,
    cure: `Type the answer itself over the formula, or clear the cell, ${AGAIN}`,
  }),
  'digits-lost': ({ item = '' }) => ({
    what: `“${item}” holds a number that is too long for a spreadsheet, which has lost digits of it.`,
    cure: `Write it as text, with an apostrophe before it, ${AGAIN}`,
  }),
  'not-a-choice': ({ item = '', choices = [] }) => ({
    what: `The answer to “${item}” is not one of the choices.`,
    cure: `Choose ${choices.join(', ')}, or leave it blank; ${AGAIN}`,
  }),
  'not-a-date': ({ item = '' }) => ({
    what: `What is written for “${item}” is not a date.`,
    cure: `Write it as 27/11/2026, ${AGAIN}`,
  }),
  'short-year': ({ item = '', other = '' }) => ({
    what: `The date of “${item}” has a year of two digits.`,
    cure: `Write the year in full (${other}), ${AGAIN}`,
  }),
  'date-with-time': ({ item = '' }) => ({
    what: `The date of “${item}” has a time of day with it.`,
    cure: `Write the day alone, as 27/11/2026, ${AGAIN}`,
  }),
  'no-such-day': ({ item = '' }) => ({
    what: `The date of “${item}” is a day that is in no calendar.`,
    cure: `Correct it, the day first, as 27/11/2026, ${AGAIN}`,
  }),
  'other-weekday': ({ item = '', other = '' }) => ({
    what: `The weekday of “${item}” does not belong to its date, which is ${other}.`,
    cure: `Correct the one or the other, ${AGAIN}`,
  }),
  'copies-disagree': ({ item = '', other = '' }) => ({
    what: `Two copies answer “${item}” differently: this one and ${other}.`,
    cure: `Agree on one answer and correct the other copy, ${AGAIN}`,
  }),
  'copies-say-two-things': ({ item = '', other = '' }) => ({
    what: `Two copies have different texts for “${item}”: this one and ${other}.`,
    cure: `Put both texts in one copy and clear the cell in the other, ${AGAIN}`,
  }),
  'copies-name-two-actions': ({ item = '', other = '' }) => ({
    what: `Two copies have different texts for “${item}”: this one and ${other}.`,
    cure: `Write one of them as another action (1, 2 or 3) with its owner and date, or put both texts in one copy and clear the cell in the other, ${AGAIN}`,
  }),
  'copies-differ-in-signs': ({ item = '', other = '' }) => ({
    what: `Two copies of “${item}” differ only in spaces or in kinds of apostrophe: this one and ${other}.`,
    cure: `Copy one over the other, ${AGAIN}`,
  }),
  'audited-and-not': ({ label = '' }) => ({
    what: `${label} has answers and also a reason why it was not audited.`,
    cure: `Keep the one that is true and clear the other, ${AGAIN}`,
  }),
  'not-audited-after-all': ({ label = '' }) => ({
    what: `${label} has a reason why it was not audited, and answers to it were recorded before.`,
    cure: `Clear the reason if they are true, ${AGAIN} If they are not, collate all worksheets anew with --afresh.`,
  }),
  'grade-without-reason': ({ label = '', item = '' }) => ({
    what: `${label} is graded ${item} without a reason.`,
    cure: `Write the reason for the grade in a few words, ${AGAIN}`,
  }),
  'reason-without-grade': ({ label = '' }) => ({
    what: `${label} has a reason for its grade and no grade.`,
    cure: `Choose the grade, or clear the reason, ${AGAIN}`,
  }),
  'nothing-put-right': ({ label = '', item = '' }) => ({
    what: `${label} is graded ${item}, and no immediate action is recorded.`,
    cure: `Write under “Immediate action today” what is put right, by whom and when; ${AGAIN}`,
  }),
  'put-right-not-needed': ({ label = '', item = '' }) => ({
    what: `${label} is graded ${item}, and its immediate action is marked “Not needed”.`,
    cure: `Mark it Yes or No, or correct the grade, ${AGAIN}`,
  }),
  'today-without-what': ({ label = '' }) => ({
    what: `${label} names who, when or whether for its immediate action, and not what.`,
    cure: `Write what must be put right, or clear the rest, ${AGAIN}`,
  }),
  'done-on-not-done': ({ label = '' }) => ({
    what: `${label} has a date on which its immediate action was done, and it is not marked done.`,
    cure: `Mark it Yes, or clear the date, ${AGAIN}`,
  }),
  'done-before-meeting': ({ label = '' }) => ({
    what: `${label}: Immediate action is marked done on a day before the meeting.`,
    cure: `Write the day on which it was done, ${AGAIN}`,
  }),
  'done-after-today': ({ label = '' }) => ({
    what: `${label}: Immediate action is marked done on a day after today.`,
    cure: `Write the day on which it was done, ${AGAIN}`,
  }),
  'action-without-what': ({ label = '', item = '' }) => ({
    what: `${label}: ${item} has an owner or a date, and does not say what is to be done.`,
    cure: `Write what is to be done, or clear the rest, ${AGAIN}`,
  }),
  'written-anew': () => ({
    what: 'This file was changed since it was collated. It has been written anew.',
    cure: 'If the change is right, make it on the worksheet and run collate again.',
  }),
  'due-before-meeting': ({ label = '', item = '' }) => ({
    what: `${label}: ${item} is due before the day of the meeting.`,
    cure: `Correct the date, ${AGAIN}`,
  }),
} as const satisfies Record<string, (args: FormFaultArgs) => Words>;

export type FormFaultCode = keyof typeof FORM_FAULTS;

/** The words for a fault; answers themselves are never quoted. */
export function sayFormFault({ code, args }: FormFault): Words {
  return FORM_FAULTS[code](args);
}

/** `file, sheet T1, cell B12`. */
export function sayFormPlace({ file, sheet, cell }: FormPlace): string {
  return [
    file,
    ...(sheet === null ? [] : [`sheet ${sheet}`]),
    ...(cell === null ? [] : [`cell ${cell}`]),
  ].join(', ');
}
