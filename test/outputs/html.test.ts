import { describe, expect, it } from 'vitest';
import { html } from '../../src/outputs/html.ts';
import { page } from '../../src/outputs/page.ts';

describe('html', () => {
  it('escapes every sign that means something in HTML', () => {
    const value = `<b class="x">Tom & 'Ann'</b>`;
    expect(html`<p title="${value}">${value}</p>`.html).toBe(
      '<p title="&lt;b class=&quot;x&quot;&gt;Tom &amp; &#39;Ann&#39;&lt;/b&gt;">' +
        '&lt;b class=&quot;x&quot;&gt;Tom &amp; &#39;Ann&#39;&lt;/b&gt;</p>',
    );
  });

  it('escapes what is escaped already, for it is text', () => {
    expect(html`${'&lt;'}`.html).toBe('&amp;lt;');
  });

  it('shows a sign that turns letters around as a sign, and leaves other scripts as they are', () => {
    expect(html`${'REF\u202E321\u2066-9'}`.html).toBe('REF\uFFFD321\uFFFD-9');
    expect(html`${'مرجع\u200F ٣'}`.html).toBe('مرجع\u200F ٣');
  });

  it('takes HTML of its own as it is, alone and in lists', () => {
    const item = (text: string) => html`<li>${text}</li>`;
    expect(html`<ul>${['<', '>'].map(item)}</ul>${item('&')}`.html).toBe(
      '<ul><li>&lt;</li><li>&gt;</li></ul><li>&amp;</li>',
    );
  });

  it('writes numbers, and nothing for an empty list', () => {
    expect(html`<td>${0}</td>${[]}`.html).toBe('<td>0</td>');
  });
});

describe('page', () => {
  const marking = `OFFICIAL"; } </style><script>alert(1)</script>`;
  const text = page('<Title>', marking, html`<p>Body</p>`);

  it('cannot be broken by its title or its marking', () => {
    expect(text).not.toContain('<script');
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text).toContain('<title>&lt;Title&gt;</title>');
  });

  it('prints the marking in the margin, sign by sign as CSS escapes', () => {
    const [, content = ''] = /@top-center { content: "([^"]*)"/.exec(text) ?? [];
    const shown = content.replace(/\\([0-9a-f]+) /g, (_, code: string) =>
      String.fromCodePoint(parseInt(code, 16)),
    );
    expect(shown).toBe(marking);
  });

  it('shows the marking above and below on a screen', () => {
    expect(text.match(/<p class="marking screen">OFFICIAL&quot;/g)).toHaveLength(2);
  });

  it('loads nothing and runs nothing', () => {
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(text).not.toMatch(/\b(?:src|href)=|@import|url\(/);
  });
});
