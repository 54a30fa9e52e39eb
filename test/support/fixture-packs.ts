/** The packs of the fixtures, drawn with one seed: every fixture that gives one. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyFixture, fixture, readTree } from './folders.ts';
import { newMachine, run, type Machine } from './run.ts';

/** The fixtures from which nothing is drawn: one has an empty week, one contradicts itself. */
export const WITHOUT_PACK: readonly string[] = ['contradictory-rows', 'empty-week'];

export const FIXTURES_WITH_PACK: readonly string[] = readdirSync(fixture(''), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory() && !WITHOUT_PACK.includes(entry.name))
  .map(({ name }) => name)
  .sort();

export interface FixturePack {
  /** The machine it was drawn on, for what is done to it later. */
  readonly machine: Machine;
  readonly exitCode: number;
  /** Path below the pack's folder to bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export async function drawFixture(
  name: string,
  seed = '50371946821736508249',
): Promise<FixturePack> {
  const machine = newMachine();
  copyFixture(name, machine.folder);
  const flags = ['--meeting', '2026-11-20', '--seed', seed];
  const { exitCode } = await run(['sample', 'mash-export.csv', ...flags], machine);
  const folder = join(machine.folder, 'packs', '2026-11-20');
  return { machine, exitCode, files: exitCode === 0 ? readTree(folder) : new Map() };
}

/** The text of a file of a pack; it throws where there is none. */
export function textOf({ files }: FixturePack, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`the pack has no ${path}`);
  return bytes.toString('utf8');
}
