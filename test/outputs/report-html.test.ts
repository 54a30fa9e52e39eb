/** The page for boards: readable without its picture and its style, and small enough to print. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/audit/report.ts';
import { reportCsv } from '../../src/outputs/report-csv.ts';
import { reportHtml } from '../../src/outputs/report-html.ts';
import { packOf, publishedYear } from '../support/collated-packs.ts';
import { day } from '../support/referral-rows.ts';

const period = { from: day('2026-01-01'), to: day('2026-12-31') };
const plan = { period, asAt: day('2026-12-31'), localAuthority: null, suppressBelow: null };
const report = buildReport(publishedYear(), [], plan);
const page = reportHtml(report);
const tables = [...page.matchAll(/<table[\s\S]*?<\/table>/g)].map(([text]) => text);

describe('the page', () => {
  it('states what the percentages are of, and the published table', () => {
    expect(page).toContain('Percentages are of the 347 cases audited');
    for (const [name, count, percent] of [
      ['Outstanding', 17, '4.9%'],
      ['Good', 281, '81.0%'],
      ['Requires improvement', 35, '10.1%'],
      ['Inadequate', 12, '3.5%'],
      ['Ungraded', 2, '0.6%'],
    ]) {
      expect(page).toContain(
        `<th scope="row">${name}</th><td class="n">${count}</td><td class="n">${percent}</td>`,
      );
    }
  });

  it('has a caption for every table, and a scope for every heading', () => {
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table).toMatch(/^<table[^>]*>\s*<caption>[^<]+<\/caption>\s*<thead>/);
      expect(table).not.toMatch(/<th(?! scope="(?:col|row|rowgroup)")[ >]/);
      const [, head = ''] = /<thead>(.*?)<\/thead>/s.exec(table) ?? [];
      const columns = head.split('<th ').length - 1;
      for (const [row] of table.matchAll(/<tr>.*?<\/tr>/gs)) {
        const spans = [...row.matchAll(/colspan="(\d)"/g)].map(([, span]) => Number(span) - 1);
        const cells = row.split(/<t[hd][ >]/).length - 1;
        expect(cells + spans.reduce((sum, each) => sum + each, 0), row).toBe(columns);
      }
    }
  });

  it('has one first heading, a picture with a text, the marking, and no script or link', () => {
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toMatch(/<svg[^>]* role="img" aria-label="[^"]+the table beside it[^"]+"/);
    expect(page).toContain('<p class="marking screen">OFFICIAL-SENSITIVE</p>');
    expect(page).not.toMatch(/<script|href=|src=/);
  });

  it('has the picture’s numbers in the table beside it', () => {
    const [, table = ''] = /The same in numbers<\/caption>([\s\S]*?)<\/table>/.exec(page) ?? [];
    for (const { tally } of report.trend) {
      const cells = [...tally.parts, tally.total].map(({ count }) => `<td class="n">${count}</td>`);
      expect(table).toContain(cells.join(''));
    }
  });

  it('carries labels and no references, and nothing that was written in words', () => {
    const told = packOf('2026-01-02', {
      cases: [
        {
          grade: 'Inadequate',
          gradeReason: 'Zebedee was not seen',
          today: { what: 'See Zebedee', who: 'Wilhelmina', done: 'No' },
          actions: [{ number: 1, what: 'Ring Zebedee', owner: 'Wilhelmina', due: null }],
        },
      ],
    });
    const secret = buildReport([told], [], plan);
    for (const text of [reportHtml(secret), reportCsv(secret)]) {
      expect(text).not.toMatch(/REF-|Zebedee|Wilhelmina/);
    }
    expect(reportHtml(secret)).toContain('T1 of Fri 2 Jan 2026');
  });

  it('escapes what an export brought, and guards it in the table', () => {
    const odd = packOf('2026-01-02', { cases: [{ decision: '=<b>S47</b>' }] });
    const shown = buildReport([odd], [], plan);
    expect(reportHtml(shown)).toContain('=&lt;b&gt;S47&lt;/b&gt;');
    expect(reportCsv(shown)).toContain("'=<b>S47</b>");
  });

  it('says what is not in it, before the numbers', () => {
    const packs = [
      ...publishedYear().slice(1),
      packOf('2026-01-02', { cases: [], collated: false }),
    ];
    const damaged = [{ name: '2026-02-06', because: 'draw.json cannot be read (EACCES).' }];
    const warned = reportHtml(buildReport(packs, damaged, plan));
    const box = /<div class="box">[\s\S]*?<\/div>/.exec(warned)?.[0] ?? '';
    expect(box).toContain('2026-02-06: draw.json cannot be read (EACCES).');
    expect(box).toContain('No findings yet, so only their draws are counted: 2026-01-02.');
    expect(warned.indexOf('class="box"')).toBeLessThan(warned.indexOf('<table'));
  });
});

describe('the table', () => {
  const rows: Record<string, string>[] = parse(reportCsv(report), { bom: true, columns: true });
  const row = (section: string, subcategory: string): Record<string, string> | undefined =>
    rows.find((one) => one.section === section && one.subcategory === subcategory);

  it('has the page’s numbers, one a row, with the method of each interval', () => {
    expect(row('grades', 'Inadequate')).toEqual({
      ...{ period: '2026', from: '2026-01-01', to: '2026-12-31', local_authority: 'all' },
      ...{ section: 'grades', category: 'Audited', subcategory: 'Inadequate', measure: 'cases' },
      ...{ value: '12', denominator: '347', percent: '3.46', lower: '1.99', upper: '5.95' },
      ...{ method: 'wilson-95', note: '' },
    });
    expect(row('all decisions, estimated', 'Inadequate')).toMatchObject({
      ...{ denominator: '4194', method: 'stratified-korn-graubard-95', note: '' },
    });
  });

  it('has no interval where there is no sample', () => {
    for (const section of ['cases', 'actions', 'frame']) {
      const found = rows.filter((one) => one.section === section && one.percent !== '');
      expect(found.length, section).toBeGreaterThan(0);
      expect(found.every(({ lower, method }) => lower === '' && method === '')).toBe(true);
    }
  });

  it('compares with the period before, and says why it cannot estimate', () => {
    const month = { from: day('2026-02-01'), to: day('2026-02-28') };
    const two = buildReport(publishedYear(), [], { ...plan, period: month });
    const text = reportCsv(two);
    expect(text).toMatch(/change since the period before,Good,,percentage points,,,-?[\d.]+,-/);
    expect(text).toContain('too few cases to say');
    expect(reportHtml(two)).toContain('No estimate can be published');
  });
});
