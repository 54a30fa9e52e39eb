/**
 * What people who listen to a page, enlarge it or see it in their own colours would miss. A browser
 * with axe-core found these; no browser is needed to keep them away.
 */
interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const VOID = new Set(['meta', 'br', 'rect', 'path', 'link', 'hr', 'img']);

/** The page as a tree; it throws for a tag that is closed in the wrong place or not at all. */
export function parsePage(page: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  const plain = page.replace(/<!doctype html>/i, '').replace(/<style>[^]*?<\/style>/g, '');
  for (const [, close, name = '', rest = '', text = ''] of plain.matchAll(
    /<(\/?)([a-z][\w-]*)([^>]*)>|([^<]+)/gi,
  )) {
    const parent = open.at(-1) ?? root;
    if (name === '') {
      for (const element of open) element.text += text;
    } else if (close === '/') {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else {
      const pairs = [...rest.matchAll(/([\w:-]+)="([^"]*)"/g)];
      const attributes = new Map(pairs.map(([, key = '', value = '']) => [key, value]));
      const element: Element = { name, attributes, children: [], text: '' };
      parent.children.push(element);
      if (!VOID.has(name) && !rest.endsWith('/')) open.push(element);
    }
  }
  const [, left] = open;
  if (left !== undefined) throw new Error(`<${left.name}> is never closed`);
  return root;
}

function within(element: Element, wanted: (name: string) => boolean = () => true): Element[] {
  const below = element.children.flatMap((child) => within(child, wanted));
  return wanted(element.name) ? [element, ...below] : below;
}

/** Each fault in words; none for a page that everybody can read. */
export function pageFaults(page: string): string[] {
  const root = parsePage(page);
  const all = within(root);
  const named = (name: string): Element[] => all.filter((element) => element.name === name);
  const ids = all.flatMap(({ attributes }) => attributes.get('id') ?? []);
  return [
    ...(named('html')[0]?.attributes.get('lang') === 'en-GB' ? [] : ['the language is not said']),
    ...((named('title')[0]?.text ?? '').trim() === '' ? ['the page has no title'] : []),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two elements have the id ${id}`),
    ...all.flatMap(({ name, attributes }) =>
      (attributes.get('aria-labelledby') ?? '')
        .split(' ')
        .filter((id) => id !== '' && !ids.includes(id))
        .map((id) => `${name} is named by ${id}, which is nowhere`),
    ),
    ...landmarkFaults(named('body')[0] ?? root),
    ...headingFaults(all),
    ...named('table').flatMap(tableFaults),
    ...named('svg').flatMap(pictureFaults),
    ...all.flatMap(listFaults),
  ];
}

/** Whoever goes from landmark to landmark must come by everything. */
function landmarkFaults(body: Element): string[] {
  const landmarks = new Set(['header', 'main', 'footer']);
  const outside = body.children.filter(({ name }) => !landmarks.has(name));
  const mains = body.children.filter(({ name }) => name === 'main').length;
  return [
    ...outside.map(({ name }) => `<${name}> stands in no landmark`),
    ...(mains === 1 ? [] : [`the page has ${mains} main parts`]),
  ];
}

function headingFaults(all: readonly Element[]): string[] {
  const headings = all.filter(({ name }) => /^h[1-6]$/.test(name));
  const levels = headings.map(({ name }) => Number(name.slice(1)));
  return [
    ...(levels.filter((level) => level === 1).length === 1 ? [] : ['the page has not one h1']),
    ...levels.flatMap((level, at) =>
      level > (levels[at - 1] ?? 0) + 1 ? [`h${level} skips a level`] : [],
    ),
    ...headings.filter(({ text }) => text.trim() === '').map(({ name }) => `an empty ${name}`),
  ];
}

function tableFaults(table: Element): string[] {
  const layout = table.attributes.get('role') === 'presentation';
  const inner = table.children.flatMap((child) => ownCells(child));
  const headers = inner.filter(({ name }) => name === 'th');
  if (layout) return headers.length === 0 ? [] : ['a table for layout has header cells'];
  const caption = table.children.find(({ name }) => name === 'caption')?.text ?? '';
  const label = table.attributes.get('aria-label') ?? '';
  return [
    ...((caption + label).trim() === '' ? ['a table has no caption'] : []),
    ...(headers.length === 0 ? ['a table has no header cells'] : []),
    ...headers
      .filter(({ attributes }) => !['col', 'row'].includes(attributes.get('scope') ?? ''))
      .map(({ text }) => `the header cell “${text.trim()}” has no scope`),
  ];
}

/** The cells of a table, and not those of a table in one of its cells. */
function ownCells(element: Element): Element[] {
  if (element.name === 'table') return [];
  const own = element.name === 'th' || element.name === 'td' ? [element] : [];
  return [...own, ...element.children.flatMap(ownCells)];
}

function pictureFaults(svg: Element): string[] {
  const has = (name: string): boolean =>
    svg.children.some((child) => child.name === name && child.text.trim() !== '');
  const colours = within(svg).flatMap(({ attributes }) =>
    ['fill', 'stroke'].flatMap((key) => attributes.get(key) ?? []),
  );
  const fixed = colours.filter((colour) => !/^(?:none|currentColor|url\(#\w+\))$/.test(colour));
  return [
    ...(svg.attributes.get('role') === 'img' ? [] : ['a picture is not said to be one']),
    ...(has('title') && has('desc') ? [] : ['a picture has no title or description']),
    ...(svg.attributes.has('aria-labelledby') ? [] : ['a picture is not named by its title']),
    ...[...new Set(fixed)].map((colour) => `a picture has a colour of its own: ${colour}`),
  ];
}

function listFaults({ name, children }: Element): string[] {
  const allowed = { ul: ['li'], ol: ['li'], dl: ['dt', 'dd', 'div'] }[name];
  if (allowed === undefined) return [];
  return children
    .filter((child) => !allowed.includes(child.name))
    .map((child) => `<${child.name}> stands directly in <${name}>`);
}
