import { posix } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { toList, toRecord } from '../../src/model/record.ts';
import type { Kustomize, WorkspaceFile } from '../../src/ports/kustomize.ts';
import type { Build, ClusterAgent, Manifest, Unit } from './cluster-agent.ts';
import type { Files } from './fleet.ts';

/** Builds folders of these files with the real Kustomize: each by itself, with the folders that it names, and nothing else. */
export function buildWith(kustomize: Kustomize, files: Files): Build {
  return async (folder) => {
    const workspace = await kustomize.open();
    workspace.write(foldersOf(files, folder).flatMap((one) => below(files, one)));
    const built = await workspace.build(folder);
    workspace.close();
    if (!built.ok) throw new Error(`${folder}: ${built.message}`);
    return parseAllDocuments(built.text).map((document) => toRecord(document.toJS()));
  };
}

/** A folder, and those outside that it loads. */
function foldersOf(files: Files, folder: string): string[] {
  const { resources } = toRecord(parse(files[`${folder}/kustomization.yaml`] ?? ''));
  const named = toList(resources).map((name) => posix.join(folder, String(name)));
  const outside = named.filter((path) => !path.startsWith(`${folder}/`));
  return [folder, ...outside.flatMap((path) => foldersOf(files, path))];
}

function below(files: Files, folder: string): WorkspaceFile[] {
  const there = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`));
  return there.map(([path, content]) => ({ path, content }));
}

/** All that a cluster applies to run, told from the files of the branch that it reads: objects by `Kind namespace/name`. */
export async function renderedOn(agent: ClusterAgent, build: Build, folder: string): Promise<Record<string, Manifest>> {
  const { units } = await agent.read(build, folder);
  const built = await Promise.all(
    units.map(async (unit) => (await build(unit.folder)).map((object) => filled(object, unit))),
  );
  return Object.fromEntries(built.flat().map((object) => [nameOf(object), object]));
}

/** Plain variables alone: what else the language of variables has is tested elsewhere. */
function filled(object: Manifest, { variables }: Unit): Manifest {
  if (!variables) return object;
  const text = JSON.stringify(object).replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = variables.get(name);
    if (value === undefined) throw new Error(`\${${name}} has no value`);
    return JSON.stringify(value).slice(1, -1);
  });
  return toRecord(JSON.parse(text));
}

function nameOf({ kind, metadata }: Manifest): string {
  const { namespace, name } = toRecord(metadata);
  return `${String(kind)} ${namespace === undefined ? '' : `${String(namespace)}/`}${String(name)}`;
}
