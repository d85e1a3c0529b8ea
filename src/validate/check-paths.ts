import type { Finding } from '../model/diagnostic.ts';
import type { Manifests } from '../model/inventory.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { nearest } from '../model/nearest.ts';
import { lastName, parentOf } from '../model/paths.ts';
import type { DocumentRef, Place } from '../model/place.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { pathMissing } from '../model/rules/re401-path-missing.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { pathEscapes } from '../model/rules/re406-path-escapes.ts';
import { leftAlone } from '../model/variable-language.ts';
import type { InventoryObjects } from './inventory-objects.ts';

/**
 * Paths of applications and policies that are elsewhere (RE406) or have nothing to build (RE401); and what is wrong
 * with the kustomizations of policies.
 */
export function checkPaths({ of }: InventoryObjects, manifests: Manifests): Finding[] {
  const findings: Finding[] = [];
  for (const { object, source } of of('Application')) {
    const place = { ...source, path: ['spec', 'path'] };
    findings.push(...checkPath(object.spec.path, 'apps', 'base', place, manifests));
  }
  for (const { object, source } of of('Policy')) {
    const path = object.spec?.path;
    if (path === undefined) continue;
    const problems = checkPath(path, 'policies', '', { ...source, path: ['spec', 'path'] }, manifests);
    findings.push(...problems);
    const folder = problems.length === 0 ? manifests.kustomization(path) : undefined;
    if (!folder) continue;
    findings.push(...folder.findings);
    if (folder.kind === 'Component') findings.push(...checkComponent(folder, object.spec?.substitute, source));
  }
  return findings;
}

/** Fields of a Component that reach all objects of a namespace, and give them another name or place. */
const moving = ['namespace', 'namePrefix', 'nameSuffix'] as const;

/** What a Component cannot do as a policy: it is put on everything that the namespace is. */
function checkComponent(
  { folder, file, content }: KustomizeFolder,
  substitute: boolean | undefined,
  source: DocumentRef,
): Finding[] {
  const findings: Finding[] = moving
    .filter((field) => content[field])
    .map((field) => ({
      rule: kustomizationInvalid,
      message: `${field} in the Component ${folder} would move what the namespace itself is made of`,
      hint: 'Remove it: objects without a namespace get this one, and names are written into the objects.',
      place: { file, document: 0, path: [field], key: true },
    }));
  if (substitute !== false) return findings;
  return [
    ...findings,
    {
      rule: kustomizationInvalid,
      message: `${folder} is a Component, for which there is no substitute: false: it changes objects that need their variables`,
      hint: `Remove it; objects that it brings can say ${leftAlone.key}: ${leftAlone.value} themselves.`,
      place: { ...source, path: ['spec', 'substitute'] },
    },
  ];
}

/** `below` is the folder in it that needs a kustomization; empty: itself. */
function checkPath(
  path: string,
  top: 'apps' | 'policies',
  below: string,
  place: Place,
  manifests: Manifests,
): Finding[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  const isInside = !path.startsWith('/') && !names.includes('..') && names[0] === top && names.length > 1;
  if (!isInside) {
    return [
      { rule: pathEscapes, message: `${path} is not below ${top}/`, hint: `Write a path such as ${top}/name.`, place },
    ];
  }
  const plain = names.join('/');
  if (plain !== path)
    return [
      { rule: schemaRule, message: `${path} is not the plain form of this path`, hint: `Write ${plain}.`, place },
    ];
  if (!manifests.has(path)) return [missingFolder(path, place, manifests)];
  const folder = below === '' ? path : `${path}/${below}`;
  const found = manifests.kustomization(folder);
  if (found?.kind === 'Component' && top === 'apps') {
    const message = `${folder} is a Component, which Kustomize does not build on its own`;
    return [
      {
        rule: kustomizationInvalid,
        message,
        hint: 'Write kind: Kustomization.',
        place: { file: found.file, document: 0, path: ['kind'] },
      },
    ];
  }
  if (found) return [];
  return [
    {
      rule: pathMissing,
      message: `there is no ${folder}/kustomization.yaml`,
      hint: 'Create it, or correct the path.',
      place,
    },
  ];
}

function missingFolder(path: string, place: Place, manifests: Manifests): Finding {
  const parent = parentOf(path);
  const near = nearest(lastName(path), manifests.folders(parent));
  const hint = near ? `Did you mean ${parent}/${near}?` : 'Create it, or correct the path.';
  return { rule: pathMissing, message: `there is no folder ${path}`, hint, place };
}
