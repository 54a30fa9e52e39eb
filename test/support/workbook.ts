/** A workbook taken apart as a stranger would: the parts in the zip, and what stands in their XML. */
import { unzipSync, zipSync } from 'fflate/browser';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly xml: string;
  /** `B12` to what is in it, in the order of the file. */
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Cell {
  readonly text: string;
  /** Blank where there is none. */
  readonly formula: string;
  readonly locked: boolean;
  /** Its number format: 0 is General. */
  readonly format: string;
}

export interface Workbook {
  /** The name of each part to its text, in the order of the zip. */
  readonly parts: ReadonlyMap<string, string>;
  readonly sheets: readonly Sheet[];
  /** Print titles: the sheet's place to its range. */
  readonly printTitles: readonly string[];
}

export function takeApart(bytes: Uint8Array): Workbook {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, Buffer.from(part).toString()]),
  );
  const part = (name: string): string => parts.get(name) ?? fail(`the workbook has no ${name}`);
  const strings = all(part('xl/sharedStrings.xml'), /<si>(.*?)<\/si>/gs).map(([, inner = '']) =>
    decode(all(inner, /<t[^>]*>(.*?)<\/t>/gs).map(([, text = '']) => text)),
  );
  const styles = stylesIn(part('xl/styles.xml'));
  const relations = new Map(
    all(part('xl/_rels/workbook.xml.rels'), /<Relationship [^>]*>/g).map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  const workbook = part('xl/workbook.xml');
  return {
    parts,
    sheets: all(workbook, /<sheet [^>]*>/g).map(([tag]) => {
      const xml = part(`xl/${relations.get(attribute(tag, 'r:id')) ?? ''}`);
      return {
        name: attribute(tag, 'name'),
        hidden: attribute(tag, 'state') !== '',
        xml,
        cells: cellsIn(xml, strings, styles),
      };
    }),
    printTitles: all(
      workbook,
      /<definedName name="_xlnm\.Print_Titles" localSheetId="(\d+)">(.*?)<\/definedName>/g,
    ).map(([, place = '', range = '']) => `${place} ${range}`),
  };
}

/** The sheet of that name; it throws where there is none. */
export function sheetNamed({ sheets }: Workbook, name: string): Sheet {
  return sheets.find((sheet) => sheet.name === name) ?? fail(`there is no sheet ${name}`);
}

/** The same workbook with a text in a cell that was blank, as a spreadsheet would save it. */
export function fillIn(bytes: Uint8Array, sheet: string, place: string, text: string): Uint8Array {
  const parts = unzipSync(bytes);
  const at = takeApart(bytes).sheets.findIndex(({ name }) => name === sheet) + 1;
  const part = `xl/worksheets/sheet${at}.xml`;
  const xml = Buffer.from(parts[part] ?? new Uint8Array()).toString();
  const filled = xml.replace(
    new RegExp(`<c r="${place}" s="(\\d+)"/>`),
    `<c r="${place}" s="$1" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  if (filled === xml) fail(`${sheet} has no blank cell ${place}`);
  return zipSync({ ...parts, [part]: Buffer.from(filled) });
}

/** The value of an attribute; blank where the tag has none. */
export function attribute(tag: string, name: string): string {
  const [, value = ''] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return decode([value]);
}

/** What keeps a part from being well-formed XML; empty where it is. */
export function faultsOfXml(text: string): string[] {
  const faults: string[] = [];
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u0008\v\f\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/u.test(text)) faults.push('a sign');
  if (/&(?!(?:amp|lt|gt|quot|apos|#x?[\da-f]+);)/i.test(text)) faults.push('an ampersand');
  const open: string[] = [];
  const tags = /<(\/?)([\w:.]+)(?:\s+[\w:.]+="[^"<]*")*\s*(\/?)>/g;
  const body = text.replace(/^<\?xml [^?]*\?>/, '');
  for (const [, closes, name = '', alone] of body.matchAll(tags)) {
    if (closes === '/') {
      if (open.pop() !== name) faults.push(`</${name}> closes another`);
    } else if (alone !== '/') open.push(name);
  }
  if (open.length > 0) faults.push(`${open.join(', ')} is never closed`);
  if (body.replace(tags, '').includes('<')) faults.push('a tag that is none');
  return faults;
}

interface Style {
  readonly locked: boolean;
  readonly format: string;
}

function stylesIn(xml: string): Style[] {
  const formats = new Map(
    all(xml, /<numFmt [^>]*>/g).map(([tag]) => [
      attribute(tag, 'numFmtId'),
      attribute(tag, 'formatCode'),
    ]),
  );
  const [, inner = ''] = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(xml) ?? [];
  return all(inner, /<xf [^>]*?(?:\/>|>.*?<\/xf>)/gs).map(([xf]) => ({
    locked: !xf.includes('<protection locked="0"/>'),
    format: formats.get(attribute(xf, 'numFmtId')) ?? attribute(xf, 'numFmtId'),
  }));
}

function cellsIn(
  xml: string,
  strings: readonly string[],
  styles: readonly Style[],
): ReadonlyMap<string, Cell> {
  return new Map(
    all(xml, /<c (?:[^>]*\/>|[^>]*>.*?<\/c>)/gs).map(([cell]) => {
      const [tag = ''] = /^<c [^>]*>/.exec(cell) ?? [];
      const [, formula = ''] = /<f>(.*?)<\/f>/s.exec(cell) ?? [];
      const [, value = ''] = /<v>(.*?)<\/v>/s.exec(cell) ?? [];
      const type = attribute(tag, 't');
      const text = type === 's' ? (strings[Number(value)] ?? '') : value;
      const style = styles[Number(attribute(tag, 's'))] ?? { locked: true, format: '0' };
      return [attribute(tag, 'r'), { text, formula: decode([formula]), ...style }];
    }),
  );
}

/** As a spreadsheet reads it: entities, and codes such as `_x000D_`. */
function decode(texts: readonly string[]): string {
  return texts
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function all(text: string, pattern: RegExp): RegExpExecArray[] {
  return [...text.matchAll(pattern)];
}

function fail(what: string): never {
  throw new Error(what);
}
