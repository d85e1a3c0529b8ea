import { isMap, isSeq } from 'yaml';
import { parseDocuments } from '../load/yaml-documents.ts';
import {
  appendItem,
  insertPair,
  isFlowCollection,
  isFreshMap,
  type Removal,
  removeSlot,
  replaceValue,
} from './block-edits.ts';
import { appendFlowItem, insertFlowPair, removeFlowSlot, replaceFlowValue } from './flow-edits.ts';
import { inKeyOrder, type KeyOrder } from './key-order.ts';
import { layoutOf } from './layout.ts';
import { isBlock, type Passage, passageOf, type Splice, spliced } from './passage.ts';
import type { Step } from './steps.ts';
import { replaceWords } from './text-edits.ts';
import { nodesAlong, slotIn } from './walk.ts';

/** Texts of the document with a step made, the least changed first. */
export function* candidates(passage: Passage, step: Step, order: KeyOrder | undefined): Iterable<string> {
  for (const splices of ways(passage, step, order)) if (splices) yield spliced(passage, splices);
  yield rewritten(passage, step);
}

const removals: readonly Removal[] = [false, true].flatMap((takeBlanks) =>
  [false, true].map((moveComments) => ({ moveComments, takeBlanks })),
);

function* ways(passage: Passage, step: Step, order: KeyOrder | undefined): Iterable<Splice[] | undefined> {
  const [container, above] = nodesAlong(passage.document.contents, step.path.slice(0, -1)).reverse();
  const key = step.path.at(-1) ?? '';
  const slot = slotIn(container, key);
  const isFlow = isFlowCollection(container);
  if (step.op === 'drop') {
    if (slot && isFlow) yield removeFlowSlot(passage, slot);
    else if (slot) for (const removal of removals) yield removeSlot(passage, slot, removal);
    return;
  }
  const orderBelow = (path: readonly (string | number)[]) =>
    path.reduce<KeyOrder | undefined>((above, name) => above?.below(name), order);
  const value = inKeyOrder(step.value, orderBelow(step.path));
  if (slot) yield replaceWords(passage, slot.value, value);
  const places = orderBelow(step.path.slice(0, -1));
  if (isFlow) {
    const fresh = isFreshMap(passage, container) && isBlock(above) ? slotIn(above, step.path.at(-2) ?? '') : undefined;
    if (fresh) yield replaceValue(passage, fresh, { [key]: value }, false);
    if (slot) yield replaceFlowValue(passage, slot, value);
    else if (isMap(container)) yield insertFlowPair(passage, container, String(key), value, places);
    else yield appendFlowItem(passage, container, value);
    return;
  }
  for (const onOneLine of [false, true]) {
    if (slot) yield replaceValue(passage, slot, value, onOneLine);
    else if (isMap(container)) yield insertPair(passage, container, String(key), value, places, onOneLine);
    else if (isSeq(container)) yield appendItem(passage, container, value, onOneLine);
  }
}

/** The whole document written anew with a step made: for text that cannot be edited in place. Its layout changes. */
function rewritten({ text: whole, from, to, eol }: Passage, { op, path, ...step }: Step): string {
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
