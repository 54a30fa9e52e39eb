/**
 * The rooms of src/ and the doors between them, as rules over source texts. Every rule comes with
 * what to do when it fires. Nothing here touches the disk, so a test can plant a breach in a text.
 */
import { posix } from 'node:path';
import ts from 'typescript';

/** A source file: its path from the root of the repository, written with `/`, and its text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly rule: RuleName;
  /** The words in the source that break the rule. */
  readonly found: string;
}

/** Each rule by name: what it holds, and what to do when it fires. */
export const RULES = {
  'known-rooms':
    'src/ has the rooms audit, inputs, outputs and cli beside errors.ts and main.ts, and imports ' +
    'nothing by path from outside src/. Put the file into the room whose job it does; a new room ' +
    'is a decision, made in ROOMS of test/support/architecture.ts.',
  'no-barrels':
    'A file that only passes on what others export hides where things live. Import each thing ' +
    'from the file that makes it, and delete this one.',
  'no-utils':
    'A file called utils collects what has no home. Name it after the one thing it does, in the ' +
    'room that needs it.',
  'imports-name-their-module':
    'An import whose module is computed cannot be checked. Write the module as plain text.',
  'audit-stands-alone':
    'src/audit imports from src/audit only, types included. Pass what it needs in as a value; ' +
    'whatever meets files, people or the machine belongs to inputs, outputs or cli.',
  'audit-packages':
    'src/audit uses date-fns/*, @date-fns/utc, seedrandom and node:crypto, nothing else. Do the ' +
    'work that needs this package in inputs, outputs or cli and pass its result in.',
  'audit-only-hashes':
    'src/audit takes createHash from node:crypto, by name, and nothing else: chance comes in as ' +
    'a seed. Make random values in src/cli/runtime.ts.',
  'audit-has-no-surroundings':
    'src/audit knows no process, terminal, timer, network or module loader. Take the value as an ' +
    'argument and let cli fetch it. (A name of your own that shadows one of these: rename it.)',
  'audit-has-no-clock':
    'src/audit knows no clock and no time zone. Take a CivilDate as an argument; do arithmetic ' +
    'with civil-date.ts, or with a UTCDate made from a year, a month and a day.',
  'audit-has-no-dice':
    'src/audit throws no dice: Math may be used for arithmetic only. Every chance comes from a ' +
    'ticket, which comes from the seed.',
  'audit-speaks-no-language':
    'What depends on a language or a country differs from machine to machine. Compare with ' +
    'compareCodeUnits of order.ts and write dates with civil-date.ts.',
  'inputs-and-outputs-never-meet':
    'src/inputs and src/outputs know nothing of each other. Move what both need to src/audit, or ' +
    'let a command of cli hand it over.',
  'only-main-opens-cli':
    'Only main.ts and cli itself import cli. Return a value and let cli show it, or move the ' +
    'part that is needed here to src/audit.',
  'main-is-the-way-in':
    'main.ts is imported by the launcher only, and itself imports cli and errors.ts. Let a command ' +
    'of cli do the work, and let it throw or return what main should know.',
  'errors-stand-alone':
    'errors.ts imports from src/audit only. Let the room that knows more build the error.',
  'packages-in-their-room':
    'Each room has its packages (PACKAGES of test/support/architecture.ts); node modules are ' +
    'written node:*. Use this one in the room that has it; add a package that is new to the ' +
    'room that needs it.',
  'chalk-in-render-only':
    'Colour is decided in src/cli/render. Return plain values, or take a style made there.',
  'commander-in-program-only':
    'Only cli/program.ts and main.ts know commander. Take plain flags as an argument.',
  'xlsx-in-workbook-only':
    'Only src/inputs/workbook.ts knows the workbook library: what it takes silently is stopped ' +
    'there. Take the grids that module gives.',
  'workbooks-written-in-xlsx-only':
    'Only src/outputs/xlsx.ts knows the libraries that write workbooks: there their bytes are made ' +
    'the same everywhere. Hand it the sheets.',
  'large-parts-on-demand':
    'zod, yaml, iconv-lite, hucre and @e965/xlsx, and the modules built on them (ON_DEMAND of ' +
    'test/support/architecture.ts), cost every start and serve few runs. Take types with `import ' +
    'type`, and the rest with `await import` where it is needed.',
  'date-fns-by-subpath':
    'date-fns from its root costs a tenth of a second at every start. Import the function from ' +
    'its own path, as in date-fns/format.',
  'doors-are-described':
    'Every exported function has a docstring: what goes in and comes out (shape, units, ranges), ' +
    'what it throws, and the source of a rule. Say in a line what its types do not.',
} as const;

export type RuleName = keyof typeof RULES;

type Room = 'audit' | 'inputs' | 'outputs' | 'cli' | 'errors' | 'main';

const ROOMS = {
  audit: ['audit'],
  inputs: ['audit', 'errors', 'inputs'],
  outputs: ['audit', 'errors', 'outputs'],
  cli: ['audit', 'errors', 'inputs', 'outputs', 'cli'],
  errors: ['audit'],
  main: ['cli', 'errors'],
} as const satisfies Record<Room, readonly Room[]>;

// chalk, commander and the workbook library have rules of their own, by file.
const PACKAGES = {
  audit: ['@date-fns/utc', 'date-fns', 'node:crypto', 'seedrandom'],
  inputs: ['csv-parse', 'iconv-lite', 'yaml', 'zod', 'node:*'],
  outputs: ['csv-stringify', 'yaml', 'node:*'],
  cli: ['node:*'],
  errors: [],
  main: [],
} as const satisfies Record<Room, readonly string[]>;

const LARGE_PACKAGES: readonly string[] = ['@e965/xlsx', 'iconv-lite', 'yaml', 'zod'];

/** The modules that load a large package, or another of these, as soon as they are loaded. */
const ON_DEMAND: readonly string[] = [
  'src/inputs/findings-schema.ts',
  'src/inputs/form-workbook.ts',
  'src/inputs/parse-findings.ts',
  'src/inputs/parse-question-set.ts',
  'src/inputs/parse-settings.ts',
  'src/inputs/question-set-schema.ts',
  'src/inputs/record-schema.ts',
  'src/inputs/settings-schema.ts',
  'src/inputs/workbook.ts',
  'src/outputs/settings-yaml.ts',
  'src/outputs/worksheets-xlsx.ts',
  'src/outputs/xlsx.ts',
];

/** Every breach of every rule, in the order of the files. */
export function findBreaches(sources: readonly SourceText[]): Breach[] {
  return sources.flatMap((source) => {
    const file = parse(source);
    const breaches: Breach[] = misplaced(source.path, file);
    for (const name of undescribed(file)) {
      breaches.push(breachAt(source.path, file, name, 'doors-are-described'));
    }
    for (const found of findImports(file)) {
      const rule = importRule(source.path, found);
      if (rule !== null) breaches.push(breachAt(source.path, file, found.node, rule));
    }
    if (roomOf(source.path) === 'audit') {
      walk(file, (node) => {
        const rule = ambientRule(node);
        if (rule !== null) breaches.push(breachAt(source.path, file, node, rule));
      });
    }
    return breaches;
  });
}

/** `src/audit/draw.ts:3 import x from 'y'` and, below it, what to do. */
export function sayBreach({ path, line, rule, found }: Breach): string {
  return `${path}:${line} ${found}\n  ${rule}: ${RULES[rule]}`;
}

/** The modules a source imports, in every way there is: null where the name is computed. */
export function importsOf(source: SourceText): (string | null)[] {
  return findImports(parse(source)).map(({ specifier }) => specifier);
}

interface ImportFound {
  readonly node: ts.Node;
  readonly specifier: string | null;
  /** The names taken, or null where the whole module is. */
  readonly names: readonly string[] | null;
  /** Loaded with the module that imports it: not only for its types, and not when it is asked for. */
  readonly atOnce: boolean;
}

function findImports(file: ts.SourceFile): ImportFound[] {
  const found: ImportFound[] = [];
  walk(file, (node) => {
    if (ts.isImportDeclaration(node)) {
      const names = namesTaken(node.importClause);
      const atOnce = node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
      found.push({ node, specifier: textOf(node.moduleSpecifier), names, atOnce });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const { exportClause, isTypeOnly } = node;
      const names =
        exportClause !== undefined && ts.isNamedExports(exportClause)
          ? exportClause.elements.map(nameBefore)
          : null;
      found.push({ node, specifier: textOf(node.moduleSpecifier), names, atOnce: !isTypeOnly });
    } else if (ts.isExternalModuleReference(node)) {
      found.push({ node, specifier: textOf(node.expression), names: null, atOnce: true });
    } else if (ts.isImportTypeNode(node)) {
      const { argument } = node;
      const specifier = ts.isLiteralTypeNode(argument) ? textOf(argument.literal) : null;
      found.push({ node, specifier, names: null, atOnce: false });
    } else if (isDynamicImport(node) || isRequireCall(node)) {
      const atOnce = isRequireCall(node);
      found.push({ node, specifier: textOf(node.arguments[0]), names: null, atOnce });
    }
  });
  return found;
}

function namesTaken(clause: ts.ImportClause | undefined): readonly string[] | null {
  if (clause === undefined) return [];
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) {
    return null;
  }
  return namedBindings.elements.map(nameBefore);
}

/** The name in the module the thing comes from, whatever it is called here. */
function nameBefore({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}

function importRule(path: string, { specifier, names, atOnce }: ImportFound): RuleName | null {
  if (specifier === null) return 'imports-name-their-module';
  const room = roomOf(path);
  if (room === null) return null;
  const everyStart = atOnce && !ON_DEMAND.includes(path);
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    const large = everyStart && ON_DEMAND.includes(target) ? 'large-parts-on-demand' : null;
    return doorRule(room, roomOf(target)) ?? large;
  }
  if (specifier === 'date-fns') return 'date-fns-by-subpath';
  if (specifier === 'chalk') {
    return path.startsWith('src/cli/render/') ? null : 'chalk-in-render-only';
  }
  if (specifier === 'commander') {
    return ['src/cli/program.ts', 'src/main.ts'].includes(path)
      ? null
      : 'commander-in-program-only';
  }
  if (/^(?:@e965\/)?xlsx(?:\/|$)/.test(specifier)) {
    return path === 'src/inputs/workbook.ts' ? null : 'xlsx-in-workbook-only';
  }
  if (/^(?:hucre|fflate)(?:\/|$)/.test(specifier)) {
    return path === 'src/outputs/xlsx.ts' ? null : 'workbooks-written-in-xlsx-only';
  }
  if (!hasPackage(room, specifier)) {
    return room === 'audit' ? 'audit-packages' : 'packages-in-their-room';
  }
  if (everyStart && LARGE_PACKAGES.some((name) => isOf(name, specifier))) {
    return 'large-parts-on-demand';
  }
  if (room !== 'audit') return null;
  if (specifier === 'node:crypto') {
    return names?.every((name) => name === 'createHash') === true ? null : 'audit-only-hashes';
  }
  return READS_THE_CLOCK.test(specifier) ? 'audit-has-no-clock' : null;
}

// isToday, startOfTomorrow, formatDistanceToNow, isThisWeek, isPast...
const READS_THE_CLOCK = /^date-fns\/(.*(Now|Today|Tomorrow|Yesterday)|isThis.*|isPast|isFuture)/;

function doorRule(from: Room, to: Room | null): RuleName | null {
  if (to === null) return 'known-rooms';
  const doors: readonly Room[] = ROOMS[from];
  if (doors.includes(to)) return null;
  if (from === 'main' || to === 'main') return 'main-is-the-way-in';
  if (from === 'audit') return 'audit-stands-alone';
  if (from === 'errors') return 'errors-stand-alone';
  return to === 'cli' ? 'only-main-opens-cli' : 'inputs-and-outputs-never-meet';
}

function hasPackage(room: Room, specifier: string): boolean {
  const packages: readonly string[] = PACKAGES[room];
  if (specifier.startsWith('node:') && packages.includes('node:*')) return true;
  return packages.some((name) => isOf(name, specifier));
}

function isOf(name: string, specifier: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function roomOf(path: string): Room | null {
  const match = /^src\/(?:(audit|inputs|outputs|cli)\/.+|(errors|main)\.ts)$/.exec(path);
  return (match?.[1] ?? match?.[2] ?? null) as Room | null;
}

function misplaced(path: string, file: ts.SourceFile): Breach[] {
  const rules: RuleName[] = [];
  const { statements } = file;
  const onlyPassesOn =
    statements.length > 0 &&
    statements.every((each) => ts.isExportDeclaration(each) && each.moduleSpecifier !== undefined);
  if (roomOf(path) === null) rules.push('known-rooms');
  if (posix.basename(path).startsWith('index.') || onlyPassesOn) rules.push('no-barrels');
  if (/(?:^|[/_-])utils?(?:[./]|$)/i.test(path)) rules.push('no-utils');
  return rules.map((rule) => ({ path, line: 1, rule, found: posix.basename(path) }));
}

/** The names of exported functions without a docstring; a function that a name is given to is one. */
function undescribed(file: ts.SourceFile): ts.Node[] {
  return file.statements.flatMap((statement): ts.Node[] => {
    if (!ts.canHaveModifiers(statement)) return [];
    const isExported = ts
      .getModifiers(statement)
      ?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported !== true || ts.getJSDocCommentsAndTags(statement).some(ts.isJSDoc)) return [];
    if (ts.isFunctionDeclaration(statement)) return [statement.name ?? statement];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations
      .filter(({ initializer }) => initializer !== undefined && isFunction(initializer))
      .map(({ name }) => name);
  });
}

function isFunction(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

const SURROUNDINGS: ReadonlySet<string> = new Set([
  ...['process', 'globalThis', 'global', 'console', 'performance', 'crypto', 'navigator', 'eval'],
  ...['fetch', 'require', 'WebSocket', 'XMLHttpRequest', '__dirname', '__filename', 'Function'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
]);

function ambientRule(node: ts.Node): RuleName | null {
  if (isDynamicImport(node) || ts.isMetaProperty(node)) return 'audit-has-no-surroundings';
  if (ts.isNewExpression(node)) {
    const nothingGiven = (node.arguments?.length ?? 0) === 0;
    return nothingGiven && node.expression.getText().startsWith('UTCDate')
      ? 'audit-has-no-clock'
      : null;
  }
  if (!ts.isIdentifier(node) && !ts.isStringLiteralLike(node)) return null;
  if (/^(?:toLocale\w+|localeCompare)$/.test(node.text)) return 'audit-speaks-no-language';
  if (!ts.isIdentifier(node) || isNameOfMember(node)) return null;
  if (SURROUNDINGS.has(node.text)) return 'audit-has-no-surroundings';
  if (node.text === 'Intl') return 'audit-speaks-no-language';
  if (node.text === 'Date' && !isInType(node)) return 'audit-has-no-clock';
  if (node.text === 'Math' && !isArithmetic(node.parent)) return 'audit-has-no-dice';
  return null;
}

/** True in `it.process`, `{ process: 1 }` and the like, where the name is no reference. */
function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent)) return parent.propertyName === node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent);
  return isMember && parent.name === node;
}

/** `Math.floor` and its like, by a name that can be read: not `Math.random`, not `{ random } = Math`. */
function isArithmetic(parent: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name.text !== 'random';
}

function isInType(node: ts.Identifier): boolean {
  return ts.isTypeReferenceNode(node.parent);
}

function isDynamicImport(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function isRequireCall(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'require'
  );
}

function textOf(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}

function parse({ path, text }: SourceText): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}

function breachAt(path: string, file: ts.SourceFile, node: ts.Node, rule: RuleName): Breach {
  const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  return { path, line, rule, found: node.getText(file) };
}
