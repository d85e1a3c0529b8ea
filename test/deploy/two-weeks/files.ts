import { object } from '../../commands/support.ts';
import { written } from '../../model/time/minutes.ts';
import type { FileChanges } from '../../support/memory-repository.ts';
import { type ApplicationWish, groupOf, type Intent, type NamespaceWish, nameOf, type World } from './world.ts';

/** All files that people write for what they want; those that are not there any more are undefined. */
export function filesOf({ zones }: Pick<World, 'zones'>, intent: Intent): FileChanges {
  const spec = (fields: object) => JSON.stringify(fields);
  const made = Object.entries(intent.clusters).map(([cluster, wish]): [string, string | undefined] => {
    const { state, isRenamed, windows, hold, values } = wish;
    const fields = {
      groups: [groupOf(cluster)],
      timeZone: zones[cluster],
      windows: written(windows),
      values,
      ...(hold && { hold: { reason: 'flood', ...hold } }),
      ...(isRenamed && { formerNames: [cluster] }),
      state,
    };
    const text = state === 'absent' ? undefined : object('Cluster', nameOf(cluster, wish), spec(fields));
    return [`inventory/clusters/${cluster}.yaml`, text];
  });
  const groups = Object.entries(intent.freezes).map(([name, freezes]) => object('Group', name, spec({ freezes })));
  return {
    'resedge.yaml': object('Fleet', 'contoso', '{git: {url: "https://git.example.com/contoso/fleet.git"}}'),
    'inventory/groups.yaml': groups.join('---\n'),
    ...Object.fromEntries(made),
    ...Object.fromEntries(
      Object.entries(intent.namespaces).map(([name, wish]) => [
        `inventory/namespaces/${name}.yaml`,
        wish.isThere ? namespaceFile(name, wish, intent) : undefined,
      ]),
    ),
    ...Object.assign({}, ...Object.entries(intent.applications).map(([name, wish]) => applicationFiles(name, wish))),
  };
}

function namespaceFile(name: string, wish: NamespaceWish, intent: Intent): string {
  const selected = wish.clusters.filter((cluster) => intent.clusters[cluster]?.state !== 'absent');
  const terms = selected.map((cluster) => `/c/${nameOf(cluster, intent.clusters[cluster] ?? { isRenamed: false })}`);
  const admitted = Object.entries(intent.applications).filter(([, { home }]) => home === name);
  const fields = {
    clusters: terms.length === 0 ? 'none' : terms.join(' or '),
    applications: admitted.map(([application]) => application),
    quota: { pods: String(wish.version) },
    onRemove: wish.onRemove,
    ...(wish.windows && { windows: written(wish.windows) }),
  };
  return object('Namespace', name, JSON.stringify(fields));
}

function applicationFiles(name: string, { home, version, uses, needs }: ApplicationWish): FileChanges {
  const data = { version: `${version}`, ...Object.fromEntries(uses.map((use) => [use, `\${cluster_${use}}`])) };
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
  const isThere = home !== undefined;
  const spec = JSON.stringify({ path: `apps/${name}`, namespace: home, dependsOn: needs });
  return {
    [`inventory/applications/${name}.yaml`]: isThere ? object('Application', name, spec) : undefined,
    [`apps/${name}/base/kustomization.yaml`]: isThere ? 'resources: [config.yaml]\n' : undefined,
    [`apps/${name}/base/config.yaml`]: isThere ? `${JSON.stringify(config)}\n` : undefined,
  };
}
