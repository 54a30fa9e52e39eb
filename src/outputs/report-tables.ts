/** The tables a report is made of: one tally as a list, or several as the rows of one table. */
import type { Report } from '../audit/report.ts';
import type { Figure, Tally } from '../audit/tally.ts';
import { html, type Html } from './html.ts';
import {
  LEFT_OUT,
  NOTHING_RECORDED,
  publishedCount,
  publishedShare,
  sayInterval,
  sayPercent,
  saysNothing,
} from './published.ts';

/** The count as a page has it, or the sign for one that is left out. */
export function sayCount(report: Report, figure: Figure): string {
  const count = publishedCount(report, figure);
  return count === null ? LEFT_OUT : sayNumber(count);
}

/** `4,194`, the same in every language. */
export function sayNumber(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `81.0%`, a dash of nothing, or what stands for a number left out. */
export function sayShare(report: Report, figure: Figure, of: Figure): string {
  const published = publishedShare(report, figure, of);
  if (published !== null) return sayPercent(published.share);
  return publishedCount(report, of) === 0 ? '–' : LEFT_OUT;
}

/**
 * The 95% interval of a share in percent; a dash where there is nothing to share, else the sign for
 * what is left out.
 */
export function sayShareInterval(report: Report, figure: Figure, of: Figure): string {
  const published = publishedShare(report, figure, of);
  if (published !== null) return sayInterval(published.interval);
  return publishedCount(report, of) === 0 ? '–' : LEFT_OUT;
}

/** A table too wide for a small screen moves by itself there, by keys too, and the page does not. */
export function wideTable(caption: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
${table}
</div>`;
}

/**
 * Each part with its count and percentage, below the total. Those without a case are passed over,
 * but not where that is left out: a line that is not there would tell of the nought.
 */
export function listTable(
  report: Report,
  caption: string,
  { total, parts }: Tally,
  below: Readonly<Record<string, Html>> = {},
): Html {
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">All</th><th scope="col" class="n">${sayCount(report, total)}</th><th scope="col" class="n">%</th></tr></thead>
<tbody>
${parts
  .filter((part) => publishedCount(report, part) !== 0)
  .map(
    (part) =>
      html`<tr><th scope="row">${part.name}</th><td class="n">${sayCount(report, part)}</td><td class="n">${sayShare(report, part, total)}</td></tr>
${below[part.id] ?? ''}`,
  )}</tbody>
</table>`;
}

/** Rows of a table that belong together, under a heading of their own where there is one. */
export interface RowGroup {
  readonly name: string | null;
  readonly rows: readonly TableRow[];
}

export interface TableRow extends Tally {
  /** True where there was nothing to count: a dash in every cell, for a nought would say otherwise. */
  readonly isEmpty?: boolean;
  /** The count whose percentage and interval stand behind the row, where the table has that column. */
  readonly share?: Figure;
}

/** Those parts of a row as one: left out with any of them. Undefined where it has none of them. */
export function asOne(
  { hidden }: Report,
  { parts }: Tally,
  names: readonly string[],
): Figure | undefined {
  const some = parts.filter(({ name }) => names.includes(name));
  const [first] = some;
  if (first === undefined) return undefined;
  const count = some.reduce((sum, one) => sum + one.count, 0);
  return some.find(({ id }) => hidden.has(id)) ?? { ...first, count };
}

/** One row a tally; `shareHeading`: of the column of their shares, null for none. */
export function crossTable(
  report: Report,
  caption: string,
  heading: string,
  groups: readonly RowGroup[],
  shareHeading: string | null = null,
): Html {
  const rows = groups.flatMap((group) => group.rows);
  const names = [...new Set(rows.flatMap(({ parts }) => parts.map(({ name }) => name)))];
  const columns = names.length + (shareHeading === null ? 2 : 3);
  const cell = (row: TableRow, name: string): string => {
    if (row.isEmpty === true) return '–';
    const part = row.parts.find((one) => one.name === name);
    return part === undefined ? '–' : sayCount(report, part);
  };
  const table = html`<table class="cross">
<caption>${caption}</caption>
<thead><tr><th scope="col">${heading}</th>${names.map((name) => html`<th scope="col" class="n">${name}</th>`)}<th scope="col" class="n">All</th>${shareHeading === null ? '' : html`<th scope="col" class="n wide">${shareHeading}</th>`}</tr></thead>
${groups.map(
  (group) => html`<tbody>
${group.name === null ? '' : html`<tr class="group"><th scope="rowgroup" colspan="${columns}">${group.name}</th></tr>`}
${group.rows.map(
  (row) =>
    html`<tr><th scope="row">${row.name}</th>${names.map((name) => html`<td class="n">${cell(row, name)}</td>`)}<td class="n">${row.isEmpty === true ? '–' : sayCount(report, row.total)}</td>${shareHeading === null ? '' : shareCell(report, row)}</tr>
`,
)}</tbody>
`,
)}</table>`;
  return wideTable(caption, table);
}

function shareCell(report: Report, row: TableRow): Html {
  if (saysNothing(report, row)) return html`<td class="n">${NOTHING_RECORDED}</td>`;
  const { share, total } = row;
  if (share === undefined) return html`<td class="n">–</td>`;
  const said = sayShare(report, share, total);
  const published = publishedShare(report, share, total);
  const interval = published === null ? '' : ` (${sayInterval(published.interval)})`;
  return html`<td class="n">${said}${interval}</td>`;
}
