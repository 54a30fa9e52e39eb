/** In short: the few sentences that a board reads first. */
import { WHOSE_FORM_OFFERED } from '../audit/report-estimates.ts';
import type { Report } from '../audit/report.ts';
import { NOT_RECORDED } from '../audit/tally.ts';
import { sayEither } from '../audit/say-list.ts';
import { html, type Html } from './html.ts';
import {
  isCounted,
  publishedCount,
  publishedEstimate,
  publishedShare,
  sayInterval,
  sayPercent,
} from './published.ts';
import { sayCount, sayNumber } from './report-tables.ts';

/** The answer that says that nobody knows. */
const NOT_KNOWN = 'Not known';

/** The few numbers that a board asks for first; a sentence whose number is left out is left out. */
export function pointsHtml(report: Report): Html {
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
