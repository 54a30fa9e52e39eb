/** The rooms of src/ are walled: each rule holds for the source, and is seen to fire when broken. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  findBreaches,
  importsOf,
  RULES,
  sayBreach,
  type RuleName,
  type SourceText,
} from './support/architecture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SOURCES: readonly SourceText[] = readdirSync(join(ROOT, 'src'), {
  recursive: true,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name))
  .map((file) => ({
    path: file.slice(ROOT.length).replaceAll(sep, posix.sep),
    text: readFileSync(file, 'utf8'),
  }));

describe('the source', () => {
  test('breaks no rule', () => {
    expect(findBreaches(SOURCES).map(sayBreach)).toEqual([]);
  });

  test('is read whole: every room is there, and what its files are known to import', () => {
    const imports = new Map(SOURCES.map((source) => [source.path, importsOf(source)]));
    expect(imports.get('src/main.ts')).toContain('./cli/program.ts');
    expect(imports.get('src/errors.ts')).toEqual([]);
    expect(imports.get('src/audit/tickets.ts')).toEqual(['node:crypto', 'seedrandom']);
    expect(imports.get('src/inputs/delimited.ts')).toContain('csv-parse/sync');
    expect(imports.get('src/inputs/decode.ts')).toContain('iconv-lite');
    expect(imports.get('src/inputs/workbook.ts')).toContain('@e965/xlsx');
    expect(imports.get('src/inputs/settings-schema.ts')).toContain('zod');
    expect(imports.get('src/outputs/csv.ts')).toContain('csv-stringify/sync');
    expect(imports.get('src/outputs/settings-yaml.ts')).toContain('yaml');
    expect(imports.get('src/cli/render/style.ts')).toContain('chalk');
  });
});

test('imports are found however they are written', () => {
  const text = [
    "import a from './default.ts';",
    "import * as b from './namespace.ts';",
    "import { c } from './named.ts';",
    "import type { D } from './type.ts';",
    "import './effect.ts';",
    "import f = require('./equals.ts');",
    "export { g } from './passed-on.ts';",
    "export * from './all-passed-on.ts';",
    "export type { H } from './type-passed-on.ts';",
    "type I = import('./inside-a-type.ts').I;",
    "const j = async () => await import('./dynamic.ts');",
    "const k = require('./required.ts');",
    'const l = import(`./${name}.ts`);',
    "// import './in-a-comment.ts';",
    'const m = "import \'./in-a-text.ts\'";',
  ].join('\n');
  expect(importsOf({ path: 'src/cli/x.ts', text })).toEqual([
    './default.ts',
    './namespace.ts',
    './named.ts',
    './type.ts',
    './effect.ts',
    './equals.ts',
    './passed-on.ts',
    './all-passed-on.ts',
    './type-passed-on.ts',
    './inside-a-type.ts',
    './dynamic.ts',
    './required.ts',
    null,
  ]);
});

/** Texts planted at a path, each of which breaks one rule; and near ones that break none. */
interface Plants {
  readonly breaches: readonly (readonly [path: string, text: string])[];
  readonly innocent: readonly (readonly [path: string, text: string])[];
}

const AUDIT = 'src/audit/planted.ts';
const INPUT = 'src/inputs/planted.ts';
const OUTPUT = 'src/outputs/planted.ts';
const COMMAND = 'src/cli/commands/planted.ts';
const RENDER = 'src/cli/render/planted.ts';

const PLANTS = {
  'known-rooms': {
    breaches: [
      ['src/shared/planted.ts', 'export const one = 1;'],
      ['src/planted.ts', 'export const one = 1;'],
      [COMMAND, "import { makeFixtures } from '../../../fixtures/generate.mjs';"],
      [COMMAND, "import { one } from '../../shared/planted.ts';"],
    ],
    innocent: [
      [COMMAND, 'export const one = 1;'],
      ['src/inputs/spreadsheet/planted.ts', "import { one } from '../table.ts';"],
    ],
  },
  'no-barrels': {
    breaches: [
      ['src/audit/index.ts', 'export const one = 1;'],
      [AUDIT, "export * from './draw.ts';\nexport { buildFrame } from './frame.ts';"],
    ],
    innocent: [
      ['src/audit/indexed.ts', 'export const one = 1;'],
      [AUDIT, "export * from './draw.ts';\nexport const one = 1;"],
    ],
  },
  'no-utils': {
    breaches: [
      ['src/cli/utils.ts', 'export const one = 1;'],
      ['src/cli/util/lines.ts', 'export const one = 1;'],
      ['src/cli/date-utils.ts', 'export const one = 1;'],
    ],
    innocent: [['src/cli/utilities-bill.ts', 'export const one = 1;']],
  },
  'imports-name-their-module': {
    breaches: [[COMMAND, 'const load = (name: string) => import(name);']],
    innocent: [[COMMAND, "const load = () => import('../../inputs/table.ts');"]],
  },
  'audit-stands-alone': {
    breaches: [
      [AUDIT, "import { parseTable } from '../inputs/table.ts';"],
      [AUDIT, "import { renderPack } from '../outputs/pack.ts';"],
      [AUDIT, "import { UserError } from '../errors.ts';"],
      [AUDIT, "import type { Runtime } from '../cli/runtime.ts';"],
      [AUDIT, "export { toCsv } from '../outputs/csv.ts';\nexport const one = 1;"],
      [AUDIT, "export type Table = import('../inputs/table.ts').Table;"],
    ],
    innocent: [[AUDIT, "import type { Frame } from './frame.ts';"]],
  },
  'audit-packages': {
    breaches: [
      [AUDIT, "import { readFileSync } from 'node:fs';"],
      [AUDIT, "import { parse } from 'csv-parse/sync';"],
      [AUDIT, "import { createHash } from 'crypto';"],
      [AUDIT, "import { fp } from 'date-fns-tz';"],
    ],
    innocent: [
      [AUDIT, "import { UTCDate } from '@date-fns/utc';"],
      [AUDIT, "import seedrandom from 'seedrandom';"],
    ],
  },
  'audit-only-hashes': {
    breaches: [
      [AUDIT, "import { randomInt } from 'node:crypto';"],
      [AUDIT, "import { createHash, randomUUID as createId } from 'node:crypto';"],
      [AUDIT, "import { randomBytes as createHash } from 'node:crypto';"],
      [AUDIT, "import * as hashing from 'node:crypto';"],
      [AUDIT, "import hashing from 'node:crypto';"],
    ],
    innocent: [
      [AUDIT, "import { createHash } from 'node:crypto';"],
      [AUDIT, "import { createHash as hashOf } from 'node:crypto';"],
      ['src/cli/runtime.ts', "import { randomInt } from 'node:crypto';"],
    ],
  },
  'audit-has-no-surroundings': {
    breaches: [
      [AUDIT, 'export const home = process.env.HOME;'],
      [AUDIT, "console.log('drawn');"],
      [AUDIT, 'export const everything = { ...globalThis };'],
      [AUDIT, "export const page = fetch('https://example.test');"],
      [AUDIT, 'setTimeout(() => undefined, 1);'],
      [AUDIT, 'export const time = performance.now();'],
      [AUDIT, 'export const load = require;'],
      [AUDIT, 'export const id = crypto.randomUUID();'],
      [AUDIT, 'export const here = import.meta.url;'],
      [AUDIT, "const load = () => import('./draw.ts');"],
    ],
    innocent: [
      [AUDIT, 'export interface Step { readonly process: string; fetch(): void }'],
      [AUDIT, 'const nameOf = (step: { process: string }) => step.process;'],
      [AUDIT, 'export const step = { process: 1, console: 2 };'],
      [AUDIT, 'export const said = "process.env"; // console.log'],
      [COMMAND, 'export const home = process.env.HOME;'],
    ],
  },
  'audit-has-no-clock': {
    breaches: [
      [AUDIT, 'export const now = Date.now();'],
      [AUDIT, 'export const now = new Date();'],
      [AUDIT, 'export const now = Date();'],
      [AUDIT, 'export const clock = Date;'],
      [AUDIT, 'export const local = new Date(2026, 10, 20);'],
      [AUDIT, "import { UTCDate } from '@date-fns/utc';\nexport const now = new UTCDate();"],
      [AUDIT, "import { isToday } from 'date-fns/isToday';"],
    ],
    innocent: [
      [AUDIT, 'const write = (date: Date): string => date.toISOString();'],
      [
        AUDIT,
        "import { UTCDate } from '@date-fns/utc';\nexport const day = new UTCDate(2026, 10, 20);",
      ],
      [AUDIT, "import { addDays } from 'date-fns/addDays';"],
      ['src/cli/runtime.ts', 'export const now = new Date();'],
    ],
  },
  'audit-has-no-dice': {
    breaches: [
      [AUDIT, 'export const roll = Math.random();'],
      [AUDIT, "export const roll = Math['random']();"],
      [AUDIT, 'export const { random } = Math;'],
    ],
    innocent: [
      [AUDIT, 'const half = (size: number): number => Math.floor(size / 2);'],
      [AUDIT, 'export const ticket = { random: 1 };'],
    ],
  },
  'audit-speaks-no-language': {
    breaches: [
      [AUDIT, "export const before = 'a'.localeCompare('b');"],
      [AUDIT, "export const loud = 'a'.toLocaleUpperCase();"],
      [AUDIT, "export const quiet = 'a'.toLocaleLowerCase();"],
      [AUDIT, 'export const many = (1000).toLocaleString();'],
      [AUDIT, 'const day = (date: Date) => date.toLocaleDateString();'],
      [AUDIT, "export const before = 'a'['localeCompare']('b');"],
      [AUDIT, 'export const order = new Intl.Collator();'],
    ],
    innocent: [
      [AUDIT, "export const quiet = 'a'.toLowerCase();"],
      [AUDIT, 'export const locale = 1;'],
      [COMMAND, 'export const many = (1000).toLocaleString();'],
    ],
  },
  'inputs-and-outputs-never-meet': {
    breaches: [
      [INPUT, "import { toCsv } from '../outputs/csv.ts';"],
      [OUTPUT, "import { parseTable } from '../inputs/table.ts';"],
      [OUTPUT, "import type { Table } from '../inputs/table.ts';"],
    ],
    innocent: [
      [INPUT, "import type { ReferralRow } from '../audit/referral.ts';"],
      [OUTPUT, "import { toCsv } from './csv.ts';"],
      [COMMAND, "import { toCsv } from '../../outputs/csv.ts';"],
    ],
  },
  'only-main-opens-cli': {
    breaches: [
      [INPUT, "import { systemRuntime } from '../cli/runtime.ts';"],
      [OUTPUT, "import type { Runtime } from '../cli/runtime.ts';"],
    ],
    innocent: [
      [RENDER, "import type { Runtime } from '../runtime.ts';"],
      ['src/main.ts', "import { systemRuntime } from './cli/runtime.ts';"],
    ],
  },
  'main-is-the-way-in': {
    breaches: [
      [COMMAND, "import { start } from '../../main.ts';"],
      ['src/main.ts', "import { planAudit } from './audit/plan.ts';"],
    ],
    innocent: [['src/main.ts', "import { UserError } from './errors.ts';"]],
  },
  'errors-stand-alone': {
    breaches: [['src/errors.ts', "import { toCsv } from './outputs/csv.ts';"]],
    innocent: [['src/errors.ts', "import type { Problem } from './audit/problems.ts';"]],
  },
  'packages-in-their-room': {
    breaches: [
      [INPUT, "import { stringify } from 'csv-stringify/sync';"],
      [OUTPUT, "import { parse } from 'csv-parse/sync';"],
      [COMMAND, "import { parse } from 'csv-parse/sync';"],
      [COMMAND, "import seedrandom from 'seedrandom';"],
      [COMMAND, "import { z } from 'zod';"],
      [COMMAND, "import { parse } from 'yaml';"],
      [OUTPUT, "import type { ZodType } from 'zod';"],
      [OUTPUT, "const load = () => import('iconv-lite');"],
      [INPUT, "import { parse } from 'yaml-front-matter';"],
      ['src/errors.ts', "import { join } from 'node:path';"],
      [INPUT, "import { readFileSync } from 'fs';"],
    ],
    innocent: [
      [INPUT, "import { parse } from 'csv-parse/sync';"],
      [INPUT, "const load = () => import('yaml');"],
      [OUTPUT, "import { readFileSync } from 'node:fs';"],
    ],
  },
  'xlsx-in-workbook-only': {
    breaches: [
      [INPUT, "import { read } from '@e965/xlsx';"],
      [INPUT, "import type { WorkSheet } from '@e965/xlsx';"],
      [INPUT, "const load = () => import('@e965/xlsx');"],
      [INPUT, "import { read } from 'xlsx';"],
      [OUTPUT, "import { write } from '@e965/xlsx';"],
      [COMMAND, "import { SSF } from '@e965/xlsx/xlsx.mjs';"],
    ],
    innocent: [
      ['src/inputs/workbook.ts', "import { read } from '@e965/xlsx';"],
      [INPUT, "const load = () => import('./workbook.ts');"],
    ],
  },
  'workbooks-written-in-xlsx-only': {
    breaches: [
      [OUTPUT, "import { writeXlsx } from 'hucre/xlsx';"],
      [INPUT, "import { readXlsx } from 'hucre';"],
      [OUTPUT, "const load = () => import('fflate/browser');"],
    ],
    innocent: [
      ['src/outputs/xlsx.ts', "import { writeXlsx } from 'hucre/xlsx';"],
      [OUTPUT, "const load = () => import('./worksheets-xlsx.ts');"],
    ],
  },
  'large-parts-on-demand': {
    breaches: [
      [INPUT, "import { z } from 'zod';"],
      [INPUT, "import { parseDocument } from 'yaml';"],
      [INPUT, "import iconv from 'iconv-lite';"],
      [INPUT, "export { z } from 'zod/mini';\nexport const one = 1;"],
      [INPUT, "import { readWorkbook } from './workbook.ts';"],
      [INPUT, "import { settingsSchema } from './settings-schema.ts';"],
      [INPUT, "import './record-schema.ts';"],
      [OUTPUT, "import { stringify } from 'yaml';"],
      [COMMAND, "import { parseSettings } from '../../inputs/parse-settings.ts';"],
      [COMMAND, "import { settingsYaml } from '../../outputs/settings-yaml.ts';"],
    ],
    innocent: [
      [INPUT, "import type { z } from 'zod';"],
      [INPUT, "const load = () => import('iconv-lite');"],
      [INPUT, "const load = () => import('./workbook.ts');"],
      [INPUT, "export type { SettingsFile } from './settings-schema.ts';\nexport const one = 1;"],
      ['src/inputs/parse-settings.ts', "import { settingsSchema } from './settings-schema.ts';"],
      ['src/inputs/settings-schema.ts', "import { z } from 'zod';"],
      [COMMAND, "import type { SettingsFile } from '../../inputs/settings-schema.ts';"],
      [COMMAND, "const load = () => import('../../outputs/settings-yaml.ts');"],
    ],
  },
  'chalk-in-render-only': {
    breaches: [
      [COMMAND, "import { Chalk } from 'chalk';"],
      [OUTPUT, "import type { ChalkInstance } from 'chalk';"],
      ['src/main.ts', "import { Chalk } from 'chalk';"],
    ],
    innocent: [[RENDER, "import { Chalk } from 'chalk';"]],
  },
  'commander-in-program-only': {
    breaches: [
      [COMMAND, "import type { Command } from 'commander';"],
      [RENDER, "import { Option } from 'commander';"],
    ],
    innocent: [
      ['src/cli/program.ts', "import { Command } from 'commander';"],
      ['src/main.ts', "import { CommanderError } from 'commander';"],
    ],
  },
  'date-fns-by-subpath': {
    breaches: [
      [AUDIT, "import { format } from 'date-fns';"],
      [COMMAND, "import { format } from 'date-fns';"],
    ],
    innocent: [[AUDIT, "import { format } from 'date-fns/format';"]],
  },
  'doors-are-described': {
    breaches: [
      [AUDIT, 'export function half(size: number): number {\n  return size / 2;\n}'],
      [COMMAND, 'export async function run(): Promise<void> {}'],
      [RENDER, 'export default function () {}'],
      [INPUT, 'export const half = (size: number): number => size / 2;'],
      [INPUT, 'export const half = function (size: number): number {\n  return size / 2;\n};'],
      [
        OUTPUT,
        '// Half of it.\nexport function half(size: number): number {\n  return size / 2;\n}',
      ],
    ],
    innocent: [
      [
        AUDIT,
        '/** Half of it. */\nexport function half(size: number): number {\n  return size / 2;\n}',
      ],
      [INPUT, '/** Half of it. */\nexport const half = (size: number): number => size / 2;'],
      [COMMAND, 'function half(size: number): number {\n  return size / 2;\n}'],
      [COMMAND, 'export const one = half(2);\nexport type Half = (size: number) => number;'],
    ],
  },
} as const satisfies Record<RuleName, Plants>;

describe.each(Object.keys(RULES) as RuleName[])('%s', (rule) => {
  const { breaches, innocent }: Plants = PLANTS[rule];

  test.each(breaches)('fires in %s on %s', (path, text) => {
    const found = findBreaches([{ path, text }]);
    expect(new Set(found.map((breach) => breach.rule))).toEqual(new Set([rule]));
  });

  test.each(innocent)('is silent in %s on %s', (path, text) => {
    expect(findBreaches([{ path, text }])).toEqual([]);
  });
});

test('a breach says where it is, what it is and what to do', () => {
  const text = '/** A module. */\nconst one = 1;\nexport const now = [one, Date.now()];\n';
  expect(findBreaches([{ path: AUDIT, text }]).map(sayBreach)).toEqual([
    `src/audit/planted.ts:3 Date\n  audit-has-no-clock: ${RULES['audit-has-no-clock']}`,
  ]);
});
