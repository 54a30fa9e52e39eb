/** Temporary folders for tests, and what stands in a folder. */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate/browser';
import { onTestFinished } from 'vitest';

const ROOM_NEEDED = 512 * 1024 * 1024;

/** Thousands of small files are written and removed: in memory, where Linux offers room for them. */
export const ROOM = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_NEEDED;
  } catch {
    return false;
  }
}

/** A fresh folder, removed when the test that asked for it is over. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(ROOM, 'mash-audit-test-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/**
 * Every file below a folder, hidden ones too, and every empty folder with `/` behind its name:
 * `/`-separated path to bytes, in path order.
 */
export function readTree(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const place = join(entry.parentPath, entry.name);
    const path = relative(folder, place).split(sep).join('/');
    if (entry.isFile()) found.set(path, readFileSync(place));
    else if (!isFolder(place) || readdirSync(place).length === 0)
      found.set(`${path}/`, Buffer.alloc(0));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of every file; of a pack’s workbook, that of every part inside it. */
export function textsOf(files: ReadonlyMap<string, Buffer>): [path: string, text: string][] {
  return [...files].flatMap(([path, bytes]): [string, string][] =>
    /(?:^|\/)worksheets[^/]*\.xlsx$/.test(path)
      ? Object.entries(unzipSync(bytes)).map(([part, inner]) => [
          `${path}/${part}`,
          Buffer.from(inner).toString('utf8'),
        ])
      : [[path, bytes.toString('utf8')]],
  );
}

/** Writes files below a folder, with the folders they need. */
export function writeTree(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Copies what is in one of the folders of `fixtures/` into `folder`. */
export function copyFixture(name: string, folder: string): void {
  cpSync(fixture(name), folder, { recursive: true });
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** False for a link that leads nowhere, and for what is neither file nor folder. */
function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
