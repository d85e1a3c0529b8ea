import { isMap, isSeq, visit } from 'yaml';
import { column, isBlock, type Passage, startOf } from './passage.ts';
import type { Layout } from './written.ts';

const usual = { indent: 2, indentSeq: true };

/** How a document is laid out: by the first map in a map and the first list in a map, else as is usual. */
export function layoutOf(passage: Passage): Layout {
  let indent: number | undefined;
  let indentSeq: boolean | undefined;
  visit(passage.document, {
    Pair(_key, { key, value }) {
      if (!isBlock(value)) return undefined;
      const deeper = column(passage, startOf(value) ?? 0) - column(passage, startOf(key) ?? 0);
      if (isMap(value) && deeper > 0) indent ??= deeper;
      if (isSeq(value)) indentSeq ??= deeper > 0;
      return indent !== undefined && indentSeq !== undefined ? visit.BREAK : undefined;
    },
  });
  return { indent: indent ?? usual.indent, indentSeq: indentSeq ?? usual.indentSeq };
}
