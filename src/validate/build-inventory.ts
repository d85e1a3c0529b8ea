import type { LoadedFile } from '../load/source-files.ts';
import { syntaxFindings } from '../load/syntax-findings.ts';
import { by } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import {
  assembleInventory,
  type Inventory,
  type ItemOf,
  type KindName,
  type Kinds,
  type Manifests,
  type WrittenItem,
} from '../model/inventory.ts';
import { normalise } from '../model/kinds/index.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { checkFields } from './check-fields.ts';
import { checkFormerNames, checkNames, checkRingOrder } from './check-names.ts';
import { checkPaths } from './check-paths.ts';
import { checkReferences } from './check-references.ts';
import { type FoundObject, findObjects, type Refused } from './found-objects.ts';
import { groupByKind, type InventoryObjects } from './inventory-objects.ts';

export interface InventorySources {
  /** resedge.yaml and the YAML below inventory/ and expectations/. */
  readonly files: readonly LoadedFile[];
  /** What checkSchemas found in them. */
  readonly schemaFindings: readonly Finding[];
  readonly manifests: Manifests;
}

/**
 * Puts the inventory together and finds what is wrong with it as a whole. What an error stands in is left out; the
 * rest is an inventory all the same, unless there is no Fleet.
 */
export function buildInventory({ files, schemaFindings, manifests }: InventorySources): {
  inventory: Inventory | undefined;
  findings: Finding[];
} {
  const found = findObjects(files, refusedBy(schemaFindings));
  const nameFindings = checkNames(found.valid);
  const named = leaveOut(found.valid, nameFindings);
  const objects = groupByKind(named);
  const objectFindings = [
    ...checkFields(objects),
    ...checkFormerNames(objects.of('Cluster')),
    ...checkRingOrder(objects.of('Ring')),
    ...checkReferences(objects, found),
    ...checkPaths(objects, manifests),
  ];
  const unread = files.filter((file) => file.parsed.problems.length > 0);
  const syntax = unread.flatMap((file) => syntaxFindings(file.path, file.parsed));
  const findings = [...syntax, ...schemaFindings, ...nameFindings, ...objectFindings, ...checkFleetFile(files)];
  const kept = leaveOut(named, objectFindings);
  return { inventory: toInventory(kept === named ? objects : groupByKind(kept), manifests), findings };
}

function toInventory(objects: InventoryObjects, manifests: Manifests): Inventory | undefined {
  const [fleet] = objects.of('Fleet');
  if (!fleet) return undefined;
  const inventory = assembleInventory(withSpec(fleet, 'Fleet'), manifests, (kind) => {
    const items = objects.of(kind).map((item) => withSpec(item, kind));
    return items.sort(by(({ name }) => name));
  });
  return { ...inventory, rings: [...inventory.rings].sort((a, b) => a.spec.order - b.spec.order) };
}

function withSpec<K extends KindName>(item: WrittenItem<Kinds[K]>, kind: K): ItemOf<K> {
  const { name, object, source, numbers } = item;
  const whole = { name, object, spec: normalise(kind, object), source };
  return numbers === undefined ? whole : { ...whole, numbers };
}

function leaveOut(objects: readonly FoundObject[], findings: readonly Finding[]): readonly FoundObject[] {
  if (findings.length === 0) return objects;
  const isRefused = refusedBy(findings);
  return objects.filter(({ file, document }) => !isRefused(file, document.index));
}

/** The documents that errors stand in. */
function refusedBy(findings: readonly Finding[]): Refused {
  const refused = new Set<string>();
  for (const { rule, severity, place } of findings) {
    if ((severity ?? rule.severity) === 'error') refused.add(`${place.file}\n${place.document ?? 0}`);
  }
  return (file, document) => refused.size > 0 && refused.has(`${file}\n${document}`);
}

function checkFleetFile(files: readonly LoadedFile[]): Finding[] {
  const file = files.find(({ path }) => path === 'resedge.yaml');
  if (file && file.parsed.documents.length + file.parsed.problems.length > 0) return [];
  const message = file ? 'resedge.yaml is empty: there is no Fleet' : 'there is no resedge.yaml';
  return [{ rule: schemaRule, message, hint: 'Make one: resedge init', place: { file: 'resedge.yaml' } }];
}
