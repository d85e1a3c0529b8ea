import { parseDocuments } from '../load/yaml-documents.ts';
import { layoutOf } from './layout.ts';
import { type Passage, passageOf } from './passage.ts';
import type { Step } from './steps.ts';

/** The whole document written anew with a step made: for text that cannot be edited in place. Its layout changes. */
export function rewritten({ text: whole, from, to, eol }: Passage, { op, path, ...step }: Step): string {
  const text = whole.slice(from, to).replaceAll(eol, '\n');
  const [parsed] = parseDocuments(text);
  if (!parsed) return text;
  const { document } = parsed;
  if (document.directives?.yaml.version !== '1.1') document.setSchema('1.2', { compat: 'yaml-1.1' });
  const layout = layoutOf(passageOf(text, 0, text.length, document));
  if (op === 'put' && 'value' in step) document.setIn(path, document.createNode(step.value));
  else document.deleteIn(path);
  const rewrittenText = document.toString({ lineWidth: 0, flowCollectionPadding: false, ...layout });
  return eol === '\n' ? rewrittenText : rewrittenText.replaceAll('\n', eol);
}
