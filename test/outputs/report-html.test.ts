/** The page for boards: readable without its picture and its style, and small enough to print. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildReport, type Report } from '../../src/audit/report.ts';
import { reportCsv } from '../../src/outputs/report-csv.ts';
import { reportHtml } from '../../src/outputs/report-html.ts';
import { fridays, packOf, publishedYear, type CaseGiven } from '../support/collated-packs.ts';
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

  it('rounds a half up, in the table, the change and the sentence as in the table for Excel', () => {
    const many = (count: number, grade: string): CaseGiven[] =>
      Array.from({ length: count }, () => ({ grade }));
    const shown = buildReport(
      [
        packOf('2025-01-03', { cases: many(16, 'Good') }),
        packOf('2026-01-02', { cases: [...many(23, 'Inadequate'), ...many(57, 'Good')] }),
      ],
      [],
      plan,
    );
    const text = reportHtml(shown);
    expect(text).toMatch(/Inadequate<\/th><td class="n">23<\/td><td class="n">28\.8%<\/td>/);
    expect(text).toContain('23</strong> of the cases audited (28.8%)');
    expect(text).toContain('>+28.8 (');
    expect(text).toContain('>−28.8 (');
    expect(text).not.toContain('28.7%');
    expect(reportCsv(shown)).toContain('grades,Audited,Inadequate,cases,23,80,28.75,');
  });

  it('estimates nothing where every decision was audited', () => {
    const cases = Array.from({ length: 40 }, (_, n) => ({ grade: n < 10 ? 'Inadequate' : 'Good' }));
    const shown = (met: number): Report =>
      buildReport([packOf('2026-01-02', { cases, eligible: { met, notMet: 0 } })], [], plan);
    const [whole, sample] = [shown(40), shown(400)];
    expect(reportHtml(whole)).toContain('every decision was audited: nothing is estimated');
    expect(reportHtml(whole)).not.toContain('an estimated');
    expect(reportCsv(whole)).toMatch(
      /grades,Inadequate,share of decisions,,40,25,,,,all were audited/,
    );
    expect(reportHtml(sample)).toContain('Of all decisions, an estimated 25.0% (');
    expect(reportHtml(sample)).not.toContain('nothing is estimated');
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

  it('has one heading above each list, and in its head what all are', () => {
    expect(page).toMatch(
      /<caption>Cases graded to be put right<\/caption>\s*<thead><tr><th scope="col">All<\/th><th scope="col" class="n">12<\/th>/,
    );
    expect(page).not.toContain('>Cases to be put right<');
  });

  it('has its wide tables in regions that move by themselves, and no other', () => {
    const regions = page.split('<div class="scroll" role="region" aria-label="').slice(1);
    expect(regions.length).toBe(page.split('<table class="cross">').length - 1);
    for (const region of regions) {
      expect(region).toMatch(
        /^([^"]+)" tabindex="0">\s*<table class="cross">\s*<caption>\1<\/caption>/,
      );
    }
    expect(page).toMatch(/@media screen \{ \.scroll \{ overflow-x: auto; \}/);
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
    const damaged = [{ name: '2026-02-06', because: 'draw.json cannot be read. For IT: EACCES.' }];
    const warned = reportHtml(buildReport(packs, damaged, plan));
    const box = /<div class="box">[\s\S]*?<\/div>/.exec(warned)?.[0] ?? '';
    expect(box).toContain('2026-02-06: draw.json cannot be read. For IT: EACCES.');
    expect(box).toContain('No findings yet, so only their draws are counted: 2026-01-02.');
    expect(warned.indexOf('class="box"')).toBeLessThan(warned.indexOf('<table'));
  });
});

/** The bullets that a board reads first, without their markup. */
function pointsOf(text: string): string[] {
  const [, list = ''] = /<h2>In short<\/h2>\s*<ul>([\s\S]*?)<\/ul>/.exec(text) ?? [];
  return [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, point = '']) =>
    point.replace(/<[^>]+>/g, ''),
  );
}

describe('with small numbers left out', () => {
  const few = [
    packOf('2026-01-02', {
      cases: [{ grade: 'Inadequate' }, {}, {}, {}, {}, {}],
      eligible: { met: 40, notMet: 0 },
    }),
  ];
  const shown = reportHtml(buildReport(few, [], plan));
  const suppressed = reportHtml(buildReport(few, [], { ...plan, suppressBelow: 5 }));

  it('no sentence has an x in it, and the sentences without one stay', () => {
    expect(pointsOf(suppressed).join(' ')).not.toMatch(/\bx\b/);
    expect(pointsOf(suppressed).join(' ')).toContain('1 meeting with a pack, 6 cases audited.');
    expect(pointsOf(suppressed).join(' ')).not.toContain('put right');
    expect(pointsOf(shown).join(' ')).toContain(
      '1 of the cases audited (16.7%) was graded Inadequate',
    );
  });

  it('no caption has an x in it', () => {
    const two = packOf('2026-01-02', { cases: [{}, {}] });
    const text = reportHtml(buildReport([two], [], { ...plan, suppressBelow: 5 }));
    expect(text).toContain('<caption>Percentages are of all cases audited');
    expect(shown).toContain('<caption>Percentages are of the 6 cases audited');
  });

  it('x is explained before the first number, and only where there may be one', () => {
    const at = suppressed.indexOf('<strong>x</strong>: left out. Counts from 1 to 4');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(suppressed.indexOf('<table'));
    const warned = suppressed.indexOf('Do not publish reports of overlapping periods');
    expect(warned).toBeGreaterThan(at);
    expect(warned).toBeLessThan(suppressed.indexOf('<table'));
    expect(page).not.toContain('overlapping periods');
    expect(shown).not.toContain('<strong>x</strong>');
  });

  it('why there is no estimate is said in words', () => {
    const said = (text: string): string =>
      /No estimate can be published[^<]*/.exec(text)?.[0] ?? '';
    expect(said(shown)).toBe('No estimate can be published: too few cases to say.');
    expect(said(suppressed)).toBe(
      'No estimate can be published: some rest on small numbers that are left out; too few cases to say.',
    );
  });
});

describe('the cases that had to be put right the same day', () => {
  const inadequate = (done: 'Yes' | 'No' | 'Not needed' | null, doneOn: string | null = null) => ({
    grade: 'Inadequate',
    today: { what: 'Visit', done, doneOn: doneOn === null ? null : day(doneOn) },
  });
  const pointOf = (cases: readonly CaseGiven[], suppressBelow: number | null = null): string =>
    pointsOf(
      reportHtml(
        buildReport(
          [packOf('2026-01-02', { cases: [...cases, {}, {}], eligible: { met: 90, notMet: 0 } })],
          [],
          {
            ...plan,
            suppressBelow,
          },
        ),
      ),
    ).find((point) => point.includes('same day')) ?? '';
  const repeat = (count: number, given: CaseGiven): CaseGiven[] =>
    Array.from({ length: count }, () => given);
  const onTheDay = inadequate('Yes', '2026-01-02');

  it('are told apart from those that were', () => {
    const later = [inadequate('Yes', '2026-01-05'), inadequate('Yes', '2026-01-30')];
    expect(pointOf([...repeat(3, onTheDay), ...later, ...repeat(3, inadequate('No'))])).toBe(
      '8 of the cases audited (80.0%) were graded Inadequate, which must be put right the same day. 3 were, 2 were later, and 3 are still not.',
    );
    expect(pointOf([inadequate('No')])).toContain('None was, and 1 is still not.');
    expect(
      pointOf([onTheDay, inadequate('Yes'), inadequate('Not needed'), inadequate(null)]),
    ).toContain(
      '1 was, 1 was on a day not recorded, 1 did not need it, and 1 has nothing recorded.',
    );
  });

  it('are all said to be put right only where all were', () => {
    expect(pointOf([onTheDay, onTheDay])).toContain('same day. All were.');
    expect(pointOf([onTheDay])).toContain('same day. It was.');
    expect(pointOf([])).toBe(
      '0 of the cases audited (0.0%) were graded Inadequate, which must be put right the same day.',
    );
  });

  it('are not told apart where a small number would be given away', () => {
    const many = [...repeat(6, onTheDay), ...repeat(6, inadequate('No'))];
    expect(pointOf([...many, ...repeat(9, {})], 5)).toContain('6 were, and 6 are still not.');
    const few = pointOf([...many, inadequate('Yes', '2026-01-05'), ...repeat(9, {})], 5);
    expect(few).toMatch(/^13 of .* same day\.$/);
  });

  it('have no sentence longer than 25 words', () => {
    const all = pointsOf(page).find((point) => point.includes('same day')) ?? '';
    expect(all).toMatch(/Of all decisions, an estimated [\d.]+% \([\d.]+ to [\d.]+\) would be/);
    for (const sentence of all.split(/\. (?=[A-Z\d])/)) {
      expect(sentence.split(/\s+/).length, sentence).toBeLessThan(25);
    }
  });
});

describe('where no estimate is shown', () => {
  it('how one would be made is not told either', () => {
    const short = reportHtml(buildReport(publishedYear().slice(0, 2), [], plan));
    expect(short).toContain('No estimate can be published');
    expect(short).not.toMatch(/Cochran|Korn|The estimates are of/);
    expect(page).toMatch(/Cochran[\s\S]*Korn/);
    expect(page).toContain('The estimates are of');
  });
});

describe('whether the referrer was told', () => {
  const told = (answers: readonly (string | null)[]): string =>
    pointsOf(
      reportHtml(
        buildReport(
          [packOf('2026-01-02', { cases: answers.map((answer) => ({ answer })) })],
          [],
          plan,
        ),
      ),
    ).find((point) => point.includes('referrer')) ?? '';

  it('is told of every case: yes, no, and what nobody knows', () => {
    expect(told(['Yes', 'Yes', 'No', 'No', 'No', 'No', 'Not known', null, null, null])).toBe(
      'Was the referrer told the outcome? 2 yes, 4 no, 4 not known or not recorded, of 10 cases that met the threshold.',
    );
    expect(told(['Partly', 'No'])).toContain('0 yes, 1 partly, 1 no, of 2 cases');
  });

  it('is not said where there is nobody to tell of', () => {
    const none = packOf('2026-01-02', { cases: [{ side: 'not-met' }] });
    expect(pointsOf(reportHtml(buildReport([none], [], plan))).join(' ')).not.toContain('referrer');
  });
});

describe('a period of days', () => {
  it('has the months of its parts in the picture, and their days in its table', () => {
    const days = { from: day('2025-12-01'), to: day('2026-11-22') };
    const shown = reportHtml(buildReport(publishedYear(), [], { ...plan, period: days }));
    const [, picture = ''] = /<svg([\s\S]*?)<\/svg>/.exec(shown) ?? [];
    const months = [...picture.matchAll(/font-size="8">([^<\d]+)<\/text>/g)].map(([, it]) => it);
    expect(months.join(' ')).toBe('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov');
    expect(shown).toContain('<th scope="row">1 to 22 Nov 2026</th>');
    expect(shown).toContain('<th scope="row">Oct 2026</th>');
  });

  it('has actions of its own meetings only, and says so', () => {
    expect(pointsOf(page).join(' ')).toMatch(
      /\d+ of \d+ actions from the meetings of this period are overdue\./,
    );
  });
});

describe('the period before', () => {
  const year = publishedYear();
  const earlier = (meetings: readonly string[]) =>
    meetings.map((meeting) => packOf(meeting, { cases: [{}, {}] }));
  const shown = (meetings: readonly string[]): string =>
    reportHtml(buildReport([...earlier(meetings), ...year], [], plan));

  it('is said to be covered in part beside the comparison, with its meetings', () => {
    const said = shown(fridays('2025-10-03', 13));
    expect(said).toContain(
      'In the period before there were 13 meetings, the first on Fri 3 Oct 2025 and the last on Fri 26 Dec 2025: it is not all covered.',
    );
    expect(said.indexOf('not all covered')).toBeLessThan(said.indexOf('<h2>Over time'));
    expect(pointsOf(said)[0]).toBe(
      '52 meetings with a pack, 347 cases audited; in the period before, 13 meetings and 26 cases audited.',
    );
    expect(shown(['2025-06-06'])).toContain('there was 1 meeting, on Fri 6 Jun 2025: it is not');
    const text = reportCsv(buildReport([...earlier(['2025-06-06']), ...year], [], plan));
    expect(text).toMatch(/change since.*the period before is not all covered/);
  });

  it('is not where it has meetings all along, or as seldom as this one, or none', () => {
    expect(shown(fridays('2025-01-03', 52))).not.toContain('not all covered');
    expect(page).not.toContain('not all covered');
    const monthly = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
    const seldom = (of: number) => earlier(monthly.map((month) => `${of}-${month}-10`));
    const report = buildReport([...seldom(2025), ...seldom(2026)], [], plan);
    expect(reportHtml(report)).not.toContain('not all covered');
  });
});

describe('months without a meeting', () => {
  const packs = [packOf('2026-01-09', { cases: [{}] }), packOf('2026-03-06', { cases: [{}] })];
  const march = { ...plan, period: { from: day('2026-03-01'), to: day('2026-03-31') } };
  const shown = reportHtml(buildReport(packs, [], march));

  it('have dashes in the picture and in its table, which says why', () => {
    const row = (month: string): string =>
      new RegExp(`<th scope="row">${month} 2026</th>.*?</tr>`).exec(shown)?.[0] ?? '';
    expect(row('Feb')).toMatch(/^[^0]*2026<\/th>(<td class="n">–<\/td>)+<\/tr>$/);
    expect(row('Mar')).not.toContain('–');
    expect(shown).toContain('–: no meeting with a pack.');
    expect(shown).toContain('font-weight="bold">–</text>');
    expect(shown).not.toContain('Dec 2025');
    expect(page).not.toContain('–: no meeting with a pack.');
    expect(page).not.toContain('font-weight="bold">–</text>');
  });

  it('have a note in the table for other programs', () => {
    const text = reportCsv(buildReport(packs, [], march));
    expect(text).toMatch(/,trend,2026-02,,cases,0,,,,,,no meeting/);
    expect(text).not.toMatch(/,trend,2026-03,.*no meeting/);
  });
});

describe('answers', () => {
  const packs = (answer: string | null) => [
    packOf('2026-01-02', {
      cases: Array.from({ length: 8 }, (_, index) => ({ answer: index === 7 ? answer : null })),
      eligible: { met: 40, notMet: 0 },
    }),
  ];
  const rowOf = (answer: string | null): string => {
    const text = reportHtml(buildReport(packs(answer), [], plan));
    return /<tr><th scope="row">Was the referrer.*?<\/tr>/.exec(text)?.[0] ?? '';
  };

  it('have percentages of all audited, and their column says so', () => {
    expect(page).toContain('>Yes, % of all audited, blanks included (95% interval)</th>');
  });

  it('have none where nothing at all is recorded', () => {
    expect(rowOf(null)).toContain('<td class="n">8</td><td class="n">nothing recorded</td>');
    expect(rowOf(null)).not.toContain('%');
    expect(rowOf('No')).toContain('<td class="n">0.0% (0.0 to 32.4)</td>');
  });

  it('have none in the table either, nor an estimate', () => {
    const notes = (answer: string | null): (string | undefined)[] => {
      const text = reportCsv(buildReport(packs(answer), [], plan));
      const found: Record<string, string>[] = parse(text, { bom: true, columns: true });
      return found
        .filter(({ section, category }) => section === 'questions: met' || category === 'questions')
        .filter(({ subcategory }) => subcategory?.endsWith('Yes'))
        .map(({ percent, note }) => `${percent} ${note}`.trim());
    };
    expect(new Set(notes(null))).toEqual(new Set(['nothing recorded']));
    expect(notes('No')).not.toContain('nothing recorded');
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

  it('has the effective cases of each estimate that the page shows, in rows of their own', () => {
    const inTable = rows
      .filter(({ measure }) => measure === 'effective cases')
      .map(({ section, value, percent }) => [section, value, percent]);
    const [, onPage = ''] = /Effective cases<\/th>([\s\S]*?)<\/table>/.exec(page) ?? [];
    const shown = [...onPage.matchAll(/<td class="n">(\d+)<\/td><\/tr>/g)].map(([, text]) => text);
    expect(shown.length).toBeGreaterThan(5);
    expect(inTable).toEqual(shown.map((value) => ['all decisions, estimated', value, '']));
    expect(reportCsv(buildReport(publishedYear().slice(0, 2), [], plan))).not.toContain(
      'effective cases',
    );
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
