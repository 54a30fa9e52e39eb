/** The workbook, taken apart: what a spreadsheet is told, and not what it makes of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { csvOf } from '../support/exports.ts';
import { copyFixture, writeTree } from '../support/folders.ts';
import { readRecord } from '../support/pack.ts';
import { newMachine, run } from '../support/run.ts';
import {
  attribute,
  faultsOfXml,
  sheetNamed,
  takeApart,
  type Sheet,
  type Workbook,
} from '../support/workbook.ts';

const PACK = 'packs/2026-11-20';
const DRAW = ['--meeting', '2026-11-20', '--seed', '50371946821736508249'];

interface Drawn {
  readonly folder: string;
  readonly bytes: Buffer;
  readonly workbook: Workbook;
}

/** The pack of an export with these files beside it; the ordinary week where none is given. */
async function draw(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Drawn> {
  const { folder } = newMachine();
  if (!('mash-export.csv' in files)) copyFixture('ordinary-week', folder);
  writeTree(folder, files);
  const { exitCode, stderr } = await run(
    ['sample', 'mash-export.csv', ...DRAW],
    newMachine({ folder }),
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const bytes = readFileSync(join(folder, PACK, 'worksheets.xlsx'));
  return { folder, bytes, workbook: takeApart(bytes) };
}

const HEADINGS = ['Reference', 'Received', 'Date decided', 'Decision', 'Team', 'Local authority'];

/** An export of one referral, of which a test names only what it is about. */
function exportOf({
  reference = 'MASH-1',
  decision = 'Section 47 enquiry',
  team = 'MASH North',
  authority = 'Wiltshire',
}): string {
  return csvOf([HEADINGS, [reference, '14/11/2026', '16/11/2026', decision, team, authority]]);
}

/** The fact beside a name on a case's sheet. */
function factIn({ cells }: Sheet, name: string): string | undefined {
  const at = [...cells].find(([place, { text }]) => place.startsWith('A') && text === name)?.[0];
  return cells.get(`B${at?.slice(1) ?? ''}`)?.text;
}

function tagsIn(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}[ />][^>]*>`, 'g'))].map(([tag]) => tag);
}

const CASES = ['T1', 'N1', 'T2', 'N2', 'T3', 'N3', 'T4', 'N4'];

describe('the sheets of the workbook', () => {
  it('are the overview, each case in the order of the meeting, and two that are hidden', async () => {
    const { sheets } = (await draw()).workbook;
    expect(sheets.map(({ name, hidden }) => (hidden ? `(${name})` : name))).toEqual([
      'Overview',
      ...CASES,
      '(Form map)',
      '(Lists)',
    ]);
  });

  it('are protected, and only the cells of answers can be written in', async () => {
    const { workbook } = await draw();
    for (const { xml } of workbook.sheets) expect(xml).toContain('<sheetProtection sheet="1"');
    const open = workbook.sheets.flatMap(({ name, cells }) =>
      [...cells].filter(([, { locked }]) => !locked).map(([place]) => `${name} ${place}`),
    );
    const map = rowsOf(sheetNamed(workbook, 'Form map')).slice(8);
    expect(open).toEqual(map.map(([sheet = '', , cell = '']) => `${sheet} ${cell}`));
    expect(open).toHaveLength(8 * 33);
    // Rows can be made taller, and nobody is asked for a password.
    for (const { xml, hidden } of workbook.sheets) {
      const [protection = ''] = tagsIn(xml, 'sheetProtection');
      if (!hidden) expect(attribute(protection, 'formatRows')).toBe('0');
      expect(protection).not.toMatch(/password|hash/i);
    }
  });

  it('keep what is written as text, but for dates', async () => {
    const { workbook } = await draw();
    const { cells } = sheetNamed(workbook, 'T1');
    const formatOf = (id: string): string | undefined => {
      const row = rowsOf(sheetNamed(workbook, 'Form map')).find(
        ([sheet, item]) => sheet === 'T1' && item === id,
      );
      return cells.get(row?.[2] ?? '')?.format;
    };
    expect(formatOf('action-1-what')).toBe('@');
    expect(formatOf('grade-rationale')).toBe('@');
    expect(formatOf('action-1-due')).toBe('dd/mm/yyyy');
    // An answer from a list is text as it stands.
    expect(formatOf('grade')).toBe('0');
  });

  it('hold no macro, merged cell, link or object, and no formula but the overview’s', async () => {
    const { parts, sheets } = (await draw()).workbook;
    expect(
      [...parts.keys()].filter((name) => !/^xl\/worksheets\/sheet\d+\.xml$/.test(name)),
    ).toEqual(
      [
        '[Content_Types].xml',
        '_rels/.rels',
        'xl/workbook.xml',
        'xl/_rels/workbook.xml.rels',
        'xl/styles.xml',
        'xl/sharedStrings.xml',
        'xl/theme/theme1.xml',
        'docProps/core.xml',
        'docProps/app.xml',
      ].sort((a, b) => [...parts.keys()].indexOf(a) - [...parts.keys()].indexOf(b)),
    );
    const all = [...parts.values()].join('');
    for (const no of [
      'mergeCell',
      'vbaProject',
      'externalLink',
      'hyperlink',
      'oleObject',
      'drawing',
    ])
      expect(all).not.toContain(`<${no}`);
    expect(all).not.toMatch(/TargetMode="External"/);
    const formulas = sheets.flatMap(({ name, cells }) =>
      [...cells].flatMap(([place, { formula }]) =>
        formula === '' ? [] : [`${name} ${place} ${formula}`],
      ),
    );
    expect(formulas).toHaveLength(8 * 3);
    expect(formulas.slice(0, 3)).toEqual([
      `Overview F3 IF('T1'!B35="","",'T1'!B35)`,
      `Overview G3 IF('T1'!B32="","",'T1'!B32)`,
      `Overview H3 IF('T1'!B42="",IF('T1'!B39="","","Open"),'T1'!B42)`,
    ]);
  });

  it('leave a cell without a text blank, so that a long title is shown over the next', async () => {
    const { workbook } = await draw();
    const { cells, xml } = sheetNamed(workbook, 'Overview');
    expect(cells.get('A1')?.text).toBe('Audit of Friday 20 November 2026');
    expect(xml).toMatch(/<c r="B1" s="\d+"\/>/);
    expect(xml).not.toMatch(/<c r="A1" s="\d+"\/>/);
    expect(workbook.parts.get('xl/sharedStrings.xml')).not.toContain('<t/>');
  });

  it('print on A4, a case upright and the overview across, a sheet’s width on a page', async () => {
    const { sheets, printTitles } = (await draw()).workbook;
    for (const { name, hidden, xml } of sheets) {
      if (hidden) continue;
      const [setup = ''] = tagsIn(xml, 'pageSetup');
      expect(attribute(setup, 'paperSize'), name).toBe('9');
      expect(attribute(setup, 'orientation'), name).toBe(
        name === 'Overview' ? 'landscape' : 'portrait',
      );
      expect([attribute(setup, 'fitToWidth'), attribute(setup, 'fitToHeight')]).toEqual(['1', '0']);
      expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
      expect(xml).toContain('<pane ySplit="2" topLeftCell="A3" state="frozen"');
    }
    expect(printTitles).toEqual(
      ['Overview', ...CASES].map((name, index) => `${index} '${name}'!$1:$2`),
    );
  });

  it.each([
    ['OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE'],
    ['R&D 12', 'R&D 12', 'R&amp;&amp;D 12'],
    ['&CX', '&CX', '&amp;&amp;CX'],
    ['12 <b>', '12 <b>', '12 &lt;b&gt;'],
    [String.raw`O\uFFFF\u0007S`, 'O S', 'O S'],
  ])('have the marking %s above and below, letter for letter', async (set, marking, written) => {
    const { workbook } = await draw({ 'mash-audit.yaml': `marking: "${set}"\n` });
    for (const { hidden, xml } of workbook.sheets) {
      if (hidden) continue;
      expect(xml).toContain(`<oddHeader>&amp;C&amp;"Arial,Bold"${written}</oddHeader>`);
      expect(xml).toContain(
        `<oddFooter>&amp;L&amp;A&amp;C&amp;"Arial,Bold"${written}&amp;RPage &amp;P of &amp;N</oddFooter>`,
      );
    }
    expect(factIn(sheetNamed(workbook, 'T1'), 'Marking')).toBe(marking);
  });
});

describe('the answers', () => {
  it('are chosen from a list at each choice, and held to a day at each date', async () => {
    const { workbook } = await draw();
    const lists = sheetNamed(workbook, 'Lists').cells;
    const { xml } = sheetNamed(workbook, 'T1');
    const chosen = [...xml.matchAll(/<dataValidation [^>]*>.*?<\/dataValidation>/gs)].map(
      ([one]) => {
        const formulas = [...one.matchAll(/<formula\d>(.*?)<\/formula\d>/g)].map(([, f = '']) => f);
        return [attribute(one, 'sqref'), attribute(one, 'type'), formulas] as const;
      },
    );
    const choicesOf = (range: string): string[] => {
      const [, column = '', last = '0'] = /^'Lists'!\$([A-Z])\$1:\$[A-Z]\$(\d+)$/.exec(range) ?? [];
      return Array.from({ length: Number(last) }, (_, row) => {
        return lists.get(`${column}${row + 1}`)?.text ?? '(nothing)';
      });
    };
    const said = new Map(
      rowsOf(sheetNamed(workbook, 'Form map'))
        .filter(([sheet]) => sheet === 'T1')
        .map(([, item = '', cell = '']) => [cell, item]),
    );
    const byItem = chosen.map(([cell, type, formulas]) => [
      said.get(cell),
      type === 'list' ? choicesOf(formulas[0] ?? '').join(' / ') : formulas.join(' to '),
    ]);
    const answers = 'Yes / Partly / No / Not known';
    const days = '36526 to 109574';
    expect(byItem).toEqual([
      ['decision-appropriate', answers],
      ['decision-documented', answers],
      ['referrer-notified', answers],
      ['view-police', answers],
      ['view-health', answers],
      ['view-social-care', answers],
      ['agree', 'All agree / Not all agree / None agrees'],
      ['grade', 'Outstanding / Good / Requires improvement / Inadequate'],
      ['today-by', days],
      ['today-done', 'Yes / No / Not needed'],
      ['today-done-on', days],
      ['action-1-due', days],
      ['action-2-due', days],
      ['action-3-due', days],
    ]);
  });

  it('have four lists at the most, each in a column of its own', async () => {
    const { cells } = sheetNamed((await draw()).workbook, 'Lists');
    const columns = new Set([...cells.keys()].map((place) => place.replace(/\d+/, '')));
    expect([...columns]).toEqual(['A', 'B', 'C', 'D']);
  });

  it('are found by the hidden map, which says whose form it is', async () => {
    const { workbook, folder } = await draw();
    const record = readRecord(join(folder, PACK));
    const rows = rowsOf(sheetNamed(workbook, 'Form map'));
    expect(rows.slice(0, 9)).toEqual([
      ['form', 'mash-audit-worksheets'],
      ['version', '1'],
      ['question-set', 'wiltshire-2020'],
      ['meeting', '2026-11-20'],
      ['draw', '1'],
      ['frame', record.frame.digest],
      ['seed-sha256', record.seed.sha256],
      ['sheet', 'item', 'cell'],
      ['T1', 'decision-appropriate', 'B18'],
    ]);
    // What the item is called stands beside the cell that the map names.
    expect(sheetNamed(workbook, 'T1').cells.get('A18')?.text).toBe('Was the decision appropriate?');
    expect(rows.at(-1)).toEqual(['N4', 'action-3-due', 'B56']);
    expect(sheetNamed(workbook, 'N4').cells.get('A56')?.text).toBe('Action 3: due');
  });
});

describe('the bytes of the workbook', () => {
  it('are the same on each run, at another time and in another time zone', async () => {
    const first = await draw();
    const zone = process.env.TZ;
    onTestFinished(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    for (const other of ['Pacific/Kiritimati', 'America/St_Johns']) {
      process.env.TZ = other;
      expect((await draw()).bytes.equals(first.bytes), other).toBe(true);
    }
    // Another marking is another workbook: it is the bytes that are compared.
    const marked = await draw({ 'mash-audit.yaml': 'marking: OFFICIAL\n' });
    expect(marked.bytes.equals(first.bytes)).toBe(false);
  });

  it('hold no time but the day of the meeting', async () => {
    const { parts } = (await draw()).workbook;
    const core = parts.get('docProps/core.xml') ?? '';
    const times = [...core.matchAll(/<dcterms:\w+[^>]*>(.*?)</g)].map(([, time]) => time);
    expect(times).toEqual(['2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z']);
    const year = String(new Date().getFullYear());
    expect([...parts.values()].join('').match(/\d{4}-\d\d-\d\dT/g)).toHaveLength(2);
    expect(parts.get('docProps/app.xml')).not.toContain(year);
  });
});

describe('what an export can do to it', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A1', "'＠A1"],
    ['\t=1', "'=1"],
    ['\r=1', "'=1"],
    // No formula: as it is.
    ['1=1', '1=1'],
    ['A-1', 'A-1'],
  ])('the text %j is no formula', async (text, shown) => {
    const { workbook } = await draw({
      'mash-export.csv': exportOf({ reference: text, decision: text, team: text }),
      'mash-audit.yaml': `decisions:\n  met: [${JSON.stringify(text)}]\n`,
    });
    const sheet = sheetNamed(workbook, 'T1');
    expect(sheet.cells.get('B1')?.text).toBe(shown);
    for (const name of ['Reference', 'Decision wording', 'Team']) {
      expect(factIn(sheet, name), name).toBe(shown);
    }
    expect(sheetNamed(workbook, 'Overview').cells.get('B3')?.text).toBe(shown);
    expect(sheetNamed(workbook, 'Overview').cells.get('D3')?.text).toBe(shown);
  });

  it.each([
    ['_x0041_1', '_x0041_1'],
    ['A_x000d_', 'A_x000d_'],
    ['__x0041__', '__x0041__'],
    ['x0041_', 'x0041_'],
    ['R\u0007\u001BR', 'R R'],
    ['R\uFFFE\uFFFFR', 'R\uFFFD\uFFFDR'],
    ['<&>"\'', '<&>"\''],
    ['\u{1F9F8} Zoë', '\u{1F9F8} Zoë'],
  ])('the text %j is what is shown, in sound XML', async (text, shown) => {
    const { workbook } = await draw({
      'mash-export.csv': exportOf({ reference: text, team: text }),
    });
    expect(sheetNamed(workbook, 'T1').cells.get('B1')?.text).toBe(shown);
    expect(factIn(sheetNamed(workbook, 'T1'), 'Team')).toBe(shown);
    for (const [name, part] of workbook.parts) expect(faultsOfXml(part), name).toEqual([]);
  });

  it('a text of any length is cut openly, before a spreadsheet would call the file damaged', async () => {
    const long = (letter: string, length: number): string => letter.repeat(length);
    const { workbook, folder } = await draw({
      'mash-export.csv': exportOf({
        reference: long('R', 32_768),
        decision: long('D', 40_000),
        team: long('T', 301),
        authority: long('L', 300),
      }),
      'mash-audit.yaml': `decisions:\n  met: [${long('D', 40_000)}]\n`,
    });
    const sheet = sheetNamed(workbook, 'T1');
    const cut = '… (cut: draw.json has it in full)';
    expect(factIn(sheet, 'Reference')).toBe(long('R', 300) + cut);
    expect(sheet.cells.get('B1')?.text).toBe(long('R', 300) + cut);
    expect(factIn(sheet, 'Decision wording')).toBe(long('D', 300) + cut);
    expect(factIn(sheet, 'Team')).toBe(long('T', 300) + cut);
    expect(factIn(sheet, 'Local authority')).toBe(long('L', 300));
    const [drawn] = readRecord(join(folder, PACK)).sample;
    expect(drawn?.reference).toHaveLength(32_768);
    expect(drawn?.decision).toHaveLength(40_000);
    const { exitCode } = await run(['verify', PACK, 'mash-export.csv'], newMachine({ folder }));
    expect(exitCode).toBe(0);
  });

  it('rows are as tall as their texts, and none is taller than a spreadsheet allows', async () => {
    const heights = async (length: number): Promise<number[]> => {
      const { workbook } = await draw({
        'mash-export.csv': exportOf({ team: 'words of a team '.repeat(30).slice(0, length) }),
      });
      return workbook.sheets.flatMap(({ xml }) =>
        tagsIn(xml, 'row').map((tag) => Number(attribute(tag, 'ht'))),
      );
    };
    expect(Math.max(...(await heights(20)))).toBeLessThan(100);
    expect(Math.max(...(await heights(300)))).toBeLessThanOrEqual(409);
    const references = exportOf({ reference: 'R'.repeat(1000) });
    const { workbook } = await draw({ 'mash-export.csv': references });
    const [, , third = ''] = tagsIn(sheetNamed(workbook, 'Overview').xml, 'row');
    expect(Number(attribute(third, 'ht'))).toBe(3 + 14 * 17);
  });
});

/** The rows of a hidden sheet, each without the blanks at its end. */
function rowsOf({ cells }: Sheet): string[][] {
  const rows: string[][] = [];
  for (const [place, { text }] of cells) {
    const row = Number(place.replace(/\D+/g, '')) - 1;
    rows[row] = [...(rows[row] ?? []), text];
  }
  return rows;
}
