import { expect, it } from 'vitest';
import { cluster, object, runIn } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import type { Run } from '../support/host.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { publish } from './support.ts';

const small = ', capacity: {cpu: "2", memory: 4Gi}';
const large = ', capacity: {cpu: "8", memory: 16Gi}';

/** Five stores, three of them small, and an application whose team has no namespace yet. */
const stores = {
  'resedge.yaml': object(
    'Fleet',
    'contoso',
    '{git: {url: https://git.example.com/contoso/fleet.git}, owners: ["@contoso/platform"]}',
  ),
  'inventory/groups.yaml': object('Group', 'stores'),
  ...cluster('store-1', 'stores', large),
  ...cluster('store-2', 'stores', large),
  ...cluster('store-3', 'stores', small),
  ...cluster('store-4', 'stores', small),
  ...cluster('store-5', 'stores', small),
  'inventory/till.yaml': object('Application', 'till', '{path: apps/till, owners: ["@contoso/till"]}'),
  'apps/till/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'apps/till/base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec:
      containers:
        - {name: till, image: "registry.example.com/till:1.0.0"}
`,
};

function run(folder: string, words: readonly string[]): Promise<Run> {
  return runIn(folder, words, { kustomize: realKustomize });
}

async function done(folder: string, ...words: string[]): Promise<string> {
  const { code, out, err } = await run(folder, words);
  expect({ code, words, err: code === 0 ? '' : err }).toEqual({ code: 0, words, err: '' });
  return out;
}

async function placements(folder: string): Promise<string[]> {
  const { items }: { items: { cluster: string }[] } = JSON.parse(
    await done(folder, 'get', 'placements', '--application', 'till', '-o', 'json'),
  );
  return items.map((item) => item.cluster);
}

describeWithKustomize('two teams and one remote', () => {
  it('agree on a namespace, and are told before merge where it would be too much', async () => {
    const { ann, bob, remote } = publish(stores);

    // The team of the application, in its clone: a namespace of its own, on a branch.
    const wish = ['--clusters', '/g/stores', '--quota', 'cpu=1,memory=1Gi'];
    await done(ann, 'request', 'till', 'retail', ...wish, '--yes');
    await done(ann, 'set', 'ns/retail', 'limits.defaultRequest.cpu=100m', 'limits.defaultRequest.memory=64Mi', '--yes');
    expect(await done(ann, 'propose', '-m', 'A namespace for the till', '--yes')).toMatch(/^pushed /);
    expect(await placements(ann)).toEqual([]);

    // Merged by pull request: nothing is placed by that.
    runGit(bob, 'fetch', '--quiet');
    runGit(bob, 'merge', '--quiet', 'origin/resedge/a-namespace-for-the-till');
    expect(await placements(bob)).toEqual([]);
    const { items } = JSON.parse(await done(bob, 'get', 'requests', '-o', 'json'));
    expect(items).toEqual([
      {
        application: 'till',
        namespace: 'retail',
        from: null,
        proposed: true,
        owners: ['@contoso/till'],
        state: 'pending',
        reason: null,
        since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        author: 'Ann Example',
        clusters: 5,
        fits: 'yes',
        problems: [],
      },
    ]);

    // The platform team approves and deploys.
    await done(bob, 'approve', 'till', '--yes');
    expect(await done(bob, 'deploy', '-m', 'The till has its namespace', '--yes')).toMatch(/^pushed .* to main: /);
    const fresh = `${bob}-fresh`;
    runGit(bob, 'clone', '--quiet', remote, fresh);
    expect(await placements(fresh)).toEqual(['store-1', 'store-2', 'store-3', 'store-4', 'store-5']);
    const [quota = ''] = runGit(fresh, 'ls-files', 'fleet/namespaces/retail/base/*/quota.yaml').trim().split('\n');
    expect(runGit(fresh, 'show', `HEAD:${quota}`)).toContain('requests.cpu: "1"');
    expect(await done(fresh, 'get', 'requests', '-o', 'name')).toBe('');
    await done(fresh, 'generate', '--check');

    // A second namespace: in room for the large stores, too much for the three small ones.
    writeFiles(bob, {
      'inventory/kitchen.yaml': object(
        'Namespace',
        'kitchen',
        '{clusters: all, quota: {cpu: 1500m, memory: 1Gi}, limits: {defaultRequest: {cpu: 10m, memory: 8Mi}}}',
      ),
    });
    const { code, out } = await run(bob, ['validate', '-o', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).items).toEqual([
      {
        rule: 'RE501',
        severity: 'error',
        message:
          '3 clusters (store-3, store-4, store-5) are over-subscribed in cpu: the quotas there add up to 2500m (kitchen 1500m, retail 1), and each has room for 2',
        file: 'inventory/kitchen.yaml',
        line: 4,
        column: expect.any(Number),
        hint: expect.stringContaining('See: resedge capacity store-3'),
      },
    ]);
    expect((await run(bob, ['deploy', '-m', 'A kitchen', '--yes'])).code).toBe(2);
    expect((await run(bob, ['capacity', '--fits', 'kitchen', '-o', 'name'])).out).toBe('');
    await done(bob, 'assign', 'kitchen', 'not (/c/store-3 or /c/store-4 or /c/store-5)', '--yes');
    expect(await done(bob, 'deploy', '-m', 'A kitchen where there is room', '--yes')).toMatch(/^pushed /);
  });
});
