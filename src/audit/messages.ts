/** Every problem in words, once: what is wrong, and what to do about it. */
import { sayDate, sayShortDate } from './civil-date.ts';
import type { ReplacementRefusal } from './replacements.ts';
import type { Meaning } from './threshold.ts';
import { sayList } from './say-list.ts';
import type { Field, Place, Problem, ProblemArgs, ProblemCode } from './problems.ts';

export interface Message {
  readonly what: string;
  /** Empty where nothing needs doing. */
  readonly cure: string;
}

/** Days since 1900, with the time of day as a fraction. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const AGAIN = 'then run this again';
const REFUSALS = {
  'no-such-label': 'it is no label of this draw',
  'already-withdrawn': 'it has been withdrawn already',
  'no-reserve-left': 'no reserve of its side is left',
} as const satisfies Record<ReplacementRefusal, string>;
const MEANING_IN_WORDS = {
  met: 'is threshold met',
  'met-by-default': 'is threshold met',
  'not-met': 'is threshold not met',
  undecided: 'is undecided',
  'out-of-scope': 'is out of scope',
  ambiguous: 'is on no side until the team says so',
} as const satisfies Record<Meaning, string>;
const CONTRADICTION_CURE =
  'Put right what is wrong, or add --leave-out-contradictory to leave such referrals out openly.';
const FIX_CELL = `Put it right in the export, ${AGAIN}.`;

/** By the system's code. */
const UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: 'You may not read this file.',
  EPERM: 'You may not read this file, or it is open in another program.',
  EBUSY: 'The file is open in another program.',
  ENOENT: 'The file is a link to one that is not there, or was moved away just now.',
  EISDIR: 'This is a folder, under the name of a file.',
};

export const MESSAGES = {
  'export-missing': ({ near }) => ({
    what:
      near.length === 0
        ? 'There is no such file or folder.'
        : `There is no such file or folder. Near it in name: ${sayList(near.map((name) => `“${name}”`))}.`,
    cure: 'Check the name and the folder. A name with spaces needs quotation marks around it.',
  }),
  'export-name-split': ({ names }) => ({
    what: `There are no files or folders of these names. Together they begin ${sayList(names.map((name) => `“${name}”`))}.`,
    cure: 'A name with spaces needs quotation marks: put them around the whole name.',
  }),
  'export-unreadable': ({ why }) => ({
    what: UNREADABLE[why] ?? 'The file cannot be opened.',
    cure: `If it is open in Excel, close it there. Check that you may read it. For IT: ${why}.`,
  }),
  'folder-without-exports': () => ({
    what: 'The folder holds no export (no file whose name ends in .csv, .xlsx or .xls).',
    cure: 'Save the week’s export into it, or name another folder.',
  }),
  'export-is-own': ({ what }) => ({
    what:
      what === 'pack'
        ? 'This is a pack, not an export.'
        : 'This is a file that mash-audit wrote, not an export.',
    cure: 'Name the file that your case-management system wrote.',
  }),
  'export-empty': () => ({
    what: 'The file is empty.',
    cure: 'Make the export again in the case-management system and save it anew.',
  }),
  'export-not-text': () => ({
    what: 'This is neither a CSV file nor an Excel workbook, whatever its name says.',
    cure: 'Make the export again and save it as .xlsx or as CSV.',
  }),
  'export-is-html': () => ({
    what: 'This is a web page (HTML) with the name of an export, as some report servers write.',
    cure: 'Open it in Excel, save it as “Excel Workbook (*.xlsx)”, and use that file.',
  }),
  'export-is-xml': () => ({
    what: 'This is an XML file, which this program does not read.',
    cure: 'If Excel opens it, save it there as “Excel Workbook (*.xlsx)”. For a CIN census, use its CSV tables.',
  }),
  'export-too-large': () => ({
    what: 'The file is larger, or would unpack to more, than any week’s export.',
    cure: 'Make the export for the week alone, or save it as CSV.',
  }),
  'workbook-named-text': () => ({
    what: 'This is an Excel workbook under the name of a text file.',
    cure: 'Change the end of its name to .xlsx (or .xls for an old one), and use that.',
  }),
  'text-named-workbook': () => ({
    what: 'This is a text file under the name of an Excel workbook.',
    cure: 'Change the end of its name to .csv, and use that.',
  }),
  'workbook-locked': () => ({
    what: 'The workbook is protected with a password.',
    cure: 'Open it in Excel with the password and save a copy without one (File, Info, Protect).',
  }),
  'workbook-damaged': () => ({
    what: 'The workbook is damaged or was cut short.',
    cure: 'Copy or download it again. If Excel opens it, save it there under a new name.',
  }),
  'encoding-unknown': () => ({
    what: 'The text of this file is in no encoding this program knows, so letters could be misread.',
    cure: 'Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”.',
  }),
  'quote-never-closed': () => ({
    what: 'A quotation mark opens a cell and is never closed, so rows have run together.',
    cure: 'Make the export again. If it stays so, find the stray " and remove it.',
  }),
  'quote-misplaced': () => ({
    what: 'A quotation mark stands in the middle of a cell, so cells may have run together.',
    cure: 'Make the export again. If it stays so, find the stray " and remove it.',
  }),
  'row-above-headings': () => ({
    what: 'The row stands above the headings and looks like data, so it would be lost.',
    cure: 'Sort the sheet so that the headings come first, or remove the row if it is a title.',
  }),
  'contacts-only': () => ({
    what: 'This is a list of contacts: it has no outcome, so it cannot say which met the threshold.',
    cure: 'Use the list of referrals with their decisions; of an Annex A, Lists 3 and 5.',
  }),
  'section-47-list-missing': () => ({
    what: 'These referrals say which had no further action, but not which led to a section 47 enquiry.',
    cure: 'Give the section 47 list as well (Annex A List 5, or the CIN census’s Section47).',
  }),
  'referrals-list-missing': () => ({
    what: 'This is a list of section 47 enquiries, and the list of the referrals is missing.',
    cure: 'Give the referrals’ list as well (Annex A List 3, or the CIN census’s CINdetails).',
  }),
  'headings-unknown': ({ typed }) => ({
    what: 'No heading in it is one of a referral list, so this is probably not the export.',
    cure: `Name the export itself. If it is the export, ${sayInit(typed)} writes a settings file to name its columns in.`,
  }),
  'column-missing': ({ field, typed, others }) => ({
    what: `There is no column for ${FIELD_IN_WORDS[field]}${field === 'decided' ? ', nor for the date received' : ''}.${sayOthers(others)}`,
    cure: `Add it to the export. It may be called ${HEADING_EXAMPLES[field]}. If it has another heading, name it under “columns” in mash-audit.yaml: ${sayInit(typed)} writes that file.`,
  }),
  'heading-nearly-known': ({ field, known }) => ({
    what: `There is no column for ${FIELD_IN_WORDS[field]}, and this heading is nearly “${known}”.`,
    cure: 'If it is meant, put its spelling right, or name it under “columns” in the settings file. If not, name it otherwise.',
  }),
  'sheet-nearly-alike': ({ like, lacking }) => ({
    what: `This sheet has nearly the headings of sheet ${like}, but ${
      lacking.length === 0
        ? 'is not a list of the same kind'
        : `no column for ${sayList(lacking.map((field) => FIELD_IN_WORDS[field]))}`
    }, so its rows would be lost.`,
    cure: `Give both sheets the same headings. If the sheet is no part of the week, remove it from a copy of the workbook, ${AGAIN}.`,
  }),
  'named-column-missing': ({ field, heading }) => ({
    what: `There is no column “${heading}”, which the settings name for ${FIELD_IN_WORDS[field]}.`,
    cure: 'Put the heading as it stands in the export into the settings file.',
  }),
  'columns-compete': ({ field, columns }) => ({
    what: `Columns ${sayList(columns)} could each be ${FIELD_IN_WORDS[field]}.`,
    cure: 'Name the right one under “columns” in the settings file, or remove the other.',
  }),
  'columns-differ': ({ field, columns }) => ({
    what: `Columns ${sayList(columns)} could each be ${FIELD_IN_WORDS[field]}, and differ. ${columns.length === 2 ? 'Neither' : 'None'} is used.`,
    cure: 'Name the right one under “columns” in the settings file.',
  }),
  'heading-repeated': ({ columns }) => ({
    what: `Columns ${sayList(columns)} have the same heading. None of them is used.`,
    cure: '',
  }),
  'row-short': ({ cells, headings }) => ({
    what: `The row has ${cells} cells and the heading row ${headings}, so a cell may be missing.`,
    cure: `Compare the row with the case-management system, put it right, ${AGAIN}.`,
  }),
  'row-long': ({ cells, headings }) => ({
    what: `The row has ${cells} cells and the heading row ${headings}, so a cell may be split.`,
    cure: 'Look for a comma inside a cell without quotation marks, or make the export again.',
  }),
  'cell-blank': ({ field }) => ({
    what: `The row does not have ${FIELD_IN_WORDS[field]}.`,
    cure: FIX_CELL,
  }),
  'cell-error': () => ({
    what: 'The cell shows an error of a formula, or a formula that was never worked out.',
    cure: 'Open the file in Excel, put the formula right or type the value, and save it.',
  }),
  'digits-lost': () => ({
    what: 'Excel has turned this number into a short form (such as 1.23E+10), and lost digits of it.',
    cure: 'Make the export again and do not save it with Excel, or format the column as text first.',
  }),
  'flag-unreadable': () => ({
    what: 'The cell should say yes or no, and says neither.',
    cure: FIX_CELL,
  }),
  'month-first': ({ text, cells }) => ({
    what: `The dates of this column are written month first (“${text}” and ${cells - 1} like it).`,
    cure: 'Make the export with UK dates, day/month/year. They are not turned round here.',
  }),
  'dates-swapped': () => ({
    what: 'Some dates of this column were read month first by a program, so 5 November became 11 May.',
    cure: 'Make the export again and do not open it in a program set to United States dates.',
  }),
  'dates-short-year': ({ text, cells }) => ({
    what: `The dates of this column have years of two digits (“${text}” and ${cells - 1} like it), which could be read more than one way.`,
    cure: `Make the export with years of four digits. Or format the column as dd/mm/yyyy in Excel, save it, ${AGAIN}.`,
  }),
  'date-unreadable': ({ text }) => ({
    what:
      text === null
        ? 'The cell is not a date. Its text is not shown here, as it could be about a person.'
        : SERIAL.test(text)
          ? `“${text}” is a spreadsheet’s number for a day, and not a date.`
          : `“${text}” is not a date this program reads.`,
    cure:
      text !== null && SERIAL.test(text)
        ? `Format the column as a date in Excel, save it, ${AGAIN}.`
        : `Write it as day/month/year, such as 20/11/2026, ${AGAIN}.`,
  }),
  'date-short-year': ({ text }) => ({
    what: `“${text}” has a year of two digits, which could be read more than one way.`,
    cure: `Write the year in full, such as 20/11/2026, ${AGAIN}.`,
  }),
  'date-impossible': ({ text }) => ({
    what: `“${text}” is not a day in the calendar, or not a time of day. The day comes first.`,
    cure: FIX_CELL,
  }),
  'date-out-of-range': ({ text, from, to }) => ({
    what: `“${text}” is not between ${from} and ${to}: a placeholder or a slip.`,
    cure: `Put in the real date, or clear the cell, ${AGAIN}.`,
  }),
  'week-basis-mixed': ({ basis, without }) => ({
    what: `The week goes by the date ${basis}, and there is no such column in ${sayList(without)}.`,
    cure: 'Add it to every export, or set “basis” under “week” in the settings file.',
  }),
  'week-by-received': ({ others }) => ({
    what: `There is no column for the decision date, so the week goes by the date received.${sayOthers(others)}`,
    cure:
      others.length === 0
        ? 'Add it to the export if you can. If the date received is meant, write “basis: received” under “week” in mash-audit.yaml.'
        : 'If one of these is the decision date, name it under “columns” in mash-audit.yaml. If the date received is meant, write “basis: received” under “week” there.',
  }),
  'decision-unrecognised': ({ wording, referrals, near }) => ({
    what: `The decision “${wording}” (${sayReferrals(referrals)}) is in no list, so its side of the threshold is not known.${
      near === null
        ? ''
        : ` It is nearly “${near.wording}”, which ${MEANING_IN_WORDS[near.meaning]}.`
    }`,
    cure: `If it is misspelt, put it right in the export. If not, write “${wording}” into a list under “decisions” in mash-audit.yaml: met, not-met, undecided or out-of-scope (mash-audit init makes that file). Or add --leave-out-unrecognised to leave these referrals out openly.`,
  }),
  'decision-ambiguous': ({ wording, referrals }) => ({
    what: `The decision “${wording}” (${sayReferrals(referrals)}) does not say whether the threshold was met.`,
    cure: `Write “${wording}” into a list under “decisions” in mash-audit.yaml: met, not-met, undecided or out-of-scope (mash-audit init makes that file). Or add --leave-out-unrecognised to leave these referrals out openly.`,
  }),
  'decision-undated': () => ({
    what: 'The referral is decided but has no date to place it in a week.',
    cure: 'Put in the date, or add --leave-out-undated to leave such referrals out openly.',
  }),
  'rows-contradict': ({ fact, rows }) => ({
    what: `Rows ${sayList(rows)} have one reference but differ in ${FIELD_IN_WORDS[fact]}.`,
    cure: CONTRADICTION_CURE,
  }),
  'nfa-and-section-47': () => ({
    what: 'The referral says no further action, and a section 47 enquiry began for it.',
    cure: CONTRADICTION_CURE,
  }),
  'section-47-before-referral': () => ({
    what: 'The section 47 enquiry of this referral is dated before the referral itself.',
    cure: CONTRADICTION_CURE,
  }),
  'authority-blank': () => ({
    what: 'The referral has no local authority, and the audit is of one authority only.',
    cure: FIX_CELL,
  }),
  'decision-left-out': ({ wording, referrals }) => ({
    what: `The decision “${wording}” (${sayReferrals(referrals)}) is not recognised and was left out, as asked.`,
    cure: '',
  }),
  'no-referrals': () => ({
    what: 'The export is empty: it has headings, and no referral below them.',
    cure: 'Make the export again in your system, for the week of the audit.',
  }),
  'authority-not-found': ({ name, found }) => ({
    what: `No referral is of “${name}”. ${
      found.length === 0
        ? 'The exports name no local authority.'
        : `The local authorities in the exports are ${sayList(found.map((one) => `“${one}”`))}.`
    }`,
    cure: 'Name one of these with --local-authority or in the settings file, or none for all.',
  }),
  'nothing-to-draw': ({ referrals, from, to, span }) => ({
    what:
      `No referral can be drawn for the audit week ${sayShortDate(from)} to ${sayShortDate(to)}. ` +
      (span === null
        ? `The exports hold ${sayReferrals(referrals)}, none with a date to place it.`
        : `The exports hold ${sayReferrals(referrals)}, dated ${sayShortDate(span.first)}${span.first === span.last ? '' : ` to ${sayShortDate(span.last)}`}.`),
    cure: 'If that is not the week you meant, name the meeting with --meeting, or use the right export.',
  }),
  'replacement-impossible': ({ label, why }) => ({
    what: `${label} cannot be replaced: ${REFUSALS[why]}.`,
    cure:
      why === 'no-reserve-left'
        ? 'Leave it among the cases, and write in its form under “If it could not be audited: why”.'
        : 'Use a label of a case as the summary shows it, such as T2.',
  }),
  'weak-seed': () => ({
    what: 'The seed is short, a date or a word, so somebody could have tried seeds beforehand.',
    cure: 'Throw dice or let the program make one: at least 12 digits that nobody can know before.',
  }),
  'section-47-orphan': () => ({
    what: 'A section 47 enquiry without a referral in these exports that it could have come from.',
    cure: 'It is not in the frame. Check whether a referral is missing from the export.',
  }),
  'test-record': () => ({
    what: 'Marked as a test record or a duplicate, and left out.',
    cure: 'Check that it is no real case.',
  }),
  'row-marked': () => ({
    what: 'Marked as a test record or a duplicate, and set aside. The other rows of its referral count.',
    cure: 'Check that the row is no real child of the referral.',
  }),
  'references-alike': ({ rows }) => ({
    what: `Rows ${sayList(rows)} have references that differ only in capital letters. Each counts as a referral of its own.`,
    cure: 'If they are one referral, write its reference one way in the export.',
  }),
  'files-not-read': ({ names }) => ({
    what: `Files of this folder that were not read: ${sayList(names)}.`,
    cure: 'If one of them is an export, name it in the command.',
  }),
  'days-without-decision': ({ days }) => ({
    what: `No eligible referral on ${sayList(days.map(sayShortDate))}.`,
    cure: 'Check that the export was made after the week had ended.',
  }),
  'mostly-outside-week': ({ outside, referrals }) => ({
    what: `Nearly all referrals lie outside the audit week: ${outside} of ${referrals}.`,
    cure: 'Check that the meeting and the export are the right ones.',
  }),
  'met-by-default': ({ wording, referrals }) => ({
    what: `“${wording}” (${sayReferrals(referrals)}) is counted as threshold met.`,
    cure: 'A team that counts it otherwise says so under “decisions” in its settings file.',
  }),
  'decided-before-received': () => ({
    what: 'Decided before it was received, by the dates.',
    cure: 'Check both dates in the case-management system.',
  }),
  'unusual-week': ({ meeting, days }) => ({
    what: `The dates audited are ${days} days and not the seven that end the day before ${sayDate(meeting)}.`,
    cure: 'Check that no decision falls between two audit weeks, or into both.',
  }),
  'meeting-not-friday': ({ meeting }) => ({
    what: `The meeting is not on a Friday: ${sayDate(meeting)}.`,
    cure: 'Check the date. The audit week goes by it, and ends the day before where nothing else is said.',
  }),
  'week-not-ended': ({ to, today }) => ({
    what: `The audit week lasts until ${sayShortDate(to)}, and today is ${sayShortDate(today)}.`,
    cure: 'Decisions still to come cannot be drawn. Make the export again when the week has ended.',
  }),
  'list-empty': ({ of }) => ({
    what: `It has headings and no ${of} below them.`,
    cure: `Make the export again if there were ${of === 'referral' ? 'referrals' : 'enquiries'}; if there truly were none, nothing needs doing.`,
  }),
  'export-repeated': ({ of }) => ({
    what: `This file is an exact copy of ${of}. Its rows are counted and set aside.`,
    cure: 'Check that the right files were chosen.',
  }),
  'encoding-assumed': () => ({
    what: 'The text is not in UTF-8 and was read as Windows-1252, as older Excel writes it.',
    cure: 'If letters with accents look wrong, name the encoding with --encoding.',
  }),
  'titles-set-aside': () => ({
    what: 'Title above the headings, passed over.',
    cure: '',
  }),
  'totals-set-aside': () => ({
    what: 'Totals below the data, passed over.',
    cure: '',
  }),
  'headings-repeated-below': () => ({
    what: 'Headings repeated among the data, passed over.',
    cure: '',
  }),
  'sheets-unused': ({ sheets }) => ({
    what: `Sheets without a list this audit uses: ${sayList(sheets)}.`,
    cure: '',
  }),
} as const satisfies { readonly [Code in ProblemCode]: (args: ProblemArgs[Code]) => Message };

export const FIELD_IN_WORDS = {
  reference: 'the referral reference',
  received: 'the date received',
  decided: 'the decision date',
  decision: 'the decision',
  child: 'the child’s identifier',
  family: 'the family’s identifier',
  noFurtherAction: 'the mark for no further action',
  section47: 'the date the section 47 enquiry began',
  source: 'the source of the referral',
  team: 'the team',
  localAuthority: 'the local authority',
  rag: 'the RAG rating',
  referrerNotified: 'whether the referrer was notified',
  referrerNotifiedOn: 'the date the referrer was notified',
} as const satisfies Record<Field, string>;

const HEADING_EXAMPLES = {
  reference: '“Referral ID”, “Case Ref” or “Contact ID”',
  received: '“Date Received” or “Date of referral”',
  decided: '“Decision Date” or “Date Received”',
  decision: '“Decision” or “Outcome”',
  child: '“Child Unique ID”',
  family: '“Family identifier”',
  noFurtherAction: '“Referral NFA?”',
  section47: '“Section 47 Date”',
  source: '“Referral Source”',
  team: '“Allocated Team”',
  localAuthority: '“Local Authority”',
  rag: '“RAG Rating” or “Priority”',
  referrerNotified: '“Referrer Notified”',
  referrerNotifiedOn: '“Feedback Date”',
} as const satisfies Record<Field, string>;

/** What is wrong and what to do, in plain words; the place is said by whoever shows it. */
export function messageOf(problem: Problem): Message {
  // The catalogue is keyed by code, so the arguments always fit; the compiler cannot follow that.
  const word = MESSAGES[problem.code] as (args: Problem['args']) => Message;
  return word(problem.args);
}

/** `week.csv, row 14, column F “Decision Date”`. */
export function sayPlace(place: Place): string {
  return sayPlaces(place, []);
}

const MOST_ROWS = 10;

/** `week.csv, rows 14, 17 and 20, column F “Decision Date”`: places of one file and column. */
function sayPlaces(place: Place, others: readonly Place[]): string {
  const rows = [place, ...others].flatMap(({ row }) => (row === undefined ? [] : [String(row)]));
  const more = rows.length > MOST_ROWS ? [`${rows.length - MOST_ROWS} more`] : [];
  const named = sayList([...rows.slice(0, MOST_ROWS), ...more]);
  return [
    place.file,
    ...(place.sheet === undefined ? [] : [`sheet ${place.sheet}`]),
    ...(rows.length === 0 ? [] : [rows.length === 1 ? `row ${named}` : `rows ${named}`]),
    ...(place.column === undefined ? [] : [`column ${place.column}`]),
  ].join(', ');
}

/** The command on a file: quoted for the shells of Windows, macOS and Linux alike, where that can be. */
function sayInit(typed: string): string {
  const named = /["$`!%^\n]/.test(typed) ? 'the export' : typed.replace(/^(?=-)/, './');
  return `mash-audit init "${named}"`;
}

/** A sentence more where there are headings that could be the one. */
function sayOthers(headings: readonly string[]): string {
  if (headings.length === 0) return '';
  return ` Headings that are not understood: ${sayList(headings.map((one) => `“${one}”`))}.`;
}

function sayReferrals(count: number): string {
  return count === 1 ? '1 referral' : `${count} referrals`;
}

/** A message with all the places of one file and column that it is said of. */
export interface Gathered extends Message {
  readonly where: string;
  readonly count: number;
}

/** One message for all rows of a file that have the same thing wrong with them. */
export function gatherMessages(problems: readonly Problem[]): Gathered[] {
  const places = new Map<string, { message: Message; places: Place[]; count: number }>();
  for (const problem of problems) {
    const message = messageOf(problem);
    const { file = '', sheet = '', column = '' } = problem.place ?? {};
    const key = JSON.stringify([file, sheet, column, message.what, message.cure]);
    const same = places.get(key) ?? { message, places: [], count: 0 };
    if (problem.place !== null) same.places.push(problem.place);
    same.count += 1;
    places.set(key, same);
  }
  return [...places.values()].map(({ message, places: [first, ...others], count }) => ({
    ...message,
    where: first === undefined ? '' : sayPlaces(first, others),
    count,
  }));
}
