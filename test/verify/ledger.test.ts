/** The ledger's text and what is counted from it, without a disk. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseIsoDate, type CivilDate } from '../../src/audit/civil-date.ts';
import {
  drawsOfWeek,
  entriesSince,
  nextDrawNumber,
  nextLine,
  parseLedger,
  sameDraws,
  withoutTornLine,
  type DrawEntry,
  type DrawKey,
  type LedgerEntry,
  type ReplaceEntry,
} from '../../src/audit/ledger.ts';
import { chain, found } from '../support/verify-run.ts';

function day(text: string): CivilDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`no such day: ${text}`);
  return date;
}

const DRAW: DrawEntry = {
  schemaVersion: 1,
  kind: 'draw',
  time: '2026-11-20T09:30:00Z',
  pack: '2026-11-20',
  packDigest: 'ab'.repeat(32),
  meeting: day('2026-11-20'),
  from: day('2026-11-13'),
  to: day('2026-11-19'),
  localAuthority: null,
  frameDigest: 'cd'.repeat(32),
  seed: '27182-81828-45904-52353',
  size: 8,
  frameCode: 'cdcd-cdcd-cdcd-cdcd-cdcd',
  seedSource: 'given',
  method: 'ticket-1',
  drawNumber: 1,
  reason: null,
};

const REPLACE: ReplaceEntry = {
  schemaVersion: 1,
  kind: 'replace',
  time: '2026-11-20T10:15:00Z',
  pack: '2026-11-20',
  packDigest: 'ef'.repeat(32),
  label: 'T2',
  by: 'T5',
  reason: 'file locked',
};

function draw(change: Partial<DrawEntry> = {}): DrawEntry {
  return { ...DRAW, ...change };
}

const EMPTY = parseLedger('');

describe('nextLine', () => {
  const first =
    '{"schemaVersion":1,"kind":"draw","time":"2026-11-20T09:30:00Z","pack":"2026-11-20",' +
    `"packDigest":"${'ab'.repeat(32)}","meeting":"2026-11-20","from":"2026-11-13",` +
    `"to":"2026-11-19","localAuthority":null,"frameDigest":"${'cd'.repeat(32)}",` +
    '"seed":"27182-81828-45904-52353","size":8,"frameCode":"cdcd-cdcd-cdcd-cdcd-cdcd",' +
    '"seedSource":"given","method":"ticket-1","drawNumber":1,"reason":null,' +
    `"previous":"${'0'.repeat(64)}"}`;
  // Both by the sha256sum of a shell, over the line without its hash.
  const FIRST_HASH = 'cd1dac5319e1b900f0a04f2c4f9e54374c0b3f4563055c6bedb88049901ae837';
  const SECOND_HASH = 'ebd5dfe0551fd1240f05991a0819df162bc529706e273ab012502697acaba4ac';

  it('writes the first line just so: the hash over the line without it, at its end', () => {
    expect(nextLine(EMPTY, DRAW)).toBe(first.replace(/\}$/, `,"hash":"${FIRST_HASH}"}\n`));
    expect(createHash('sha256').update(first).digest('hex')).toBe(FIRST_HASH);
  });

  it('writes the second with the hash of the first', () => {
    const text = nextLine(EMPTY, DRAW);
    expect(nextLine(parseLedger(text), REPLACE)).toBe(
      '{"schemaVersion":1,"kind":"replace","time":"2026-11-20T10:15:00Z","pack":"2026-11-20",' +
        `"packDigest":"${'ef'.repeat(32)}","label":"T2","by":"T5","reason":"file locked",` +
        `"previous":"${FIRST_HASH}","hash":"${SECOND_HASH}"}\n`,
    );
  });

  it('is one line, and is read as it was, whatever is in it', () => {
    const anyText = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(anyText, anyText, (seed, reason) => {
        const entries = [draw({ seed, reason }), { ...REPLACE, reason }];
        const text = chain(entries);
        expect(text.split(/\r\n|[\r\n]/)).toHaveLength(3);
        expect(parseLedger(text)).toMatchObject({ entries, faults: [] });
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('parseLedger', () => {
  const entries = [draw(), REPLACE, draw({ seed: 'another', drawNumber: 2, reason: 'snow' })];
  const text = chain(entries);
  const lines = text.split('\n').slice(0, -1);
  const join = (some: readonly (string | undefined)[]): string =>
    some.map((line) => `${found(line)}\n`).join('');

  it('reads what was written, and the hash the next line goes by', () => {
    const { hash } = JSON.parse(found(lines.at(-1))) as { hash: string };
    expect(parseLedger(text)).toEqual({ entries, faults: [], lastHash: hash });
    expect(EMPTY).toEqual({ entries: [], faults: [], lastHash: '0'.repeat(64) });
  });

  const [a, b, c] = lines;
  it.each([
    ['a line cut from the front', join([b, c]), [{ line: 1, fault: 'out-of-chain' }]],
    ['a line cut from the middle', join([a, c]), [{ line: 2, fault: 'out-of-chain' }]],
    ['a line that stands twice', join([a, a, b, c]), [{ line: 2, fault: 'out-of-chain' }]],
    [
      'two lines that changed places',
      join([a, c, b]),
      [
        { line: 2, fault: 'out-of-chain' },
        { line: 3, fault: 'out-of-chain' },
      ],
    ],
    ['a blank line', join([a, '', b, c]), [{ line: 2, fault: 'unreadable' }]],
    ['a blank line at the end', join([a, b, c, '']), [{ line: 4, fault: 'unreadable' }]],
    ['a line of another program', join([a, '[1]', b, c]), [{ line: 2, fault: 'unreadable' }]],
    ['null', join([a, 'null', b, c]), [{ line: 2, fault: 'unreadable' }]],
    [
      'seats that are none',
      join([found(a).replace('"size":8', '"size":8,"seats":[]'), b, c]),
      [
        { line: 1, fault: 'unreadable' },
        { line: 2, fault: 'out-of-chain' },
      ],
    ],
    [
      'withdrawn cases that are none',
      join([found(a).replace('"size":8', '"size":8,"withdrawn":["T1"]'), b, c]),
      [
        { line: 1, fault: 'unreadable' },
        { line: 2, fault: 'out-of-chain' },
      ],
    ],
    ['a torn end', text.slice(0, -9), [{ line: 3, fault: 'cut-off' }]],
    ['no line end', text.slice(0, -1), [{ line: 3, fault: 'cut-off' }]],
    [
      'an edited end that is torn as well',
      text.replace('snow', 'rain').slice(0, -1),
      [
        { line: 3, fault: 'cut-off' },
        { line: 3, fault: 'edited' },
      ],
    ],
  ])('finds %s', (_, spoiled, faults) => {
    expect(parseLedger(spoiled).faults).toEqual(faults);
  });

  it('goes on behind a fault, so that what is sound still counts', () => {
    const { entries: read } = parseLedger(join([a, 'nothing', b, c]));
    expect(read).toEqual(entries);
    expect(parseLedger(text.replace('"size":8', '"size":9')).entries).toHaveLength(3);
  });

  it.each([
    ['schemaVersion', 2],
    ['kind', 'undo'],
    ['to', 'z'],
    ['from', '2026-13-01'],
    ['meeting', null],
    ['localAuthority', 7],
    ['drawNumber', '1'],
    ['drawNumber', 1.5],
    ['size', null],
    ['seed', ['x']],
    ['reason', false],
    ['pack', undefined],
    ['packDigest', 1],
    ['time', null],
    ['hash', undefined],
    ['previous', 0],
  ])('takes no line for one of its own whose %s is %j', (field, value) => {
    const line = JSON.parse(found(a)) as object;
    const spoiled = JSON.stringify({ ...line, [field]: value });
    const { entries: read, faults } = parseLedger(join([spoiled, b, c]));
    expect(faults[0]).toEqual({ line: 1, fault: 'unreadable' });
    expect(read).toHaveLength(2);
  });

  it('finds a field that was added, and one that was moved', () => {
    const { hash, ...others } = JSON.parse(found(a)) as Record<string, unknown>;
    for (const line of [
      found(a).replace('{', '{"note":1,'),
      JSON.stringify({ hash, ...others }),
      found(a).replace('"kind"', '"\\u006bind"'),
      found(a).replace('"size":8', '"size":8.0'),
      ` ${found(a)}`,
      `${found(a)}\r`,
    ]) {
      expect(parseLedger(join([line, b, c])).faults).toEqual([{ line: 1, fault: 'edited' }]);
    }
  });

  const someLedger = fc
    .array(fc.constantFrom<LedgerEntry>(...entries, draw({ seed: 'Zoë’s 🎲' })), {
      minLength: 1,
      maxLength: 5,
    })
    .map((some) => Buffer.from(chain(some)));
  const place = fc.nat({ max: 1_000_000 });

  it('reports any byte that is changed, added or taken out, at its line or the next', () => {
    const anEdit = fc.record({
      ledger: someLedger,
      place,
      byte: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom('changed', 'added', 'taken out'),
    });
    fc.assert(
      fc.property(anEdit, ({ ledger, place: anywhere, byte, kind }) => {
        const at = anywhere % ledger.length;
        fc.pre(kind !== 'changed' || ledger[at] !== byte);
        const put = kind === 'taken out' ? [] : [byte];
        const rest = ledger.subarray(kind === 'added' ? at : at + 1);
        const spoiled = Buffer.concat([ledger.subarray(0, at), Buffer.from(put), rest]);
        fc.pre(!spoiled.equals(ledger));
        const line = String(ledger.subarray(0, at)).split('\n').length;
        const { faults } = parseLedger(String(spoiled));
        expect(faults.length, `byte ${at} ${kind}`).toBeGreaterThan(0);
        const first = Math.min(...faults.map((fault) => fault.line));
        expect([line, line + 1], `byte ${at} ${kind}: ${byte}`).toContain(first);
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  it('reports any cut that does not end with a line, and no cut that does', () => {
    fc.assert(
      fc.property(someLedger, place, (ledger, anywhere) => {
        const kept = ledger.subarray(0, anywhere % ledger.length);
        const whole = kept.length === 0 || kept.at(-1) === 10;
        const { faults } = parseLedger(String(kept));
        expect(faults.map(({ fault }) => fault)).toEqual(whole ? [] : ['cut-off']);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it('never fails, and nothing that counts by it does', () => {
    const of = key();
    const { schemaVersion, kind, ...others } = { ...DRAW, ...of, previous: 'x', hash: 'x' };
    const fields = Object.fromEntries(
      Object.keys(others).map((field) => [field, fc.oneof(fc.constant(DRAW.to), fc.jsonValue())]),
    );
    const anyLine = fc
      .record(fields, { requiredKeys: [] })
      .map((some) => JSON.stringify({ schemaVersion, kind, ...some }));
    const line = fc.oneof(anyLine, fc.string(), fc.json());
    fc.assert(
      fc.property(fc.array(line), (some) => {
        const { entries: read } = parseLedger(some.join('\n'));
        nextDrawNumber(read, of);
        sameDraws(read, of);
        entriesSince(read, DRAW.packDigest);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});

describe('withoutTornLine', () => {
  const text = chain([DRAW, REPLACE]);
  it('takes away a last line that is none, and nothing else', () => {
    expect(withoutTornLine(text)).toBe(text);
    expect(withoutTornLine('')).toBe('');
    expect(withoutTornLine(`${text}{"schemaVersion":1,`)).toBe(text);
    expect(withoutTornLine('{"schemaVersion":1,')).toBe('');
    // A line that is whole but for its end may be one that somebody has seen the pack of.
    expect(withoutTornLine(text.trimEnd())).toBe(text.trimEnd());
    expect(withoutTornLine(`${text}rubbish\n`)).toBe(`${text}rubbish\n`);
  });

  it('leaves a ledger to which the next line can be chained', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (end) => {
        const whole = withoutTornLine(text.slice(0, end));
        const start = whole === '' || whole.endsWith('\n') ? '' : '\n';
        const next = nextLine(parseLedger(whole), draw({ seed: 'next' }));
        expect(parseLedger(whole + start + next).faults).toEqual([]);
      }),
      { numRuns: 200, seed: 6 },
    );
  });
});

/** The key of a draw that differs from DRAW in what is given: another seed and frame to begin with. */
function key(change: Partial<DrawKey> = {}): DrawKey {
  const { meeting, from, to, localAuthority, size } = DRAW;
  const other = { frameDigest: '12'.repeat(32), seed: 'other', seats: null, withdrawn: [] };
  return { meeting, from, to, localAuthority, size, ...other, ...change };
}

/** Another meeting's, so that only the days can make it the same week. */
function days(from: string, to: string): DrawKey {
  return key({ meeting: day('2026-12-25'), from: day(from), to: day(to) });
}

describe('drawsOfWeek', () => {
  it.each([
    ['the same meeting', key()],
    [
      'the same meeting, and no day the same',
      key({ from: day('2026-01-01'), to: day('2026-01-07') }),
    ],
    ['a day later', days('2026-11-14', '2026-11-20')],
    ['three days later', days('2026-11-16', '2026-11-22')],
    ['three days earlier', days('2026-11-10', '2026-11-16')],
    ['one of its days', days('2026-11-15', '2026-11-15')],
    ['its first three days', days('2026-11-13', '2026-11-15')],
    ['a month around it', days('2026-11-01', '2026-11-30')],
    [
      'the same frame, whatever else',
      { ...days('2020-01-01', '2020-01-07'), frameDigest: DRAW.frameDigest },
    ],
    ['one authority of all', key({ localAuthority: 'Wiltshire' })],
  ])('holds to be of its week: %s', (_, other) => {
    expect(drawsOfWeek([DRAW, REPLACE], other)).toEqual([DRAW]);
  });

  it.each([
    ['the week before', days('2026-11-06', '2026-11-12')],
    ['the week after', days('2026-11-20', '2026-11-26')],
    ['four days later', days('2026-11-17', '2026-11-23')],
    ['four days earlier', days('2026-11-09', '2026-11-15')],
    ['a day outside of it', days('2026-11-20', '2026-11-20')],
  ])('holds to be of another: %s', (_, other) => {
    expect(drawsOfWeek([DRAW, REPLACE], other)).toEqual([]);
  });

  it('asks for the same authority, by any of its names', () => {
    const wiltshire = draw({ localAuthority: 'Wiltshire' });
    const of = (localAuthority: string | null) => drawsOfWeek([wiltshire], key({ localAuthority }));
    expect(of('WILTSHIRE COUNCIL')).toEqual([wiltshire]);
    expect(of('865')).toEqual([wiltshire]);
    expect(of(null)).toEqual([wiltshire]);
    expect(of('Swindon')).toEqual([]);
  });

  it('does not depend on which of two draws was made first', () => {
    const start = day('2026-11-01');
    const week = fc.tuple(fc.nat(30), fc.nat(30)).map(([at, length]) => {
      const from = addDays(start, at);
      return { from, to: addDays(from, length) };
    });
    fc.assert(
      fc.property(week, week, (one, other) => {
        const [a, b] = [
          draw(one),
          draw({ ...other, ...days('2026-11-13', '2026-11-19'), ...other }),
        ];
        expect(drawsOfWeek([a], b).length).toBe(drawsOfWeek([b], a).length);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('sameDraws', () => {
  const same = key({ frameDigest: DRAW.frameDigest, seed: DRAW.seed });
  const NEW = draw({
    seats: { met: 6, 'not-met': 2 },
    withdrawn: [{ label: 'T1', reason: 'file locked' }],
  });
  const sameAsNew = { ...same, seats: { met: 6, 'not-met': 2 }, withdrawn: NEW.withdrawn ?? [] };

  it('are those of one meeting, frame, seed, size, seats and cases withdrawn', () => {
    expect(sameDraws([DRAW, REPLACE], same)).toEqual([DRAW]);
    expect(sameDraws([NEW], sameAsNew)).toEqual([NEW]);
    expect(sameDraws([NEW], { ...sameAsNew, withdrawn: [{ label: 'T1', reason: 'x' }] })).toEqual([
      NEW,
    ]);
    expect(sameDraws([DRAW, draw({ drawNumber: 2 })], same)).toHaveLength(2);
  });

  it.each([
    ['another seed', { seed: '27182-81828-45904-52354' }],
    ['another frame', { frameDigest: '12'.repeat(32) }],
    ['another size', { size: 7 }],
  ])('are not those of %s', (_, change) => {
    expect(sameDraws([DRAW], { ...same, ...change })).toEqual([]);
  });

  it.each<[string, Partial<DrawKey>]>([
    ['another meeting', { meeting: day('2026-11-27') }],
    ['other seats', { seats: { met: 5, 'not-met': 3 } }],
    ['halved seats', { seats: null }],
    ['no case withdrawn', { withdrawn: [] }],
    ['another case withdrawn', { withdrawn: [{ label: 'T2', reason: 'file locked' }] }],
    [
      'one case more withdrawn',
      { withdrawn: [...sameAsNew.withdrawn, { label: 'T5', reason: 'x' }] },
    ],
  ])('are not those of %s, where the line says so', (_, change) => {
    expect(sameDraws([NEW], { ...sameAsNew, ...change })).toEqual([]);
  });

  it('may be those of a line too old to say its seats and cases withdrawn', () => {
    expect(sameDraws([DRAW], { ...sameAsNew })).toEqual([DRAW]);
    const { seats } = sameAsNew;
    expect(sameDraws([draw({ seats })], sameAsNew)).toEqual([draw({ seats })]);
    expect(sameDraws([draw({ seats: null })], sameAsNew)).toEqual([]);
  });
});

describe('nextDrawNumber', () => {
  it('is one more than the highest of the week', () => {
    expect(nextDrawNumber([], key())).toBe(1);
    expect(nextDrawNumber([DRAW], key())).toBe(2);
    expect(nextDrawNumber([draw({ drawNumber: 5 }), DRAW, REPLACE], key())).toBe(6);
    expect(nextDrawNumber([DRAW], days('2026-11-20', '2026-11-26'))).toBe(1);
  });
});

describe('entriesSince', () => {
  const second = { ...REPLACE, packDigest: '34'.repeat(32), label: 'T3' };
  const elsewhere = { ...REPLACE, pack: '2026-11-13', packDigest: '56'.repeat(32) };
  const entries = [DRAW, elsewhere, REPLACE, second];
  it('are the later lines of the same pack', () => {
    expect(entriesSince(entries, DRAW.packDigest)).toEqual([REPLACE, second]);
    expect(entriesSince(entries, REPLACE.packDigest)).toEqual([second]);
    expect(entriesSince(entries, second.packDigest)).toEqual([]);
    expect(entriesSince(entries, elsewhere.packDigest)).toEqual([]);
    expect(entriesSince(entries, 'unknown')).toEqual([]);
  });
});
