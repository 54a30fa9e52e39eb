/** The chair's page: one A4 sheet that says how the week's cases came about. Labels, no references. */
import { spellAuthority } from '../audit/authorities.ts';
import { sayDate } from '../audit/civil-date.ts';
import { gatherMessages } from '../audit/messages.ts';
import { EXCLUSION_REASONS } from '../audit/exclusions.ts';
import { countRows, type DrawRecord, type SampleEntry } from '../audit/record.ts';
import type { FactCount } from '../audit/local-facts.ts';
import { sayReason } from '../audit/replacements.ts';
import { accountFor, EMPTY_SIDE, type ReasonCount } from '../audit/summary.ts';
import { SIDES, type Side } from '../audit/threshold.ts';
import { daysInWeek } from '../audit/week.ts';
import { sayDrawCount, saySide } from '../audit/worksheets.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { isLongSummary } from './summary-room.ts';
import { daysPictureHtml, daysTableHtml } from './week-picture.ts';

/** The chair's page, one A4, with labels and no references. */
export function summaryHtml(record: DrawRecord, repeatCommand: string): string {
  const notices = noticesShown(record);
  const isLong = isLongSummary(record, notices, repeatCommand);
  const title = `Audit of ${sayDate(record.meeting)}: summary`;
  return page(
    title,
    record.settings.marking,
    html`<h1>${title}</h1>
${weekHtml(record)}
<div class="columns">
<div>
${accountingHtml(record)}
${daysTableHtml(record)}
</div>
<div>
${sidesHtml(record)}
${daysPictureHtml(record)}
${seedHtml(record)}
</div>
</div>
${localFactsHtml(record)}
${casesHtml(record.sample)}
${replacementsHtml(record)}
${noticesHtml(notices)}
${methodHtml(record, repeatCommand)}`,
    isLong ? `${SUMMARY_STYLE}${CLOSE_STYLE}` : SUMMARY_STYLE,
  );
}

/** Close enough for one sheet, even of a second draw with a case replaced and ten ratings. */
const SUMMARY_STYLE = `
.whole { display: inline-block; max-width: 100%; }
table.facts { font-size: 8.5pt; }
table.facts th:first-child { width: 6.6rem; }
.cases tbody th { white-space: nowrap; }
.cases th { overflow-wrap: normal; }
@media screen and (max-width: 24rem) { .cases { font-size: 8pt; } }
@media print {
  @page { margin: 14mm 15mm 13mm; }
  body { line-height: 1.19; }
  .lead { font-size: 10.5pt; }
  h2 { font-size: 11pt; margin-top: .5rem; }
  .check dl { font-size: 8.5pt; margin: .15rem 0; }
  .check code { font-size: 8.5pt; }
  th, td { padding-top: .05rem; padding-bottom: .05rem; }
}
`;

/** For a week with long texts, or with much to say. */
const CLOSE_STYLE = `
@media print {
  @page { margin: 13mm 13mm 12mm; }
  body { line-height: 1.13; }
  h1 { font-size: 15pt; margin-bottom: .2rem; }
  h2 { margin-top: .3rem; }
  table { margin: .25rem 0; }
  .cases { font-size: 7pt; }
  .cases caption { font-size: 9.5pt; }
  .cases ~ ul, .cases ~ table { font-size: 8.5pt; margin: .1rem 0; }
}
`;

function weekHtml({ meeting, week, draw, settings, sample }: DrawRecord): Html {
  const days = daysInWeek({ meeting, from: week.from, to: week.to });
  const { localAuthority } = settings;
  const spellings = sample.map((entry) => entry.localAuthority);
  return html`<p class="lead">
  Referrals ${week.basis} from <strong>${sayDate(week.from)}</strong> to
  <strong>${sayDate(week.to)}</strong>, both included: ${days} days.
  ${localAuthority === null ? '' : `Local authority: ${spellAuthority(localAuthority, spellings)}.`}
</p>
${draw.number === 1 ? '' : html`<p class="lead"><strong>${sayDrawCount(draw)}</strong></p>`}`;
}

function sidesHtml({ frame, seats, sample }: DrawRecord): Html {
  const eligible = { met: frame.eligible.met, 'not-met': frame.eligible.notMet };
  const drawn = { met: seats.met, 'not-met': seats.notMet };
  const reserves = (side: Side): number =>
    sample.filter((entry) => entry.side === side && entry.role === 'reserve').length;
  const fewer = seats.met + seats.notMet < seats.size;
  return html`<table>
<caption>Eligible and drawn, by side of the section 47 threshold</caption>
<thead>
<tr>
  <th scope="col">Side</th>
  <th scope="col" class="n">Eligible</th>
  <th scope="col" class="n">Drawn</th>
  <th scope="col" class="n">Reserves</th>
</tr>
</thead>
<tbody>
${SIDES.map(
  (side) => html`<tr>
  <th scope="row">${saySide(side)}</th>
  <td class="n">${eligible[side]}</td>
  <td class="n">${drawn[side]}</td>
  <td class="n">${reserves(side)}</td>
</tr>`,
)}
</tbody>
</table>
${SIDES.filter((side) => eligible[side] === 0).map((side) => html`<p>${EMPTY_SIDE[side]}</p>`)}
${fewer ? html`<p>All of them are drawn: the week has fewer than ${seats.size}.</p>` : ''}`;
}

const FACTS_IN_WORDS = {
  rag: 'RAG rating',
  referrerNotified: 'Referrer notified',
} as const;

/** Nothing where no export says so. A list a side, so that many ratings still take two lines. */
function localFactsHtml({ localFacts }: DrawRecord): Html | string {
  if (localFacts === undefined) return '';
  const told = (['rag', 'referrerNotified'] as const).flatMap((fact) => {
    const counts = localFacts[fact];
    return counts === undefined ? [] : [{ name: FACTS_IN_WORDS[fact], counts }];
  });
  return html`<table class="facts">
<caption>What the exports say of the eligible referrals</caption>
<thead>
<tr>
  <th scope="col">Fact</th>
  ${SIDES.map((side) => html`<th scope="col">${saySide(side)}</th>`)}
</tr>
</thead>
<tbody>
${told.map(
  ({ name, counts }) => html`<tr>
  <th scope="row">${name}</th>
  ${SIDES.map((side) => html`<td>${listCounts(counts, side)}</td>`)}
</tr>`,
)}
</tbody>
</table>`;
}

/** `Red: 3; Amber: 12; Not recorded: 1`. */
function listCounts(counts: readonly FactCount[], side: Side): string {
  return counts
    .map(({ value, met, notMet }) => ({ value, number: side === 'met' ? met : notMet }))
    .filter(({ number }) => number > 0)
    .map(({ value, number }) => `${value}: ${number}`)
    .join('; ');
}

function casesHtml(sample: readonly SampleEntry[]): Html {
  return html`<table class="cases">
<caption>Cases and reserves, in draw order</caption>
<thead>
<tr>
  <th scope="col">Label</th>
  <th scope="col">Decision</th>
  <th scope="col">Local authority</th>
  <th scope="col">Team</th>
  <th scope="col">Source group</th>
</tr>
</thead>
<tbody>
${sample.map(
  (entry) => html`<tr class="${entry.role}">
  <th scope="row">${entry.label}${entry.role === 'case' ? '' : ` (${entry.role})`}</th>
  <td>${entry.decision}</td>
  <td>${orNotRecorded(entry.localAuthority)}</td>
  <td>${orNotRecorded(entry.team)}</td>
  <td>${orNotRecorded(entry.sourceGroup)}</td>
</tr>`,
)}
</tbody>
</table>`;
}

function orNotRecorded(value: string): string {
  return value === '' ? 'Not recorded' : value;
}

function replacementsHtml({ replacements }: DrawRecord): Html | string {
  if (replacements.length === 0) return '';
  return html`<table>
<caption>Replacements</caption>
<thead>
<tr>
  <th scope="col">Withdrawn</th>
  <th scope="col">In its place</th>
  <th scope="col">Reason</th>
</tr>
</thead>
<tbody>
${replacements.map(
  ({ label, by, reason, when }) => html`<tr>
  <th scope="row">${label}</th>
  <td>${by ?? 'None: it was a reserve'}</td>
  <td>${sayReason(reason)}${when === 'draw' ? ' (known at the draw)' : ''}</td>
</tr>`,
)}
</tbody>
</table>`;
}

function accountingHtml({ frame }: DrawRecord): Html {
  const account = accountFor(frame.rows, frame.excluded);
  const line = (name: string, count: number, kind: string): Html =>
    html`<tr class="${kind}"><th scope="row">${name}</th><td class="n">${count}</td></tr>`;
  const less = ({ reason, count }: ReasonCount): Html =>
    line(`less: ${EXCLUSION_REASONS[reason]}`, count, 'less');
  return html`<table>
<caption>How the sampling frame came about</caption>
<tbody>
${line('Rows read', account.rowsRead, 'rows')}
${account.rowsSetAside.map(less)}
${line('Referrals', account.referrals, 'sum')}
${account.referralsLeftOut.map(less)}
${line('Eligible: the sampling frame', account.eligible, 'sum')}
</tbody>
</table>`;
}

/** What the chair should know of how the exports were read; not what merely was passed over. */
function noticesShown({ notices }: DrawRecord): readonly string[] {
  const messages = gatherMessages(notices).filter(({ cure }) => cure !== '');
  const leftOut = gatherMessages(notices.filter(({ code }) => code === 'decision-left-out'));
  return [...leftOut, ...messages].map(({ what, where }) =>
    where === '' ? what : `${what} (${where})`,
  );
}

function noticesHtml(notices: readonly string[]): Html | string {
  if (notices.length === 0) return '';
  return html`<h2>To know about these exports</h2>
<ul>
${notices.map((text) => html`<li>${text}</li>`)}
</ul>`;
}

function seedHtml({ seed, draw, frame }: DrawRecord): Html {
  const source = seed.source === 'given' ? 'given to the program' : 'of the form the program makes';
  return html`<dl>
<dt>Seed</dt>
<dd><code>${wholeSeed(seed.value, seed.value)}</code><br>${source}</dd>
<dt>Draw</dt>
<dd>${draw.number === 1 ? 'The first of this week in its ledger' : `Number ${draw.number} of this week, as said above`}</dd>
<dt>Frame code</dt>
<dd><code>${frame.code}</code></dd>
</dl>`;
}

function methodHtml(record: DrawRecord, repeatCommand: string): Html {
  const { method, settings, exports } = record;
  return html`<section class="check">
<h2>How to check the draw</h2>
<dl>
<dt>Method</dt>
<dd><code>${method}</code>: the seed and a referral’s reference give its ticket. On each side the
lowest tickets are the cases, the next ${settings.reservesPerSide} the reserves. All tickets are in
register.csv.</dd>
${section47Html(record)}
<dt>Exports</dt>
${exports.map(
  ({ name, tables, sha256 }) =>
    html`<dd>${name}: ${countRows(tables)} rows, SHA-256 <code>${sha256.slice(0, 16)}…</code></dd>`,
)}
<dt>To repeat it</dt>
<dd><code>${wholeSeed(repeatCommand, record.seed.value)}</code></dd>
</dl>
<p class="small">Rows left out are listed in exclusions.csv; the whole record is draw.json.</p>
</section>`;
}

/** The seed in one piece: broken over two lines, its hyphen could be taken for the line's. */
function wholeSeed(text: string, seed: string): Html {
  const at = text.indexOf(seed, Math.max(0, text.indexOf('--seed')));
  if (at === -1) return html`${text}`;
  const [before, after] = [text.slice(0, at), text.slice(at + seed.length)];
  return html`${before}<span class="whole">${seed}</span>${after}`;
}

/** Said only where the side comes from enquiries that stand in a list of their own. */
function section47Html({ exports, settings }: DrawRecord): Html | string {
  const tables = exports.flatMap((read) => read.tables);
  if (!tables.some(({ kind }) => kind === 'child-referrals')) return '';
  return html`<dt>Threshold met</dt>
<dd>A section 47 enquiry of the child began on the day of the referral or within
${settings.section47Window} working days (Monday to Friday) after it. One that began after the export
was made is not known.</dd>`;
}
