import fc from 'fast-check';

/** Names that objects of JavaScript have by themselves. */
export const inherited = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
] as const;

/** Values where nobody expects them: of every type, empty, large, and what YAML reads as something else than text. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', ' ', 0, -1, 1e308, 2 ** 53, [], {}, [[]], [null], { '': null }),
  fc.constantFrom<unknown>('~', 'null', 'NO', '0x1f', '1e3', '.nan', '2026-02-30', '=', '<<', '*', '&a', '!!binary x'),
  fc.constantFrom<unknown>(
    '/g/stores',
    '/c/*',
    '..',
    '../../etc',
    '/',
    'a/../b',
    '.git/config',
    '${cluster_name}',
    '${',
  ),
  fc.constantFrom<unknown>(...inherited),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
  fc.dictionary(fc.constantFrom(...inherited, 'a', 'name', 'kind'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
);

/** Something of JSON with one part replaced, left out, renamed or said twice: `path` says which. */
function altered(value: unknown, path: readonly number[], by: unknown, how: number): unknown {
  const [step = 0, ...rest] = path;
  if (path.length === 0 || typeof value !== 'object' || value === null) return by;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const at = entries.length === 0 ? 0 : step % entries.length;
  const changed = entries.flatMap(([key, inner], index): (readonly [string, unknown])[] => {
    if (index !== at) return [[key, inner]];
    if (rest.length > 0 && typeof inner === 'object' && inner !== null) return [[key, altered(inner, rest, by, how)]];
    if (how === 0) return [];
    if (how === 1) return [[typeof by === 'string' ? by : (JSON.stringify(by) ?? ''), inner]];
    return how === 2 ? [[key, [inner, inner, by]]] : [[key, by]];
  });
  if (Array.isArray(value)) return changed.map(([, inner]) => inner);
  // `__proto__` as a key is one like any other.
  return Object.fromEntries(changed);
}

/** Objects as somebody may have written them who does not know the kind: a part of one of them is odd. */
export function alteredObject(object: unknown): fc.Arbitrary<unknown> {
  const step = fc.nat(12);
  return fc
    .tuple(fc.array(step, { minLength: 1, maxLength: 6 }), odd, fc.nat(5))
    .map(([path, by, how]) => altered(object, path, by, how));
}

/** A text with bytes changed, left out, said twice, or put in. */
export function alteredBytes(text: string): fc.Arbitrary<Uint8Array> {
  const bytes = Buffer.from(text);
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom(
        '\n',
        '\t',
        '---\n',
        '- ',
        ': ',
        '{',
        ']',
        '"',
        "'",
        '|',
        '>',
        '&a ',
        '*a',
        '!!',
        '<<: ',
        '%',
        '\u0000',
        '\ufeff',
        '\u2028',
      )
      .map((sign) => Buffer.from(sign)),
  );
  const change = fc.tuple(fc.nat(Math.max(bytes.length, 1)), fc.nat(40), piece);
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let result = bytes;
    for (const [at, length, put] of changes)
      result = Buffer.concat([result.subarray(0, at), put, result.subarray(at + (length % 7 === 0 ? 0 : length % 9))]);
    return result;
  });
}
