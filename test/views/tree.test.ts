import { expect, it } from 'vitest';
import { sortAsTree } from '../../src/operations/list/group-tree.ts';
import { treeLabels } from '../../src/views/tree.ts';

function draw(...paths: string[]): string {
  return [...treeLabels(sortAsTree(paths)).values()].join('\n');
}

it('draws paths below each other', () => {
  expect(draw('stores', 'stores/east', 'stores/east/fl', 'stores/west', 'stores/west/ca', 'lab')).toBe(
    `lab
stores
├── east
│   └── fl
└── west
    └── ca`,
  );
});

it('keeps a group together with what is below it, whatever letters come after its name', () => {
  expect(draw('a', 'a-b', 'a/z', 'a/b', 'a-b/c')).toBe(
    `a
├── b
└── z
a-b
└── c`,
  );
});

it('draws a part of the hierarchy, and paths whose parent is not there', () => {
  expect(draw('stores/east', 'stores/east/fl/miami', 'stores/west')).toBe(
    `stores/east
└── fl/miami
stores/west`,
  );
});
