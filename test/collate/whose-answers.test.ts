/** A form whose reference is not the pack's: whether it is this pack's own, and that nothing of it is taken. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyFixture, writeTree } from '../support/folders.ts';
import {
  collated,
  collateIn,
  fillCsv,
  FORM_SEED,
  machineAt,
  readBytes,
  readFindings,
} from '../support/forms.ts';
import {
  copyOf,
  done,
  edit,
  EXPORT,
  found,
  keptFolder,
  PACK,
  sampleWords,
} from '../support/verify-run.ts';

const OTHER_SEED = '27182818284590452353';

/** Drawn from exports whose references begin with a nought. */
const numbered = keptFolder();
/** Two draws of the same exports for the same meeting, with other seeds. */
const [mine, theirs] = [keptFolder(), keptFolder()];

beforeAll(async () => {
  for (const folder of [numbered, mine, theirs]) copyFixture('ordinary-week', folder);
  edit(numbered, EXPORT, (text) => text.replaceAll('MASH-', '00'));
  await done(numbered, sampleWords('--seed', FORM_SEED));
  await done(mine, sampleWords('--seed', FORM_SEED));
  await done(theirs, sampleWords('--seed', OTHER_SEED));
});

const ANSWERS = { agree: 'All agree', learning: 'Ask first' };

function formOf(folder: string, change: (reference: string) => string): string {
  return fillCsv(readBytes(folder, 'worksheets/T1.csv'), ANSWERS, (rows) =>
    rows.map((cells) =>
      cells[4] === 'reference' ? cells.with(2, change(found(cells[2]))) : cells,
    ),
  );
}

describe('a CSV form whose reference has lost its noughts', () => {
  it('is told so, and what a spreadsheet does', async () => {
    const machine = machineAt(copyOf(numbered));
    writeTree(machine.folder, {
      'T1.csv': formOf(numbered, (reference) => String(Number(reference))),
    });
    const { exitCode, stderr, changes } = await collateIn(machine, 'T1.csv');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'T1.csv, cell C5: The reference of T1 has lost its leading zeros: Excel drops them when it opens and saves a CSV file.\n' +
        '  To do: Put them back in an editor such as Notepad, or write the answers in the workbook, which keeps them; then run collate again.\n' +
        '\n1 problem. Nothing was written.\n',
    );
    expect(changes).toEqual(new Map());
  });

  it.each([
    ['another number', () => '99'],
    ['a number with a nought more at its end', (reference: string) => `${reference}0`],
  ])('is not, where it has %s', async (_, change) => {
    const machine = machineAt(copyOf(numbered));
    writeTree(machine.folder, { 'T1.csv': formOf(numbered, change) });
    const { stderr } = await collateIn(machine, 'T1.csv');
    expect(stderr).toMatch(/^T1\.csv, cell C5: The reference of T1 is not as it was printed,/);
  });

  it('is collated, where it has them', async () => {
    const machine = machineAt(copyOf(numbered));
    writeTree(machine.folder, { 'T1.csv': formOf(numbered, (reference) => reference) });
    await collated(machine, 'T1.csv');
    expect(readFindings(machine.folder).cases[0]).toMatchObject({ learning: 'Ask first' });
  });
});

describe('a CSV form of another draw with the label of a case that was withdrawn', () => {
  it('is none of its worksheets: it is named, and nothing of it is taken', async () => {
    const machine = machineAt(copyOf(mine));
    await done(machine.folder, ['replace', PACK, 'T1', '--reason', 'file-locked']);
    writeTree(join(machine.folder, 'returned'), {
      'T1.csv': formOf(theirs, (reference) => reference),
    });
    const { stdout } = await collated(machine, 'returned');
    expect(stdout).toContain('returned/T1.csv, cell C5: This is a worksheet of another pack');
    expect(JSON.stringify(readFindings(machine.folder))).not.toContain('Ask first');
  });

  it('and its own is kept apart', async () => {
    const machine = machineAt(copyOf(mine));
    await done(machine.folder, ['replace', PACK, 'T1', '--reason', 'file-locked']);
    writeTree(join(machine.folder, 'returned'), {
      'T1.csv': formOf(mine, (reference) => reference),
    });
    await collated(machine, 'returned');
    const gone = readFindings(machine.folder).cases.find(({ label }) => label === 'T1');
    expect(gone).toMatchObject({ withdrawn: true, learning: 'Ask first' });
  });
});
