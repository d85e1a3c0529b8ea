import { readdirSync, readFileSync } from 'node:fs';
import { diagnose } from '../../src/load/diagnose.ts';
import { createManifests } from '../../src/load/kustomize-folders.ts';
import { namedManifests } from '../../src/load/named-manifests.ts';
import { parseYaml, unreadable } from '../../src/load/parse-yaml.ts';
import { isIntentFile, isManifestFile, type LoadedFile } from '../../src/load/source-files.ts';
import type { SourceEntry } from '../../src/model/documents.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { buildInventory } from '../../src/validate/build-inventory.ts';
import { checkSchemas } from '../../src/validate/check-schemas.ts';
import { createSchemaValidator, type SchemaValidator } from '../../src/validate/schema-validator.ts';

/** The content of a file, or why it cannot be read. */
export type TestFile = string | Uint8Array | { readonly problem: string };

export interface Checked {
  readonly inventory: Inventory | undefined;
  /** `file:line:column rule message`, and the hint in parentheses. */
  readonly lines: readonly string[];
}

const folder = new URL('../../schemas/', import.meta.url);

export const validator: SchemaValidator = createSchemaValidator(
  readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
);

/** Loads and validates the files of a repository, given by their paths. */
export function check(files: Readonly<Record<string, TestFile>>): Checked {
  const loaded = new Map<string, LoadedFile>();
  const entries: SourceEntry[] = [];
  const load = (path: string, content: TestFile) => {
    const isProblem = typeof content === 'object' && 'problem' in content;
    const parsed = isProblem ? unreadable(`${path} ${content.problem}`) : parseYaml(bytesOf(content));
    loaded.set(path, { path, id: path, parsed });
  };
  for (const [path, content] of Object.entries(files)) {
    const isProblem = typeof content === 'object' && 'problem' in content;
    entries.push(isProblem ? { path, id: '', problem: content.problem } : { path, id: path });
    if (isIntentFile(path) || isManifestFile(path)) load(path, content);
  }
  for (const path of namedManifests([...loaded.values()])) {
    const content = files[path];
    if (content !== undefined) load(path, content);
  }
  const intent = [...loaded.values()].filter((file) => isIntentFile(file.path));
  const manifests = createManifests({
    entries,
    parsed: (path) => loaded.get(path)?.parsed,
  });
  const schemaFindings = checkSchemas(intent, validator, { isValid: () => false, markValid() {} });
  const { inventory, findings } = buildInventory({ files: intent, schemaFindings, manifests });
  const diagnostics = diagnose(findings, (path) => {
    const content = files[path];
    return content === undefined || (typeof content === 'object' && 'problem' in content)
      ? undefined
      : bytesOf(content);
  });
  const lines = diagnostics.map(
    ({ file, line, column, rule, message, hint }) =>
      `${file}:${line}:${column} ${rule.id} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
  return { inventory, lines };
}

/** A Fleet, for tests of something else. */
export const fleet = `apiVersion: resedge.dev/v1
kind: Fleet
metadata: {name: contoso}
spec:
  git: {url: https://git.example.com/contoso/fleet.git}
`;

/** The beginning of an object; its spec comes after it. */
export function head(kind: string, name: string): string {
  return `apiVersion: resedge.dev/v1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
