import { describe, expect, it } from 'vitest';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import { createRepository, runGit } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { cluster, object, quietFleet, runIn } from './support.ts';

type Files = Readonly<Record<string, string>>;

/** `file:line rule message (hint)`, a line each, for a fleet with these files. */
async function findings(files: Files, ...words: string[]): Promise<string[]> {
  const folder = createRepository({ ...quietFleet, ...files });
  return findingsIn(folder, realKustomize, ...words);
}

async function findingsIn(
  folder: string,
  kustomize: () => Promise<Kustomize | undefined>,
  ...words: string[]
): Promise<string[]> {
  const { out } = await runIn(folder, ['validate', '-o', 'json', ...words], { kustomize });
  const { items }: { items: Record<string, string>[] } = JSON.parse(out);
  return items.map(
    ({ file, line, rule, message, hint }) => `${file}:${line} ${rule} ${message}${hint ? ` (${hint})` : ''}`,
  );
}

/** The manifest of the application till. */
function till(text: string): Files {
  return { 'apps/till/base/config.yaml': text };
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\n';

describeWithKustomize('validate, of what clusters get', () => {
  it('finds a variable that some clusters have no value for', async () => {
    const files = {
      ...till(`${configMap}data:\n  tax: "\${cluster_tax} %"\n`),
      ...cluster('e1', 'stores/east', ', values: {tax: 9}'),
    };
    expect(await findings(files)).toEqual([
      'apps/till/base/config.yaml:5 RE403 ${cluster_tax} has no value on 3 clusters (e2, w1, w2): ConfigMap/till of application till cannot be applied there (Give it a value in resedge.yaml, a group or the cluster (spec.values.tax), or a default: ${cluster_tax:=…}.)',
    ]);
  });

  it('knows a slip, and a variable that a default stands in for', async () => {
    const files = {
      ...till(`${configMap}data:\n  a: "\${cluster_nmae}"\n  b: "\${cluster_tax:=9}%"\n  c: "\${app_none:-x}"\n`),
    };
    expect(await findings(files)).toEqual([expect.stringContaining('(Did you mean ${cluster_name}? Give it a value')]);
  });

  it('points at the line of a script that a generator takes in, and says how to escape', async () => {
    const files = {
      ...till(`${configMap}data: {a: b}\n`),
      'apps/till/base/kustomization.yaml':
        'resources: [config.yaml]\nconfigMapGenerator: [{name: script, files: [run.sh]}]\n',
      'apps/till/base/run.sh': '#!/bin/sh\necho $${ESCAPED}\ncd ${HOME}\n',
    };
    expect(await findings(files)).toEqual([
      expect.stringMatching(
        /^apps\/till\/base\/run.sh:3 RE403 \$\{HOME\} has no value on 4 clusters .*\(Where a script or another program is to read it, write \$\$\{HOME\}: Flux turns \$\$ into \$\. Or annotate/,
      ),
    ]);
    const form = till(`${configMap}data:\n  run.sh: |\n    echo \${FOO-bar}\n`);
    expect(await findings(form)).toEqual([
      expect.stringMatching(
        /config.yaml:6 RE403 Flux cannot read \$\{FOO-bar\} in ConfigMap\/till of .*: missing closing brace/,
      ),
    ]);
  });

  it('finds values that turn text into something else, where Kubernetes wants text', async () => {
    const files = {
      ...till(`apiVersion: v1
kind: Pod
metadata: {name: till}
spec:
  priority: \${cluster_number}
  containers:
    - name: till
      image: till
      env:
        - {name: STORE, value: "\${cluster_number}"}
        - {name: SAFE, value: "store-\${cluster_number}"}
        - name: QUOTED
          value: \${quote:="}\${cluster_number}\${quote:="}
`),
      ...cluster('e1', 'stores/east', ', values: {number: "0077"}'),
      ...cluster('e2', 'stores/east', ', values: {number: "on"}'),
      ...cluster('w1', 'stores/west', ', values: {number: x7}'),
      ...cluster('w2', 'stores/west', ', values: {number: "2301"}'),
    };
    const field = 'and Kubernetes wants text: Pod/till of application till, spec.containers.0.env.0.value';
    const hint = '(Put quotes there that Kustomize does not drop: ${quote:="}${cluster_number}${quote:="}.)';
    expect(await findings(files)).toEqual([
      `apps/till/base/config.yaml:10 RE408 \${cluster_number} makes the number 63, ${field}, on 2 clusters (e1, w2) ${hint}`,
      `apps/till/base/config.yaml:10 RE408 \${cluster_number} makes true, ${field}, on cluster e2 ${hint}`,
    ]);
  });

  it('finds values that break the YAML, in any field, and names that Kubernetes refuses', async () => {
    const files = {
      ...till(
        'apiVersion: example.com/v1\nkind: Till\nmetadata: {name: "till-${cluster_city}"}\nspec: {a: "x ${cluster_city}"}\n',
      ),
      ...cluster('e1', 'stores/east', ', values: {city: "New: York"}'),
      ...cluster('e2', 'stores/east', ', values: {city: Nola}'),
      ...cluster('w1', 'stores/west', ', values: {city: nola}'),
      ...cluster('w2', 'stores/west', ', values: {city: la-9}'),
    };
    const lines = await findings(files);
    const errors = lines.filter((line) => !line.includes('may be refused'));
    expect(errors.map((line) => line.replace(/ \(.*/s, ''))).toEqual([
      'apps/till/base/config.yaml:3 RE408 ${cluster_city} breaks the YAML',
      'apps/till/base/config.yaml:3 RE411 ${cluster_city} makes the name "till-Nola", which Kubernetes refuses: Till/till-${cluster_city} of application till, metadata.name, on cluster e2',
      'apps/till/base/config.yaml:4 RE408 ${cluster_city} breaks the YAML',
    ]);
  });

  it('says what Kustomize says, once, at the file of the owner', async () => {
    const kustomization = 'resources: [config.yaml]\nconfigMapGenerator: [{name: other, behavior: merge}]\n';
    expect(await findings({ 'apps/till/base/kustomization.yaml': kustomization })).toEqual([
      expect.stringMatching(
        /^apps\/till\/base\/kustomization.yaml:1 RE402 Kustomize cannot build variant base of application till: .*other/,
      ),
    ]);
    const missing = { 'apps/till/base/kustomization.yaml': 'resources: [gone.yaml]\n' };
    const lines = await findings(missing);
    expect(lines).toHaveLength(1);
  });

  it('leaves alone what the application or an annotation leaves to others', async () => {
    const text = `${configMap}data: {a: "\${HOME} \${FOO-bar}"}\n`;
    const application = object('Application', 'till', '{path: apps/till, namespace: shop, substitute: false}');
    expect(await findings({ ...till(text), 'inventory/till.yaml': application })).toEqual([]);
    const annotated = text.replace(
      '{name: till}',
      '{name: till, labels: {kustomize.toolkit.fluxcd.io/substitute: disabled}}',
    );
    expect(await findings(till(annotated))).toEqual([]);
    expect(await findings(till(text), '--no-render')).toEqual([]);
  });

  it('checks what is staged, and builds nothing twice', async () => {
    const folder = createRepository({ ...quietFleet, ...till(`${configMap}data: {a: "\${HOME}"}\n`) });
    const builds: string[] = [];
    const kustomize = async () => counted(await realKustomize(), builds);
    expect(await findingsIn(folder, kustomize, '--staged')).toHaveLength(1);
    expect(builds.sort()).toEqual(['applications/till/base', 'namespaces/shop/base']);
    expect(await findingsIn(folder, kustomize)).toHaveLength(1);
    expect(builds).toHaveLength(2);
    runGit(folder, 'rm', '--quiet', '--cached', 'inventory/till.yaml');
    expect(await findingsIn(folder, kustomize, '--staged')).toEqual([expect.stringContaining('RE202')]);
  });

  it('counts what SOPS encrypted', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: "${x}"}\nsops: {mac: x}\n';
    const folder = createRepository({ ...quietFleet, ...till(secret) });
    const run = await runIn(folder, ['validate'], { kustomize: realKustomize });
    expect(run).toMatchObject({ code: 0, err: '1 encrypted by SOPS: not checked\n' });
  });
});

function counted(kustomize: Kustomize | undefined, builds: string[]): Kustomize | undefined {
  return (
    kustomize && {
      identity: kustomize.identity,
      async open() {
        const workspace = await kustomize.open();
        return {
          ...workspace,
          build(folder) {
            builds.push(folder);
            return workspace.build(folder);
          },
        };
      },
    }
  );
}

describe('validate without Kustomize', () => {
  it('says what was not checked', async () => {
    const { code, err } = await runIn(createRepository(quietFleet), ['validate']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Manifests were not checked: there is neither kustomize (5.5 or later) nor kubectl (1.32 or later) on the PATH.\n',
    });
    expect((await runIn(createRepository(quietFleet), ['validate', '--no-render'])).err).toBe('');
  });
});

describe('valuesSchema', () => {
  const schema =
    '{required: [number], properties: {number: {type: string, pattern: "^[0-9]+$"}, size: {type: integer}}}';
  const fleet = (values: string, wanted = schema) => ({
    'resedge.yaml': object(
      'Fleet',
      'contoso',
      `{git: {url: https://git.example.com/contoso/fleet.git}, values: ${values}, valuesSchema: ${wanted}}`,
    ),
  });

  it('is held against what each cluster has in the end, and found where the value stands', async () => {
    const files = {
      ...fleet('{number: "1", size: small}'),
      ...cluster('e1', 'stores/east', ', values: {number: x12, size: 3}'),
    };
    expect(await findings(files, '--no-render')).toEqual([
      'inventory/clusters/e1.yaml:4 RE102 among the values of e1: number cannot be "x12" (What valuesSchema wants: {"type":"string","pattern":"^[0-9]+$"})',
      expect.stringMatching(
        /^resedge.yaml:4 RE102 among the values of e2 and 2 more: size must be a whole number, not text/,
      ),
    ]);
  });

  it('names values that are missing, and a schema that is none', async () => {
    expect(await findings(fleet('{}'), '--no-render')).toEqual([
      expect.stringMatching(/^resedge.yaml:4 RE102 among the values of e1 and 3 more: number is missing/),
    ]);
    expect(await findings(fleet('{}', '{properties: 7}'), '--no-render')).toEqual([
      expect.stringMatching(/^resedge.yaml:4 RE102 this is no JSON Schema of draft 7: /),
    ]);
  });
});
