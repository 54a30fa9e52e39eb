/** The grades over time, as a picture and as its table. Patterns, not colours, tell the grades apart. */
import type { Report } from '../audit/report.ts';
import { sayPeriod, type ReportPeriod } from '../audit/report-period.ts';
import type { TrendRow } from '../audit/report-trend.ts';
import { html, type Html } from './html.ts';
import { crossTable } from './report-tables.ts';

const WIDTH = 360;
const FLOOR = 150;
const ROOM = 132;
/** Fewer leave room at the right: a single month is no wall. */
const FEWEST_COLUMNS = 6;
/** A number is written into its part of a column where that is so high. */
const ROOM_FOR_NUMBER = 9;

/** Fills in the order of the grades, the numbers on them dark or light. */
const FILLS = [
  { fill: '#fff', ink: '#0b0c0c' },
  { fill: 'url(#trend-light)', ink: '#0b0c0c' },
  { fill: 'url(#trend-hatch)', ink: '#0b0c0c' },
  { fill: '#0b0c0c', ink: '#fff' },
  { fill: 'url(#trend-dots)', ink: '#0b0c0c' },
  { fill: 'url(#trend-cross)', ink: '#0b0c0c' },
] as const;

/** Nothing where there is nothing to show. */
export function trendPictureHtml({ trend }: Report): Html | string {
  const most = Math.max(0, ...trend.map(({ tally }) => tally.total.count));
  return most > 0 ? picture(trend, most) : '';
}

/** The trend in numbers, a row a period; one without a meeting is empty, and said to be. */
export function trendTableHtml(report: Report): Html {
  const rows = report.trend.map(({ period, meetings, tally }) => ({
    ...tally,
    name: shortName(period),
    isEmpty: meetings === 0,
  }));
  const table = crossTable(report, 'The same in numbers', 'Meetings in', [{ name: null, rows }]);
  return rows.some(({ isEmpty }) => isEmpty)
    ? html`${table}\n<p class="small">–: no meeting with a pack.</p>`
    : table;
}

function picture(trend: readonly TrendRow[], most: number): Html {
  const step = WIDTH / Math.max(FEWEST_COLUMNS, trend.length);
  const bar = Math.min(26, step - 4);
  const names = trend[0]?.tally.parts.map(({ name }) => name) ?? [];
  return html`<svg class="week" viewBox="0 0 ${WIDTH} 192" role="img" aria-label="Cases audited by grade over time; the table beside it has the numbers">
<defs>
<pattern id="trend-light" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#dee0e2"/></pattern>
<pattern id="trend-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><path d="M0 0V5" stroke="#0b0c0c" stroke-width="1.4"/></pattern>
<pattern id="trend-dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fff"/><circle cx="2.5" cy="2.5" r=".8"/></pattern>
<pattern id="trend-cross" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fff"/><path d="M0 0L5 5M5 0L0 5" stroke="#0b0c0c" stroke-width=".6"/></pattern>
</defs>
${trend.map((row, index) => column(row, step * (index + 0.5), bar, most))}<path d="M0 ${FLOOR}H${WIDTH}" stroke="#0b0c0c"/>
${legend(names)}</svg>`;
}

function column(
  { period, meetings, tally }: TrendRow,
  middle: number,
  bar: number,
  most: number,
): Html {
  const left = middle - bar / 2;
  const heights = tally.parts.map(({ count }) => (count / most) * ROOM);
  const parts = tally.parts.map((part, index) => {
    const height = heights[index] ?? 0;
    const below = heights.slice(0, index).reduce((sum, each) => sum + each, 0);
    const top = FLOOR - below - height;
    const { fill, ink } = FILLS[index % FILLS.length] ?? FILLS[0];
    const number =
      height < ROOM_FOR_NUMBER
        ? ''
        : html`<text x="${px(middle)}" y="${px(top + height / 2 + 3)}" text-anchor="middle" font-size="8" fill="${ink}">${part.count}</text>`;
    return part.count === 0
      ? ''
      : html`<rect x="${px(left)}" y="${px(top)}" width="${px(bar)}" height="${px(height)}" fill="${fill}" stroke="#0b0c0c" stroke-width=".7"/>${number}`;
  });
  const total = (tally.total.count / most) * ROOM;
  return html`${parts}<text x="${px(middle)}" y="${px(FLOOR - total - 3)}" text-anchor="middle" font-size="8" font-weight="bold">${meetings === 0 ? '–' : tally.total.count}</text><text x="${px(middle)}" y="${FLOOR + 10}" text-anchor="middle" font-size="8">${monthName(period)}</text>
`;
}

/** Set by the length of the names, in two rows where one is too short. */
function legend(names: readonly string[]): Html[] {
  let [left, top] = [0, 168];
  return names.map((name, index) => {
    const { fill } = FILLS[index % FILLS.length] ?? FILLS[0];
    const width = 22 + name.length * 4;
    if (left + width > WIDTH + 10) [left, top] = [0, top + 13];
    const entry = html`<rect x="${px(left)}" y="${top}" width="9" height="9" fill="${fill}" stroke="#0b0c0c" stroke-width=".7"/><text x="${px(left + 12)}" y="${top + 8}" font-size="7.5">${name}</text>
`;
    left += width;
    return entry;
  });
}

/** `Oct 2026`; of part of a month `1 to 22 Oct 2026`; of more than a month, its whole name. */
function shortName(period: ReportPeriod): string {
  return sayPeriod(period)
    .replace(/^([A-Z][a-z]{2})[a-z]* (\d{4})$/, '$1 $2')
    .replace(/^(\d+) ([A-Z][a-z]{2})([a-z]*) (\d{4}) to (\d+) \2\3 \4$/, '$1 to $5 $2 $4');
}

/** `Oct`: the month it begins with, whole or in part. */
function monthName(period: ReportPeriod): string {
  return /[A-Z][a-z]{2}/.exec(sayPeriod(period))?.[0] ?? '';
}

function px(value: number): string {
  return value.toFixed(1);
}
