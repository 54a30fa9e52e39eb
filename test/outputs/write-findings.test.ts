/** Two people collate at once: what one of them has recorded is not lost unseen. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Findings } from '../../src/audit/findings.ts';
import { writeFindings, type FindingsUpdate } from '../../src/outputs/write-findings.ts';
import { packOf, writePacks } from '../support/collated-packs.ts';
import { readTree, sha256, temporaryFolder } from '../support/folders.ts';
import { found } from '../support/verify-run.ts';

const { name, record, findings } = packOf('2026-11-20', { cases: [{ grade: 'Good' }] });
const present: Findings = found(findings ?? undefined);
const other: Findings = { ...present, questionSet: 'another' };

function written(place: string): string {
  return [...readTree(place)].map(([path, bytes]) => `${path} ${sha256(bytes)}`).join('\n');
}

async function write(isCollated: boolean, before: FindingsUpdate['before']) {
  const folder = temporaryFolder();
  writePacks(folder, [{ name, record, findings: isCollated ? present : null }]);
  const place = join(folder, name);
  const earlier = written(place);
  const update = { place, shown: name, record, findings: other, before };
  const refused = await writeFindings(update).then(
    () => null,
    (error: unknown) => String(error),
  );
  return { refused, isAsItWas: written(place) === earlier };
}

it.each([
  ['there was nothing, and there is', true, null],
  ['there was something else', true, other],
  ['there was something, and it is gone', false, present],
] as const)('it is refused where %s', async (_, isCollated, before) => {
  const { refused, isAsItWas } = await write(isCollated, before);
  expect(refused).toContain('Another run of mash-audit has changed the findings');
  expect(isAsItWas).toBe(true);
});

it.each([
  ['there was nothing, and there is nothing', false, null],
  ['there is what there was', true, present],
  ['it is to be forgotten', true, 'forgotten'],
] as const)('it is done where %s', async (_, isCollated, before) => {
  expect(await write(isCollated, before)).toEqual({ refused: null, isAsItWas: false });
});
