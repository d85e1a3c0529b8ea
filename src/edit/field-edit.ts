import { UserError } from '../model/errors.ts';
import type { Path } from '../model/place.ts';

/** A change of one field of a document. Values are plain data: text, numbers, booleans, null, arrays, objects. */
export type FieldEdit =
  /** Makes missing parents. The index after the last item of a list adds an item. */
  | { readonly op: 'set'; readonly path: Path; readonly value: unknown }
  /** Appends to a list, unless it is in it; makes the list. */
  | { readonly op: 'add'; readonly path: Path; readonly value: unknown }
  /** Takes it out of a list; an empty list goes. */
  | { readonly op: 'remove'; readonly path: Path; readonly value: unknown }
  /** Nothing if it is not there. A map that becomes empty goes too, unless it is at the top or in a list. */
  | { readonly op: 'unset'; readonly path: Path };

/** A change that cannot be made as it is asked for, with what to do instead. */
export class EditProblem extends UserError {
  readonly path: Path;
  constructor(path: Path, message: string, hint?: string) {
    super(message, hint);
    this.path = path;
  }
}

/** A path as it is typed: `spec.windows[0].schedule`, `metadata.labels."example.com/tier"`. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += (text === '' ? '' : '.') + (/^[\w-]+$/.test(step) ? step : JSON.stringify(step));
  }
  return text === '' ? 'the document' : text;
}
