import type { LoadedFile } from '../load/source-files.ts';
import { syntaxFindings } from '../load/syntax-findings.ts';
import { by } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item, Manifests } from '../model/inventory.ts';
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
    ...checkFormerNames(objects.clusters),
    ...checkRingOrder(objects.rings),
    ...checkReferences(objects, found),
    ...checkPaths(objects, manifests),
  ];
  const unread = files.filter((file) => file.parsed.problems.length > 0);
  const syntax = unread.flatMap((file) => syntaxFindings(file.path, file.parsed));
  const findings = [...syntax, ...schemaFindings, ...nameFindings, ...objectFindings, ...checkFleetFile(files)];
  const kept = leaveOut(named, objectFindings);
  return { inventory: toInventory(kept === named ? objects : groupByKind(kept), manifests), findings };
}

function toInventory({ fleets, rings, ...objects }: InventoryObjects, manifests: Manifests): Inventory | undefined {
  const fleet = fleets[0];
  if (!fleet) return undefined;
  return {
    fleet,
    clusters: sorted(objects.clusters),
    groups: sorted(objects.groups),
    applications: sorted(objects.applications),
    namespaces: sorted(objects.namespaces),
    policies: sorted(objects.policies),
    rings: [...rings].sort((a, b) => a.object.spec.order - b.object.spec.order),
    expectations: sorted(objects.expectations),
    manifests,
  };
}

function sorted<T extends Item<unknown>>(items: readonly T[]): T[] {
  return [...items].sort(by((item) => item.name));
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
