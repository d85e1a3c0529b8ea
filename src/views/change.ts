import { grouped } from '../model/counts.ts';
import { kindWordsOf } from '../model/kind-names.ts';
import type { ChangedObject, FileChange } from '../operations/change/change-fleet.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import type { Views } from './view.ts';

/** What a command changed, or would change. */
export interface ChangeReport {
  readonly objects: readonly ChangedObject[];
  readonly files: readonly FileChange[];
  /** Nothing was written. */
  readonly dryRun: boolean;
}

/** If more objects of a kind than this share a fate, they are counted, not listed. */
const most = 10;

export const changeViews = {
  text: changeText,
  name: ({ objects }) => objects.map(({ kind, name, to }) => `${printable(reference(kind, to ?? name))}\n`).join(''),
  ...documentViews(({ objects, files, dryRun }: ChangeReport) => ({
    kind: 'ChangeResult',
    dryRun,
    objects,
    files: files.map(({ path, before, after }) => ({ path, action: fileAction(before, after) })),
  })),
} satisfies Views<ChangeReport>;

function changeText({ objects, dryRun }: ChangeReport): string {
  const suffix = dryRun ? ' (dry run)' : '';
  const fates = new Map<string, ChangedObject[]>();
  for (const object of objects) {
    const fate = `${object.kind} ${object.action}`;
    const alike = fates.get(fate);
    if (alike) alike.push(object);
    else fates.set(fate, [object]);
  }
  const lines = Array.from(fates.values(), (alike) => (alike.length > most ? counted(alike) : alike.map(line)));
  return lines
    .flat()
    .map((text) => `${text}${suffix}\n`)
    .join('');
}

function counted(alike: readonly ChangedObject[]): string[] {
  return alike.slice(0, 1).map(({ kind, action }) => {
    return `${grouped(alike.length)} ${kind === 'Overlay' ? 'overlays' : kindWordsOf(kind).plural} ${action}`;
  });
}

function line({ kind, name, action, to }: ChangedObject): string {
  return printable(`${reference(kind, name)} ${action}${to === undefined ? '' : ` to ${reference(kind, to)}`}`);
}

function reference(kind: ChangedObject['kind'], name: string): string {
  return `${kind === 'Overlay' ? 'overlay' : kindWordsOf(kind).singular}/${name}`;
}

function fileAction(before: string | undefined, after: string | undefined) {
  if (before === undefined) return 'created';
  return after === undefined ? 'deleted' : 'changed';
}
