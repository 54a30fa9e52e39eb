/** What a reader must know before the numbers, and where each number comes from. */
import { LONGEST_LIST, type Report } from '../audit/report.ts';
import { sayReplacedSince, sayUnlike, type PackLeftOut } from '../audit/collated-packs.ts';
import { firstOf } from '../audit/say-list.ts';
import { html, type Html } from './html.ts';
import { sayTwice } from './report-twice.ts';

/** Packs that are not in the numbers, before the numbers; nothing where there is none. */
export function warningsHtml(report: Report): Html | string {
  const { damaged, leftOut, meetings, notInLedger, unlike, ledgerFault } = report;
  const twice = sayTwice(report);
  const missing = [
    damaged.length === 0
      ? ''
      : html`<li>Left out, because they cannot be read: ${sayPacks(damaged)}</li>`,
    leftOut.length === 0
      ? ''
      : html`<li>Left out, so that no decision counts twice: ${sayPacks(leftOut)}</li>`,
    ...withoutFindings(report).map((said) => html`<li>${said}</li>`),
  ].filter((one) => one !== '');
  const doubtful = [
    notInLedger.length === 0
      ? ''
      : html`<li>Counted, though their draws are not in the ledger: ${sayNames(notInLedger)}.</li>`,
    unlike.length === 0
      ? ''
      : html`<li>Counted, though changed since they were collated: run collate again, or ask who changed them. ${sayNames(unlike.map(({ name, files }) => `${name} (${sayUnlike(files)})`))}.</li>`,
    meetings.changedSets.length === 0
      ? ''
      : html`<li>One name for question sets that differ, whose questions are listed apart: ${sayNames(meetings.changedSets)}.</li>`,
    twice === null ? '' : html`<li>${twice}</li>`,
    ledgerFault === null ? '' : html`<li>${ledgerFault}</li>`,
  ].filter((one) => one !== '');
  if (missing.length + doubtful.length === 0) return '';
  return html`<div class="box">${listOf('Not in these numbers', missing)}${listOf('To be looked into', doubtful)}</div>`;
}

/**
 * The cases without findings, by their packs. Where small numbers are left out, neither which packs nor
 * how many, for each has such cases; nor whether these took the place of others, for as many were
 * replaced.
 */
function withoutFindings({ meetings, suppressBelow }: Report): string[] {
  const { notCollated, replacedSince } = meetings;
  if (notCollated.length + replacedSince.length === 0) return [];
  if (suppressBelow !== null) {
    return [
      'No findings yet of some packs, or of cases that took the place of others: only their draws are counted. Which packs is not said here, for small numbers could be worked out; the terminal names them.',
    ];
  }
  const said = replacedSince.map(({ name, labels }) => `${name} was ${sayReplacedSince(labels)}`);
  return [
    ...(notCollated.length === 0
      ? []
      : [`No findings yet, so only their draws are counted: ${sayNames(notCollated)}.`]),
    ...(said.length === 0
      ? []
      : [`No findings yet of the cases that took the place of others: ${sayNames(said)}.`]),
  ];
}

function listOf(heading: string, items: readonly (Html | string)[]): Html | string {
  if (items.length === 0) return '';
  return html`<p><strong>${heading}</strong></p>
<ul>
${items.map(
  (item) => html`${item}
`,
)}</ul>`;
}

/** The rules and their sources. */
export function notesHtml({ meetings, gradesBefore }: Report): Html {
  return html`<h2>How these numbers were made</h2>
<p class="small">Intervals of cases: Wilson’s score interval (J Am Stat Assoc 1927;22:209).${(gradesBefore?.total.count ?? 0) === 0 ? '' : ' Changes: Newcombe’s method 10\n(Stat Med 1998;17:873).'} Lists pass over lines without a case. The same numbers are in report.csv.
${meetings.questionSets.length === 0 ? '' : `Question set: ${meetings.questionSets.join(', ')}.`}</p>`;
}

/** How the estimates of all decisions were made, and when none is shown. */
export function estimateNotesHtml(report: Report): Html {
  return html`<p class="small">Stratified estimate, each side of each week a stratum, with the finite population correction
(Cochran, Sampling Techniques, 3rd ed., chapter 5). Cases not audited are taken to be like those audited on
their side that week. Interval: Korn and Graubard (Surv Methodol 1998;24:193). Not shown, after the National Center for
Health Statistics’ standards for proportions (2017), with fewer than 30 cases or effective cases, fewer than 8 degrees of
freedom, or an interval 30 points wide; nor, where it is over 5 points wide, wider than 130% of the estimate.
${loneText(report)}</p>`;
}

/** Said only where there is one. */
function loneText({ lone, suppressBelow }: Report): string {
  if (lone === 0 || suppressBelow !== null) return '';
  return `On ${lone} ${lone === 1 ? 'side of a week' : 'sides of weeks'} a single case was audited: its distance from the whole estimate stands for the spread there, which makes intervals wider.`;
}

function sayPacks(packs: readonly PackLeftOut[]): string {
  const said = packs.map(({ name, because }) => `${name}: ${because}`);
  return firstOf(said, LONGEST_LIST).join(' ');
}

function sayNames(names: readonly string[]): string {
  return firstOf(names, LONGEST_LIST).join(', ');
}
