import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expression, formatExpression, references } from '../../src/select/expression.ts';
import { parseExpression } from '../../src/select/parse-expression.ts';
import { expressions } from './arbitrary.ts';

describe('an expression', () => {
  it('binds not before and, and before or', () => {
    expect(shape('/c/a or not /c/b and /c/c')).toEqual(['or', '/c/a', ['and', ['not', '/c/b'], '/c/c']]);
    expect(shape('(/c/a or not /c/b) and /c/c')).toEqual(['and', ['or', '/c/a', ['not', '/c/b']], '/c/c']);
    expect(shape('not (/c/a and /c/b)')).toEqual(['not', ['and', '/c/a', '/c/b']]);
  });

  it('takes operators in any case, with and without blanks around parentheses', () => {
    expect(shape('NOT(/c/a)OR(ALL\tand\nNone)')).toEqual(['or', ['not', '/c/a'], ['and', 'all', 'none']]);
    expect(shape('not/c/a')).toEqual(['not', '/c/a']);
  });

  it.each([
    ['/c/central-*', { kind: 'cluster', name: 'central-*' }],
    ['/g/stores/**/{la,tx}', { kind: 'group', name: 'stores/**/{la,tx}' }],
    ['/n/web', { kind: 'namespace', name: 'web' }],
    ['/r/canary', { kind: 'ring', name: 'canary' }],
    ['/m/tier', { kind: 'label', key: 'tier' }],
    ['/m/tier/gold', { kind: 'label', key: 'tier', value: 'gold' }],
    ['/m/version/1.[0-9]?', { kind: 'label', key: 'version', value: '1.[0-9]?' }],
    ['/m/"example.com/tier"/gold', { kind: 'label', key: 'example.com/tier', value: 'gold' }],
    [`/m/'example.com/tier'/""`, { kind: 'label', key: 'example.com/tier', value: '' }],
  ])('reads %s', (text, expected) => {
    expect(withoutSpans(parsed(text))).toEqual(expected);
  });

  it('marks each part of the text', () => {
    const text = 'all and not (/m/"a/b"/c or /g/stores/la)';
    const found = [...spans(parsed(text))].map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual([
      text,
      'all',
      'not (/m/"a/b"/c or /g/stores/la)',
      '(/m/"a/b"/c or /g/stores/la)',
      '/m/"a/b"/c',
      '"a/b"',
      'c',
      '/g/stores/la',
      'stores/la',
    ]);
  });

  it('lists what it names', () => {
    const text = '/g/stores/* and not (/c/a or /n/web) or /r/canary and /m/tier/gold';
    expect(references(parsed(text))).toEqual([
      { kind: 'group', name: 'stores/*', span: { start: 3, end: 11 } },
      { kind: 'cluster', name: 'a', span: { start: 24, end: 25 } },
      { kind: 'namespace', name: 'web', span: { start: 32, end: 35 } },
      { kind: 'ring', name: 'canary', span: { start: 43, end: 49 } },
    ]);
  });

  it('is formatted with no more than it needs', () => {
    const text = `((/c/a)  AND (/c/b or (not (/m/"tier"/'gold')))) or (/m/"a/b"/"" and (/c/c and /c/d))`;
    expect(formatExpression(parsed(text))).toBe(
      '/c/a and (/c/b or not /m/tier/gold) or /m/"a/b"/"" and (/c/c and /c/d)',
    );
  });

  it('is formatted without quotes around common globs', () => {
    for (const text of ['/m/tier/{gold,silver}', '/m/version/1.*', '/m/tier/[!a-c]?']) {
      expect(formatExpression(parsed(text))).toBe(text);
    }
  });

  it('may be long', () => {
    const terms = Array.from({ length: 500 }, (_, index) => `/c/store-${index}`);
    expect(shape(terms.join(' or '))).toEqual(['or', ...terms]);
  });

  it('is read again as what it was, after it was formatted', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(withoutSpans(parsed(formatExpression(expression)))).toEqual(withoutSpans(expression));
      }),
    );
  });
});

describe('a mistake in an expression', () => {
  it.each([
    ['', 'the expression is empty', ''],
    ['   ', 'the expression is empty', '   '],
    ['/c/a /m/tier', 'expected an operator (and, or) before /m/tier', '/m/tier'],
    ['/c/a foo /c/b', 'expected an operator (and, or) before foo', 'foo'],
    ['(/c/a /c/b)', 'expected an operator (and, or) or ) before /c/b', '/c/b'],
    ['/c/a not /c/b', 'expected an operator (and, or) before not', 'not'],
    ['/c/a and', 'expected a term after and', 'and'],
    ['/c/a and or /c/b', 'expected a term before or', 'or'],
    ['not', 'expected a term after not', 'not'],
    ['()', 'expected a term before )', ')'],
    ['(/c/a', 'missing ) for this (', '('],
    ['/c/a and (/c/b or (/c/c)', 'missing ) for this (', '('],
    ['/c/a)', 'there is no ( for this )', ')'],
    ['/m/"a/b', 'the quote " is not closed', '"a/b'],
    ["/m/a'", "the quote ' is not closed", "'"],
    ['all"x"', 'unexpected "', '"'],
    ['/x/foo', 'there is no kind of term /x/', '/x/'],
    ['/clusters/foo', 'there is no kind of term /clusters/', '/clusters/'],
    ['/', 'there is no kind of term /', '/'],
    ['/C/a', 'there is no kind of term /C/', '/C/'],
    ['/c', 'expected a cluster name after /c/', '/c'],
    ['/g/', 'expected a group path after /g/', '/g/'],
    ['/g//', 'expected a group path after /g/', '/g//'],
    ['/n/ and /c/a', 'expected a namespace after /n/', '/n/'],
    ['/m/', 'expected a label key after /m/', '/m/'],
    ['/m/""/a', 'expected a label key after /m/', '/m/""/a'],
    ['/m/tier/', 'expected a label value after the last /', '/m/tier/'],
    ['/c/a/b', 'a cluster name holds no /', '/'],
    ['/r/a/b', 'a ring holds no /', '/'],
    ['/g/a//b', 'a group path has one / between its names, and none around them', '//'],
    ['/g/a/', 'a group path has one / between its names, and none around them', '/'],
    ['/c/"a"', 'unexpected "', '"'],
    ['/m/a"b"', 'a quote stands around a whole key or a whole value', '"b"'],
    ['/m/"a"b/c', 'a quote stands around a whole key or a whole value', 'b/c'],
    ['/m/a/b/c', 'expected one key and one value', '/c'],
    ['/n/web-*', 'a namespace is named in full', 'web-*'],
    ['/r/{a,b}', 'a ring is named in full', '{a,b}'],
    ['/m/ti*/gold', 'a label key is named in full', 'ti*'],
    ['/c/{a,b', 'missing } for this {', '{'],
    ['/c/a}', 'unexpected }', '}'],
    ['/c/[!a]!', 'unexpected !', '!'],
    ['/c/café', 'unexpected é', 'é'],
    ['/c/a\\*', 'unexpected \\', '\\'],
    ['/c/😀', 'unexpected 😀', '😀'],
    [`/c/${'{a,b}'.repeat(14)}`, 'the braces stand for more than 10000 alternatives', '{a,b}'.repeat(14)],
    ['/m/v/{1..99}{1..99}{1..99}', 'the braces stand for more than 10000 alternatives', '{1..99}{1..99}{1..99}'],
  ])('%s: %s', (text, message, marked) => {
    const found = problem(text);
    expect(found.message).toBe(message);
    expect(text.slice(found.span.start, found.span.end)).toBe(marked);
  });

  it.each([
    ['/c/a && /c/b', 'Write "and" in place of "&&".'],
    ['/c/a&&/c/b', 'Write "and" in place of "&&".'],
    ['/c/a || /c/b', 'Write "or" in place of "||".'],
    ['/c/a, /c/b', 'Write "or" in place of ",".'],
    ['!/c/a', 'Write "not" in place of "!".'],
    ['not not /c/a', 'Two "not" cancel out: leave both away.'],
    ['/m/tier=gold', 'A label with a value is /m/KEY/VALUE.'],
    ['/m/tier == gold', 'A label with a value is /m/KEY/VALUE.'],
    ['/m/tier!=gold', 'A label with a value is /m/KEY/VALUE.'],
    ['stores', 'A cluster is /c/stores, a group /g/stores.'],
    ['/x/foo', 'Terms are /c/NAME, /g/PATH, /n/NAMESPACE, /r/RING, /m/KEY and /m/KEY/VALUE.'],
    ['/m/example.com/tier/gold', 'Quote a key that holds a /: /m/"example.com/tier"/gold.'],
    ['/g//stores/la/', 'Write /g/stores/la.'],
    ['', 'Write "all" for every cluster, "none" for no cluster.'],
  ])('%s gets the advice: %s', (text, hint) => {
    expect(problem(text).hint).toBe(hint);
  });

  it('is nesting without end, and length', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}all${')'.repeat(depth)}`;
    expect(withoutSpans(parsed(nested(100)))).toEqual({ kind: 'all' });
    expect(problem(nested(101)).message).toBe('parentheses are nested more than 100 deep');
    expect(shape(Array(150).fill('(/c/a)').join(' or '))).toHaveLength(151);
    expect(problem('('.repeat(8000)).message).toBe('parentheses are nested more than 100 deep');
    expect(problem('not ('.repeat(1600)).message).toBe('parentheses are nested more than 100 deep');
    expect(problem(' '.repeat(8193)).message).toBe('the expression is longer than 8192 characters');
  });

  it('is told with a place in the text, whatever the text is', () => {
    const pieces = fc.constantFrom(
      '/c/',
      '/m/',
      '/g/',
      'a',
      '*',
      '{',
      '}',
      '"',
      "'",
      '(',
      ')',
      ' ',
      'and',
      'or',
      'not',
      'all',
      '/',
      ',',
      '!',
      '[',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseExpression(text);
        if ('expression' in result) {
          expect(withoutSpans(parsed(formatExpression(result.expression)))).toEqual(withoutSpans(result.expression));
          return;
        }
        const { span, message } = result.problem;
        expect(message).not.toBe('');
        expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
        expect(span.end > span.start || text === '').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

function parsed(text: string): Expression {
  const result = parseExpression(text);
  if ('problem' in result) throw new Error(`${result.problem.message} in ${text}`);
  return result.expression;
}

function problem(text: string) {
  const result = parseExpression(text);
  if ('expression' in result) throw new Error(`nothing is wrong with ${text}`);
  return result.problem;
}

type Shape = string | Shape[];

function shape(text: string): Shape {
  const of = (expression: Expression): Shape => {
    if (expression.kind === 'not') return ['not', of(expression.operand)];
    if (expression.kind === 'and' || expression.kind === 'or') return [expression.kind, ...expression.operands.map(of)];
    return formatExpression(expression);
  };
  return of(parsed(text));
}

/** The expression alone; parts as their text. */
function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  if ('text' in value) return value.text;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'span')
      .map(([key, inner]) => [key, withoutSpans(inner)]),
  );
}

function* spans(value: unknown): Generator<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null) return;
  if ('span' in value && isSpan(value.span)) yield value.span;
  for (const [key, inner] of Object.entries(value)) if (key !== 'span') yield* spans(inner);
}

function isSpan(value: unknown): value is { start: number; end: number } {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
