/** The sheet every HTML page of a pack is printed on: A4, the marking above and below, no scripts. */
import { html, type Html } from './html.ts';

/**
 * A whole document that loads nothing and runs nothing; the marking stands on every printed page.
 */
export function page(title: string, marking: string, body: Html, ownStyle = ''): string {
  const document = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style(marking, ownStyle)}</style>
</head>
<body>
<header><p class="marking screen">${marking}</p></header>
<main>
${body}
</main>
<footer><p class="marking screen">${marking}</p></footer>
</body>
</html>
`;
  return document.html;
}

/** The marking stands in the margin boxes of the printed page; text in CSS is escaped as CSS. */
function style(marking: string, ownStyle: string): Html {
  const text = Array.from(marking, (sign) => `\\${(sign.codePointAt(0) ?? 32).toString(16)} `).join(
    '',
  );
  return {
    html: `
@page {
  size: A4;
  margin: 16mm 15mm 16mm 15mm;
  @top-center { content: "${text}"; font: bold 9pt Arial, sans-serif; }
  @bottom-center { content: "${text}"; font: bold 9pt Arial, sans-serif; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 1rem; font: 9.5pt/1.3 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; }
h1 { font-size: 17pt; margin: 0 0 .4rem; }
h2 { font-size: 12pt; margin: .9rem 0 .3rem; break-after: avoid; }
p { margin: .3rem 0; }
.lead { font-size: 11pt; }
.small { font-size: 8.5pt; }
.marking { text-align: center; font-weight: bold; margin: 0 0 .5rem; }
p, li { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .45rem 0; }
caption { text-align: left; font-weight: bold; padding: .15rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #6f777b; padding: .1rem .5rem .1rem 0; font-weight: normal; overflow-wrap: anywhere; }
thead th, .sum th, .sum td, tr.case th { font-weight: bold; }
.n { text-align: right; width: 6rem; padding-right: 0; }
dl { break-inside: avoid; display: grid; grid-template-columns: 8.5rem 1fr; gap: .15rem .6rem; margin: .3rem 0; }
dt { grid-column: 1; }
dd { grid-column: 2; }
dt { font-weight: bold; }
ul { margin: .2rem 0; padding-left: 1.1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 9pt Consolas, "Courier New", monospace; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.6rem; align-items: start; }
.columns .n { width: auto; }
.columns dl { grid-template-columns: 5.5rem 1fr; }
svg.week { width: 100%; height: auto; font-family: Arial, Helvetica, sans-serif; margin-top: .4rem; }
@media screen and (max-width: 45rem) {
  .columns { grid-template-columns: 1fr; }
  th, td { hyphens: auto; }
}
@media print {
  body { padding: 0; max-width: none; }
  .screen { display: none; }
  tr { break-inside: avoid; }
}
${ownStyle}`,
  } as Html;
}
