import type { Notes } from '../../schedule/oracle.ts';
import type { ClusterReading, Unit } from '../../support/cluster-agent.ts';
import type { Files } from '../../support/fleet.ts';
import { noteOf } from './by-hand.ts';

/** The notes that tell what a cluster has, from the texts of what it applies. */
export function notesIn(files: Files, { variables, units }: ClusterReading): Notes {
  const words = new Map<string, string[]>();
  for (const unit of units) {
    const [namespace = '', application] = unit.name.replace(/^ns-/, '').split('.');
    const own = application === undefined ? namespaceWords(files, unit) : applicationWords(files, unit, application);
    words.set(namespace, [...(words.get(namespace) ?? []), ...own]);
  }
  const values = ['x', 'y', 'name'].map((name): [string, string] => [name, variables.get(`cluster_${name}`) ?? '']);
  return {
    sets: new Map(Array.from(words, ([namespace, all]) => [namespace, noteOf(all)])),
    variables: new Map(values),
  };
}

function namespaceWords(files: Files, { folder }: Unit): string[] {
  const version = /pods: "?(\d)/.exec(files[`${folder}/quota.yaml`] ?? '')?.[1];
  const isKept = files[`${folder}/namespace.yaml`]?.includes('prune: disabled');
  return [`v${version}`, ...(isKept ? [] : ['delete'])];
}

function applicationWords(files: Files, { folder, needs }: Unit, application: string): string[] {
  const text = files[`${folder}/files/apps/${application}/base/config.yaml`] ?? '';
  return [
    `${application}@${/"version":"(\d)/.exec(text)?.[1]}`,
    ...Array.from(text.matchAll(/\$\{cluster_(\w+)\}/g), ([, name]) => `uses:${name}`),
    ...needs.filter((need) => !need.startsWith('ns-')).map((need) => `needs:${need.replace('.', '/')}`),
  ];
}
