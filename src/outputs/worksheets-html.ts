/** The forms on paper: every case from a fresh page, with ruled space that a hand can write in. */
import { sayDate } from '../audit/civil-date.ts';
import type { DrawRecord } from '../audit/record.ts';
import {
  sayDrawCount,
  type Worksheet,
  type WorksheetItem,
  type WorksheetPart,
} from '../audit/worksheets.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { linesOf, sum } from './room.ts';

/** All forms as one page, in the order given; each begins on a fresh sheet when printed. */
export function worksheetsHtml(worksheets: readonly Worksheet[], record: DrawRecord): string {
  const title = `Audit of ${sayDate(record.meeting)}: worksheets`;
  return page(
    title,
    record.settings.marking,
    html`<h1 class="screen">${title}</h1>
${worksheets.map((worksheet) => caseHtml(worksheet, record))}`,
    FORM_STYLE,
  );
}

/** A table around the case, for its head is what a printer repeats on every further page. */
function caseHtml(worksheet: Worksheet, { meeting, draw }: DrawRecord): Html {
  const { label, reference, parts } = worksheet;
  const redrawn = draw.number === 1 ? '' : sayDrawCount(draw);
  const isLong = askedIn(parts) > ROOMY || linesAbove(parts, redrawn) > ROOM_ABOVE;
  return html`<article class="${isLong ? 'case close' : 'case'}" aria-labelledby="case-${label}">
<table class="sheet" role="presentation">
<thead><tr><td>
<div class="head"><h2 id="case-${label}">${label} <span class="reference">${reference}</span></h2>
<p>${sayDate(meeting)}${redrawn === '' ? '' : html`<br>${redrawn}`}</p></div>
</td></tr></thead>
<tbody><tr><td>
${parts.map((part) => partHtml(part, linesFor(part, parts)))}
</td></tr></tbody>
</table>
</article>
`;
}

function partHtml(part: WorksheetPart, lines: number): Html {
  return html`<section class="${part.id}">
<h3>${part.title}</h3>
${PARTS[part.id](part.items, lines)}
</section>
`;
}

/** Questions and views of agencies that leave room for two lines of reasons each, on two pages. */
const ROOMY = 6;

/** Lines for each reason: a set that asks more has one, so that its form is two pages as well. */
function linesFor({ id }: WorksheetPart, parts: readonly WorksheetPart[]): number {
  return isAsked(id) && askedIn(parts) > ROOMY ? 1 : 2;
}

function askedIn(parts: readonly WorksheetPart[]): number {
  const asked = parts.flatMap(({ id, items }) => (isAsked(id) ? items : []));
  return asked.filter(({ kind }) => kind === 'choice').length;
}

function isAsked(id: WorksheetPart['id']): boolean {
  return id === 'questions' || id === 'views';
}

const PARTS = {
  case: factsHtml,
  questions: answersHtml,
  views: answersHtml,
  agreement: answersHtml,
  grade: answersHtml,
  today: todayHtml,
  learning: wordsHtml,
  actions: actionsHtml,
} as const satisfies Record<
  WorksheetPart['id'],
  (items: readonly WorksheetItem[], lines: number) => Html
>;

/** Said in the head of the page already. */
const IN_THE_HEAD: ReadonlySet<string> = new Set([
  'marking',
  'meeting',
  'draw',
  'label',
  'reference',
]);

function isShown({ id }: WorksheetItem): boolean {
  return !IN_THE_HEAD.has(id);
}

/** Facts that stand across the page; the others stand two in a row. */
const ACROSS: ReadonlySet<string> = new Set(['side', 'decision']);

/** Letters in a line of a fact across the page, of one in half of it, and of a draw's reason. */
const LETTERS = { across: 80, half: 26, redrawn: 70 } as const;

/** Below more lines than these, too much would go over to the second page for its form to fit. */
const ROOM_ABOVE = 9;

/** About how many lines stand above the questions. */
function linesAbove(parts: readonly WorksheetPart[], redrawn: string): number {
  const facts = parts.flatMap(({ id, items }) => (id === 'case' ? items.filter(isShown) : []));
  const across = facts.filter(({ id }) => ACROSS.has(id));
  const halves = facts
    .filter(({ id }) => !ACROSS.has(id))
    .map(({ fact }) => linesOf(fact ?? '', LETTERS.half));
  return sum([
    ...across.map(({ fact }) => linesOf(fact ?? '', LETTERS.across)),
    ...halves.map((one, at) => (at % 2 === 0 ? Math.max(one, halves[at + 1] ?? 0) : 0)),
    redrawn === '' ? 0 : linesOf(redrawn, LETTERS.redrawn),
  ]);
}

function factsHtml(items: readonly WorksheetItem[]): Html {
  return html`<dl class="facts">
${items.filter(isShown).map(
  ({ id, name, fact }) => html`<div class="fact-${id}"><dt>${name}</dt><dd>${fact ?? ''}</dd></div>
`,
)}</dl>`;
}

/** A choice and the reason for it, one beneath the other. */
function answersHtml(items: readonly WorksheetItem[], lines: number): Html {
  return html`${items.map(({ name, choices, prompts }) =>
    choices.length === 0
      ? html`<p class="reason">${name}${promptsHtml(prompts)}</p>${ruled(lines)}`
      : html`<p class="question">${name}</p>${choicesHtml(choices)}`,
  )}`;
}

function promptsHtml(prompts: readonly string[]): Html {
  if (prompts.length === 0) return html``;
  return html`<span class="prompts">. Think of: ${prompts.join('; ')}</span>`;
}

function choicesHtml(choices: readonly string[]): Html {
  return html`<ul class="choices">${choices.map(
    (choice) => html`<li><span class="box" aria-hidden="true"></span>${choice}</li>`,
  )}</ul>`;
}

function todayHtml(items: readonly WorksheetItem[]): Html {
  const [what, ...others] = items;
  return html`<p class="reason">${what?.name ?? ''}</p>${ruled(2)}
<div class="abreast">${others.map(({ name, choices }) =>
    choices.length > 0
      ? html`<div class="wide"><p class="reason">${name}</p>${choicesHtml(choices)}</div>`
      : html`<div><p class="reason">${name}</p>${ruled(1)}</div>`,
  )}</div>`;
}

function wordsHtml(items: readonly WorksheetItem[]): Html {
  return html`${items.map(({ name }) => html`<p class="reason">${name}</p>${ruled(2)}`)}`;
}

/** What, owner and due of each action are three items in a row. */
function actionsHtml(items: readonly WorksheetItem[]): Html {
  const rows = Array.from({ length: items.length / 3 }, (_, index) => index + 1);
  return html`<table class="actions" aria-label="Actions">
<thead><tr><th scope="col">No.</th><th scope="col">What</th><th scope="col">Owner</th><th scope="col">Due</th></tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr><th scope="row">${row}</th><td></td><td></td><td></td></tr>
`,
)}</tbody>
</table>`;
}

function ruled(lines: number): Html {
  return html`<div class="ruled" aria-hidden="true">${Array.from({ length: lines }, () => html`<span></span>`)}</div>`;
}

const FORM_STYLE = `
article.case { break-before: page; }
article.case:first-of-type { break-before: auto; }
table.sheet, table.sheet > thead > tr > td, table.sheet > tbody > tr > td { border: 0; padding: 0; margin: 0; }
.head { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 2pt solid #0b0c0c; margin-bottom: 5pt; }
.head h2 { font-size: 17pt; margin: 0; flex: none; max-width: 70%; }
.head p { margin: 0; text-align: right; font-size: 9pt; }
.reference { font-weight: normal; font-size: 13pt; overflow-wrap: anywhere; }
section { break-inside: avoid; margin: 0 0 6pt; }
section.questions, section.views { break-inside: auto; }
h3 { font-size: 11pt; margin: 0 0 2pt; border-bottom: .5pt solid #6f777b; break-after: avoid; }
dl.facts { display: grid; grid-template-columns: 1.15fr 1fr; gap: 1pt 10pt; margin: 0; }
dl.facts div { display: grid; grid-template-columns: 33mm 1fr; gap: 4pt; }
dl.facts .fact-decision, dl.facts .fact-side { grid-column: 1 / -1; }
dl.facts dt { grid-column: 1; }
dl.facts dd { grid-column: 2; }
p.question { font-weight: bold; margin: 4pt 0 1pt; break-after: avoid; }
p.reason { margin: 2pt 0 0; font-size: 9pt; break-after: avoid; }
.prompts { font-weight: normal; font-size: 8.5pt; }
ul.choices { display: flex; flex-wrap: wrap; gap: 1pt 16pt; list-style: none; margin: 2pt 0; padding: 0; break-after: avoid; }
.abreast { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16pt; }
.box { display: inline-block; width: 9pt; height: 9pt; border: 1pt solid #0b0c0c; margin-right: 4pt; vertical-align: -1pt; }
.ruled { break-inside: avoid; }
.ruled span { display: block; height: 20pt; border-bottom: .5pt solid #6f777b; }
section.today { border: 1.5pt solid #0b0c0c; padding: 3pt 6pt 5pt; }
section.today h3 { border: 0; }
table.actions { margin: 2pt 0 0; }
table.actions th, table.actions td { border: .5pt solid #6f777b; padding: 2pt 4pt; height: 26pt; }
table.actions thead th { height: auto; }
table.actions th:first-child { width: 9mm; }
table.actions th:nth-child(3) { width: 38mm; }
table.actions th:nth-child(4) { width: 26mm; }
@media print {
  .close dl.facts { font-size: 8.5pt; line-height: 1.15; gap: 0 8pt; }
  .close dl.facts div { grid-template-columns: 29mm 1fr; }
  .close .ruled span { height: 19pt; }
  .close ul.choices { margin: 1pt 0; }
  .close section { margin-bottom: 4pt; }
}
@media screen { article.case { margin: 2rem 0; } }
@media screen and (max-width: 45rem) {
  .abreast { grid-template-columns: 1fr; }
  table.sheet { table-layout: fixed; }
  .head { display: block; }
  .head p { text-align: left; }
  dl.facts { grid-template-columns: 1fr; }
  dl.facts div { grid-template-columns: 1fr 1.4fr; }
  table.actions th:nth-child(3), table.actions th:nth-child(4) { width: auto; }
}
@media (forced-colors: active) { .box { border-color: CanvasText; } }
`;
