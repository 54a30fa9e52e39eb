/** Whether table and minutes of the packs are what their findings give: what was changed by hand shows. */
import { join } from 'node:path';
import type { CollatedPack, UnlikeFile } from '../../audit/collated-packs.ts';
import { readBesideFindings } from '../../inputs/read-packs.ts';
import { recordWhenCollated, unlikeFindings } from './verify-findings.ts';

/** The packs, each with those of its files that its findings do not give. */
export function holdFindings(
  packs: readonly CollatedPack[],
  folderOf: (pack: CollatedPack) => string,
): CollatedPack[] {
  return packs.map((pack) => {
    const unlike = unlikeFiles(pack, folderOf(pack));
    return unlike.length === 0 ? pack : { ...pack, unlike };
  });
}

function unlikeFiles(pack: CollatedPack, folder: string): UnlikeFile[] {
  const { findings, record, replacedSince = [] } = pack;
  if (findings === null) return [];
  const then = recordWhenCollated(record, replacedSince.length);
  return unlikeFindings(readBesideFindings(folder), findings, then);
}

/** Where the packs read from a folder lie: below it, or it is itself the one. */
export function folderOfPack(place: string, isOnePack: boolean): (pack: CollatedPack) => string {
  return ({ name }) => (isOnePack ? place : join(place, name));
}
