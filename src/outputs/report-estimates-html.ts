/** What the sample says about all decisions: estimates, how far they reach, and how they were made. */
import { WHOSE_FORM_OFFERED } from '../audit/report-estimates.ts';
import type { Report } from '../audit/report.ts';
import { html, type Html } from './html.ts';
import {
  ALL_AUDITED,
  isCounted,
  LEFT_OUT,
  publishedEstimate,
  sayInterval,
  sayPercent,
  sayWithheld,
} from './published.ts';
import { estimateNotesHtml } from './report-notes.ts';
import { sayCount, sayShare, wideTable } from './report-tables.ts';

/** The whole section; where nothing can be estimated, it has no numbers of it and says so. */
export function estimatesHtml(report: Report): Html {
  const { estimates, coverage, localAuthority } = report;
  const published = estimates
    .map((one) => publishedEstimate(report, one))
    .filter((one) => one !== null);
  const shown = published.length > 0;
  const [covered] = coverage.parts;
  if (shown && published.every(isCounted)) {
    return html`<h2>What the sample says about all decisions</h2>
<p>The cases were drawn from <strong>${sayCount(report, coverage.total)}</strong> decisions${report.decisionsOfAll ? ', which are those of all authorities in these packs' : ''}.
Of each side and week with an audited case, every decision was audited: nothing is estimated, and the percentages of the cases are those of the decisions.</p>`;
  }
  return html`<h2>What the sample says about all decisions</h2>
<p>The cases were drawn from <strong>${sayCount(report, coverage.total)}</strong> decisions${report.decisionsOfAll ? ', which are those of all authorities in these packs' : ''}.
${
  !shown || covered === undefined
    ? ''
    : html`The estimates are of the <strong>${sayCount(report, covered)}</strong> (${sayShare(report, covered, coverage.total)})
that lie on a side and in a week with an audited case. Each case stands for the decisions of its
side that week, so these are not the percentages of the cases.`
}</p>
${!shown || localAuthority === null ? '' : html`<p>The estimates are of the decisions of ${localAuthority} among them.</p>`}
${shown ? html`${tableOf(report)}\n${estimateNotesHtml(report)}` : noneText(report)}`;
}

/** One sentence in the place of a table that would say nothing; how it would be made is not told. */
function noneText(report: Report): Html {
  const reasons = new Set(report.estimates.map((one) => sayWithheld(report, one)));
  const inWords = [...reasons].map((reason) => (reason === LEFT_OUT ? SMALL : reason));
  const said = inWords.sort().join('; ');
  return html`<p><strong>No estimate can be published${said === '' ? '' : `: ${said}`}.</strong> A longer period may have enough cases.</p>`;
}

const SMALL = 'some rest on small numbers that are left out';

function tableOf(report: Report): Html {
  const caption = 'Estimated percentage of all decisions';
  const table = html`<table class="cross">
<caption>${caption}</caption>
<thead><tr><th scope="col">Result</th><th scope="col" class="n">Of the cases audited</th><th scope="col" class="n">Of all decisions</th><th scope="col" class="n">95% interval</th><th scope="col" class="n">Effective cases</th></tr></thead>
<tbody>
${report.estimates.map((one) => {
  const estimate = publishedEstimate(report, one);
  const ofCases = sayShare(report, one.figure, one.of);
  const grade = `Grade: ${one.name}${one.isOfOffered ? `, of ${WHOSE_FORM_OFFERED}` : ''}`;
  const name = one.section === 'grades' ? grade : one.name;
  const cells =
    estimate === null
      ? html`<td class="n" colspan="3">${sayWithheld(report, one)}</td>`
      : html`<td class="n">${sayPercent(estimate.proportion)}</td><td class="n">${isCounted(estimate) ? ALL_AUDITED : sayInterval(estimate.interval)}</td><td class="n">${Math.round(estimate.effectiveCases)}</td>`;
  return html`<tr><th scope="row">${name}</th><td class="n">${ofCases}</td>${cells}</tr>
`;
})}</tbody>
</table>`;
  return wideTable(caption, table);
}
