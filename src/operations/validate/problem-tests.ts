import type { Path } from '../../model/place.ts';
import type { ObjectProblem } from '../../render/check-objects.ts';
import { compileTemplate } from '../../render/substitute.ts';

type Test = (text: string, path: Path) => boolean;

/** How the text that a problem comes from is told from others: the surest way first. */
export function problemTests({ site, variable }: ObjectProblem): Test[] {
  if (variable === undefined) return [(text) => 'message' in compileTemplate(text)];
  const reads = new RegExp(`\\$\\{#?${variable}(?![A-Za-z0-9_])`);
  const isSameField: Test = (text, path) => reads.test(text) && path.at(-1) === site?.path.at(-1);
  const isSameText: Test = (text) => text === site?.source.replace(/^(['"])(.*)\1$/s, '$2');
  const readsIt: Test = (text) => reads.test(text);
  if (!site) return [readsIt];
  return [(text, path) => isSameText(text, path) && isSameField(text, path), isSameText, isSameField, readsIt];
}
