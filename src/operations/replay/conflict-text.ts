import { pathText } from '../../edit/field-edit.ts';
import type { FieldConflict } from '../../edit/merge-object.ts';
import { moreLines } from '../../model/counts.ts';
import { kindWords } from '../../model/kind-names.ts';
import type { Path } from '../../model/place.ts';
import { valueAt } from '../../model/record.ts';
import { replaceInObject } from '../../model/secrets.ts';
import type { FileConflict } from './sides.ts';

/** At most this many conflicts are named. */
const most = 20;

/** What others changed as well, by object and field with both values, or by file if that is all there is to say. */
export function conflictText(conflicts: readonly FileConflict[]): string {
  if (conflicts.every(({ fields }) => fields.length === 0))
    return `others changed the same lines: ${conflicts.map(({ path }) => path).join(', ')}`;
  const lines = conflicts.flatMap(({ path, fields }) =>
    fields.length === 0 ? [`${path}: the same lines`] : fields.map((field) => `${fieldText(field)} (${path})`),
  );
  const shown = [...lines.slice(0, most), ...moreLines(lines.length - most)];
  return ['others changed in another way what was changed here:', ...shown].join('\n  ');
}

function fieldText({ object, path, here, there }: FieldConflict): string {
  const name = object ? [`${wordOf(object.kind)}/${object.name}`] : [];
  if (path.length === 0) return [...name, `here ${whole(here)}, there ${whole(there)}`].join(': ');
  const [ours, others] = [here, there].map((value) => valueText(maskedAt(path, value)));
  return [...name, pathText(path), `here ${ours}, there ${others}`].join(': ');
}

function wordOf(kind: string): string {
  return kindWords.find((words) => words.kind === kind)?.singular ?? kind.toLowerCase();
}

function whole(value: unknown): string {
  return value === undefined ? 'deleted' : 'changed';
}

/** A value, with all masked in it that nobody is to see at its path. */
function maskedAt(path: Path, value: unknown): unknown {
  const object = path.reduceRight<unknown>((below, step) => ({ [step]: below }), value);
  return valueAt(
    replaceInObject(object, () => '***'),
    path,
  );
}

function valueText(value: unknown): string {
  if (value === undefined) return 'removed';
  const text = typeof value === 'string' && /^[\w./@-]+$/.test(value) ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
