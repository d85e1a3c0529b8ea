import type { KindName } from '../model/inventory.ts';
import { kindWordsOf } from '../model/kind-names.ts';
import type { ChangedObject, FileChange } from '../operations/change-fleet.ts';
import { documentViews } from './machine.ts';
import type { Views } from './view.ts';

/** What a command changed, or would change. */
export interface ChangeReport {
  readonly objects: readonly ChangedObject[];
  readonly files: readonly FileChange[];
  /** Nothing was written. */
  readonly dryRun: boolean;
}

/** More objects than this are counted, not listed. */
const most = 20;

export const changeViews = {
  text: changeText,
  name: ({ objects }) => objects.map(({ kind, name, to }) => `${reference(kind, to ?? name)}\n`).join(''),
  ...documentViews(({ objects, files, dryRun }: ChangeReport) => ({
    kind: 'ChangeResult',
    dryRun,
    objects,
    files: files.map(({ path, before, after }) => ({ path, action: fileAction(before, after) })),
  })),
} satisfies Views<ChangeReport>;

function changeText({ objects, dryRun }: ChangeReport): string {
  const suffix = dryRun ? ' (dry run)' : '';
  const lines = objects.slice(0, most).map(({ kind, name, action, to }) => {
    const target = to === undefined ? '' : ` to ${reference(kind, to)}`;
    return `${reference(kind, name)} ${action}${target}${suffix}\n`;
  });
  const more = objects.length - lines.length;
  return `${lines.join('')}${more > 0 ? `and ${more.toLocaleString('en')} more${suffix}\n` : ''}`;
}

function reference(kind: KindName, name: string): string {
  return `${kindWordsOf(kind).singular}/${name}`;
}

function fileAction(before: string | undefined, after: string | undefined) {
  if (before === undefined) return 'created';
  return after === undefined ? 'deleted' : 'changed';
}
