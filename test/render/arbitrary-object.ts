import fc from 'fast-check';

const names = ['cluster_a', 'cluster_b', 'cluster_c', 'app_x', 'cluster_none'];
const expression = fc.oneof(
  fc.constantFrom(...names).map((name) => `\${${name}}`),
  fc.tuple(fc.constantFrom(...names), fc.constantFrom('d', '7', '')).map(([name, text]) => `\${${name}:=${text}}`),
);
const scalar = fc.oneof(
  fc.constantFrom('plain', '7', '"quoted"', 'true', '"$${x}"'),
  fc.tuple(fc.constantFrom('', 'x', 'a-'), expression, fc.constantFrom('', 'y', '-b')).map((parts) => parts.join('')),
  expression.map((text) => `"${text}"`),
  expression.map((text) => `'${text} '`),
);
const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  { weight: 1, arbitrary: expression },
);

interface Tree {
  readonly entries?: readonly (readonly [string, Tree])[];
  readonly items?: readonly Tree[];
  readonly text?: string;
}

export const { tree } = fc.letrec<{ tree: Tree; map: Tree }>((tie) => ({
  map: fc
    .uniqueArray(fc.tuple(key, tie('tree')), { minLength: 1, maxLength: 4, selector: ([name]) => name })
    .map((entries) => ({ entries })),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar.map((text) => ({ text })),
    tie('map'),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((items) => ({ items })),
  ),
}));

/** As Kustomize prints it: a block for each map and list. */
export function print({ entries, items, text }: Tree, margin: string): string {
  if (text !== undefined) return ` ${text}\n`;
  const below = `${margin}  `;
  if (items) return `\n${items.map((item) => `${margin}-${print(item, below)}`).join('')}`;
  return `\n${(entries ?? []).map(([name, value]) => `${margin}${name}:${print(value, below)}`).join('')}`;
}
