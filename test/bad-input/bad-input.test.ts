import fs, { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { cluster, clusterPath, object, quietFleet, runIn } from '../commands/support.ts';
import { createRepository, runGit, temporaryFolder } from '../support/git.ts';
import type { FakeMachine } from '../support/host.ts';

/** Makes one thing that is wrong at a path below `inventory/`. */
type Make = (path: string) => void;

function text(content: string | Uint8Array): Make {
  return (path) => writeFileSync(path, content);
}

function emptyFileOf(bytes: number): Make {
  return (path) => {
    writeFileSync(path, '');
    truncateSync(path, bytes);
  };
}

function linkTo(target: string): Make {
  return (path) => symlinkSync(target, path);
}

const outside = temporaryFolder();
const bomb = [...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(10)}]`);

/** What is wrong, and what `validate` says: where, which rule, what, and what to do. */
const cases: Readonly<Record<string, readonly [make: Make, says: string]>> = {
  'broken.yaml': [
    text(object('Cluster', 'x').replace('}', '')),
    '3:11 RE101 this { is never closed (Add the } that belongs to it.)',
  ],
  'repeated-key.yaml': [
    text(`${object('Cluster', 'x')}spec: {}\n`),
    '5:1 RE101 the key "spec" is there twice (Keep one of the two.)',
  ],
  'bomb.yaml': [
    text(['a: &a [x, x, x, x, x, x, x, x, x, x]', ...bomb].join('\n')),
    '6:20 RE101 the aliases of this document unfold to more than a million characters (Write out what is meant, or use fewer aliases.)',
  ],
  'tab.yaml': [
    text('apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n\tname: x\n'),
    '4:1 RE101 a tab is used for indentation, and YAML takes only spaces (Replace the tab with spaces.)',
  ],
  'latin-1.yaml': [
    text(Buffer.from('kind: Cluster\nname: M\xfcnchen\n', 'latin1')),
    '2:8 RE101 the file is not in UTF-8: byte 22 (0xFC) does not belong there (Save the file in UTF-8.)',
  ],
  'utf-16.yaml': [
    text(Buffer.from('\ufeffkind: Cluster\n', 'utf16le')),
    '1:1 RE101 the file is in UTF-16 (Save the file in UTF-8.)',
  ],
  'large.yaml': [emptyFileOf(50_000_000), '1:1 RE101 inventory/large.yaml is larger than 16 MiB: divide it'],
  'no-object.yaml': [
    text('just text\n'),
    '1:1 RE102 this document is not a map: it has no apiVersion and no kind (The kinds are Application, Cluster, Expectation, Fleet, Group, Namespace, Policy, Ring.)',
  ],
  'kind.yaml': [text(object('Clutser', 'x')), '2:7 RE102 there is no kind "Clutser" here (Did you mean Cluster?)'],
  'version.yaml': [
    text(object('Cluster', 'x').replace('v1', 'v2')),
    '1:13 RE102 apiVersion must be resedge.dev/v1, not "resedge.dev/v2"',
  ],
  'folder.yaml': [
    (path) => mkdirSync(path),
    '1:1 RE101 inventory/folder.yaml is a folder where a file is expected: give it a name without .yaml',
  ],
  'dangling.yaml': [
    linkTo('nowhere'),
    '1:1 RE101 inventory/dangling.yaml is a link to nothing: remove it, or put here what it stands for',
  ],
  'link.yaml': [
    linkTo('shop.yaml'),
    '1:1 RE101 inventory/link.yaml is a link, and links are not followed: put here what it stands for',
  ],
  'link-out.yaml': [
    linkTo(outside),
    '1:1 RE101 inventory/link-out.yaml is a link that leaves the repository: put here what it stands for',
  ],
  'folder-out': [
    linkTo(outside),
    '1:1 RE101 inventory/folder-out is a link that leaves the repository: put here what it stands for',
  ],
  circle: [
    linkTo('.'),
    '1:1 RE101 inventory/circle is a link, and links are not followed: put here what it stands for',
  ],
  'path-out.yaml': [
    text(object('Application', 'x', '{path: ../elsewhere}')),
    '4:14 RE406 ../elsewhere is not below apps/ (Write a path such as apps/name.)',
  ],
  'path-absolute.yaml': [
    text(object('Application', 'y', '{path: /etc}')),
    '4:14 RE406 /etc is not below apps/ (Write a path such as apps/name.)',
  ],
};

interface Found {
  readonly [field: string]: string | number | null;
}

/** `file:line:column rule message`, with the hint in parentheses. */
async function findings(folder: string, machine: FakeMachine = {}): Promise<string[]> {
  const { code, out } = await runIn(folder, ['validate', '-o', 'json'], machine);
  expect(code).toBe(1);
  const { items }: { items: Found[] } = JSON.parse(out);
  return items.map(({ file, line, column, rule, message, hint }) => {
    return `${file}:${line}:${column} ${rule} ${message}${hint === null ? '' : ` (${hint})`}`;
  });
}

describe('bad input is one finding, with its place and what to do, and the rest still loads', () => {
  const folder = createRepository({
    ...quietFleet,
    'inventory/other.yaml': `\ufeff${object('Cluster', 'other', '{groups: [stores]}').replaceAll('\n', '\r\n')}`,
    'inventory/empty.yaml': '---\n---\n# nothing here\n',
  });
  let lines: string[] = [];
  beforeAll(async () => {
    for (const [name, [make]] of Object.entries(cases)) make(join(folder, 'inventory', name));
    lines = await findings(folder);
  });

  it.each(Object.entries(cases))('%s', (name, [, says]) => {
    expect(lines.filter((line) => line.startsWith(`inventory/${name}:`))).toEqual([`inventory/${name}:${says}`]);
  });

  it('nothing else is found: line ends of Windows, a byte order mark and empty documents are fine', () => {
    expect(lines).toHaveLength(Object.keys(cases).length);
  });

  it('get lists what is right', async () => {
    expect(await runIn(folder, ['get', 'clusters', '-o', 'name'])).toEqual({
      code: 0,
      out: ['e1', 'e2', 'other', 'w1', 'w2'].map((name) => `cluster/${name}\n`).join(''),
      err: `The inventory has ${lines.length} errors; what they stand in is missing here. See: resedge validate\n`,
    });
  });

  it('the same is found where it is staged, as far as Git keeps it', async () => {
    runGit(folder, 'add', '--all');
    const { code, out } = await runIn(folder, ['validate', '--staged', '-o', 'json']);
    const { items }: { items: Found[] } = JSON.parse(out);
    const links = ['circle', 'dangling.yaml', 'folder-out', 'link-out.yaml', 'link.yaml'];
    expect(
      items.filter(({ message }) => String(message).includes('links are not followed')).map(({ file }) => file),
    ).toEqual(links.map((name) => `inventory/${name}`));
    expect(items.filter(({ file }) => file === 'inventory/large.yaml')).toMatchObject([
      { line: 1, column: 1, rule: 'RE101', message: 'the file is larger than 16 MiB: divide it' },
    ]);
    expect({ code, items: items.length }).toEqual({ code: 1, items: Object.keys(cases).length - 1 });
  });
});

describe('what stands in the way of much', () => {
  it('a folder of the fleet that is a link', async () => {
    const folder = createRepository(quietFleet);
    symlinkSync(outside, join(folder, 'expectations'));
    expect(await findings(folder)).toEqual([
      'expectations:1:1 RE101 expectations is a link that leaves the repository: put here what it stands for',
    ]);
  });

  it('resedge.yaml that is a folder', async () => {
    const { 'resedge.yaml': _fleet, ...others } = quietFleet;
    const folder = createRepository({ ...others, 'resedge.yaml/x': '' });
    expect(await findings(folder)).toEqual([
      'resedge.yaml:1:1 RE101 resedge.yaml is a folder where a file is expected: give it a name without .yaml',
    ]);
  });

  it.each([
    ['https://token@git.example.com', 'RE102 spec.git.url cannot be "https://token@git.example.com"'],
    ['https://ann:secret@git.example.com/fleet.git', 'RE901 spec.git.url looks like a URL with a password'],
    ['ssh://git:secret@a.b/c', 'RE901 spec.git.url looks like a URL with a password'],
  ])('a Git URL with credentials: %s', async (url, says) => {
    const folder = createRepository({
      ...quietFleet,
      'resedge.yaml': object('Fleet', 'a', `{git: {url: "${url}"}}`),
    });
    expect(await findings(folder)).toEqual([expect.stringContaining(`resedge.yaml:4:19 ${says}`)]);
  });

  it('a file and a folder that the system does not let us read', async () => {
    const folder = createRepository({ ...quietFleet, ...cluster('secret', 'stores'), 'inventory/locked/x.yaml': '' });
    const disk = nodeFileSystem(fs);
    const refuse = (path: string) => {
      if (/secret|locked$/.test(path)) throw Object.assign(new Error('refused'), { code: 'EACCES' });
    };
    const machine: FakeMachine = {
      fs: {
        ...disk,
        read(path) {
          refuse(path);
          return disk.read(path);
        },
        list(path) {
          refuse(path);
          return disk.list(path);
        },
      },
    };
    expect(await findings(folder, machine)).toEqual([
      'inventory/clusters/secret.yaml:1:1 RE101 inventory/clusters/secret.yaml cannot be read (EACCES)',
      'inventory/locked:1:1 RE101 inventory/locked cannot be read (EACCES)',
    ]);
  });

  it.each([
    [
      'leaves apps/',
      'resources: [config.yaml, ../../../../etc]',
      'RE406 ../../../../etc is not below apps/ or policies/',
    ],
    ['is missing', 'resources: [config.yaml, confg.yaml]', 'RE402 apps/till/base/confg.yaml does not exist'],
    [
      'is a link',
      'resources: [config.yaml, link.yaml]',
      'RE402 apps/till/base/link.yaml is a link that leaves the repository: put here what it stands for',
    ],
  ])('a kustomization that names what %s', async (_what, kustomization, says) => {
    const folder = createRepository({ ...quietFleet, 'apps/till/base/kustomization.yaml': `${kustomization}\n` });
    symlinkSync(outside, join(folder, 'apps/till/base/link.yaml'));
    const found = await findings(folder);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`apps/till/base/kustomization.yaml:1:26 ${says}`);
    expect((await runIn(folder, ['get', 'clusters', '-o', 'name'])).out).toContain('cluster/e1\n');
  });
});

describe('a value that looks like a secret', () => {
  const secret = { [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores], values: {dbPassword: hunter2}}') };

  it.each(['text', 'json', 'jsonl', 'yaml', 'github', 'sarif', 'markdown'])(
    'is found and not shown: -o %s',
    async (format) => {
      const folder = createRepository({ ...quietFleet, ...secret });
      const { code, out, err } = await runIn(folder, ['validate', '--no-render', '-o', format]);
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toMatch(/RE901/);
      expect(out).not.toContain('hunter2');
    },
  );

  it('is marked in its line', async () => {
    const { out } = await runIn(createRepository({ ...quietFleet, ...secret }), ['validate']);
    expect(
      out,
    ).toContain(`inventory/clusters/e1.yaml:4:47 RE901 error  spec.values.dbPassword looks like a password, and everybody who reads the repository has it
  3 | metadata: {name: e1}
> 4 | spec: {groups: [stores], values: {dbPassword: *******}}
    |                                               ^^^^^^^
`);
  });

  it.each([['generate'], ['deploy', '-m', 'x', '--yes'], ['bootstrap', 'e1']])('stops %s', async (...words) => {
    const folder = createRepository({ ...quietFleet, ...secret });
    const { code, out, err } = await runIn(folder, words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('RE901');
    expect(err).not.toContain('hunter2');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('is not written by a command', async () => {
    const folder = createRepository(quietFleet);
    const reason = 'unlock it at ssh://root:hunter2@10.0.0.1';
    const { code, out, err } = await runIn(folder, ['hold', 'e1', '--reason', reason, '--yes']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('RE901 error  spec.hold.reason looks like a URL with a password');
    expect(err).not.toContain('hunter2');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('may stay where its object says that it is none', async () => {
    const text = secret[clusterPath('e1')]?.replace(
      '{name: e1}',
      '{name: e1, annotations: {resedge.dev/not-secret: dbPassword}}',
    );
    const folder = createRepository({ ...quietFleet, [clusterPath('e1')]: text ?? '' });
    expect((await runIn(folder, ['validate'])).out).toBe('0 errors, 0 warnings in 10 files\n');
  });
});
