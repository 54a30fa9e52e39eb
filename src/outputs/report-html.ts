/** The report for boards: at most two A4 pages for a year. Labels, no references; nothing in words. */
import { sayShortDate } from '../audit/civil-date.ts';
import { sayPeriod } from '../audit/report-period.ts';
import { TO_BE_PUT_RIGHT, WHOSE_FORM_OFFERED } from '../audit/report-estimates.ts';
import type { GradeTally, OfferedGrade } from '../audit/grade-tallies.ts';
import { LONGEST_LIST, type GradeSet, type Report } from '../audit/report.ts';
import { NOT_RECORDED, type Figure, type Tally } from '../audit/tally.ts';
import { saySide } from '../audit/worksheets.ts';
import { firstOf, sayEither } from '../audit/say-list.ts';
import { SIDES } from '../audit/threshold.ts';
import { differenceInterval, wilsonInterval } from '../audit/wilson.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import {
  isCounted,
  LEFT_OUT,
  publishedCount,
  publishedEstimate,
  publishedShare,
  sayInterval,
  sayPercent,
  sayShareOfHundred,
} from './published.ts';
import { estimatesHtml } from './report-estimates-html.ts';
import { notesHtml, warningsHtml } from './report-notes.ts';
import {
  asOne,
  crossTable,
  listTable,
  sayCount,
  sayNumber,
  sayShare,
  sayShareInterval,
  wideTable,
  type TableRow,
} from './report-tables.ts';
import { trendPictureHtml, trendTableHtml } from './trend-picture.ts';

/** The answer that says that nobody knows. */
const NOT_KNOWN = 'Not known';

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

/** The few numbers that a board asks for first; a sentence whose number is left out is left out. */
function pointsHtml(report: Report): Html {
  const points = [meetingsPoint, putRightPoint, referrerPoint, overduePoint].map((say) =>
    say(report),
  );
  return html`<h2>In short</h2>
<ul>
${points.map((point) => (point === null ? '' : html`<li>${point}</li>\n`))}</ul>`;
}

function meetingsPoint(report: Report): Html {
  const { meetings, grades, gradesBefore } = report;
  const now = publishedCount(report, grades.total);
  const then = gradesBefore === null ? null : publishedCount(report, gradesBefore.total);
  const audited = (count: number): string => `${count === 1 ? 'case' : 'cases'} audited`;
  const before =
    gradesBefore === null || meetings.before === 0
      ? ''
      : `; in the period before, ${meetings.before} ${sayMeetings(meetings.before, meetings.packsBefore, '')}`;
  return html`<strong>${meetings.held}</strong> ${sayMeetings(meetings.held, meetings.packs, ' with a pack')}${now === null ? '' : html`, <strong>${sayNumber(now)}</strong> ${audited(now)}`}${before}${before === '' || then === null ? '' : ` and ${sayNumber(then)} ${audited(then)}`}.`;
}

/** Their packs are counted too where a meeting has several. */
function sayMeetings(held: number, packs: number, alike: string): string {
  return `${held === 1 ? 'meeting' : 'meetings'}${held === packs ? alike : `, ${packs} packs`}`;
}

/** How many had to be put right at once, and, apart from that, how many were. */
function putRightPoint(report: Report): Html | null {
  const { putRight, putRightGrades, putRightSets, grades } = report;
  if (putRightGrades.length === 0 || grades.total.count === 0) return null;
  const share = publishedShare(report, putRight.total, grades.total);
  if (share === null && report.hidden.has(putRight.total.id)) return null;
  const of = share === null ? '' : ` (${sayPercent(share.share)})`;
  const were = putRight.total.count === 1 ? 'was' : 'were';
  const graded =
    putRightSets.length === 0
      ? `${were} graded ${sayEither(putRightGrades)}, which must be put right the same day`
      : 'had a grade that must be put right the same day';
  return html`<strong>${sayCount(report, putRight.total)}</strong> of the cases audited${of} ${graded}.${sayWhenPutRight(report)}${sayEstimated(report)}`;
}

/** What became of them, in the order of the table's lines; nothing where one of them is left out. */
function sayWhenPutRight({ putRight: { total, parts }, hidden }: Report): string {
  if (total.count === 0 || parts.some(({ id }) => hidden.has(id))) return '';
  const count = (...names: readonly string[]): number =>
    parts.filter(({ name }) => names.includes(name)).reduce((sum, part) => sum + part.count, 0);
  const some = (many: number, one: string, several: string): string[] =>
    many === 0 ? [] : [`${sayNumber(many)} ${many === 1 ? one : several}`];
  const onTheDay = count('On the day of the meeting');
  if (onTheDay === total.count) return onTheDay === 1 ? ' It was.' : ' All were.';
  const said = [
    ...(onTheDay === 0 ? ['none was'] : some(onTheDay, 'was', 'were')),
    ...some(count('1 to 7 days after', 'More than 7 days after'), 'was later', 'were later'),
    ...some(
      count('Put right, day not recorded'),
      'was on a day not recorded',
      'were on a day not recorded',
    ),
    ...some(count('Not put right'), 'is still not', 'are still not'),
    ...some(count('Not needed'), 'did not need it', 'did not need it'),
    ...some(count(NOT_RECORDED), 'has nothing recorded', 'have nothing recorded'),
  ];
  const [first = '', ...rest] = said;
  const listed = [first, ...rest.slice(0, -1), `and ${rest.at(-1) ?? ''}`].join(', ');
  return ` ${listed[0]?.toUpperCase() ?? ''}${listed.slice(1)}.`;
}

/** Every case is in it: those answered neither yes nor no are told with those that nobody knows of. */
function referrerPoint(report: Report): Html | null {
  const [told, another] = report.questions.filter(
    ({ question }) => question === 'referrer-notified',
  );
  // Where several sets ask it, no one of them is the answer.
  if (told === undefined || another !== undefined || told.total.count === 0) return null;
  const { total, parts } = told;
  if ([total, ...parts].some(({ id }) => report.hidden.has(id))) return null;
  const unknown = parts.filter(({ name }) => isUnknown(name));
  const said = parts
    .filter(({ name, count }) => !isUnknown(name) && (count > 0 || ['Yes', 'No'].includes(name)))
    .map(({ name, count }) => `${sayNumber(count)} ${name.toLowerCase()}`);
  const silent = unknown.reduce((sum, { count }) => sum + count, 0);
  const rest = silent === 0 ? '' : `, ${sayNumber(silent)} not known or not recorded`;
  const cases = total.count === 1 ? 'case' : 'cases';
  return html`Was the referrer told the outcome? <strong>${said.join(', ')}</strong>${rest}, of ${sayNumber(total.count)} ${cases} that met the threshold.`;
}

function isUnknown(answer: string): boolean {
  return [NOT_KNOWN, NOT_RECORDED].includes(answer);
}

function overduePoint(report: Report): Html | null {
  const { actions } = report;
  const overdue = actions.parts.find(({ name }) => name === 'Overdue');
  if (overdue === undefined) return null;
  const [late, all] = [overdue, actions.total].map((figure) => publishedCount(report, figure));
  if (late == null || all == null) return null;
  return html`<strong>${sayNumber(late)}</strong> of ${sayNumber(all)} ${all === 1 ? 'action' : 'actions'} from the meetings of this period ${late === 1 ? 'is' : 'are'} overdue.`;
}

/** What the grades to be put right come to among all decisions, all of them as one, where that can be said. */
function sayEstimated(report: Report): string {
  const { estimates, putRight, putRightGrades, putRightSets } = report;
  const isAlike = putRightSets.length === 0;
  const found = estimates.find(({ section, name, figure }) =>
    isAlike && putRightGrades.length === 1
      ? section === 'grades' && name === putRightGrades[0]
      : figure.id === putRight.total.id,
  );
  const estimate = found === undefined ? null : publishedEstimate(report, found);
  if (found === undefined || estimate === null || isCounted(estimate)) return '';
  const base = found.isOfOffered ? WHOSE_FORM_OFFERED : 'all decisions';
  const share = sayPercent(estimate.proportion);
  return ` Of ${base}, an estimated ${share} (${sayInterval(estimate.interval)}) would ${isAlike ? 'be graded so' : 'have such a grade'}.`;
}

function gradesHtml(report: Report): Html {
  const { grades } = report;
  // Without cases before, there is nothing to compare with.
  const before = (report.gradesBefore?.total.count ?? 0) > 0 ? report.gradesBefore : null;
  const audited = publishedCount(report, grades.total);
  const all = audited === null ? 'all' : `the ${sayNumber(audited)}`;
  const caption = `Percentages are of ${all} cases audited, those without a grade included`;
  const table = html`<table class="cross">
<caption>${caption}</caption>
<thead><tr><th scope="col">Grade</th><th scope="col" class="n">Cases</th><th scope="col" class="n">%</th><th scope="col" class="n">95% interval</th>${before === null ? '' : html`<th scope="col" class="n">Before, of ${sayCount(report, before.total)}</th><th scope="col" class="n">%</th><th scope="col" class="n wide">Change, points (95% interval)</th>`}</tr></thead>
<tbody>
${grades.parts.map((part) => {
  const earlier = before?.parts.find(({ name }) => name === part.name);
  return html`<tr><th scope="row">${part.name}</th><td class="n">${sayCount(report, part)}</td><td class="n">${sayShare(report, part, grades.total)}</td><td class="n">${sayShareInterval(report, part, grades.total)}</td>${before === null || earlier === undefined ? '' : html`<td class="n">${sayCount(report, earlier)}</td><td class="n">${sayShare(report, earlier, before.total)}</td><td class="n">${sayChange(report, [part, grades.total], [earlier, before.total])}</td>`}</tr>
`;
})}</tbody>
</table>`;
  return html`${wideTable(caption, table)}\n${before === null ? '' : inPartHtml(report)}${gradeSetsHtml(report)}${putRightSetsHtml(report)}`;
}

/** A change from three months to twelve may be none from year to year. */
function inPartHtml({ meetings: { before, beforeInPart } }: Report): Html | string {
  if (beforeInPart === null) return '';
  const [first, last] = [beforeInPart.from, beforeInPart.to].map(sayShortDate);
  const said =
    first === last
      ? `was ${before} meeting, on ${first}`
      : `were ${before} meetings, the first on ${first} and the last on ${last}`;
  return html`<p><strong>In the period before there ${said}: it is not all covered.</strong></p>\n`;
}

/** Said where the same grade was not there for every case. */
function gradeSetsHtml({ meetings, offeredGrades, suppressBelow }: Report): Html | string {
  const { gradeSets } = meetings;
  if (gradeSets.length === 0) return '';
  return html`<p><strong>The meetings shown did not all have the same grades.</strong> ${saySets(gradeSets, suppressBelow)}.
Every percentage is of all cases audited, those included whose form did not offer that grade.${sayOffered(offeredGrades)}</p>`;
}

/** Said where one grade calls for action by one set and not by another. */
function putRightSetsHtml({ putRightSets, suppressBelow }: Report): Html | string {
  if (putRightSets.length === 0) return '';
  return html`<p><strong>The question sets differ in which grades must be put right the same day.</strong> ${saySets(putRightSets, suppressBelow)}.
Each case counts by its own set.</p>`;
}

/** Each meeting has cases: how many meetings would tell of counts that are left out. */
function saySets(sets: readonly GradeSet[], suppressBelow: number | null): string {
  const held = (count: number): string =>
    suppressBelow === null ? ` (${count} ${count === 1 ? 'meeting' : 'meetings'})` : '';
  return sets
    .map(
      ({ questionSets, grades, meetings }) =>
        `${questionSets.join(', ')}${held(meetings)}: ${grades.length === 0 ? 'none' : grades.join(', ')}`,
    )
    .join('; ');
}

function sayOffered(grades: readonly OfferedGrade[]): string {
  if (grades.length === 0) return '';
  const said = grades.map(({ grade, count, of }) => {
    const interval = wilsonInterval(count, of.count);
    const between = interval === null ? '' : ` (${sayInterval(interval)})`;
    return `${grade} ${sayNumber(count)} of ${sayNumber(of.count)}, ${sayPercent(count / of.count)}${between}`;
  });
  return ` Of the cases whose form offered it: ${said.join('; ')}.`;
}

/** Each a count with the total it is taken of. */
function sayChange(
  report: Report,
  [part, all]: readonly [Figure, Figure],
  [earlier, allBefore]: readonly [Figure, Figure],
): string {
  const now = publishedShare(report, part, all);
  const then = publishedShare(report, earlier, allBefore);
  const interval = differenceInterval([part.count, all.count], [earlier.count, allBefore.count]);
  if (interval === null) return '–';
  if (now === null || then === null) return LEFT_OUT;
  return `${signed(now.share - then.share)} (${signed(interval.lower)} to ${signed(interval.upper)})`;
}

function signed(share: number): string {
  const points = sayShareOfHundred(Math.abs(share));
  return `${points === '0.0' ? '' : share < 0 ? '−' : '+'}${points}`;
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
