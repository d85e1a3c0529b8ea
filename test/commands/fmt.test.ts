import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { runIn } from './support.ts';

const tidy = `# yaml-language-server: $schema=https://resedge.dev/schemas/v1/group.json
apiVersion: resedge.dev/v1
kind: Group
metadata:
  name: stores
`;

const untidy = `kind: Cluster # a store
apiVersion: resedge.dev/v1
spec:
  timeZone: America/Chicago
  # its home
  groups: [stores]
metadata: {labels: {tier: gold, state: la}, name: nola}
`;

const formatted = `# yaml-language-server: $schema=https://resedge.dev/schemas/v1/cluster.json
apiVersion: resedge.dev/v1
kind: Cluster # a store
metadata: {name: nola, labels: {tier: gold, state: la}}
spec:
  # its home
  groups: [stores]
  timeZone: America/Chicago
`;

const files = {
  'resedge.yaml': `# yaml-language-server: $schema=https://resedge.dev/schemas/v1/fleet.json
apiVersion: resedge.dev/v1
kind: Fleet
metadata:
  name: contoso
spec:
  git:
    url: https://git.example.com/contoso/fleet.git
`,
  'inventory/groups/stores.yaml': tidy,
  'inventory/clusters/nola.yaml': untidy,
  'apps/till/base/config.yaml': 'kind: ConfigMap   \napiVersion: v1\n',
};

describe('fmt', () => {
  it('puts fields in order, and says which files it wrote', async () => {
    const folder = createRepository(files);
    expect(await runIn(folder, ['fmt'])).toEqual({
      code: 0,
      out: 'inventory/clusters/nola.yaml\n',
      err: '1 file changed, 2 unchanged\n',
    });
    expect(readFileSync(join(folder, 'inventory/clusters/nola.yaml'), 'utf8')).toBe(formatted);
    expect(readFileSync(join(folder, 'apps/till/base/config.yaml'), 'utf8')).toBe(files['apps/till/base/config.yaml']);
    expect(await runIn(folder, ['fmt'])).toEqual({ code: 0, out: '', err: '3 files in the usual form\n' });
  });

  it('--check lists the files that would change, and writes nothing', async () => {
    const folder = createRepository(files);
    expect(await runIn(folder, ['fmt', '--check'])).toEqual({
      code: 1,
      out: 'inventory/clusters/nola.yaml\n',
      err: '1 file would be changed, 2 unchanged\nNext: resedge fmt\n',
    });
    expect(readFileSync(join(folder, 'inventory/clusters/nola.yaml'), 'utf8')).toBe(untidy);
  });

  it('--dry-run shows the difference', async () => {
    const { code, out } = await runIn(createRepository(files), ['fmt', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(/^--- a\/inventory\/clusters\/nola.yaml\n\+\+\+ b\/inventory\/clusters\/nola.yaml\n@@/);
    expect(out).toContain('\n-metadata: {labels: {tier: gold, state: la}, name: nola}\n');
  });

  it('takes files and folders, which count from where it is run', async () => {
    const inventory = join(createRepository(files), 'inventory');
    expect((await runIn(inventory, ['fmt', '--check', 'groups'])).code).toBe(0);
    expect((await runIn(inventory, ['fmt', '--check', 'clusters/nola.yaml'])).code).toBe(1);
  });

  it('refuses what is no file of the inventory', async () => {
    const folder = createRepository(files);
    expect(await runIn(folder, ['fmt', 'apps/till/base/config.yaml'])).toEqual({
      code: 2,
      out: '',
      err: `error: apps/till/base/config.yaml is not a file of the inventory
hint: Files of the inventory are resedge.yaml, and YAML below inventory/ and expectations/.
`,
    });
    expect((await runIn(folder, ['fmt', 'nowhere.yaml'])).err).toBe('error: there is no file nowhere.yaml\n');
  });

  it('leaves a file alone that cannot be read, and does the others', async () => {
    const broken = { ...files, 'inventory/broken.yaml': 'kind: Group\nspec: [\n' };
    const { code, out, err } = await runIn(createRepository(broken), ['fmt', '--check']);
    expect({ code, out }).toEqual({ code: 1, out: 'inventory/clusters/nola.yaml\n' });
    expect(err).toContain('warning: inventory/broken.yaml was left alone: it cannot be read. See: resedge validate\n');
  });

  it('tells programs what it did', async () => {
    const { out } = await runIn(createRepository(files), ['fmt', '--check', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'FormatResult',
      dryRun: true,
      changed: ['inventory/clusters/nola.yaml'],
      unchanged: 2,
      problems: [],
    });
  });
});
