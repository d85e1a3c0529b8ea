import { readAmount } from '../model/amounts.ts';
import { isBranchName } from '../model/branch-name.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { WrittenItem } from '../model/inventory.ts';
import { type FleetSpec, fleet } from '../model/kinds/fleet.ts';
import type { Fleet, Freezes, Namespace, Policy } from '../model/kinds.ts';
import type { DocumentRef, Path, Place } from '../model/place.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import type { InventoryObjects } from './inventory-objects.ts';

/** What a schema cannot say about an object on its own (RE102). */
export function checkFields({ of }: InventoryObjects): Finding[] {
  return [
    ...of('Fleet').flatMap(checkFleet),
    ...[...of('Fleet'), ...of('Group'), ...of('Cluster')].flatMap(checkFreezes),
    ...of('Namespace').flatMap(checkOverrides),
    ...of('Namespace').flatMap(checkPods),
    ...of('Policy').flatMap(checkRules),
    ...of('Namespace').flatMap(checkRejected),
  ];
}

function checkFleet({ object, source }: WrittenItem<Fleet>): Finding[] {
  const findings: Finding[] = [];
  const { git, delivery } = object.spec;
  if (hasCredentials(git.url)) {
    findings.push({
      rule: schemaRule,
      message: 'spec.git.url holds credentials, and everybody who reads the repository would have them',
      hint: 'Take them out, and name a Secret in spec.git.secret.',
      place: { ...source, path: ['spec', 'git', 'url'] },
    });
  }
  findings.push(...checkBranches(fleet.normalise(object), source));
  if (delivery?.source === 'oci' && delivery.registry === undefined) {
    findings.push({
      rule: schemaRule,
      message: 'spec.delivery.source is oci, and no registry is named',
      hint: 'Name it: registry: oci://registry.example.com/contoso',
      place: { ...source, path: ['spec', 'delivery', 'source'] },
    });
  }
  return findings;
}

/** Generated files have a branch of their own or none: with the same name twice, that would be left to chance. */
function checkBranches({ git, delivery }: FleetSpec, source: DocumentRef): Finding[] {
  const findings = [
    ...checkBranchName(git.branch, { ...source, path: ['spec', 'git', 'branch'] }, 'main'),
    ...checkBranchName(delivery.branch, { ...source, path: ['spec', 'delivery', 'branch'] }, 'live'),
  ];
  if (findings.length > 0 || delivery.branch !== git.branch) return findings;
  return [
    {
      rule: schemaRule,
      message: `spec.delivery.branch is ${git.branch}, the branch of spec.git, where people work`,
      hint: 'Name another branch, which holds generated files alone, or leave spec.delivery.branch out.',
      place: { ...source, path: ['spec', 'delivery', 'branch'] },
    },
  ];
}

function checkBranchName(branch: string | undefined, place: Place, example: string): Finding[] {
  if (branch === undefined || isBranchName(branch)) return [];
  const field = place.path?.join('.');
  const message = `${field} is ${JSON.stringify(branch)}, and Git gives no branch that name`;
  return [{ rule: schemaRule, message, hint: `Name one such as: ${example}`, place }];
}

/** A user alone is none with ssh, if it says nothing: git@. */
function hasCredentials(url: string): boolean {
  const [, scheme, user = '', password] = /^([a-z]+):\/\/(?:([^/@:]*)(?::([^/@]*))?@)?/.exec(url) ?? [];
  return password !== undefined || (scheme !== 'ssh' && user !== '');
}

function checkFreezes({ object, source }: WrittenItem<{ spec?: { freezes?: Freezes } }>): Finding[] {
  const findings: Finding[] = [];
  for (const [index, { from, to }] of (object.spec?.freezes ?? []).entries()) {
    if (from <= to) continue;
    findings.push({
      rule: schemaRule,
      message: `this freeze ends on ${to}, before it begins on ${from}`,
      place: { ...source, path: ['spec', 'freezes', index, 'to'] },
    });
  }
  return findings;
}

/** Two people decided, and Git took both. Who is let in with all others may be turned down. */
function checkRejected({ name, object, source }: WrittenItem<Namespace>): Finding[] {
  const { applications, rejected = [] } = object.spec;
  const findings: Finding[] = [];
  for (const [index, { application }] of rejected.entries()) {
    if (!applications?.includes(application)) continue;
    findings.push({
      rule: schemaRule,
      message: `${application} is admitted in spec.applications and turned down here`,
      hint: `Take one of the two out. To turn it down: resedge set ns/${name} applications-=${application}`,
      place: { ...source, path: ['spec', 'rejected', index, 'application'] },
    });
  }
  return findings;
}

function checkOverrides({ object, source }: WrittenItem<Namespace>): Finding[] {
  return repeated(object.spec.overrides).map(({ name, index }) => ({
    rule: schemaRule,
    message: `there is an override ${name} already`,
    hint: 'Give it another name: variants are named after their overrides.',
    place: { ...source, path: ['spec', 'overrides', index, 'name'] },
  }));
}

function checkRules({ object, source }: WrittenItem<Policy>): Finding[] {
  return repeated(object.spec?.rules).map(({ name, index }) => ({
    rule: schemaRule,
    message: `there is a rule ${name} already`,
    hint: 'Give it another name: what breaks a rule is told by its name.',
    place: { ...source, path: ['spec', 'rules', index, 'name'] },
  }));
}

/** Those whose name another one in front of them has. */
function repeated(list: readonly { readonly name: string }[] = []) {
  const indexed = list.map(({ name }, index) => ({ name, index }));
  return indexed.filter(({ name, index }) => list.findIndex((one) => one.name === name) < index);
}

/** Kubernetes refuses a ResourceQuota with a part of a pod. */
function checkPods({ object, source }: WrittenItem<Namespace>): Finding[] {
  const { quota, overrides = [] } = object.spec;
  const written: (readonly [Path, string | number | undefined])[] = [
    [['spec', 'quota', 'pods'], quota?.pods],
    ...overrides.map((override, index): readonly [Path, string | number | undefined] => [
      ['spec', 'overrides', index, 'quota', 'pods'],
      override.quota?.pods,
    ]),
  ];
  return written.flatMap(([path, pods]) => {
    if ((readAmount(pods) ?? 0n) % 10n ** 9n === 0n) return [];
    return [
      {
        rule: schemaRule,
        message: `the quota for pods is ${pods}, and pods are counted whole`,
        hint: 'Write a whole number.',
        place: { ...source, path },
      },
    ];
  });
}
