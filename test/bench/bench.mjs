// @ts-check
/**
 * `npm run bench`: what a run costs, in numbers to compare with those of another day. It asserts
 * nothing. Time is told as a ratio to bare `node -e 0`, measured in turns with it, because every
 * machine has its own speed and its own bad moments.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { finished } from 'node:stream/promises';
import { fileURLToPath, URL } from 'node:url';

const ROUNDS = 15;
const ROWS = 100_000;
/** Five years of Fridays. */
const PACKS = 260;

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'bin', 'mash-audit.js');
const days = ['--from', '2026-11-13', '--to', '2026-11-19'];
const sample = ['--meeting', '2026-11-20', ...days, '--seed', 'blue kettle 42', '--quiet'];

/** Told to node before the program: at its end, the most memory it had goes to pipe 3. */
const report = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  process.on('exit', () => {
    writeSync(3, String(process.resourceUsage().maxRSS));
  });`)}`;

/**
 * Whole milliseconds of a process, from before it is started until it has ended.
 * @param {readonly string[]} words
 */
function time(words) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  const milliseconds = performance.now() - started;
  if (status !== 0) throw new Error(`exit code ${String(status)}: ${stderr}`);
  return milliseconds;
}

/**
 * @param {readonly string[]} words
 * @returns {Promise<{ milliseconds: number, megabytes: number }>}
 */
async function timeWithMemory(words) {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', report, ...words], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let told = '';
  child.stdio[3]?.on('data', (chunk) => {
    told += String(chunk);
  });
  await once(child, 'close');
  const milliseconds = performance.now() - started;
  if (child.exitCode !== 0) throw new Error(`exit code ${String(child.exitCode)}`);
  return { milliseconds, megabytes: Number(told) / 1024 };
}

/**
 * The middle one, of an odd number of them.
 * @param {readonly number[]} numbers
 */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) / 2] ?? NaN;
}

/**
 * An export as large as a year of a large hub's, a quarter of it in the audit week.
 * @param {string} path
 */
async function writeLargeExport(path) {
  const decisions = ['Single Assessment', 'Early Help', 'No further action', 'Section 47 enquiry'];
  const file = createWriteStream(path);
  file.write('Referral ID,Child ID,Child Name,Date of Birth,Date Received,Decision Date,');
  file.write('Referral Source,Local Authority,Allocated Team,Allocated Worker,Decision,Notes\r\n');
  for (let n = 1; n <= ROWS; n += 1) {
    const day = String(1 + (n % 28)).padStart(2, '0');
    const cells = [
      `MASH-${n}`,
      `C${n}`,
      `Example Child ${n}`,
      '01/02/2015',
      `${day}/11/2026`,
      `${day}/11/2026`,
      'Police',
      'Wiltshire',
      'MASH North',
      `Example Worker ${n % 40}`,
      decisions[n % decisions.length],
      '"Invented text, long enough to be like the notes that such exports carry in every row"',
    ];
    if (!file.write(`${cells.join(',')}\r\n`)) {
      await once(file, 'drain');
    }
  }
  file.end();
  await finished(file);
}

/**
 * What a start costs, and what each format of the worksheets adds to it.
 * @param {string} folder
 */
function benchStart(folder) {
  const exports = join(root, 'fixtures', 'ordinary-week');
  /** @type {Record<string, string[]>} */
  const formats = { 'all formats': [], csv: ['--format', 'csv'], html: ['--format', 'html'] };
  /** @type {Record<string, number[]>} */
  const ratios = {};
  const bare = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const node = time(['-e', '0']);
    // The first round only warms the disk.
    if (round > 0) bare.push(node);
    for (const [name, flags] of Object.entries(formats)) {
      const out = join(folder, `${round} ${name}`);
      const run = time([bin, 'sample', exports, ...sample, '--out', out, ...flags]);
      if (round > 0) (ratios[name] ??= []).push(run / node);
    }
  }
  console.log(`An ordinary week, ${ROUNDS} rounds in turns, medians:`);
  console.log(`  node -e 0    ${median(bare).toFixed(0)} ms`);
  for (const [name, found] of Object.entries(ratios)) {
    console.log(`  ${name.padEnd(12)} ${median(found).toFixed(2)} times that`);
  }
}

/** @param {string} folder */
async function benchLarge(folder) {
  const path = join(folder, 'large.csv');
  await writeLargeExport(path);
  const bare = await timeWithMemory(['-e', '0']);
  const run = await timeWithMemory([
    bin,
    'sample',
    path,
    ...sample,
    '--out',
    join(folder, 'large'),
  ]);
  const seconds = run.milliseconds / 1000;
  const size = (statSync(path).size / 1024 / 1024).toFixed(0);
  console.log(`An export of ${ROWS.toLocaleString('en-GB')} rows (${size} MB), once:`);
  console.log(
    `  time        ${seconds.toFixed(1)} s, ${(ROWS / seconds).toFixed(0)} rows a second`,
  );
  console.log(
    `  peak memory ${run.megabytes.toFixed(0)} MB (node -e 0: ${bare.megabytes.toFixed(0)} MB)`,
  );
}

/**
 * Packs of as many Fridays, each as large as a real one, with forms that were filled in.
 * @param {string} folder
 */
function writePacks(folder) {
  const drawn = join(folder, 'drawn');
  time([bin, 'sample', join(root, 'fixtures', 'ordinary-week'), ...sample, '--out', drawn]);
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(join(drawn, '2026-11-20', 'draw.json'), 'utf8'));
  const record = /** @type {{ sample: { role: string, label: string, side: string }[] }} */ (
    parsed
  );
  const grades = ['Outstanding', 'Good', 'Good', 'Good', 'Requires improvement', 'Inadequate'];
  /** @param {number} days */
  const dayOf = (days) => new Date(Date.UTC(2022, 0, 7 + days)).toISOString().slice(0, 10);
  for (let week = 0; week < PACKS; week += 1) {
    const meeting = dayOf(week * 7);
    const days = { from: dayOf(week * 7 - 7), to: dayOf(week * 7 - 1), basis: 'decided' };
    const draw = `${JSON.stringify({ ...record, meeting, week: days }, null, 2)}\n`;
    const cases = record.sample.filter(({ role }) => role === 'case');
    const findings = {
      schemaVersion: 1,
      pack: createHash('sha256').update(draw).digest('hex'),
      meeting,
      questionSet: 'wiltshire-2020',
      cases: cases.map(({ label, side }, index) => ({
        label,
        side,
        state: 'audited',
        notAudited: null,
        answers: [],
        views: [],
        agreement: { question: 'agree', answer: 'All agree', rationale: 'In words, as usual.' },
        grade: grades[(week + index) % grades.length],
        gradeReason: 'In words, as usual, of a line or two.',
        today: { what: null, who: null, by: null, done: null, doneOn: null },
        learning: null,
        goodPractice: null,
        actions: [{ number: 1, what: 'Tell the referrer', owner: 'Manager', due: meeting }],
      })),
      completions: [],
      changes: [],
    };
    const pack = join(folder, 'packs', meeting);
    mkdirSync(pack, { recursive: true });
    writeFileSync(join(pack, 'draw.json'), draw);
    writeFileSync(join(pack, 'findings.json'), JSON.stringify(findings));
  }
}

/** @param {string} folder */
function benchReport(folder) {
  writePacks(folder);
  const words = [
    bin,
    'report',
    join(folder, 'packs'),
    '--from',
    '2022-01-01',
    '--to',
    '2026-12-31',
  ];
  const runs = Array.from({ length: 5 }, (_, round) =>
    time([...words, '--out', join(folder, `reports ${round}`)]),
  );
  const suppressed = time([...words, '--suppress-below', '5']);
  console.log(`A report of ${PACKS} packs, five years, median of 5:`);
  console.log(`  time        ${(median(runs) / 1000).toFixed(2)} s`);
  console.log(`  with small numbers left out, once: ${(suppressed / 1000).toFixed(2)} s`);
}

if (!existsSync(join(root, 'dist', 'main.js'))) throw new Error('npm run build comes first');
const folder = mkdtempSync(join(tmpdir(), 'mash-audit-bench-'));
try {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
  benchStart(folder);
  console.log('');
  benchReport(folder);
  console.log('');
  await benchLarge(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
