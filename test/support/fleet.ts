import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { engineOf } from '../../src/generate/engines/index.ts';
import { generate } from '../../src/generate/generate.ts';
import { diagnose } from '../../src/load/diagnose.ts';
import type { ClusterSet } from '../../src/model/cluster-set.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { check } from '../validate/checked.ts';

/** Texts by their paths, counted from the fleet root. */
export type Files = Readonly<Record<string, string>>;

/** What all stages make of a repository. */
export interface TestFleet {
  readonly resolution: Resolution;
  /**
   * `file:line rule message`, and the hint in parentheses: what was found, by place. Without RE503: namespaces of most
   * tests have no quota, since they are about something else.
   */
  readonly lines: readonly string[];
  /** The same with RE503. */
  readonly allLines: readonly string[];
  /** The bytes of some of its files. */
  contents(files: Iterable<string>): Promise<Map<string, Uint8Array>>;
  /** The generated files, by their paths. */
  readonly generated: ReadonlyMap<string, string>;
  /** The names of clusters, joined by blanks. */
  names(clusters: ClusterSet): string;
}

/** Runs all stages over a repository in memory; `prefix` is the way from the Git root to it. */
export function readFleet(files: Files, prefix = ''): TestFleet {
  const all = { 'resedge.yaml': fleet, ...files };
  const { inventory, lines } = check(all);
  if (!inventory) throw new Error(`no inventory: ${lines.join('\n')}`);
  const { resolution, findings } = resolve(inventory, engineOf(inventory));
  const encoder = new TextEncoder();
  const diagnostics = diagnose(findings, (path) => encoder.encode(new Map(Object.entries(all)).get(path) ?? ''));
  const found = diagnostics.map(({ file, line, rule, message, hint }) => {
    return `${file}:${line} ${rule.id} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
  const bytes = new Map(Object.entries(all).map(([path, text]) => [path, encoder.encode(text)]));
  const allLines = [...lines.map((line) => line.replace(/^(\S+:\d+):\d+/, '$1')), ...found];
  return {
    resolution,
    lines: allLines.filter((line) => !/^\S+ RE503 /.test(line)),
    allLines,
    async contents(files) {
      const wanted = new Set(files);
      return new Map([...bytes].filter(([path]) => wanted.has(path)));
    },
    get generated() {
      const decoder = new TextDecoder();
      const textOf = (content: string | Uint8Array) =>
        typeof content === 'string' ? content : decoder.decode(content);
      return new Map([...generate(resolution, prefix, bytes)].map(({ path, content }) => [path, textOf(content)]));
    },
    names: (clusters) => [...clusters].map((index) => inventory.clusters[index]?.name).join(' '),
  };
}

/** Writes a repository with its generated files below a folder. */
export function writeFleet(folder: string, files: Files, prefix = ''): void {
  const { lines, generated } = readFleet(files, prefix);
  const problems = lines.filter((line) => !/ RE502 | RE410 .* is left out, /.test(line));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  writeTexts(folder, { 'resedge.yaml': fleet, ...files, ...Object.fromEntries(generated) });
}

/** All texts below a folder. */
export function readTexts(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

export function writeTexts(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/**
 * Objects of the inventory, each a file of its own such as `cluster/nola.yaml` below inventory/. Written as
 * `Kind name: spec` or `Kind name {label: value}: spec`, the spec in YAML on the same line or on lines below.
 */
export function objects(notes: string): Files {
  const files: Record<string, string> = {};
  for (const note of outdent(notes).split(/\n(?=\S)/)) {
    const [, kind = '', name = '', labels, spec = ''] = /^(\w+) (\S+?)(?: (\{.*?\}))?:(.*)$/s.exec(note) ?? [];
    const folder = kind === 'Expectation' ? 'expectations' : `inventory/${kind.toLowerCase()}`;
    const path = kind === 'Fleet' ? 'resedge.yaml' : `${folder}/${name}.yaml`;
    const metadata = `{name: ${name}${labels === undefined ? '' : `, labels: ${labels}`}}`;
    files[path] =
      `apiVersion: resedge.dev/v1\nkind: ${kind}\nmetadata: ${metadata}\nspec:${spec.trim() === '' ? ' {}' : spec}\n`;
  }
  return files;
}

/** The base of an application, with one manifest: a ConfigMap unless given. */
export function base(path: string, manifest = configMap('settings')): Files {
  return {
    [`${path}/base/kustomization.yaml`]: 'resources: [manifest.yaml]\n',
    [`${path}/base/manifest.yaml`]: manifest,
  };
}

/** An overlay: its annotations without `resedge.dev/`, what it does, and its kind. */
export function overlay(
  folder: string,
  annotations: Readonly<Record<string, string>>,
  does = 'configMapGenerator: []',
  kind: 'Component' | 'Kustomization' = 'Component',
): Files {
  const written = Object.entries(annotations).map(([key, text]) => `resedge.dev/${key}: ${JSON.stringify(text)}`);
  const version = kind === 'Component' ? 'v1alpha1' : 'v1beta1';
  const text = `apiVersion: kustomize.config.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: overlay, annotations: {${written.join(', ')}}}\n${outdent(does)}\n`;
  return { [`${folder}/kustomization.yaml`]: text };
}

export function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${name}"}\n`;
}

const fleet = `apiVersion: resedge.dev/v1
kind: Fleet
metadata: {name: contoso}
spec:
  git: {url: https://git.example.com/contoso/fleet.git}
`;

/** A text without the blanks that all its lines begin with. */
function outdent(text: string): string {
  const lines = text.replace(/^\n|\n *$/g, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}
