import fc from 'fast-check';
import type { FieldEdit } from '../../src/edit/edit-file.ts';

/** A value of a document as somebody may have written it: the text behind a key or a dash, and the lines below. */
interface Written {
  /** On the line of the key; comes with a blank before it where there is any. */
  readonly inline: string;
  /** Lines below, indented from here on. */
  readonly below: readonly string[];
}

interface Style {
  readonly indent: number;
  readonly listIndent: number;
}

const styles: fc.Arbitrary<Style> = fc.record({
  indent: fc.integer({ min: 1, max: 4 }),
  listIndent: fc.constantFrom(0, 2),
});

const scalars = fc.constantFrom(
  ...['plain', 'two words', "'single'", '"double \\" quote"', '12', '1.10', '0x1f', 'true', '~', '""', '"2301"', 'on'],
  ...['/g/a and not /m/b', 'https://example.com/#x', '2026-11-26', "'it''s'"],
);

const blockTexts = fc.constantFrom<Written>(
  { inline: '|', below: ['some text', '', '# no comment', '  deeper'] },
  { inline: '>-', below: ['folded and', 'folded', '', 'again'] },
  { inline: '|+', below: ['kept', ''] },
  { inline: '"in quotes', below: ['over lines"'] },
  { inline: 'plain', below: ['over lines'] },
);

const keys = ['a', 'b', 'c', '"d e"', 'f.g/h', "'i'"];
const someKeys = fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 4 });

/** A flow map or list, on one line or on several. */
const flow: fc.Arbitrary<string> = fc.letrec<{ node: string; value: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalars, tie('node')),
  node: fc.oneof(
    fc
      .tuple(fc.array(tie('value'), { maxLength: 3 }), fc.boolean())
      .map(([items, end]) => `[${items.join(', ')}${end && items.length > 0 ? ',' : ''}]`),
    fc
      .tuple(someKeys, fc.array(tie('value'), { minLength: 4, maxLength: 4 }), fc.boolean())
      .map(([names, values, pad]) => {
        const pairs = names.map((name, index) => `${name}: ${values[index]}`).join(', ');
        return pad ? `{ ${pairs} }` : `{${pairs}}`;
      }),
    fc.constantFrom('{}', '[]', '{ }'),
  ),
})).node;

const openFlow: fc.Arbitrary<Written> = fc
  .tuple(fc.array(scalars, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.boolean())
  .map(([items, comments, comma]) => ({
    inline: '[',
    below: [
      ...(comments ? ['  # in a list'] : []),
      ...items.map(
        (item, index) => `  ${item}${index < items.length - 1 || comma ? ',' : ''}${comments ? ' # item' : ''}`,
      ),
      ']',
    ],
  }));

function block(style: Style): fc.Arbitrary<Written> {
  const one = (inline: string): Written => ({ inline, below: [] });
  return fc.letrec<{ map: Written; list: Written; value: Written }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalars.map(one),
      flow.map(one),
      fc.constant(one('')),
      blockTexts.map(({ inline, below }) => ({ inline, below: below.map((line) => (line === '' ? '' : `  ${line}`)) })),
      openFlow.map(({ inline, below }) => ({ inline, below: below.map((line) => ` ${line}`) })),
      tie('map').map(({ below }) => ({ inline: '', below: indented(below, style.indent) })),
      tie('list').map(({ below }) => ({ inline: '', below: indented(below, style.listIndent) })),
    ),
    map: fc
      .tuple(someKeys, fc.array(fc.tuple(tie('value'), decorations), { minLength: 4, maxLength: 4 }))
      .map(([names, values]) => ({
        inline: '',
        below: names.flatMap((name, index) => {
          const [value, decoration] = values[index] ?? [one(''), plainly];
          return decorated(`${name}:`, value, decoration);
        }),
      })),
    list: fc
      .array(fc.tuple(fc.oneof(tie('value'), tie('map')), decorations), { minLength: 1, maxLength: 3 })
      .map((items) => ({
        inline: '',
        below: items.flatMap(([value, decoration]) => {
          const isMap = value.inline === '' && value.below.length > 0 && !value.below[0]?.startsWith(' ');
          const isCompact =
            isMap && !value.below[0]?.startsWith('#') && !value.below[0]?.startsWith('-') && value.below[0] !== '';
          if (!isMap) return decorated('-', { ...value, below: indented(value.below, 2) }, decoration);
          if (!isCompact) return decorated('-', { inline: '', below: indented(value.below, 2) }, decoration);
          const [first = '', ...rest] = value.below;
          return decorated('-', { inline: first, below: indented(rest, 2) }, { ...decoration, end: false });
        }),
      })),
  })).map;
}

interface Decoration {
  readonly above: boolean;
  readonly blank: boolean;
  readonly end: boolean;
  readonly deeper: boolean;
}

const plainly: Decoration = { above: false, blank: false, end: false, deeper: false };
const often = fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0);
const decorations = fc.record({ above: often, blank: often, end: often, deeper: often });

function decorated(head: string, { inline, below }: Written, { above, blank, end, deeper }: Decoration): string[] {
  const isOpen = /^["[]|^plain$|^[|>]/.test(inline) && below.length > 0;
  const name = head.replace(/\W/g, '');
  return [
    ...(blank ? [''] : []),
    ...(above ? [`# above ${name}`] : []),
    `${head}${inline === '' ? '' : ` ${inline}`}${end && !isOpen ? ` # at ${name}` : ''}`,
    ...below,
    ...(deeper && !isOpen ? [`  # below ${name}`] : []),
  ];
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}

/** A document as somebody may have written it. */
const document: fc.Arbitrary<string> = styles.chain(block).map(({ below }) => below.join('\n'));

/** A file of one to three documents, with comments, blank lines, all kinds of quotes, flow and block. */
export const files: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '# head\n', '---\n', '# head\n---\n', '--- # first\n'),
    fc.array(document, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('\n', ''),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('\n---\n', '\n...\n---\n# next\n'),
  )
  .map(([head, documents, end, eol, separator]) => (head + documents.join(separator) + end).replaceAll('\n', eol));

const newValues = fc.constantFrom<unknown>(
  ...[
    'text',
    '2301',
    'on',
    '',
    'a: b # c',
    'two\nlines\n',
    '  blanks  ',
    '/c/{a,b}',
    '- x',
    '"quoted"',
    'caf\u00e9 \u0085',
  ],
  ...[
    7,
    1.5,
    true,
    null,
    [],
    {},
    ['x'],
    ['x', 'y: z'],
    { k: 'v' },
    { k: { deep: ['l'] }, n: null },
    [{ k: 1, l: 'on' }],
  ],
);

/** An edit, and turns that say which way its path goes through what is there. */
export interface Turns {
  readonly op: FieldEdit['op'];
  readonly turns: readonly number[];
  readonly value: unknown;
}

export const edits: fc.Arbitrary<Turns> = fc.record({
  op: fc.constantFrom<FieldEdit['op']>('set', 'add', 'remove', 'unset'),
  turns: fc.array(fc.nat(11), { minLength: 1, maxLength: 4 }),
  value: newValues,
});
