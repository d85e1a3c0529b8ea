import { expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { run } from '../support/host.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { object, onDisk, quietFleet, runIn } from './support.ts';

const upstream = {
  'base/kustomization.yaml': 'resources: [all.yaml]\n',
  'base/all.yaml':
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: upstream}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cfg, namespace: upstream}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 1, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "shop/x:1", resources: {requests: {cpu: 1m, memory: 1Mi}}}]}}}\n',
};

/** A fleet whose application names a base elsewhere. */
function fleetOf(url: string, allows = true, field = 'resources'): string {
  return createRepository({
    ...quietFleet,
    'resedge.yaml': object(
      'Fleet',
      'contoso',
      `{git: {url: https://git.example.com/contoso/fleet.git}, allowRemoteBases: ${allows}}`,
    ),
    'apps/till/base/kustomization.yaml': `# from ${url}\nnamePrefix: x-\n${field}:\n  - "${url}" # theirs\n`,
  });
}

function repositoryElsewhere(): string {
  const folder = createRepository(upstream);
  runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'upstream');
  return folder;
}

const machine = { kustomize: realKustomize };

describeWithKustomize('a base from elsewhere', () => {
  const elsewhere = `file://${repositoryElsewhere()}//base`;

  it('is fetched and copied, if the fleet allows it: clusters fetch nothing', async () => {
    const folder = fleetOf(elsewhere);
    expect((await runIn(folder, ['validate'], machine)).out).toMatch(/^0 errors, 0 warnings/);
    expect((await runIn(folder, ['render', 'e1', '--application', 'till', '-o', 'name'], machine)).out).toBe(
      'shop/ConfigMap/x-cfg\nshop/Deployment/x-web\n',
    );
    expect((await runIn(folder, ['generate'], machine)).code).toBe(0);
    const generated = runGit(folder, 'ls-files', '--others', 'fleet/applications').trim().split('\n');
    const { fs } = onDisk(folder, machine);
    const textOf = (end: string) => {
      const path = generated.find((one) => one.includes(end)) ?? '';
      return Buffer.from(fs?.read(`${folder}/${path}`) ?? '').toString();
    };
    const [, name = ''] = /\/(\.fetched\/\w{12}\.yaml)/.exec(generated.join('\n')) ?? [];
    expect(textOf('till/base/kustomization.yaml')).toContain(`resources:\n  - "${name}" # theirs\n`);
    expect(textOf('.fetched/')).toContain('name: cfg\n');
    expect(generated.map(textOf).join('')).not.toContain(elsewhere);
    expect((await runIn(folder, ['generate', '--check'], machine)).code).toBe(0);
  });

  it('is looked into by questions and overlays', async () => {
    const folder = fleetOf(elsewhere);
    const ask = (name: string) => runIn(folder, ['explain', 'object', `ConfigMap/${name}`, 'e1'], machine);
    expect((await ask('x-cfg')).out).toContain('Kustomize builds it');
    expect((await ask('cfg')).code).toBe(2);
    const overlay = (...words: string[]) =>
      runIn(folder, ['overlay', 'till', 'new', '--clusters', 'all', '--yes', ...words], machine);
    expect((await overlay('--image', 'shop/y:2')).err).toContain('no container in apps/till/base has the image shop/y');
    expect((await overlay('--image', 'shop/x:2', '--replicas', '3')).code).toBe(0);
    const { out } = await runIn(folder, ['render', 'e1', '--application', 'till'], machine);
    expect(out).toMatch(/replicas: 3[\s\S]*image: shop\/x:2/);
  });

  it('leaves what people wrote as it is', async () => {
    const folder = fleetOf(elsewhere);
    await run(['overlay', 'till', 'new', '--image', 'shop/x:2', '--clusters', 'all', '--yes'], onDisk(folder, machine));
    expect(runGit(folder, 'diff', '--', 'apps/till/base')).toBe('');
  });

  it.each([
    ['where the fleet does not allow it', fleetOf(elsewhere, false), `${elsewhere} is loaded from elsewhere`],
    ['if it is no base', fleetOf(elsewhere, true, 'components'), `${elsewhere} is loaded from elsewhere`],
    ['that is not there', fleetOf(`${elsewhere}/none`), `cannot be fetched`],
  ])('is an error %s', async (_what, folder, message) => {
    for (const command of ['validate', 'generate'])
      expect(textIn(await runIn(folder, [command], machine))).toMatch(/RE402/);
    expect(textIn(await runIn(folder, ['validate'], machine))).toContain(message);
  });

  it('is an error where there is no Kustomize to fetch it', async () => {
    const { code, out } = await runIn(fleetOf(elsewhere), ['validate'], { kustomize: async () => undefined });
    expect([code, out]).toEqual([
      1,
      expect.stringContaining(`whether application till brings a Namespace: ${elsewhere}`),
    ]);
  });
});

function textIn({ out, err }: { readonly out: string; readonly err: string }): string {
  return `${out}${err}`;
}
