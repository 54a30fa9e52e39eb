/** The report for boards: at most two A4 pages for a year. Labels, no references; nothing in words. */
import { sayDate, sayShortDate } from '../audit/civil-date.ts';
import { sayPeriod } from '../audit/report-period.ts';
import type { Report } from '../audit/report.ts';
import type { Figure } from '../audit/tally.ts';
import { saySide } from '../audit/worksheets.ts';
import { SIDES } from '../audit/threshold.ts';
import { differenceInterval } from '../audit/wilson.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { publishedShare } from './published.ts';
import { estimatesHtml } from './report-estimates-html.ts';
import { notesHtml, warningsHtml } from './report-notes.ts';
import { crossTable, listTable, sayCount, sayShare, sayShareInterval } from './report-tables.ts';
import { trendPictureHtml, trendTableHtml } from './trend-picture.ts';

const STYLE = `
body { font-size: 8.5pt; line-height: 1.22; }
h1 { font-size: 15pt; margin: 0; }
h2 { font-size: 10.5pt; margin: .5rem 0 .1rem; }
table { margin: .25rem 0; }
caption { padding: .05rem 0; }
th, td { padding: .03rem .35rem .03rem 0; border-bottom-color: #b1b4b6; }
.n { width: auto; }
.cross td.n, .cross th.n { padding-left: .3rem; }
.wide { min-width: 8.5rem; }
.under th { padding-left: .8rem; }
.box { border: 1.5px solid #0b0c0c; padding: .2rem .5rem; margin: .3rem 0; }
`;

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
<div class="columns">
<div>
<h2>Over time</h2>
${trendPictureHtml(report)}
</div>
<div>
${trendTableHtml(report)}
</div>
</div>
${estimatesHtml(report)}
<h2>What the meetings answered</h2>
${SIDES.map((side) => questionsHtml(report, side))}
${crossTable(report, 'Views of the agencies', 'Agency', report.views, firstAnswer(report.views))}
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
${report.medianDays === null ? '' : html`<p>Median, where it can be measured: ${report.medianDays} working days.</p>`}
${listTable(report, 'The agencies and the threshold decision', { ...report.agreement, name: 'Audited' })}
</div>
</div>
${notesHtml(report)}`,
    STYLE,
  );
}

function leadHtml({ period, localAuthority, asAt }: Report): Html {
  return html`<p>Audit meetings from ${sayDate(period.from)} to ${sayDate(period.to)}.
${localAuthority === null ? 'All local authorities.' : html`Cases of <strong>${localAuthority}</strong> only.`}
Actions as at ${sayDate(asAt)}.</p>`;
}

function casesHtml(report: Report): Html {
  const { cases, reasons } = report;
  const under = reasons.parts.map(
    (part) =>
      html`<tr class="under"><th scope="row">${part.name}</th><td class="n">${sayCount(report, part)}</td><td class="n"></td></tr>
`,
  );
  return listTable(report, 'What became of the cases drawn', cases, {
    [reasons.total.id]: html`${under}`,
  });
}

/** The few numbers that a board asks for first. */
function pointsHtml(report: Report): Html {
  const { meetings, grades, putRight, actions, questions } = report;
  const part = (parts: readonly Figure[], name: string): Figure | undefined =>
    parts.find((one) => one.name === name);
  const told = questions.find(({ question }) => question === 'referrer-notified');
  const yes = told === undefined ? undefined : part(told.parts, 'Yes');
  const overdue = part(actions.parts, 'Overdue');
  return html`<h2>In short</h2>
<ul>
<li><strong>${meetings.held}</strong> ${meetings.held === 1 ? 'meeting' : 'meetings'} with a pack (${meetings.before} in the period before); <strong>${sayCount(report, grades.total)}</strong> cases audited (${sayCount(report, report.gradesBefore.total)} before).</li>
<li><strong>${sayCount(report, putRight.total)}</strong> audited cases (${sayShare(report, putRight.total, grades.total)}) had a grade that must be put right today.</li>
${told === undefined || yes === undefined ? '' : html`<li>The referrer was told the outcome in <strong>${sayCount(report, yes)}</strong> of ${sayCount(report, told.total)} cases that met the threshold (${sayShare(report, yes, told.total)}).</li>`}
${overdue === undefined ? '' : html`<li><strong>${sayCount(report, overdue)}</strong> of ${sayCount(report, actions.total)} actions are overdue.</li>`}
</ul>`;
}

function gradesHtml(report: Report): Html {
  const { grades, gradesBefore } = report;
  return html`<table class="cross">
<caption>Percentages are of the ${sayCount(report, grades.total)} cases audited, those without a grade included</caption>
<thead><tr><th scope="col">Grade</th><th scope="col" class="n">Cases</th><th scope="col" class="n">%</th><th scope="col" class="n">95% interval</th><th scope="col" class="n">Before, of ${sayCount(report, gradesBefore.total)}</th><th scope="col" class="n">%</th><th scope="col" class="n wide">Change, points (95% interval)</th></tr></thead>
<tbody>
${grades.parts.map((part) => {
  const earlier = gradesBefore.parts.find(({ name }) => name === part.name);
  return html`<tr><th scope="row">${part.name}</th><td class="n">${sayCount(report, part)}</td><td class="n">${sayShare(report, part, grades.total)}</td><td class="n">${sayShareInterval(report, part, grades.total)}</td><td class="n">${earlier === undefined ? '–' : sayCount(report, earlier)}</td><td class="n">${earlier === undefined ? '–' : sayShare(report, earlier, gradesBefore.total)}</td><td class="n">${sayChange(report, part, earlier)}</td></tr>
`;
})}</tbody>
</table>`;
}

function sayChange(report: Report, part: Figure, earlier: Figure | undefined): string {
  if (earlier === undefined) return '–';
  const [all, allBefore] = [report.grades.total, report.gradesBefore.total];
  const now = publishedShare(report, part, all);
  const then = publishedShare(report, earlier, allBefore);
  const interval = differenceInterval([part.count, all.count], [earlier.count, allBefore.count]);
  if (now === null || then === null || interval === null) return '–';
  return `${signed(now.share - then.share)} (${signed(interval.lower)} to ${signed(interval.upper)})`;
}

function signed(share: number): string {
  const points = (Math.abs(share) * 100).toFixed(1);
  return `${points === '0.0' ? '' : share < 0 ? '−' : '+'}${points}`;
}

function questionsHtml(report: Report, side: (typeof SIDES)[number]): Html | string {
  const rows = report.questions.filter((one) => one.side === side);
  if (rows.length === 0) return '';
  return crossTable(report, saySide(side), 'Question', rows, firstAnswer(rows));
}

function firstAnswer(rows: Report['views']): string | null {
  return rows[0]?.parts[0]?.name ?? null;
}

function breakdownsHtml(report: Report): Html {
  const [side, authority, source, decision] = report.breakdowns.map(({ name, rows }) =>
    crossTable(report, name, name, rows),
  );
  return html`<div class="columns"><div>
${side ?? ''}
${authority ?? ''}
</div><div>
${decision ?? ''}
</div></div>
${source ?? ''}`;
}

/** Who is still waiting; not where small numbers are left out, for a list can be counted. */
function notPutRightHtml({ notPutRight, suppressBelow }: Report): Html | string {
  if (notPutRight.length === 0 || suppressBelow !== null) return '';
  const named = notPutRight.map(({ label, meeting }) => `${label} of ${sayShortDate(meeting)}`);
  return html`<p>Not recorded as put right: ${named.join('; ')}.</p>`;
}
