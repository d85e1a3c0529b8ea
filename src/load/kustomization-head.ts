import type { Finding } from '../model/diagnostic.ts';
import type { ParsedDocument } from '../model/documents.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import { nearest } from '../model/nearest.ts';
import type { Place } from '../model/place.ts';
import { isRecord, toList, toRecord } from '../model/record.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { textOf } from '../model/text-of.ts';
import { mistakenKeys } from './letter-case.ts';

/** What a kustomization file says of itself. */
export interface KustomizationHead {
  readonly kind: KustomizeFolder['kind'];
  readonly annotations: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

const versions = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
} as const;

/** Fields that Kustomize reads with the program `helm` beside it alone, which clusters do not have. */
const chartFields: readonly string[] = ['helmCharts', 'helmChartInflationGenerator'];

const fields = [
  'apiVersion kind metadata',
  'openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations patchesStrategicMerge patchesJson6902',
  'patches images imageTags replacements replicas vars sortOptions resources components crds bases configMapGenerator',
  'secretGenerator helmGlobals helmCharts helmChartInflationGenerator generatorOptions configurations generators',
  'transformers validators inventory buildMetadata',
].flatMap((line) => line.split(' '));

/** Reads kind, version and annotations, and finds fields that Kustomize does not know. */
export function readHead(
  content: Readonly<Record<string, unknown>>,
  document: ParsedDocument,
  place: Place,
): KustomizationHead {
  const kind = content['kind'] === 'Component' ? 'Component' : 'Kustomization';
  const { annotations, findings } = readAnnotations(content['metadata'], document, place);
  const own = [...checkKind(content, kind, place), ...checkFields(content, place), ...checkCharts(content, place)];
  return { kind, annotations, findings: [...own, ...checkLetters(content, place), ...findings] };
}

function checkKind(content: Readonly<Record<string, unknown>>, kind: KustomizeFolder['kind'], place: Place): Finding[] {
  const written = content['kind'] ?? kind;
  if (written !== kind) {
    const message = `the kind of a kustomization is Kustomization or Component, not ${JSON.stringify(written)}`;
    return [{ rule: kustomizationInvalid, message, place: { ...place, path: ['kind'] } }];
  }
  const version = content['apiVersion'] ?? versions[kind];
  if (version === versions[kind]) return [];
  return [
    {
      rule: kustomizationInvalid,
      message: `Kustomize does not know ${kind} in the version ${JSON.stringify(version)}`,
      hint: `Write apiVersion: ${versions[kind]}`,
      place: { ...place, path: ['apiVersion'] },
    },
  ];
}

function checkFields(content: Readonly<Record<string, unknown>>, place: Place): Finding[] {
  const findings: Finding[] = [];
  for (const field of Object.keys(content)) {
    if (fields.includes(field)) continue;
    const near = nearest(field, fields);
    const finding = {
      rule: kustomizationInvalid,
      message: `Kustomize knows no field ${field}`,
      place: { ...place, path: [field], key: true },
    };
    findings.push(near ? { ...finding, hint: `Did you mean ${near}?` } : finding);
  }
  const says = (field: string) => content[field] !== null && field !== 'apiVersion' && field !== 'kind';
  if (!Object.keys(content).some(says)) {
    findings.push({
      rule: kustomizationInvalid,
      message: 'this kustomization is empty, which Kustomize refuses',
      hint: 'Write resources: [] if it is meant to bring nothing.',
      place,
    });
  }
  return findings;
}

function checkCharts(content: Readonly<Record<string, unknown>>, place: Place): Finding[] {
  const asked = chartFields.filter((field) => toList(content[field]).length > 0);
  return asked.map((field) => ({
    rule: kustomizationInvalid,
    message: `${field} is not built on clusters: Kustomize asks the program helm for charts, which is not there`,
    hint: 'Bring the chart as a HelmRelease with its HelmRepository or OCIRepository, or keep what helm template prints as a resource.',
    place: { ...place, path: [field], key: true },
  }));
}

function checkLetters(content: Readonly<Record<string, unknown>>, place: Place): Finding[] {
  const nested = mistakenKeys(content).filter(({ path }) => path.length > 1);
  return nested.map(({ key, field, path }) => ({
    rule: kustomizationInvalid,
    message: `Kustomize takes ${key} for ${field}, and who else reads this does not`,
    hint: `Write ${field}.`,
    place: { ...place, path, key: true },
  }));
}

function readAnnotations(metadata: unknown, document: ParsedDocument, place: Place) {
  const annotations: Record<string, string> = {};
  const findings: Finding[] = [];
  const written = isRecord(metadata) ? metadata['annotations'] : undefined;
  for (const [name, value] of Object.entries(toRecord(written))) {
    if (typeof value === 'string' || value === null) {
      annotations[name] = value ?? '';
      continue;
    }
    const pointer = jsonPointer(['metadata', 'annotations', name]);
    const text = document.numbers?.[pointer] ?? textOf(value);
    const finding = {
      rule: kustomizationInvalid,
      message: `the annotation ${name} is not text, and Kustomize refuses it`,
      place: { ...place, path: ['metadata', 'annotations', name] },
    };
    findings.push(typeof value === 'object' ? finding : { ...finding, hint: `Put it in quotes: "${text}".` });
  }
  return { annotations, findings };
}
