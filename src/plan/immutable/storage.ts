import { parseQuantity } from '../../model/quantity.ts';
import { isRecord, toRecord } from '../../model/record.ts';
import { scalarText } from '../../model/text-of.ts';
import { firstDifference } from './first-difference.ts';
import { type FixedField, fieldOf, fixed, fixedSet, type Manifest, oncePut, onlyIf, refusedIf } from './fixed-field.ts';

/** Objects that store something, by `group/kind`. */
export const storage: Readonly<Record<string, readonly FixedField[]>> = {
  '/ConfigMap': sealed(['data', 'binaryData']),
  '/Secret': [fixed('type', { default: 'Opaque' }), ...sealed(['data'])],
  '/PersistentVolumeClaim': [
    fixed('spec.accessModes'),
    // What stands there where nobody names a class is known to the cluster alone.
    onlyIf((was) => fieldOf(was, 'spec.storageClassName') !== undefined, fixed('spec.storageClassName')),
    fixed('spec.volumeMode', { default: 'Filesystem' }),
    fixed('spec.selector'),
    fixed('spec.dataSource'),
    fixed('spec.dataSourceRef'),
    oncePut('spec.volumeName'),
    refusedIf('spec.resources.requests.storage', isSmaller),
  ],
  '/PersistentVolume': [
    changedSource,
    fixed('spec.volumeMode', { default: 'Filesystem' }),
    onlyIf((was) => fieldOf(was, 'spec.nodeAffinity') !== undefined, fixed('spec.nodeAffinity')),
  ],
  'storage.k8s.io/StorageClass': [
    fixed('provisioner'),
    fixed('parameters'),
    fixed('reclaimPolicy', { default: 'Delete' }),
    fixed('volumeBindingMode', { default: 'Immediate' }),
  ],
  'storage.k8s.io/VolumeAttributesClass': [fixed('driverName'), fixed('parameters')],
  'storage.k8s.io/CSIDriver': [
    fixed('spec.attachRequired', { default: true }),
    fixedSet('spec.volumeLifecycleModes', ['Persistent']),
  ],
};

/** With `immutable: true` what is in it stays, and the word itself. */
function sealed(fields: readonly string[]): FixedField[] {
  const isSealed = ({ immutable }: Manifest) => immutable === true;
  return [...fields.map((field) => changedTexts(field)), fixed('immutable', { default: false })].map((field) =>
    onlyIf(isSealed, field),
  );
}

/** What SOPS encrypted may be the same in other signs. `stringData` becomes `data`. */
function changedTexts(field: string): FixedField {
  return (was, is) => {
    if (isRecord(was['sops']) || isRecord(is['sops'])) return undefined;
    const [a, b] = [was, is].map((object) => ({
      ...toRecord(object[field]),
      ...(field === 'data' ? encoded(toRecord(object['stringData'])) : {}),
    }));
    const difference = firstDifference(a, b);
    return difference && [field, ...difference];
  };
}

function encoded(texts: Readonly<Record<string, unknown>>): Record<string, string> {
  const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, base64(scalarText(text) ?? '')]));
}

/** A claim that is bound may grow where its class lets it, and never shrinks. */
function isSmaller(was: Manifest, is: Manifest): boolean {
  const [had, has] = [was, is].map((claim) =>
    parseQuantity(scalarText(fieldOf(claim, 'spec.resources.requests.storage')) ?? ''),
  );
  return had !== undefined && has !== undefined && has < had;
}

/** What is not the source of a volume. */
const besideSource: ReadonlySet<string> = new Set([
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy'],
  ...['storageClassName', 'volumeAttributesClassName', 'volumeMode'],
]);

function changedSource(was: Manifest, is: Manifest): readonly (string | number)[] | undefined {
  const [had, has] = [was, is].map(({ spec }) =>
    Object.fromEntries(Object.entries(toRecord(spec)).filter(([key]) => !besideSource.has(key))),
  );
  const difference = firstDifference(had, has, { defaults: [['hostPath.type', '']] });
  return difference && ['spec', ...difference];
}
