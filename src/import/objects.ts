import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { argocd } from './argocd.ts';
import { flatFields } from './flat-fields.ts';
import { kubeconfig } from './kubeconfig.ts';
import type { ManifestObject, ObjectFormat, ObjectReader } from './object-reader.ts';
import { openClusterManagement } from './open-cluster-management.ts';
import { rancher } from './rancher.ts';
import type { RawRow, Table, TableProblem } from './table.ts';

export type { ObjectFormat } from './object-reader.ts';

/** Plain data, and where it stands in its file. */
export interface PlacedValue {
  readonly value: unknown;
  readonly at: Path;
  /** The text of numbers, by JSON pointer, if it is not what JavaScript would print. */
  readonly numbers?: Readonly<Record<string, string>> | undefined;
}

const readers: readonly ObjectReader[] = [kubeconfig, argocd, rancher, openClusterManagement];

/** The clusters in values of JSON or YAML: objects of resedge, of other systems, or plain maps. `only` admits one system alone. */
export function readClusterObjects(
  values: Iterable<PlacedValue>,
  only: ObjectFormat | undefined,
): Pick<Table, 'rows' | 'problems' | 'passedOver' | 'isSecret'> {
  const rows: RawRow[] = [];
  const problems: TableProblem[] = [];
  const passedOver = new Map<string, number>();
  let isSecret = false;
  for (const placed of values) {
    for (const { object, at, numbers, pointer } of objectsIn(placed)) {
      const reader = isRecord(object) ? readers.find((one) => one.matches(object)) : undefined;
      if (isRecord(object) && reader && (only === undefined || reader.format === only)) {
        isSecret ||= reader.isSecret;
        for (const row of reader.read(object)) rows.push({ at: [...at, ...row.at], fields: row.fields });
      } else if (isRecord(object) && object['kind'] === 'Secret') {
        isSecret = true;
        passedOver.set('Secret', (passedOver.get('Secret') ?? 0) + 1);
      } else if (isRecord(object) && only === undefined && isOurs(object)) {
        rows.push({ at, fields: flatFields(object, numbers, pointer) });
      } else {
        problems.push({ place: { at }, ...refusal(object, only) });
      }
    }
  }
  return { rows, problems, passedOver, isSecret };
}

interface PlacedObject {
  readonly object: unknown;
  readonly at: Path;
  readonly numbers: PlacedValue['numbers'];
  /** Where the object is, as the numbers name it. */
  readonly pointer: string;
}

/** Lists of any kind, unfolded. */
function* objectsIn({ value, at, numbers }: PlacedValue, pointer = ''): Iterable<PlacedObject> {
  const items = Array.isArray(value) ? value : isRecord(value) && isList(value) ? value['items'] : undefined;
  if (!Array.isArray(items)) {
    yield { object: value, at, numbers, pointer };
    return;
  }
  const step = Array.isArray(value) ? [] : ['items'];
  const prefix = Array.isArray(value) ? pointer : `${pointer}/items`;
  for (const [index, item] of items.entries())
    yield* objectsIn({ value: item, at: [...at, ...step, index], numbers }, `${prefix}/${index}`);
}

function isList({ kind, items }: ManifestObject): boolean {
  return Array.isArray(items) && (kind === undefined || (typeof kind === 'string' && kind.endsWith('List')));
}

/** A Cluster of resedge, or a map that says nothing of kinds: a row. */
function isOurs({ apiVersion, kind }: ManifestObject): boolean {
  if (apiVersion === undefined && kind === undefined) return true;
  return kind === 'Cluster' && typeof apiVersion === 'string' && apiVersion.startsWith('resedge.dev/');
}

function refusal(object: unknown, only: ObjectFormat | undefined): { message: string; hint: string } {
  const reader = readers.find(({ format }) => format === only);
  const hint = reader
    ? `With --from ${reader.format} each object is ${reader.name}.`
    : 'What is read: maps with a name, Clusters of resedge, a kubeconfig, and what Argo CD, Rancher Fleet and Open Cluster Management call a cluster.';
  if (!isRecord(object)) return { message: 'this is no cluster: it is not a map', hint };
  const { apiVersion, kind } = object;
  if (kind === undefined) return { message: 'this is no cluster: it has no kind', hint };
  const isRancher = kind === 'Cluster' && /^(provisioning|management)\.cattle\.io\//.test(textOf(apiVersion));
  return {
    message: `the kind ${textOf(kind)} of ${textOf(apiVersion)} is not read`,
    hint: isRancher ? 'Read the clusters of Rancher Fleet: kubectl get clusters.fleet.cattle.io -A -o yaml' : hint,
  };
}
