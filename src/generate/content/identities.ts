import { parseAllDocuments } from 'yaml';
import { groupOf, isClusterScoped } from '../../model/cluster-scoped.ts';
import { isRecord, valueAt } from '../../model/record.ts';

/**
 * The objects that are written in the files of a content, each by group, kind, namespace and name: those that it brings,
 * and those that it patches. What generators and prefixes make of them is not looked at.
 *
 * @param texts The texts of the files by their paths.
 * @param namespace Where objects go that name none.
 */
export function identitiesIn(texts: ReadonlyMap<string, string>, namespace: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, text] of texts) {
    if (!/\.(ya?ml|json)$/.test(path)) continue;
    for (const document of parseAllDocuments(text)) {
      const identity = document.errors.length > 0 ? undefined : identityOf(document.toJS(), namespace);
      if (identity !== undefined) found.add(identity);
    }
  }
  return found;
}

function identityOf(object: unknown, namespace: string): string | undefined {
  if (!isRecord(object)) return undefined;
  const { apiVersion, kind } = object;
  const name = valueAt(object, ['metadata', 'name']);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const own = valueAt(object, ['metadata', 'namespace']);
  const where = isClusterScoped(apiVersion, kind) ? '' : ` in ${typeof own === 'string' ? own : namespace}`;
  const group = groupOf(apiVersion);
  return `${kind}${group === '' ? '' : `.${group}`} ${name}${where}`;
}
