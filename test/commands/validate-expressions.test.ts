import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { quietFleet, runIn } from './support.ts';

type Files = Readonly<Record<string, string>>;

/** A repository in which the base of the application till has these files. */
function fleetWith(files: Files): string {
  const below = Object.entries(files).map(([path, text]) => [`apps/till/base/${path}`, text]);
  return createRepository({ ...quietFleet, ...Object.fromEntries(below) });
}

/** `file:line rule message`, a line each, for the application till with these files. */
async function findings(files: Files): Promise<string[]> {
  const { out } = await runIn(fleetWith(files), ['validate', '-o', 'json'], { kustomize: realKustomize });
  const { items }: { items: Record<string, string>[] } = JSON.parse(out);
  return items.map(
    ({ file, line, rule, message }) => `${file?.slice('apps/till/base/'.length)}:${line} ${rule} ${message}`,
  );
}

const onAll = 'on 4 clusters (e1, e2, w1 and 1 more)';

describeWithKustomize('validate, of expressions', () => {
  it('names each one that Flux cannot read, and each without a value, at its own line of a block', async () => {
    const lines = [
      'a: "${__data.fields.Time}"',
      'b: ${cluster_name}',
      'c: ${cluster_none}',
      'd: ${other-name}',
      'e: ${cluster_none}',
    ];
    const block = lines.map((line) => `    ${line}\n`).join('');
    const text = `# \${other-name} was here\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata:\n  d.yaml: |\n${block}`;
    expect(await findings({ 'config.yaml': text })).toEqual([
      expect.stringMatching(/^config.yaml:7 RE403 Flux cannot read \$\{__data.fields.Time\} in ConfigMap\/till/),
      expect.stringMatching(/^config.yaml:9 RE403 \$\{cluster_none\} has no value on/),
      expect.stringMatching(/^config.yaml:10 RE403 Flux cannot read \$\{other-name\} in ConfigMap\/till/),
      expect.stringMatching(/^config.yaml:11 RE403 \$\{cluster_none\} has no value on/),
    ]);
  });

  it('finds them in what a generator takes in, comments included, and what a program there was to read', async () => {
    const run = [
      '#!/bin/sh',
      'echo $$ > /run/pid',
      'psql "${DB:-pos}"',
      ': "${TMP:=/tmp}"',
      'echo ${KEPT:=x} $$$$ $${HOME} $(date) $1',
    ];
    const found = await findings({
      'kustomization.yaml':
        'configMapGenerator: [{name: script, files: [run.sh, settings.yaml], options: {disableNameSuffixHash: true}}]\n',
      'run.sh': `${run.join('\n')}\n`,
      'settings.yaml': 'a: b\n# set ${cluster_none} before\n',
    });
    expect(found).toEqual([
      'run.sh:2 RE414 Flux makes one $ of $$ in ConfigMap/script of application till',
      'run.sh:3 RE414 Flux writes "pos" in the place of ${DB:-pos} in ConfigMap/script of application till, before the program there reads it',
      'run.sh:4 RE414 Flux writes "/tmp" in the place of ${TMP:=/tmp} in ConfigMap/script of application till, before the program there reads it',
      expect.stringMatching(/^settings.yaml:2 RE403 \$\{cluster_none\} has no value on/),
    ]);
  });

  it('says nothing of defaults that are for Flux, wherever a value is one expression or one line', async () => {
    const container = '{name: c, image: "till:${TAG:-1}", env: [{name: A, value: "${LEVEL:-info}"}]}';
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: till}\nspec: {containers: [${container}]}\n`;
    const config =
      '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {level: "${LEVEL:-info}", two: "${A:=a} ${B:=b}"}\n';
    expect(await findings({ 'config.yaml': pod + config })).toEqual([]);
    const shell = pod.replace('env: [', 'args: ["echo ${LEVEL:-info} $$(A)"], env: [');
    expect((await findings({ 'config.yaml': shell })).map((line) => line.slice(0, 19))).toEqual([
      'config.yaml:4 RE414',
      'config.yaml:4 RE414',
    ]);
  });

  it('says of a variable of the fleet in a Secret that it is encoded first, without showing what is in there', async () => {
    const files = {
      'kustomization.yaml':
        'resources: [config.yaml]\nsecretGenerator: [{name: conn, literals: ["URL=https://${cluster_name}/"], envs: [db.env], files: [go.sh]}]\n',
      'db.env': 'PASSWORD=hunter2\nHOST=db.${cluster_name}\n',
      'go.sh': 'cd ${HOME}; echo $$\n',
      'config.yaml': `apiVersion: v1
kind: Secret
metadata: {name: till}
data: {a: ${Buffer.from('x ${namespace_name}').toString('base64')}}
stringData: {b: "\${cluster_name}"}
`,
    };
    const folder = fleetWith(files);
    const { code, out } = await runIn(folder, ['validate'], { kustomize: realKustomize });
    const places = out.split('\n').filter((line) => /^apps.* RE/.test(line));
    expect(places.map((line) => line.replace(/-[a-z0-9]{10} /, '-HASH '))).toEqual([
      'apps/till/base/config.yaml:4:11 RE403 error  ${namespace_name} is never replaced in Secret/till of application till: it is encoded before Flux looks',
      'apps/till/base/db.env:2:9 RE403 error  ${cluster_name} is never replaced in Secret/conn-HASH of application till: it is encoded before Flux looks',
      'apps/till/base/kustomization.yaml:2:56 RE403 error  ${cluster_name} is never replaced in Secret/conn-HASH of application till: it is encoded before Flux looks',
    ]);
    expect(code).toBe(1);
    expect(out).not.toContain('hunter2');
  });

  it('tells who has variables of another repository to rename them', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {host: "till.${SECRET_DOMAIN}"}\n';
    const folder = fleetWith({ 'config.yaml': text });
    const { out } = await runIn(folder, ['validate'], { kustomize: realKustomize });
    expect(out).toContain(
      'write ${app_SECRET_DOMAIN}, and give it a value in the application (spec.values.SECRET_DOMAIN)',
    );
  });

  it('finds keys and names that Kubernetes refuses', async () => {
    const found = await findings({
      'kustomization.yaml':
        'resources: [config.yaml]\nconfigMapGenerator: [{name: prices, files: ["price list.txt", ok_1.TXT], options: {disableNameSuffixHash: true}}]\n',
      'price list.txt': 'x\n',
      'ok_1.TXT': 'x\n',
      'config.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: Till_1}\nstringData: {"a/b": x, ..c: y, .d: z}\n',
    });
    expect(found).toEqual([
      `config.yaml:3 RE411 Kubernetes refuses the name of Secret/Till_1 of application till, ${onAll}`,
      `config.yaml:4 RE411 Kubernetes refuses the key "a/b" in Secret/Till_1 of application till, ${onAll}`,
      `config.yaml:4 RE411 Kubernetes refuses the key "..c" in Secret/Till_1 of application till, ${onAll}`,
      `kustomization.yaml:2 RE411 Kubernetes refuses the key "price list.txt" in ConfigMap/prices of application till, ${onAll}`,
    ]);
  });

  it('counts what charts install, which it cannot see; so does a plan', async () => {
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: till}\nspec: {interval: 5m, chartRef: {kind: OCIRepository, name: till}}\n';
    const folder = fleetWith({ 'config.yaml': release });
    const unseen = '1 HelmRelease: what it installs is not checked\n';
    expect((await runIn(folder, ['validate'], { kustomize: realKustomize })).err).toBe(unseen);
    const plan = () => runIn(folder, ['plan', '--base', 'HEAD'], { kustomize: realKustomize });
    expect((await plan()).err).toBe('');
    writeFileSync(join(folder, 'apps/till/base/config.yaml'), release.replace('5m', '6m'));
    expect((await plan()).err).toBe(unseen);
  });
});
