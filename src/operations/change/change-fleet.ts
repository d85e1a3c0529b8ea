import { by } from '../../model/compare.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ParsedFile } from '../../model/documents.ts';
import { InvalidInventory } from '../../model/errors.ts';
import type { KindName } from '../../model/inventory.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { FileTexts } from '../../state/listing.ts';

/** A file before and after a change; undefined: there is no such file. The path counts from the fleet root. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What happens to an object. */
export interface ChangedObject {
  readonly kind: KindName | 'Overlay';
  /** Of an overlay the name of its application, a slash, and its own. */
  readonly name: string;
  readonly action: 'created' | 'changed' | 'deleted' | 'renamed';
  /** The new name of what is renamed. */
  readonly to?: string;
}

/** What a command wants to change, before it is checked. */
export interface DraftChange {
  readonly texts: FileTexts;
  /** The content of some of them, if it was parsed already. */
  readonly parsed?: ReadonlyMap<string, ParsedFile>;
  readonly objects: readonly ChangedObject[];
  /** Files that come after all others, in this order, so that whoever is broken off before can do the same again. */
  readonly last?: readonly string[];
}

/** A change that leaves a fleet without new errors, and is not written yet. */
export interface PlannedChange {
  /** The fleet as it is. */
  readonly before: FleetState;
  /** The fleet as it would be. */
  readonly after: FleetState;
  /** Files that differ, sorted by path. */
  readonly files: readonly FileChange[];
  /** Those of them that are written after all others, in this order. */
  readonly last: readonly string[];
  /** Warnings that the change brings. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Works out what a fleet would be with other texts in some files; writes nothing. Throws InvalidInventory if errors
 * come with the change; errors that are there already are no obstacle.
 */
export async function planChange(
  before: FleetState,
  { texts, parsed, last = [] }: Pick<DraftChange, 'texts' | 'parsed' | 'last'>,
): Promise<PlannedChange> {
  const files = await compareFiles(before, texts);
  const after = await before.with(new Map(files.map((file) => [file.path, file.after])), parsed);
  const touched = new Set(files.map(({ path }) => path));
  const { diagnostics } = await after.evaluated();
  const added = diagnostics.length === 0 ? [] : addedBy(diagnostics, (await before.evaluated()).diagnostics, touched);
  const errors = added.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidInventory(errors, 'this would bring errors, so nothing was changed');
  return { before, after, files, last, warnings: added.filter(({ severity }) => severity === 'warning') };
}

/** The files that differ from what is there, sorted by path. */
async function compareFiles(state: FleetState, texts: FileTexts): Promise<FileChange[]> {
  const there = await state.texts(texts.keys());
  const files = Array.from(texts, ([path, after]) => ({ path, before: there.get(path), after }));
  return files.filter(({ before, after }) => before !== after).sort(by(({ path }) => path));
}

/**
 * What is in one list of diagnostics and not in the other. Lines do not count, since they move with every edit. Messages
 * count only for errors in files that are touched: elsewhere they hold numbers and names of clusters that change along.
 */
function addedBy(
  after: readonly Diagnostic[],
  before: readonly Diagnostic[],
  touched: ReadonlySet<string>,
): Diagnostic[] {
  const keyOf = ({ rule, severity, file, message }: Diagnostic) =>
    [rule.id, file, severity === 'error' && touched.has(file) ? message : ''].join('\n');
  const there = new Map<string, number>();
  for (const diagnostic of before) there.set(keyOf(diagnostic), (there.get(keyOf(diagnostic)) ?? 0) + 1);
  return after.filter((diagnostic) => {
    const left = there.get(keyOf(diagnostic)) ?? 0;
    there.set(keyOf(diagnostic), left - 1);
    return left <= 0;
  });
}
