import type { Path } from '../model/place.ts';
import { fieldLines, kindLines } from './string-fields.ts';

/** What holds for kinds that are not Kubernetes' own. */
const anyKind = 'any';

interface Table {
  readonly kinds: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

let table: Table | undefined;

/** Whether the API server wants text at a path of an object. Of other kinds than Kubernetes' own, metadata alone is known. */
export function wantsText(apiVersion: string, kind: string, path: Path): boolean {
  table ??= readTable();
  let type = table.kinds.get(`${apiVersion} ${kind}`) ?? anyKind;
  for (const step of path) {
    if (type.endsWith('[]') || type.endsWith('{}')) type = type.slice(0, -2);
    else type = table.fields.get(type)?.get(String(step)) ?? '';
  }
  return type === 's';
}

function readTable(): Table {
  const fields = new Map<string, ReadonlyMap<string, string>>([
    [anyKind, new Map([['metadata', 'meta.v1.ObjectMeta']])],
  ]);
  for (const [name, text] of textLines(fieldLines)) {
    const pairs = text.split(' ').map((field): [string, string] => splitAt(field, '='));
    fields.set(name, new Map(pairs));
  }
  return { kinds: new Map(textLines(kindLines)), fields };
}

function textLines(text: string): [string, string][] {
  return text
    .trim()
    .split('\n')
    .map((line) => splitAt(line, ': '));
}

function splitAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return [text.slice(0, at), text.slice(at + sign.length)];
}
