/** A completed form as it was read: what stands in which cell, before anything is made of it. */
import type { CivilDate } from './civil-date.ts';

/** A completed form, as it was read. */
export interface FilledForm {
  /** The file's name; with the sheet's, in a workbook. */
  readonly file: string;
  readonly sheet: string | null;
  readonly label: string;
  /** The items that hold something, by id. */
  readonly entries: ReadonlyMap<string, FormEntry>;
}

export interface FormEntry {
  readonly text: string;
  /** Where a spreadsheet shows it, such as `B12`. */
  readonly cell: string;
  /** What the text is as a date; null where it is none. */
  readonly date: CivilDate | null;
  /** Why it is none, where that is known. */
  readonly notADate: NotADate | null;
}

export interface NotADate {
  readonly code: 'short-year' | 'date-with-time' | 'no-such-day' | 'other-weekday';
  /** The year in full, or the day with the weekday that it has. */
  readonly other: string;
}
