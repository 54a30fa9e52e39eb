/** How the cases were graded, against the period before, and what to know where question sets differ. */
import { sayShortDate } from '../audit/civil-date.ts';
import type { OfferedGrade } from '../audit/grade-tallies.ts';
import type { GradeSet, Report } from '../audit/report.ts';
import type { Figure } from '../audit/tally.ts';
import { differenceInterval, wilsonInterval } from '../audit/wilson.ts';
import { html, type Html } from './html.ts';
import {
  LEFT_OUT,
  publishedCount,
  publishedShare,
  sayInterval,
  sayPercent,
  sayShareOfHundred,
} from './published.ts';
import { sayCount, sayNumber, sayShare, sayShareInterval, wideTable } from './report-tables.ts';

/** The table and what must be said below it. */
export function gradesHtml(report: Report): Html {
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
