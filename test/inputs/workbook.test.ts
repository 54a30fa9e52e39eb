import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { tellFileKind } from '../../src/inputs/file-kind.ts';
import { openExport } from '../../src/inputs/open-export.ts';
import { readWorkbook } from '../../src/inputs/workbook.ts';
import {
  codesOf,
  csv,
  HEADINGS,
  parse,
  planOn,
  reading,
  referral,
} from '../support/inputs-reading.ts';
import {
  dateCell,
  errorCell,
  formula,
  serial,
  xls,
  xlsx,
  type BookSettings,
  type SheetRows,
} from '../support/inputs-workbooks.ts';
import { textXml, workbookParts, zip, type ZipPart } from '../support/inputs-zip.ts';

type Kind = 'xlsx' | 'xls';
const KINDS = ['xlsx', 'xls'] as const;

const write = (kind: Kind, sheets: Record<string, SheetRows>, settings?: BookSettings) =>
  (kind === 'xlsx' ? xlsx : xls)(sheets, settings);

/** Sheet name to its rows' numbers and cells; or why the workbook was not opened. */
function read(bytes: Uint8Array, kind: Kind = 'xlsx') {
  const workbook = readWorkbook(bytes, kind);
  if ('refused' in workbook) return workbook.refused;
  return Object.fromEntries(
    workbook.grids.map(({ sheet, rows }) => [
      sheet ?? '',
      rows.map(({ row, cells }) => [row, ...cells]),
    ]),
  );
}

/** What one cell is read as. */
function cell(kind: Kind, value: SheetRows[number][number], settings?: BookSettings): unknown {
  const sheets = read(write(kind, { S: [['x', value]] }, settings), kind);
  return typeof sheets === 'string' ? sheets : sheets.S?.[0]?.[2];
}

/** What opening a file of this name comes to. */
async function open(bytes: Uint8Array, name: string): Promise<string> {
  const opened = await openExport(bytes, name, reading());
  return 'refused' in opened ? opened.refused : opened.format;
}

const WEEK: SheetRows = [HEADINGS, referral(), referral({ id: 'R2', decision: 'S47' })];

describe.each(KINDS)('a cell of an .%s', (kind) => {
  test.each([
    ['2026-11-20', '00:00', '2026-11-20'],
    ['2026-11-20', '09:30', '2026-11-20 09:30:00'],
    ['2026-11-20', '23:59:59', '2026-11-20 23:59:59'],
    ['2024-02-29', '00:01', '2024-02-29 00:01:00'],
    ['1900-03-01', '00:00', '1900-03-01'],
  ])('that is the date %s at %s', (date, time, text) => {
    expect(cell(kind, dateCell(date, time))).toBe(text);
  });

  test('every minute of a day stays that minute', () => {
    const times = Array.from({ length: 1440 }, (_, minute) => {
      const digits = (value: number): string => String(value).padStart(2, '0');
      return `${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
    });
    const rows = times.map((time) => [dateCell('2026-11-20', time)]);
    const sheets = read(write(kind, { S: rows }), kind);
    expect(typeof sheets === 'string' ? sheets : sheets.S?.map(([, text]) => text)).toEqual(
      times.map((time) => (time === '00:00' ? '2026-11-20' : `2026-11-20 ${time}:00`)),
    );
  });

  test.each(['dd/mm/yyyy', 'mm/dd/yy', 'd mmm yyyy', 'yyyy-mm-dd hh:mm', '[$-809]d mmmm yyyy'])(
    'is a date by its format, whatever order that shows: %s',
    (format) => {
      expect(cell(kind, dateCell('2026-11-05', '00:00', format))).toBe('2026-11-05');
    },
  );

  test('of a workbook that counts from 1904', () => {
    const early: SheetRows[number][number] = {
      t: 'n',
      v: serial('2026-11-20') - 1462,
      z: 'dd/mm/yyyy',
    };
    expect(cell(kind, early, { date1904: true })).toBe('2026-11-20');
    expect(cell(kind, early, { date1904: false })).toBe('2022-11-19');
  });

  test('that is text is left as it is, dates and numbers included', () => {
    expect(cell(kind, '20/11/2026')).toBe('20/11/2026');
    expect(cell(kind, '000123')).toBe('000123');
    expect(cell(kind, '123.0')).toBe('123.0');
    expect(cell(kind, ' Early\nHelp ')).toBe(' Early\nHelp ');
    expect(cell(kind, 'é “x” – €')).toBe('é “x” – €');
  });

  test.each([
    [123, '123'],
    [-5, '-5'],
    [1.5, '1.5'],
    [46_339, '46339'],
    [999_999_999_999_999, '999999999999999'],
    [123_456_789_012_345, '123456789012345'],
  ])('that is the number %d', (value, text) => {
    expect(cell(kind, value)).toBe(text);
  });

  test('of more than fifteen digits is written so that an identifier is refused', () => {
    expect(cell(kind, 1_234_567_890_123_456)).toBe('1.234567890123456E+15');
    expect(cell(kind, 1e15)).toBe('1E+15');
  });

  test('with a format of zeros keeps its leading zeros', () => {
    expect(cell(kind, { t: 'n', v: 123, z: '000000' })).toBe('000123');
    expect(cell(kind, { t: 'n', v: 1_234_567, z: '000000' })).toBe('1234567');
    expect(cell(kind, { t: 'n', v: 123, z: '0' })).toBe('123');
    expect(cell(kind, { t: 'n', v: 1.5, z: '000' })).toBe('1.5');
  });

  test('of a formula is the result kept beside it', () => {
    expect(cell(kind, formula('1+2', 3))).toBe('3');
    expect(cell(kind, { ...dateCell('2026-11-20', '09:30'), f: 'NOW()' })).toBe(
      '2026-11-20 09:30:00',
    );
  });

  test.each(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!'] as const)(
    'that shows %s says so',
    (shown) => {
      expect(cell(kind, errorCell(shown))).toBe(shown);
    },
  );

  test('that is true or false', () => {
    expect([cell(kind, true), cell(kind, false)]).toEqual(['TRUE', 'FALSE']);
  });
});

describe('a cell of raw XML', () => {
  const rows = (xml: string) =>
    read(zip(workbookParts(`<row r="1">${textXml('A1', 'x')}${xml}</row>`)));

  test('a formula of text is the result kept beside it', () => {
    expect(rows('<c r="B1" t="str"><f>A1</f><v>Early Help</v></c>')).toEqual({
      S: [[1, 'x', 'Early Help']],
    });
  });

  test('a formula without a result was never calculated: it says so, and is never a blank', () => {
    const never = { S: [[1, 'x', '#NOT CALCULATED!']] };
    expect(rows('<c r="B1"><f>A1</f></c>')).toEqual(never);
    expect(rows('<c r="B1"><f>A1</f><v></v></c>')).toEqual(never);
    expect(rows('<c r="B1"><f>A1</f><v/></c>')).toEqual(never);
    expect(rows('<c r="B1"/>')).toEqual({ S: [[1, 'x', '']] });
    expect(rows('<c r="B1"><v>0</v></c>')).toEqual({ S: [[1, 'x', '0']] });
    expect(rows('<c r="B1"><f>1-1</f><v>0</v></c>')).toEqual({ S: [[1, 'x', '0']] });
  });

  test('a formula whose result is no text at all is blank', () => {
    expect(rows('<c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>1</v></c>')).toEqual({
      S: [[1, 'x', '', '1']],
    });
  });

  test('a sign written as a number is that sign, however far off, and nothing else changes', () => {
    const signs = '&#128077; &#x20BB7;&#x02F81A; &#233;&#x20AC;&#10;&#65535; Zoë &amp;#128077;';
    expect(rows(textXml('B1', signs))).toEqual({
      S: [[1, 'x', '👍 𠮷\u{2F81A} é€\n\uFFFF Zoë &#128077;']],
    });
    // The twin: without such a sign the file is read as it is.
    expect(rows(textXml('B1', '&#233;&#x20AC; Zoë'))).toEqual({ S: [[1, 'x', 'é€ Zoë']] });
  });

  test('text in several pieces, as Excel keeps a cell that is partly bold, is one text', () => {
    const pieces = '<r><rPr><b/></rPr><t>Early</t></r><r><t xml:space="preserve"> Help</t></r>';
    expect(rows(`<c r="B1" t="inlineStr"><is>${pieces}</is></c>`)).toEqual({
      S: [[1, 'x', 'Early Help']],
    });
  });
});

describe('what cells come to in an export', () => {
  const problemsOf = async (...row: SheetRows[number]) =>
    (await parse(xlsx({ S: [HEADINGS, row] }), 'week.xlsx')).problems;

  test('date cells and text dates give one and the same row', async () => {
    const dated = [
      HEADINGS,
      ['A', dateCell('2026-11-13', '09:30'), dateCell('2026-11-16'), 'S47'],
      ['B', '13/11/2026 09:30', '16/11/2026', 'S47'],
    ] as const;
    const { rows, problems } = await parse(xlsx({ S: dated }), 'week.xlsx');
    expect(problems).toEqual([]);
    const moments = {
      received: { date: '2026-11-13', time: '09:30' },
      decided: { date: '2026-11-16', time: null },
    };
    expect(rows).toMatchObject([moments, moments]);
  });

  test('a number that is no date cell is not read as one', async () => {
    expect(await problemsOf('A', serial('2026-11-13'), '16/11/2026', 'S47')).toMatchObject([
      { code: 'date-unreadable', args: { text: '46339' } },
    ]);
  });

  test('an identifier that has lost digits is a problem; one of fifteen digits is not', async () => {
    const tail = ['13/11/2026', '16/11/2026', 'S47'];
    expect(codesOf(await problemsOf(1_234_567_890_123_456, ...tail))).toEqual(['digits-lost']);
    expect(await problemsOf(123_456_789_012_345, ...tail)).toEqual([]);
  });

  test('a failed formula is a problem where a fact is wanted, and a blank where it is not', async () => {
    expect(await problemsOf('A', '13/11/2026', errorCell('#N/A'), 'S47')).toMatchObject([
      { code: 'cell-error', place: { sheet: 'S', row: 2, column: 'C “Decision Date”' } },
    ]);
    const team = [
      [...HEADINGS, 'Team'],
      [...referral(), errorCell('#REF!')],
    ];
    const { rows, problems } = await parse(xlsx({ S: team }), 'week.xlsx');
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ team: '' }]);
  });

  test('leading zeros are kept where the cell keeps them', async () => {
    const zeros = { t: 'n', v: 123, z: '000000' } as const;
    const { rows } = await parse(
      xlsx({ S: [HEADINGS, [zeros, ...referral().slice(1)], ['000123', ...referral().slice(1)]] }),
      'week.xlsx',
    );
    expect(rows.map(({ reference }) => reference)).toEqual(['000123', '000123']);
  });
});

describe.each(KINDS)('sheets of an .%s', (kind) => {
  test('are read in the order of the workbook, hidden ones too, empty ones not', () => {
    const sheets = {
      Zebra: [['z']],
      Empty: [],
      Alpha: [['a']],
      Blank: [['', null]],
      Kept: [['k']],
    };
    expect(read(write(kind, sheets, { hidden: ['Alpha'] }), kind)).toEqual({
      Zebra: [[1, 'z']],
      Alpha: [[1, 'a']],
      Kept: [[1, 'k']],
    });
  });

  test('keep the numbers of their rows, and the places of their cells', () => {
    const rows = [[], ['', 'b2'], [], ['a4', '', 'c4']];
    expect(read(write(kind, { S: rows }), kind)).toEqual({
      S: [
        [2, '', 'b2'],
        [4, 'a4', '', 'c4'],
      ],
    });
  });

  test('a workbook of empty sheets alone is empty', () => {
    expect(read(write(kind, { A: [], B: [['']] }), kind)).toBe('export-empty');
  });
});

describe('a workbook of several sheets', () => {
  test('is read from every sheet that lists referrals; the others are named', async () => {
    const more = [HEADINGS, referral({ id: 'R3' })];
    const sheets = {
      Front: [['MASH weekly report']],
      North: WEEK,
      South: more,
      Codes: [['1', 'x']],
    };
    const { problems, frame } = await planOn({ 'week.xlsx': xlsx(sheets) });
    expect(problems).toEqual([
      { code: 'sheets-unused', place: { file: 'week.xlsx' }, args: { sheets: ['Front', 'Codes'] } },
    ]);
    expect(frame.eligible.map(({ reference }) => reference)).toEqual(['R1', 'R2', 'R3']);
  });

  const [REFERENCE, RECEIVED, DECIDED] = HEADINGS;
  const WIDE = [...HEADINGS, 'Team', 'Worker', 'School', 'GP', 'Notes', 'Ward', 'RAG'];
  const wide = (id: string) => [...referral({ id }), 'x', 'x', 'x', 'x', 'x', 'x', 'x'];

  test.each([
    ['a slip in the decision', [HEADINGS], [REFERENCE, RECEIVED, DECIDED, 'Desicion'], referral()],
    ['another word for it', [HEADINGS], [REFERENCE, RECEIVED, DECIDED, 'Result'], referral()],
    ['no heading for it', [HEADINGS], [REFERENCE, RECEIVED, DECIDED], referral().slice(0, 3)],
    ['a slip in the reference', [HEADINGS], ['Refferal ID', ...HEADINGS.slice(1)], referral()],
    [
      'two words changed of many',
      [WIDE, wide('R9')],
      WIDE.map((name) => ({ Decision: 'Result', Team: 'Group' })[name] ?? name),
      wide('R8'),
    ],
    [
      'an outcome added to a child’s referrals',
      [
        ['Child ID', 'Date of referral', 'Referral NFA?', 'Team'],
        ['C1', '16/11/2026', 'Yes', 'x'],
      ],
      ['Child ID', 'Date of referral', 'Referral NFA?', 'Outcome'],
      ['C2', '16/11/2026', 'Yes', 'x'],
    ],
  ])('a sheet like another but for %s stops the draw', async (_, north, headings, row) => {
    const book = xlsx({ North: north, South: [headings, row] });
    const { draw, problems } = await planOn({ 'week.xlsx': book });
    expect(draw).toBeNull();
    const ofSouth = problems.filter(({ place }) => place?.sheet === 'South');
    expect(ofSouth).toMatchObject([{ place: { row: 1 } }]);
    expect(['heading-nearly-known', 'sheet-nearly-alike']).toContain(ofSouth[0]?.code);
    expect(codesOf(problems)).not.toContain('sheets-unused');
  });

  test.each([
    ['the same headings and no rows', [REFERENCE, RECEIVED, DECIDED, 'Result'], []],
    ['two other headings of four', [REFERENCE, RECEIVED, 'Closed', 'Result'], referral()],
    ['half the headings and more of its own', [REFERENCE, RECEIVED, 'Ward', 'GP', 'Age'], ['1']],
    ['two of the headings', [REFERENCE, RECEIVED], ['R1', '16/11/2026']],
    ['a slip that makes it no list', ['Desicion', 'Number'], ['NFA', '12']],
  ])('a sheet with %s is passed over and named', async (_, headings, row) => {
    const book = xlsx({ North: WEEK, South: [headings, row] });
    const { draw, problems } = await planOn({ 'week.xlsx': book });
    expect(draw).not.toBeNull();
    expect(codesOf(problems)).toEqual(['sheets-unused']);
  });

  test('names the sheet of each problem', async () => {
    const wrong = [HEADINGS, ['', ...referral().slice(1)]];
    const { problems } = await planOn({ 'week.xlsx': xlsx({ North: WEEK, South: wrong }) });
    expect(problems).toMatchObject([
      { code: 'cell-blank', place: { file: 'week.xlsx', sheet: 'South', row: 2 } },
    ]);
  });

  test('a list hidden behind the one people see counts as a copy, not twice', async () => {
    const bytes = xlsx({ Seen: WEEK, Hidden: WEEK }, { hidden: ['Hidden'] });
    const { frame } = await planOn({ 'week.xlsx': bytes });
    expect(frame).toMatchObject({ rowsRead: 4, eligible: { length: 2 } });
    expect(frame.exclusions.map(({ reason }) => reason)).toEqual([
      'duplicate-row',
      'duplicate-row',
    ]);
  });
});

test.each(['A1048576', 'XFD1', 'XFD1048576', 'AZ1048576'])(
  'a stray cell far away, at %s, costs nothing and loses nothing',
  (at) => {
    const row = Number(/\d+/.exec(at)?.[0]);
    const near = `<row r="1">${textXml('A1', 'near')}${row === 1 ? textXml(at, 'far') : ''}</row>`;
    const far = row === 1 ? '' : `<row r="${row}">${textXml(at, 'far')}</row>`;
    const sheets = read(zip(workbookParts(`${near}<row r="2">${textXml('A2', 'x')}</row>${far}`)));
    if (typeof sheets === 'string') throw new Error(sheets);
    const filled = sheets.S?.map((cells) => cells.filter((text) => text !== ''));
    const expected =
      row === 1
        ? [
            [1, 'near', 'far'],
            [2, 'x'],
          ]
        : [
            [1, 'near'],
            [2, 'x'],
            [row, 'far'],
          ];
    expect(filled).toEqual(expected);
  },
  4000,
);

describe('files that are not what they are called', () => {
  const book = xlsx({ S: WEEK });
  const old = xls({ S: WEEK });
  const text = Buffer.from(csv(HEADINGS, referral()));
  const utf16 = Buffer.from(`\uFEFF${text.toString('utf8')}`, 'utf16le');
  const html = Buffer.from(
    '<html><body><table><tr><td>Referral ID</td></tr></table></body></html>',
  );
  const xml = Buffer.from('<?xml version="1.0"?><Workbook/>');
  const bytes = (...some: readonly number[]) => Uint8Array.from(some);

  test.each([
    ['week.xlsx', book, 'xlsx'],
    ['week.XLSX', book, 'xlsx'],
    ['week.xlsm', book, 'xlsx'],
    ['week.xls', old, 'xls'],
    ['week', book, 'xlsx'],
    ['week.csv', text, 'text'],
    ['week.txt', utf16, 'text'],
    ['week', text, 'text'],
    // The kind of workbook is told by the bytes; Excel itself opens either under either name.
    ['week.xls', book, 'xlsx'],
    ['week.xlsx', old, 'xls'],
  ])('%s is opened for what it is (%#)', async (name, content, format) => {
    expect(await open(content, name)).toBe(format);
  });

  test.each([
    ['week.csv', book, 'workbook-named-text'],
    ['week.txt', old, 'workbook-named-text'],
    ['week.tsv', book, 'workbook-named-text'],
    ['week.xlsx', text, 'text-named-workbook'],
    ['week.xls', text, 'text-named-workbook'],
    ['week.xls', utf16, 'text-named-workbook'],
    ['week.xls', html, 'export-is-html'],
    ['week.csv', html, 'export-is-html'],
    ['week.xls', Buffer.from('\uFEFF \r\n<!DOCTYPE HTML><p>'), 'export-is-html'],
    ['week.xls', Buffer.from('\uFEFF<TABLE border=1>', 'utf16le'), 'export-is-html'],
    ['week.xls', xml, 'export-is-xml'],
    ['week.csv', Buffer.from('\uFEFF<?XML version="1.0"?>', 'utf16le'), 'export-is-xml'],
    ['week.xlsx', bytes(), 'export-empty'],
    ['week.csv', bytes(), 'export-empty'],
    // What a disk or a shared drive leaves of a workbook it has lost.
    ['week.xlsx', new Uint8Array(4096), 'workbook-damaged'],
    ['week.xls', bytes(0x09, 0x08, 0x08, 0x00, 0x00, 0x05), 'workbook-damaged'],
    ['week.csv', new Uint8Array(4096), 'export-not-text'],
    [
      'week.xlsx',
      Buffer.concat([bytes(0x50, 0x4b, 3, 4), Buffer.alloc(500, 7)]),
      'workbook-damaged',
    ],
    [
      'week.xls',
      Buffer.concat([bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), Buffer.alloc(2000, 7)]),
      'workbook-damaged',
    ],
    ['week.xlsx', zip([{ name: 'word/document.xml', content: '<x/>' }]), 'export-not-text'],
    [
      'week.xlsx',
      zip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: '<x/>' },
      ]),
      'export-not-text',
    ],
  ])('%s is refused: %#', async (name, content, refused) => {
    expect(await open(content, name)).toBe(refused);
  });

  test('text that only speaks of HTML is text', () => {
    expect(tellFileKind(Buffer.from('<htmlish>,b\n'), 'week.csv')).toBe('text');
    expect(tellFileKind(Buffer.from('Referral ID,<html>\n'), 'week.csv')).toBe('text');
  });
});

describe('a workbook behind a password', () => {
  test('as Excel saves it now: an old container around an encrypted package', async () => {
    // Only the name of the stream counts; without it the same bytes are a damaged workbook.
    const magic = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const container = (name: string) =>
      Buffer.concat([magic, Buffer.alloc(600), Buffer.from(name, 'utf16le'), Buffer.alloc(600)]);
    expect(await open(container('EncryptedPackage'), 'week.xlsx')).toBe('workbook-locked');
    expect(await open(container('SomethingElse'), 'week.xlsx')).toBe('workbook-damaged');
  });

  test('as Excel saved it until 2003: a record that says the rest is encrypted', async () => {
    const bytes = Buffer.from(xls({ S: WEEK }));
    const writeAccess = bytes.indexOf(Buffer.from([0x5c, 0x00, 0x70, 0x00]));
    expect(writeAccess).toBeGreaterThan(0);
    // In the place of another record: FilePass, of RC4 encryption.
    bytes.set([0x2f, 0x00, 0x70, 0x00, 1, 0, 1, 0, 1, 0], writeAccess);
    expect(await open(bytes, 'week.xls')).toBe('workbook-locked');
  });
});

describe('a workbook that is not whole', () => {
  test.each(KINDS)('%s: cut short anywhere, it is damaged, never a shorter list', (kind) => {
    const rows = Array.from({ length: 150 }, (_, n) => referral({ id: `R${n}` }));
    const bytes = write(kind, { S: [HEADINGS, ...rows], T: WEEK });
    const whole = JSON.stringify(readWorkbook(bytes, kind));
    const step = Math.ceil(bytes.length / 150);
    const seen = new Set<string>();
    for (let length = 8; length < bytes.length; length += step) {
      const cut = readWorkbook(bytes.slice(0, length), kind);
      seen.add(
        'refused' in cut ? cut.refused : JSON.stringify(cut) === whole ? 'whole' : 'shorter',
      );
    }
    // The old kind is padded to full blocks, so that its last bytes may be lost without loss.
    expect([...seen].sort()).toEqual(
      kind === 'xlsx' ? ['workbook-damaged'] : ['whole', 'workbook-damaged'],
    );
  });

  test('a byte changed anywhere in an .xlsx is seen, or changes nothing', () => {
    const bytes = xlsx({ S: WEEK });
    const whole = JSON.stringify(readWorkbook(bytes, 'xlsx'));
    const anywhere = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(anywhere, ([at, change]) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        const result = readWorkbook(changed, 'xlsx');
        return 'refused' in result || JSON.stringify(result) === whole;
      }),
      { seed: 20261120, numRuns: 400 },
    );
  });
});

describe('a zip file that lies about itself', () => {
  const parts = workbookParts(`<row r="1">${textXml('A1', 'x')}</row>`);
  const sheet = parts.at(-1);
  const others = parts.slice(0, -1);
  const withSheet = (lie: Partial<ZipPart>): Uint8Array => {
    if (sheet === undefined) throw new Error('no sheet');
    return zip([...others, { ...sheet, ...lie }]);
  };
  const MEBIBYTE = 1024 * 1024;

  test('told truly it is read', () => {
    expect(read(zip(parts))).toEqual({ S: [[1, 'x']] });
  });

  test('more than it may ever become: refused before it is unpacked', () => {
    expect(read(withSheet({ declared: 201 * MEBIBYTE }))).toBe('export-too-large');
  });

  test('many parts that are each small enough', () => {
    const many = Array.from({ length: 3 }, (_, n) => ({
      name: `xl/media/${n}`,
      content: 'x',
      declared: 100 * MEBIBYTE,
    }));
    expect(read(zip([...parts, ...many]))).toBe('export-too-large');
    const countless = Array.from({ length: 2000 }, (_, n) => ({ name: `x/${n}`, content: '' }));
    expect(read(zip([...parts, ...countless]))).toBe('export-too-large');
    expect(read(zip([...parts, ...countless.slice(0, 1000)]))).toEqual({ S: [[1, 'x']] });
  });

  test('less than it becomes, or more', () => {
    const bomb = `<worksheet>${' '.repeat(2 * MEBIBYTE)}</worksheet>`;
    expect(read(withSheet({ content: bomb, declared: 100 }))).toBe('workbook-damaged');
    expect(read(withSheet({ declared: 100_000 }))).toBe('workbook-damaged');
  });

  test('a checksum that its content does not have', () => {
    expect(read(withSheet({ checksum: 12_345 }))).toBe('workbook-damaged');
  });

  test('one name twice, so that two programs may see two workbooks', () => {
    const [again] = parts.slice(-1);
    expect(read(zip([...parts, ...(again === undefined ? [] : [again])]))).toBe('workbook-damaged');
  });

  test('a name in its directory that the part itself does not have', () => {
    const bytes = Buffer.from(zip(parts));
    const inDirectory = bytes.lastIndexOf('sheet1.xml');
    bytes.write('sheet2.xml', inDirectory);
    expect(read(bytes)).toBe('workbook-damaged');
  });
});
