import { toList, toRecords } from '../../model/record.ts';
import { type FixedField, fieldOf, fixed, fixedSet, type Manifest, onlyIf, refusedIf } from './fixed-field.ts';

const roleRef = fixed('roleRef', { defaults: [['apiGroup', 'rbac.authorization.k8s.io']] });

/** Objects that neither run nor store anything, by `group/kind`. */
export const otherKinds: Readonly<Record<string, readonly FixedField[]>> = {
  '/Service': [
    refusedIf('spec.clusterIP', changesAddress),
    refusedIf('spec.ipFamilies', changesFamily),
    refusedIf('spec.type', isExposedHeadless),
    onlyIf((was, is) => [was, is].every(isBalanced), fixed('spec.loadBalancerClass')),
  ],
  '/ResourceQuota': [fixedSet('spec.scopes')],
  'rbac.authorization.k8s.io/RoleBinding': [roleRef],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [roleRef],
  'scheduling.k8s.io/PriorityClass': [
    fixed('value', { default: 0 }),
    fixed('preemptionPolicy', { default: 'PreemptLowerPriority' }),
  ],
  'node.k8s.io/RuntimeClass': [fixed('handler')],
  'networking.k8s.io/IngressClass': [fixed('spec.controller')],
  'discovery.k8s.io/EndpointSlice': [fixed('addressType')],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    ...['group', 'scope', 'names.kind', 'names.plural'].map((field) => fixed(`spec.${field}`)),
    refusedIf('spec.versions', losesStored),
  ],
};

function addressOf(service: Manifest): unknown {
  return fieldOf(service, 'spec.clusterIP') ?? toList(fieldOf(service, 'spec.clusterIPs'))[0];
}

function typeOf(service: Manifest): unknown {
  return fieldOf(service, 'spec.type') ?? 'ClusterIP';
}

/** What is left out stays as it is; a Service that is a name somewhere else has no address. */
function changesAddress(was: Manifest, is: Manifest): boolean {
  const address = addressOf(is);
  if (address === undefined || address === '' || [was, is].some((one) => typeOf(one) === 'ExternalName')) return false;
  return address !== addressOf(was);
}

function changesFamily(was: Manifest, is: Manifest): boolean {
  const [had, has] = [was, is].map((service) => toList(fieldOf(service, 'spec.ipFamilies'))[0]);
  return had !== undefined && has !== undefined && had !== has;
}

function isExposedHeadless(was: Manifest, is: Manifest): boolean {
  return addressOf(was) === 'None' && ['NodePort', 'LoadBalancer'].some((type) => type === typeOf(is));
}

function isBalanced(service: Manifest): boolean {
  return typeOf(service) === 'LoadBalancer';
}

/** The version that is stored may be another one, but the old one has to stay. */
function losesStored(was: Manifest, is: Manifest): boolean {
  const [had, has] = [was, is].map((definition) => toRecords(fieldOf(definition, 'spec.versions')));
  const stored = had?.filter(({ storage }) => storage === true) ?? [];
  return stored.some(({ name }) => !has?.some((version) => version['name'] === name));
}
