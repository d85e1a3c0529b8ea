import { describe, expect, it } from 'vitest';
import { conflictText } from '../../src/operations/replay/conflict-text.ts';
import { replayIntent } from '../../src/operations/replay/replay-intent.ts';
import type { TreeChange } from '../../src/ports/git.ts';
import type { Files } from '../support/fleet.ts';
import { type FileChanges, memoryRepository } from '../support/memory-repository.ts';

interface Sides {
  readonly base: Files;
  /** A commit each. */
  readonly ours: readonly FileChanges[];
  readonly theirs: FileChanges;
}

/** The files that come out when our commits go on top of theirs, or what has to be decided. */
async function replayed({ base, ours, theirs }: Sides): Promise<Files | string> {
  const { git } = await memoryRepository(base);
  const start = (await git.head()).commit ?? '';
  const write = (parent: string, files: FileChanges) =>
    git.writeCommit({ parent, changes: changesOf(files), message: 'Change' });
  const onto = await write(start, theirs);
  let tip = start;
  for (const files of ours) tip = await write(tip, files);
  const local = await git.history([start], tip);
  const replay = await replayIntent(git, { prefix: '', local, base: start, onto, isGenerated: () => false });
  if ('conflicts' in replay) return conflictText(replay.conflicts);
  let end = onto;
  for (const commit of replay.commits) end = await git.writeCommit({ parent: end, ...commit });
  const entries = await git.tree(end, ['']);
  const blobs = await git.blobs(entries.map(({ id }) => id));
  return Object.fromEntries(entries.map(({ path, id }) => [path, Buffer.from(blobs.get(id) ?? []).toString()]));
}

function changesOf(files: FileChanges): TreeChange[] {
  return Object.entries(files).map(([path, content]) =>
    content === undefined ? { path, deleted: true } : { path, content },
  );
}

function store(name: string, ...spec: string[]): string {
  return ['kind: Cluster', 'metadata:', `  name: ${name}`, 'spec:', ...spec.map((line) => `  ${line}`), ''].join('\n');
}

const e1 = store('e1', 'state: active', 'connectivity: online');
const retired = store('e1', 'state: retired', 'connectivity: online');
const offline = store('e1', 'state: active', 'connectivity: offline # since May');
const both = store('e1', 'state: retired', 'connectivity: offline # since May');
const e2 = store('e2', 'state: active');
const e2Retired = store('e2', 'state: retired');

const manifest = (image: string, replicas: number) =>
  `kind: Deployment\nmetadata: {name: till}\nspec:\n  replicas: ${replicas}\n  template:\n    spec:\n      containers:\n        - image: ${image}\n          name: till\n`;

const cases: readonly (Sides & { readonly title: string; readonly out: Files | string })[] = [
  {
    title: 'a field of a file that others moved',
    base: { 'inventory/e1.yaml': e1 },
    ours: [{ 'inventory/e1.yaml': retired }],
    theirs: { 'inventory/e1.yaml': undefined, 'inventory/east/e1.yaml': e1 },
    out: { 'inventory/east/e1.yaml': retired },
  },
  {
    title: 'a field of a file that others moved and changed, over two commits',
    base: { 'inventory/e1.yaml': e1 },
    ours: [{ 'inventory/e1.yaml': retired }, { 'inventory/e1.yaml': `${retired}  timeZone: UTC\n` }],
    theirs: { 'inventory/e1.yaml': undefined, 'inventory/east/e1.yaml': offline },
    out: { 'inventory/east/e1.yaml': `${both}  timeZone: UTC\n` },
  },
  {
    title: 'a field of a file that was moved here, and that others changed',
    base: { 'inventory/e1.yaml': e1 },
    ours: [{ 'inventory/e1.yaml': undefined, 'inventory/east/e1.yaml': retired }],
    theirs: { 'inventory/e1.yaml': offline },
    out: { 'inventory/east/e1.yaml': both },
  },
  {
    title: 'a file that both moved: it is where others put it',
    base: { 'inventory/e1.yaml': e1 },
    ours: [{ 'inventory/e1.yaml': undefined, 'inventory/mine/e1.yaml': retired }],
    theirs: { 'inventory/e1.yaml': undefined, 'inventory/theirs/e1.yaml': offline },
    out: { 'inventory/theirs/e1.yaml': both },
  },
  {
    title: 'objects of one file that others put into several',
    base: { 'inventory/all.yaml': `${e1}---\n${e2}` },
    ours: [{ 'inventory/all.yaml': `${retired}---\n${e2Retired}` }],
    theirs: { 'inventory/all.yaml': undefined, 'inventory/e1.yaml': offline, 'inventory/e2.yaml': e2 },
    out: { 'inventory/e1.yaml': both, 'inventory/e2.yaml': e2Retired },
  },
  {
    title: 'objects of several files that others put into one that was there',
    base: { 'inventory/e1.yaml': e1, 'inventory/e2.yaml': e2 },
    ours: [{ 'inventory/e1.yaml': retired }],
    theirs: { 'inventory/e1.yaml': undefined, 'inventory/e2.yaml': `${e2}---\n${e1}` },
    out: { 'inventory/e2.yaml': `${e2}---\n${retired}` },
  },
  {
    title: 'an object that others took out of a file in which another is changed',
    base: { 'inventory/all.yaml': `${e1}---\n${e2}` },
    ours: [{ 'inventory/all.yaml': `${retired}---\n${e2Retired}` }],
    theirs: { 'inventory/all.yaml': e2, 'inventory/e1.yaml': offline },
    out: { 'inventory/all.yaml': e2Retired, 'inventory/e1.yaml': both },
  },
  {
    title: 'an object that was taken out of a file here, and that others changed',
    base: { 'inventory/all.yaml': `${e1}---\n${e2}` },
    ours: [{ 'inventory/all.yaml': e2, 'inventory/e1.yaml': retired }],
    theirs: { 'inventory/all.yaml': `${offline}---\n${e2Retired}` },
    out: { 'inventory/all.yaml': e2Retired, 'inventory/e1.yaml': both },
  },
  {
    title: 'an object that is deleted here, and that others moved and left alone',
    base: { 'inventory/e1.yaml': e1, 'inventory/e2.yaml': e2 },
    ours: [{ 'inventory/e1.yaml': undefined }],
    theirs: { 'inventory/e1.yaml': undefined, 'inventory/east/e1.yaml': e1 },
    out: { 'inventory/e2.yaml': e2 },
  },
  {
    title: 'another object that looks much the same is not taken for the one that went',
    base: { 'inventory/e1.yaml': e1 },
    ours: [{ 'inventory/e1.yaml': retired }],
    theirs: {
      'inventory/e1.yaml': undefined,
      'inventory/e9.yaml': store('e9', 'state: active', 'connectivity: online'),
    },
    out: 'others changed in another way what was changed here:\n  cluster/e1: here changed, there deleted (inventory/e1.yaml)',
  },
  {
    title: 'a field that both changed, in a file that others moved',
    base: { 'inventory/e1.yaml': e1 },
    ours: [{ 'inventory/e1.yaml': retired }],
    theirs: {
      'inventory/e1.yaml': undefined,
      'inventory/x.yaml': store('e1', 'state: planned', 'connectivity: online'),
    },
    out: 'others changed in another way what was changed here:\n  cluster/e1: spec.state: here retired, there planned (inventory/x.yaml)',
  },
  {
    title: 'a secret that both changed, which is not shown',
    base: { 'inventory/e1.yaml': store('e1', 'values:', '  pinToken: hunter1') },
    ours: [{ 'inventory/e1.yaml': store('e1', 'values:', '  pinToken: hunter2') }],
    theirs: { 'inventory/e1.yaml': store('e1', 'values:', '  pinToken: hunter3') },
    out: 'others changed in another way what was changed here:\n  cluster/e1: spec.values.pinToken: here "***", there "***" (inventory/e1.yaml)',
  },
  {
    title: 'a manifest that others moved along with its folder, and a file that is new in it here',
    base: {
      'apps/till/base/deploy.yaml': manifest('till:1', 1),
      'apps/till/base/kustomization.yaml': 'resources: [deploy.yaml]\n',
    },
    ours: [
      {
        'apps/till/base/deploy.yaml': manifest('till:2', 1),
        'apps/till/overlays/new/kustomization.yaml': 'kind: Component\n',
      },
    ],
    theirs: {
      'apps/till/base/deploy.yaml': undefined,
      'apps/till/base/kustomization.yaml': undefined,
      'apps/pos/base/deploy.yaml': manifest('till:1', 3),
      'apps/pos/base/kustomization.yaml': 'resources: [deploy.yaml]\n',
    },
    out: {
      'apps/pos/base/deploy.yaml': manifest('till:2', 3),
      'apps/pos/base/kustomization.yaml': 'resources: [deploy.yaml]\n',
      'apps/pos/overlays/new/kustomization.yaml': 'kind: Component\n',
    },
  },
  {
    title: 'a manifest that was moved here, and that others changed',
    base: { 'apps/till/base/a.yaml': manifest('till:1', 1) },
    ours: [{ 'apps/till/base/a.yaml': undefined, 'apps/till/base/deploy.yaml': manifest('till:1', 3) }],
    theirs: { 'apps/till/base/a.yaml': manifest('till:2', 1) },
    out: { 'apps/till/base/deploy.yaml': manifest('till:2', 3) },
  },
  {
    title: 'a kustomization that others moved: by its fields',
    base: { 'apps/a/base/kustomization.yaml': 'kind: Kustomization\nmetadata: {name: x}\nresources: [a.yaml]\n' },
    ours: [
      { 'apps/a/base/kustomization.yaml': 'kind: Kustomization\nmetadata: {name: x}\nresources: [a.yaml, b.yaml]\n' },
    ],
    theirs: {
      'apps/a/base/kustomization.yaml': undefined,
      'apps/b/base/kustomization.yaml': 'kind: Kustomization\nmetadata: {name: x}\nresources: [a.yaml, c.yaml]\n',
    },
    out: {
      'apps/b/base/kustomization.yaml':
        'kind: Kustomization\nmetadata: {name: x}\nresources: [a.yaml, c.yaml, b.yaml]\n',
    },
  },
  {
    title: 'a manifest of which others have two that are alike: nobody can tell which it is',
    base: { 'apps/a/base/x.yaml': manifest('till:1', 1) },
    ours: [{ 'apps/a/base/x.yaml': manifest('till:2', 1) }],
    theirs: {
      'apps/a/base/x.yaml': undefined,
      'apps/b/base/y.yaml': manifest('till:1', 2),
      'apps/c/base/z.yaml': manifest('till:1', 2),
    },
    out: 'others changed the same lines: apps/a/base/x.yaml',
  },
];

describe('what was changed here goes on top of what others did', () => {
  it.each(cases)('$title', async ({ out, ...sides }) => {
    expect(await replayed(sides)).toEqual(out);
  });

  it('leaves out what is the same there already', async () => {
    const sides = { base: { 'inventory/e1.yaml': e1 }, ours: [{ 'inventory/e1.yaml': retired }] };
    const moved = { 'inventory/e1.yaml': undefined, 'inventory/x.yaml': retired };
    expect(await replayed({ ...sides, theirs: moved })).toEqual({ 'inventory/x.yaml': retired });
  });
});
