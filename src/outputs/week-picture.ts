/** The week at a glance: eligible and drawn by side and by day, as a picture and as its table. */
import { sayDay, sayShortDate, type CivilDate } from '../audit/civil-date.ts';
import type { DrawRecord } from '../audit/record.ts';
import { SIDES, type Side } from '../audit/threshold.ts';
import { saySide } from '../audit/worksheets.ts';
import { html, type Html } from './html.ts';

interface DayBars {
  readonly date: CivilDate;
  readonly eligible: Readonly<Record<Side, number>>;
  readonly drawn: Readonly<Record<Side, number>>;
}

/** More days than this are no week, and no picture of one fits the page. */
const MOST_DAYS = 14;

/** Nothing for a time longer than two weeks. */
export function daysPictureHtml(record: DrawRecord): Html | string {
  const days = countBars(record);
  return days.length > MOST_DAYS ? '' : pictureOf(days);
}

/** The picture's numbers; nothing for a time longer than two weeks. */
export function daysTableHtml(record: DrawRecord): Html | string {
  const days = countBars(record);
  return days.length > MOST_DAYS ? '' : tableOf(days);
}

function countBars({ days, sample, week }: DrawRecord): readonly DayBars[] {
  return days.map(({ date, met, notMet }) => {
    const cases = sample.filter(
      (entry) => entry.role === 'case' && entry[week.basis]?.date === date,
    );
    const drawn = { met: 0, 'not-met': 0 };
    for (const { side } of cases) drawn[side] += 1;
    return { date, eligible: { met, 'not-met': notMet }, drawn };
  });
}

const WIDTH = 340;
const HEIGHT = 150;
const FLOOR = 128;
const ROOM = 108;

/**
 * Two columns a day: plain for met, hatched for not met, so that no colour is needed, and all in
 * the colour of the text, so that it is seen on a black screen too. The part drawn is filled at the
 * foot of its column, and its number stands in the table.
 */
function pictureOf(days: readonly DayBars[]): Html {
  const most = Math.max(1, ...days.flatMap(({ eligible }) => SIDES.map((side) => eligible[side])));
  const step = WIDTH / days.length;
  const bar = Math.min(18, step / 2 - 3);
  return html`<svg class="week" viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="currentColor" role="img" aria-labelledby="week-title week-desc">
<title id="week-title">Eligible and drawn referrals by day and side</title>
<desc id="week-desc">The table of the days has the same numbers.</desc>
<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V4" stroke="currentColor" stroke-width="1"/></pattern></defs>
${days.map((day, index) => {
  const middle = step * (index + 0.5);
  return html`${SIDES.map((side, at) => {
    const left = at === 0 ? middle - bar - 1 : middle + 1;
    const eligible = (day.eligible[side] / most) * ROOM;
    const drawn = (day.drawn[side] / most) * ROOM;
    const fill = side === 'met' ? 'none' : 'url(#hatch)';
    return html`<rect x="${px(left)}" y="${px(FLOOR - eligible)}" width="${px(bar)}" height="${px(eligible)}" fill="${fill}" stroke="currentColor"/><rect x="${px(left)}" y="${px(FLOOR - drawn)}" width="${px(bar)}" height="${px(drawn)}" fill="currentColor"/><text x="${px(left + bar / 2)}" y="${px(FLOOR - eligible - 3)}" text-anchor="middle" font-size="8">${day.eligible[side]}</text>`;
  })}<text x="${px(middle)}" y="${FLOOR + 10}" text-anchor="middle" font-size="8">${sayDay(day.date)}</text>
`;
})}<path d="M0 ${FLOOR}H${WIDTH}" stroke="currentColor"/>
<rect x="4" y="${HEIGHT - 9}" width="8" height="8" fill="none" stroke="currentColor"/><text x="15" y="${HEIGHT - 2}" font-size="8">met</text>
<rect x="44" y="${HEIGHT - 9}" width="8" height="8" fill="url(#hatch)" stroke="currentColor"/><text x="55" y="${HEIGHT - 2}" font-size="8">not met</text>
<rect x="100" y="${HEIGHT - 9}" width="8" height="8" fill="currentColor"/><text x="111" y="${HEIGHT - 2}" font-size="8">drawn</text>
</svg>`;
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function tableOf(days: readonly DayBars[]): Html {
  return html`<table>
<caption>Eligible by day, and drawn</caption>
<thead><tr><th scope="col">Day</th>${SIDES.map((side) => html`<th scope="col" class="n">${saySide(side).replace('Threshold ', '')}</th>`)}</tr></thead>
<tbody>
${days.map(
  ({ date, eligible, drawn }) =>
    html`<tr><th scope="row">${sayShortDate(date)}</th>${SIDES.map((side) => html`<td class="n">${eligible[side]}${drawn[side] === 0 ? '' : `, ${drawn[side]} drawn`}</td>`)}</tr>
`,
)}</tbody>
</table>`;
}
