/** The minutes of a meeting: what its completed worksheets say. Labels, no references. */
import { sayDate, sayShortDate, type CivilDate } from '../audit/civil-date.ts';
import type { Answer, CaseFindings, Findings } from '../audit/findings.ts';
import { casesOfMeeting, isUntouched, itemNames, stillBlank } from '../audit/outcome.ts';
import type { DrawRecord } from '../audit/record.ts';
import { sayReason } from '../audit/replacements.ts';
import { SIDES } from '../audit/threshold.ts';
import { AGREEMENT, sayDrawCount, SIDE_ALONE } from '../audit/worksheets.ts';
import { html, type Html } from './html.ts';
import { ORDINARY_SIZE, sayAgreement, sizeOfOutcome } from './outcome-room.ts';
import { page } from './page.ts';

/** The minutes as a whole page; one A4 page where texts are short, and more where they are not. */
export function outcomeHtml(findings: Findings, record: DrawRecord): string {
  const title = `Audit of ${sayDate(findings.meeting)}: outcome`;
  const reasons = listedReasons(findings, record);
  const changes = listedChanges(findings, record);
  const { questions, agencies } = record.questionSet;
  const size = sizeOfOutcome(findings, {
    rows: [
      ...[questions.met, questions['not-met'], agencies, replacedIn(record)],
      stillBlank(findings, record),
    ].flat().length,
    texts: [...reasons, ...changes].map(({ text }) => text),
  });
  return page(
    title,
    record.settings.marking,
    html`<h1>${title}</h1>
${leadHtml(findings, record)}
${casesHtml(casesOfMeeting(findings))}
${replacedHtml(findings, record)}
${questionsHtml(findings, record)}
${reasonsHtml(findings, record)}
${todayHtml(findings)}
${actionsHtml(findings)}
${learningHtml(findings.cases)}
${blankHtml(findings, record)}
${changesHtml(changes)}
<p class="small">Question set: ${findings.questionSet}. Blank, and “Not recorded”, mean that nothing is written there.</p>`,
    size === ORDINARY_SIZE ? OWN_STYLE : `${OWN_STYLE}${closeStyle(size)}`,
  );
}

function leadHtml(findings: Findings, { draw, week, questionSet }: DrawRecord): Html {
  const cases = casesOfMeeting(findings);
  const inState = (state: CaseFindings['state']): number =>
    cases.filter((one) => one.state === state).length;
  const untouched = cases.filter(({ state }) => state === 'blank').every(isUntouched);
  const parts = [
    `${inState('audited')} audited`,
    `${inState('not-audited')} not audited`,
    `${inState('blank')} ${untouched ? 'with a blank worksheet' : 'without an answer'}`,
  ];
  const graded = [...questionSet.grades, null].map((grade) => ({
    name: grade ?? 'Not graded',
    count: cases.filter((one) => one.state === 'audited' && one.grade === grade).length,
  }));
  const agreed = [...AGREEMENT, null].map((choice) => ({
    name: choice ?? 'Not recorded',
    count: cases.filter((one) => one.state === 'audited' && one.agreement.answer === choice).length,
  }));
  return html`<p class="lead">${cases.length} cases of ${sayShortDate(week.from)} to ${sayShortDate(week.to)}: ${parts.join(', ')}.</p>
${draw.number === 1 ? '' : html`<p class="lead"><strong>${sayDrawCount(draw)}</strong></p>`}
<p>Grades of the cases audited: ${sayCounts(graded)}.<br>
Agencies on the threshold decision: ${sayCounts(agreed)}.</p>`;
}

function sayCounts(counts: readonly { readonly name: string; readonly count: number }[]): string {
  return counts.map(({ name, count }) => `${name} ${count}`).join('; ');
}

function casesHtml(cases: readonly CaseFindings[]): Html {
  return html`<table class="cases">
<caption>Cases, in the order of the meeting</caption>
<thead>
<tr>
  <th scope="col">Case</th>
  <th scope="col">Threshold</th>
  <th scope="col">Grade</th>
  <th scope="col">Reason for the grade</th>
  <th scope="col">Threshold decision</th>
</tr>
</thead>
<tbody>
${cases.map(
  (one) => html`<tr class="case">
  <th scope="row">${one.label}</th>
  <td>${SIDE_ALONE[one.side]}</td>
  <td>${one.state === 'not-audited' ? 'Not audited' : (one.grade ?? 'Not recorded')}</td>
  <td>${one.notAudited ?? one.gradeReason ?? 'Not recorded'}</td>
  <td>${sayAgreement(one)}</td>
</tr>`,
)}
</tbody>
</table>`;
}

function questionsHtml(findings: Findings, { questionSet }: DrawRecord): Html {
  const cases = casesOfMeeting(findings);
  const { questions, agencies, answers } = questionSet;
  const audited = cases.filter(({ state }) => state === 'audited');
  const asked = SIDES.flatMap((side) =>
    questions[side].map(({ id, text }) => {
      const own = audited.filter((one) => one.side === side);
      const given = own.flatMap((one) => one.answers.filter(({ question }) => question === id));
      return { name: `${SIDE_ALONE[side]}: ${text}`, given };
    }),
  );
  const views = agencies.map(({ id, text }) => ({
    name: `${text}: part done well`,
    given: audited.flatMap((one) => one.views.filter(({ agency }) => agency === id)),
  }));
  return answersHtml('Answers and agencies’ views, of the cases audited', answers, [
    ...asked,
    ...views,
  ]);
}

/** Cases that were withdrawn, why, and what had been found of them by then. */
function replacedHtml({ cases }: Findings, record: DrawRecord): Html | string {
  const shown = replacedIn(record);
  if (shown.length === 0) return '';
  return html`<h2>Replaced</h2>
<ul>
${shown.map(({ label, by, reason }) => {
  const found = cases.find((one) => one.label === label && one.withdrawn === true);
  const graded = found?.grade == null ? '' : ` It had been graded ${found.grade}.`;
  return html`<li><strong>${label}</strong> by ${by ?? ''}: ${sayReason(reason)}.${graded}</li>`;
})}
</ul>`;
}

function replacedIn({ replacements }: DrawRecord): DrawRecord['replacements'] {
  return replacements.filter(({ by }) => by !== null);
}

/** What stands in a list of the page, after the label of its case. */
interface Listed {
  readonly label: string;
  readonly text: string;
}

/** Why an answer was not the best one. */
function listedReasons(findings: Findings, record: DrawRecord): readonly Listed[] {
  const names = itemNames(record);
  return reasonsOf(findings)
    .filter(({ answer }) => answer !== bestOf(record))
    .map(({ label, question, answer, rationale }) => ({
      label,
      text: `${names.get(question) ?? question} ${answer ?? 'Not recorded'}: ${rationale}`,
    }));
}

function reasonsOf(findings: Findings) {
  return casesOfMeeting(findings).flatMap(({ label, answers, views }) =>
    [...answers, ...views].flatMap(({ question, answer, rationale }) =>
      rationale === null ? [] : [{ label, question, answer, rationale }],
    ),
  );
}

function bestOf({ questionSet }: DrawRecord): string | undefined {
  return questionSet.answers[0];
}

/** A yes needs no minute; where reasons for it were given, it is said where they are. */
function reasonsHtml(findings: Findings, record: DrawRecord): Html | string {
  const listed = listedReasons(findings, record);
  const best = bestOf(record) ?? '';
  const more = reasonsOf(findings).some(({ answer }) => answer === best)
    ? html`<p>Reasons given with “${best}” are in findings.csv.</p>`
    : '';
  if (listed.length === 0) return more === '' ? '' : html`<h2>Reasons</h2>${more}`;
  return html`<h2>Reasons</h2>
<ul>
${listed.map(({ label, text }) => html`<li><strong>${label}</strong> ${text}</li>`)}
</ul>
${more}`;
}

interface AnswersTo {
  readonly name: string;
  readonly given: readonly Answer[];
}

function answersHtml(
  caption: string,
  choices: readonly string[],
  rows: readonly AnswersTo[],
): Html {
  const count = ({ given }: AnswersTo, choice: string | null): number =>
    given.filter(({ answer }) => answer === choice).length;
  return html`<table class="answers">
<caption>${caption}</caption>
<thead>
<tr>
  <td></td>
  ${[...choices, 'Blank'].map((choice) => html`<th scope="col" class="n">${choice}</th>`)}
</tr>
</thead>
<tbody>
${rows.map(
  (row) => html`<tr>
  <th scope="row">${row.name}</th>
  ${[...choices, null].map((choice) => html`<td class="n">${count(row, choice)}</td>`)}
</tr>`,
)}
</tbody>
</table>`;
}

function todayHtml({ cases, completions }: Findings): Html {
  const rows = cases.filter(({ today }) => today.what !== null);
  if (rows.length === 0) return html`<h2>Immediate action</h2><p>None is recorded.</p>`;
  return html`<table class="actions">
<caption>Immediate action</caption>
<thead>
<tr>
  <th scope="col">Case</th>
  <th scope="col">What is put right</th>
  <th scope="col">Who</th>
  <th scope="col">By when</th>
  <th scope="col">Done</th>
</tr>
</thead>
<tbody>
${rows.map(({ label, withdrawn, today }) => {
  const later = completions.find((one) => one.label === label && one.action === 'today')?.on;
  const on = today.doneOn ?? later ?? null;
  const done = later === undefined ? (today.done ?? 'Not recorded') : 'Yes';
  return html`<tr class="case">
  <th scope="row">${label}${withdrawn === true ? ' (replaced)' : ''}</th>
  <td>${today.what ?? ''}</td>
  <td>${today.who ?? 'Not recorded'}</td>
  <td>${sayDay(today.by)}</td>
  <td>${done}${on === null ? '' : `, ${sayShortDate(on)}`}</td>
</tr>`;
})}
</tbody>
</table>`;
}

function actionsHtml({ cases, completions }: Findings): Html {
  const rows = cases.flatMap(({ label, withdrawn, actions }) =>
    actions.map((action) => ({ label, withdrawn, ...action })),
  );
  if (rows.length === 0) return html`<h2>Actions</h2><p>None is recorded.</p>`;
  return html`<table class="actions">
<caption>Actions</caption>
<thead>
<tr>
  <th scope="col">Action</th>
  <th scope="col">What</th>
  <th scope="col">Owner</th>
  <th scope="col">Due</th>
  <th scope="col">Done</th>
</tr>
</thead>
<tbody>
${rows.map(({ label, withdrawn, number, what, owner, due }) => {
  const done = completions.find((one) => one.label === label && one.action === number)?.on ?? null;
  return html`<tr class="case">
  <th scope="row">${label}#${number}${withdrawn === true ? ' (replaced)' : ''}</th>
  <td>${what}</td>
  <td>${owner ?? 'Not recorded'}</td>
  <td>${sayDay(due)}</td>
  <td>${done === null ? 'Open' : sayShortDate(done)}</td>
</tr>`;
})}
</tbody>
</table>`;
}

function sayDay(date: CivilDate | null): string {
  return date === null ? 'Not recorded' : sayShortDate(date);
}

function learningHtml(cases: readonly CaseFindings[]): Html {
  const list = (title: string, told: readonly (readonly [string, string | null])[]): Html => {
    const said = told.filter(([, text]) => text !== null);
    if (said.length === 0) return html`<h2>${title}</h2><p>None is recorded.</p>`;
    return html`<h2>${title}</h2>
<ul>
${said.map(([label, text]) => html`<li><strong>${label}</strong> ${text ?? ''}</li>`)}
</ul>`;
  };
  const learning = list(
    'Learning',
    cases.map((one) => [one.label, one.learning]),
  );
  const goodPractice = list(
    'Good practice',
    cases.map((one) => [one.label, one.goodPractice]),
  );
  const isAny = (told: (one: CaseFindings) => string | null): boolean =>
    cases.some((one) => told(one) !== null);
  return isAny((one) => one.learning) && isAny((one) => one.goodPractice)
    ? html`<div class="columns"><div>${learning}</div>
<div>${goodPractice}</div></div>`
    : html`${learning}
${goodPractice}`;
}

function blankHtml(findings: Findings, record: DrawRecord): Html {
  const blank = stillBlank(findings, record);
  if (blank.length === 0) return html`<h2>Still blank</h2><p>Nothing.</p>`;
  return html`<h2>Still blank</h2>
<ul>
${blank.map(({ label, items }) => html`<li><strong>${label}</strong> ${items.join('; ')}</li>`)}
</ul>`;
}

function listedChanges({ changes }: Findings, record: DrawRecord): readonly Listed[] {
  const names = itemNames(record);
  return changes.map(({ label, item, was, is }) => ({
    label,
    text: `${names.get(item) ?? item}: “${sayEntry(item, was)}” became “${sayEntry(item, is)}”`,
  }));
}

function changesHtml(changes: readonly Listed[]): Html | string {
  if (changes.length === 0) return '';
  return html`<h2>Changed by corrected worksheets</h2>
<ul>
${changes.map(({ label, text }) => html`<li><strong>${label}</strong> ${text}</li>`)}
</ul>`;
}

/** What an item held; its day as the page says days. Whether an action was done may be its day too. */
function sayEntry(item: string, entry: string | null): string {
  if (entry === null) return 'not recorded';
  const isDay = /^(?:today|action-\d+)-(?:by|done|done-on|due)$/.test(item);
  return isDay && /^\d{4}-\d\d-\d\d$/.test(entry) ? sayShortDate(entry as CivilDate) : entry;
}

const OWN_STYLE = `
td, li { white-space: pre-line; }
table, ul, h2 + p, ul + p { font-size: 9pt; line-height: 1.2; margin: .25rem 0; }
h2 { font-size: 10pt; margin: .4rem 0 .1rem; }
p { margin: .1rem 0; }
th, td { padding-top: 0; padding-bottom: 0; }
@media print { h1 { font-size: 15pt; } }
table.cases th:first-child { width: 11mm; }
table.cases :is(th, td):nth-child(2) { width: 18mm; white-space: nowrap; }
table.cases :is(th, td):nth-child(3) { min-width: 24mm; overflow-wrap: break-word; }
table.cases :is(th, td):nth-child(n+4) { min-width: 31mm; }
table.answers .n { width: 18mm; padding-left: .4rem; }
.columns { grid-template-columns: 3fr 2fr; }
table.actions th { white-space: nowrap; }
table.actions :is(th, td):first-child { width: 11mm; }
table.actions :is(th, td):nth-child(3) { width: 36mm; }
table.actions :is(th, td):nth-child(4) { width: 28mm; }
table.actions :is(th, td):nth-child(5) { width: 30mm; }
table.answers thead td { border-bottom: 1px solid #6f777b; }
@media screen and (max-width: 45rem) {
  table th { overflow-wrap: break-word; }
  table.cases :is(th, td):nth-child(n) { width: auto; min-width: 0; white-space: pre-line; }
  table.answers .n { width: auto; }
}
@media screen and (max-width: 24rem) { table.cases { font-size: 8pt; } }
`;

/** For the minutes of a long meeting, in letters of so many points. */
function closeStyle(size: number): string {
  return `
@media print {
  @page { margin: 13mm 13mm 12mm; }
  table, ul, h2 + p, ul + p, p.small { font-size: ${size}pt; line-height: 1.15; margin: .15rem 0; }
  caption { font-size: 9pt; }
  h1 { font-size: 13pt; margin-bottom: .1rem; }
  h2 { font-size: 9pt; margin: .2rem 0 .05rem; }
}
`;
}
