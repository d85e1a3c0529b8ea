import { describe, expect, it } from 'vitest';
import { readBuilt } from '../../src/render/built-object.ts';
import { customSchemas } from '../../src/render/custom-schemas.ts';
import { losesText } from '../../src/render/lost-text.ts';
import { readPlainScalar } from '../../src/render/plain-scalar.ts';
import { wantedAt } from '../../src/render/wanted-type.ts';

/** What is wanted at a path of `apiVersion kind`, where these definitions are in the fleet. */
function wanted(named: string, path: string, definitions = ''): string {
  const [apiVersion = '', kind = ''] = named.split(' ');
  const steps = path.split('/').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return wantedAt({ apiVersion, kind }, steps, customSchemas(readBuilt(definitions)));
}

describe('what Kubernetes wants', () => {
  it.each([
    ['apps/v1 Deployment', 'spec/template/spec/containers/0/env/1/value', 'text'],
    ['apps/v1 Deployment', 'spec/replicas', 'other'],
    ['apps/v1 StatefulSet', 'spec/volumeClaimTemplates/0/spec/storageClassName', 'text'],
    ['autoscaling/v2 HorizontalPodAutoscaler', 'spec/metrics/0/external/metric/name', 'text'],
    ['autoscaling/v2 HorizontalPodAutoscaler', 'spec/maxReplicas', 'other'],
    ['admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy', 'spec/validations/0/message', 'text'],
    ['v1 ConfigMap', 'data/any.key', 'text'],
    ['v1 Service', 'spec/ports/0/targetPort', 'other'],
    ['example.com/v1 Till', 'metadata/labels/store', 'text'],
    ['example.com/v1 Till', 'metadata/generation', 'other'],
    ['example.com/v1 Till', 'spec/store', 'anything'],
    ['kustomize.toolkit.fluxcd.io/v1 Kustomization', 'spec/postBuild/substitute/store', 'text'],
    ['kustomize.toolkit.fluxcd.io/v1 Kustomization', 'spec/path', 'anything'],
  ])('of %s, at %s: %s', (kind, path, expected) => {
    expect(wanted(kind, path)).toBe(expected);
  });
});

describe('what a definition in the fleet wants', () => {
  const schema = `
          type: object
          properties:
            spec:
              type: object
              properties:
                number: {type: string}
                label: {type: string, nullable: true}
                size: {type: string, default: big}
                count: {type: integer}
                port: {x-kubernetes-int-or-string: true}
                tags: {type: array, items: {type: string}}
                env: {type: object, additionalProperties: {type: string}}
                free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {known: {type: string}}}
`;
  const definition = (versions: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tills.example.com}
spec:
  group: example.com
  names: {kind: Till, plural: tills}
  ${versions}`;
  const current = definition(`versions:\n    - name: v1\n      schema:\n        openAPIV3Schema:${schema}`);

  it.each([
    ['number', 'text'],
    ['label', 'text or nothing'],
    ['size', 'text or nothing'],
    ['count', 'other'],
    ['port', 'anything'],
    ['tags/3', 'text'],
    ['env/any', 'text'],
    ['free/known', 'text'],
    ['free/some', 'anything'],
    ['unknown', 'other'],
  ])('at %s: %s', (field, expected) => {
    expect(wanted('example.com/v1 Till', `spec/${field}`, current)).toBe(expected);
  });

  it('holds for its version alone, and for others of the fleet', () => {
    expect(wanted('example.com/v2 Till', 'spec/number', current)).toBe('anything');
    expect(wanted('other.com/v1 Till', 'spec/number', current)).toBe('anything');
    const numeric = current.replace('number: {type: string}', 'number: {type: integer}');
    expect(wanted('example.com/v1 Till', 'spec/number', `${numeric}\n---\n${current}`)).toBe('text');
    expect(wanted('example.com/v1 Till', 'spec/number', numeric)).toBe('other');
  });

  it('may be written in the old form, or left open', () => {
    const old = definition(`version: v1\n  validation:\n    openAPIV3Schema:${schema.replaceAll('\n    ', '\n  ')}`);
    expect(wanted('example.com/v1 Till', 'spec/number', old)).toBe('text');
    expect(wanted('example.com/v1 Till', 'spec/number', definition('versions: [{name: v1}]'))).toBe('anything');
  });
});

describe('text that is lost', () => {
  const lost = (text: string, forHelm = false) => losesText(readPlainScalar(text), text, forHelm);

  it.each([
    ...['01002', '007', '1.10', '1.0', '1e3', '0x10', '1_000', '+5', '.5', '0b11', '12345678901234567890', '-0'],
    ...['9007199254740993', '18014398509481984', 'yes', 'on', 'N', 'off'],
  ])('is %s', (text) => {
    expect(lost(text)).toBe(true);
  });

  it.each([
    ...['1002', '0', '-7', '1.5', 'true', 'False', 'null', '', 'store', '2026-11-30', '12:30', '1.2.3', '7a'],
    '4006381333931',
  ])('is not %s', (text) => {
    expect(lost(text)).toBe(false);
  });

  it('is a long number for charts as well', () => {
    expect(lost('4006381333931', true)).toBe(true);
    expect(lost('999999', true)).toBe(false);
  });
});
