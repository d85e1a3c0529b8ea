import type { RegistryFiles } from '../model/engine.ts';
import type { Connectivity } from '../model/resolution.ts';
import type { SetModel, SetUnit } from '../model/sets.ts';
import type { ArtifactFile } from './tar.ts';

/** A delivered set, for clusters with one kind of line. */
export interface DeliveredSet {
  readonly model: SetModel;
  readonly connectivity: Connectivity;
}

/** The files below a content of the output, whose paths count from the fleet root. */
export type FilesIn = (content: string) => readonly ArtifactFile[];

/**
 * All that a set is, at paths that stay: a new pin never meets an old path. Which variant a unit is in, and the hash of its
 * content, is no part of them.
 */
export function bundleOf(
  { model, connectivity }: DeliveredSet,
  files: RegistryFiles,
  filesIn: FilesIn,
): ArtifactFile[] {
  const units = model.units.map((unit) => ({ ...unit, content: bundleFolder(unit) }));
  const contents = model.units.flatMap((unit) =>
    filesIn(unit.content).map(({ path, content }) => ({
      path: `${bundleFolder(unit)}${path.slice(unit.content.length)}`,
      content,
    })),
  );
  return [...files.bundle({ ...model, units }, connectivity), ...contents];
}

function bundleFolder({ kind, name }: SetUnit): string {
  return kind === 'namespace' ? 'namespace' : `applications/${name}`;
}
