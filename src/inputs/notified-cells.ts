/**
 * What an export says of the referrer having been told: one column, of yes and no or of dates, or two
 * columns, one that says whether and one that says when. Nothing here may stop a draw.
 */
import { joinNotified, type ReferrerNotified } from '../audit/referrer-notified.ts';
import { isNoValue, parseFlag } from './cells.ts';
import { parseDate, type YearRange } from './dates.ts';

/** One cell: yes, no, or the day it was done; null for a blank. The rest is counted as other. */
export function parseNotified(text: string, years: YearRange): ReferrerNotified {
  const { flag, readable } = parseFlag(text);
  if (flag !== null) return { answer: flag ? 'yes' : 'no', on: null };
  if (readable) return null;
  const { moment } = parseDate(text, years);
  return moment === null
    ? { answer: 'other-wording', on: null }
    : { answer: 'yes', on: moment.date };
}

/**
 * The cells of both columns. A no beside a date contradicts it: nobody can say which is right, so
 * neither is. Where the one says yes or no, a mark for nothing in the other (`n/a`) is a blank.
 */
export function parseNotifiedPair(
  whether: string,
  when: string,
  years: YearRange,
): ReferrerNotified {
  const answered = parseFlag(whether).flag !== null;
  const both = [
    parseNotified(whether, years),
    answered && isNoValue(when) ? null : parseNotified(when, years),
  ];
  const joined = joinNotified(both);
  return joined?.answer === 'rows-differ' ? { answer: 'other-wording', on: null } : joined;
}
