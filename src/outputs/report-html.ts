/** The report for boards: at most two A4 pages for a year. Labels, no references; nothing in words. */
import { sayShortDate } from '../audit/civil-date.ts';
import { sayPeriod } from '../audit/report-period.ts';
import { TO_BE_PUT_RIGHT } from '../audit/report-estimates.ts';
import type { GradeTally } from '../audit/grade-tallies.ts';
import { LONGEST_LIST, type Report } from '../audit/report.ts';
import type { Figure, Tally } from '../audit/tally.ts';
import { SIDES } from '../audit/threshold.ts';
import { saySide } from '../audit/worksheets.ts';
import { firstOf, sayEither } from '../audit/say-list.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { LEFT_OUT } from './published.ts';
import { estimatesHtml } from './report-estimates-html.ts';
import { gradesHtml } from './report-grades-html.ts';
import { notesHtml, warningsHtml } from './report-notes.ts';
import { pointsHtml } from './report-points.ts';
import { asOne, crossTable, listTable, sayCount, type TableRow } from './report-tables.ts';
import { trendPictureHtml, trendTableHtml } from './trend-picture.ts';

const STYLE = `
@page { margin: 13mm 14mm 12mm 14mm; }
body { font-size: 8.2pt; line-height: 1.2; }
h1 { font-size: 15pt; margin: 0; }
h2 { font-size: 10.5pt; margin: .55rem 0 .1rem; }
table { margin: .25rem 0; break-inside: avoid; }
caption { padding: .05rem 0; }
th, td { padding: .02rem .35rem .02rem 0; border-bottom-color: #b1b4b6; overflow-wrap: break-word; }
.n { width: auto; }
.cross .n { padding-left: .3rem; overflow-wrap: normal; }
.cross td { white-space: nowrap; }
.group th { font-weight: bold; padding-top: .2rem; }
.wide { min-width: 8.5rem; }
.under th { padding-left: .8rem; }
.small { font-size: 7.6pt; }
.box { border: 1.5px solid #0b0c0c; padding: .2rem .5rem; margin: .3rem 0; }
@media print, screen and (min-width: 45rem) { .trend { grid-template-columns: 5fr 6fr; } }
@media screen { .scroll { overflow-x: auto; } .columns > div { min-width: 0; } }
.trend table { font-size: 7.5pt; }
`;

/**
 * The report as a whole page, with labels and counts only; what is suppressed is in none of its
 * texts or pictures.
 */
export function reportHtml(report: Report): string {
  const title = `Safeguarding case audits: ${sayPeriod(report.period)}`;
  return page(
    title,
    report.marking,
    html`<h1>${title}</h1>
${leadHtml(report)}
${warningsHtml(report)}
<div class="columns">
<div>
${casesHtml(report)}
</div>
<div>
${pointsHtml(report)}
</div>
</div>
<h2>How the cases were graded</h2>
${gradesHtml(report)}
<h2>Over time</h2>
${overTimeHtml(report)}
${estimatesHtml(report)}
<h2>What the meetings answered</h2>
${answersHtml(report)}
<h2>Grades by side, authority, source and decision</h2>
${breakdownsHtml(report)}
<h2>What came of it</h2>
<div class="columns">
<div>
${listTable(report, 'Cases graded to be put right', report.putRight)}
${notPutRightHtml(report)}
${listTable(report, `Actions, as at ${sayShortDate(report.asAt)}`, report.actions)}
</div>
<div>
${listTable(report, 'Time from received to decided', report.elapsed)}
${report.medianDays === null ? '' : html`<p>Median, where it can be measured: ${report.medianDays} working ${report.medianDays === 1 ? 'day' : 'days'}.</p>`}
${listTable(report, 'The agencies and the threshold decision', report.agreement)}
</div>
</div>
${notesHtml(report)}`,
    STYLE,
  );
}

function leadHtml({ period, localAuthority, asAt, suppressBelow }: Report): Html {
  return html`<p>Audit meetings from ${sayShortDate(period.from)} to ${sayShortDate(period.to)}.
${localAuthority === null ? 'All local authorities.' : html`Cases of <strong>${localAuthority}</strong> only.`}
Actions as at ${sayShortDate(asAt)}.
${period.to < asAt ? '' : html`<strong>The period is not over yet.</strong>`}</p>
${
  suppressBelow === null
    ? ''
    : html`${leftOutHtml(suppressBelow)}
<p>${OVERLAPPING_PERIODS}</p>`
}`;
}

/** Said on the terminal too: nothing in one report can protect it from another. */
export const OVERLAPPING_PERIODS =
  'Do not publish reports of overlapping periods, such as a month and its quarter, with small numbers left out: one minus the other tells them.';

/** Said before the first number that is left out. */
function leftOutHtml(below: number): Html {
  return html`<p><strong>${LEFT_OUT}</strong>: left out. Counts from 1 to ${below - 1} are left out, and so are further counts, percentages and intervals from which they could be worked out: an ${LEFT_OUT} may be any number, nought too.</p>`;
}

function casesHtml(report: Report): Html {
  const { cases, reasons } = report;
  const under = reasons.map(
    ({ total, parts }) =>
      [
        total.id,
        html`${parts.map(
          (part) =>
            html`<tr class="under"><th scope="row">${part.name}</th><td class="n">${sayCount(report, part)}</td><td class="n"></td></tr>
`,
        )}`,
      ] as const,
  );
  return listTable(report, 'What became of the cases drawn', cases, Object.fromEntries(under));
}

/** Two reports with small numbers left out would show one month with different numbers left out. */
function overTimeHtml(report: Report): Html {
  if (report.suppressBelow !== null) {
    return html`<p>Not given where small numbers are left out, and nor is the period before: reports of two months would undo each other.</p>`;
  }
  return html`<div class="columns trend">
<div>
${trendPictureHtml(report)}
</div>
<div>
${trendTableHtml(report)}
</div>
</div>`;
}

function answersHtml(report: Report): Html {
  const { questions, views } = report;
  const tallies = [
    ...SIDES.map((side) => ({
      name: saySide(side),
      rows: questions.filter((one) => one.side === side),
    })),
    { name: 'Views of the agencies', rows: views },
  ].filter(({ rows }) => rows.length > 0);
  const part = tallies[0]?.rows[0]?.parts[0]?.name;
  const groups = tallies.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => withShare(row, asOne(report, row, part === undefined ? [] : [part]))),
  }));
  return crossTable(
    report,
    'Answers of the cases audited',
    'Question',
    groups,
    part === undefined ? null : `${part}, % of all audited, blanks included (95% interval)`,
  );
}

function withShare(row: Tally, share: Figure | undefined): TableRow {
  return { ...row, ...(share === undefined ? {} : { share }) };
}

function breakdownsHtml(report: Report): Html {
  const { putRightGrades, putRightSets, suppressBelow, breakdowns } = report;
  const isAlike = putRightSets.length === 0;
  // How many of a group had to be put right stands in no table then, so nothing would protect it.
  const isShown = putRightGrades.length > 0 && (isAlike || suppressBelow === null);
  const name = isAlike ? sayEither(putRightGrades) : TO_BE_PUT_RIGHT;
  const shareOf = (row: GradeTally): Figure | undefined =>
    isAlike
      ? asOne(report, row, putRightGrades)
      : { id: `put-right/${row.total.id}`, name, count: row.putRight };
  const groups = breakdowns.map((one) => ({
    name: one.name,
    rows: one.rows.map((row) => withShare(row, shareOf(row))),
  }));
  const heading = isShown ? `${name}, % (95% interval)` : null;
  return crossTable(report, 'Cases audited', 'Group', groups, heading);
}

/** Who is still waiting; not where small numbers are left out, for a list can be counted. */
function notPutRightHtml({ notPutRight, suppressBelow }: Report): Html | string {
  if (notPutRight.length === 0 || suppressBelow !== null) return '';
  const named = notPutRight.map(({ label, meeting }) => `${label} of ${sayShortDate(meeting)}`);
  return html`<p>Not recorded as put right: ${firstOf(named, LONGEST_LIST).join('; ')}.</p>`;
}
