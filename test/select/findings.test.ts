import { describe, expect, it } from 'vitest';
import { createSelection } from '../../src/select/selection.ts';
import { complaint, complaints, fleet, names, select, stores } from './fleet.ts';

describe('a name that does not exist', () => {
  it.each([
    ['/g/stores and not /c/nola-11', 'RE202 there is no cluster named "nola-11" | Did you mean /c/nola-1? | nola-11'],
    [
      '/g/stroes/central',
      'RE202 there is no group named "stroes/central" | Did you mean /g/stores/central? | stroes/central',
    ],
    ['/g/la', 'RE202 there is no group named "la" | Did you mean /g/stores/central/la? | la'],
    ['/n/webb', 'RE202 there is no namespace named "webb" | Did you mean /n/web? | webb'],
    ['/r/canry', 'RE202 there is no ring named "canry" | Did you mean /r/canary? | canry'],
    [
      '/r/something-else',
      'RE202 there is no ring named "something-else" | List them with: resedge get rings | something-else',
    ],
  ])('%s is an error', (expression, expected) => {
    expect(complaints(stores, expression)).toEqual([expected]);
    expect(select(stores, `${expression} or all`)).toEqual([]);
  });

  it('is told for each term of an expression', () => {
    expect(complaints(stores, '/n/wbe or /n/cahce')).toHaveLength(2);
  });
});

describe('a pattern or label that nothing has', () => {
  it.each([
    ['/c/paris-*', 'RE302 no cluster matches paris-* | paris-*'],
    ['/g/*/north', 'RE302 no group matches */north | */north'],
    ['/m/teir', 'RE302 no cluster has the label teir | Did you mean /m/tier? | teir'],
    ['/m/teir/gold', 'RE302 no cluster has the label teir | Did you mean /m/tier/gold? | teir'],
    [
      '/m/"example.com/sise"/xl',
      'RE302 no cluster has the label example.com/sise | Did you mean /m/"example.com/size"/xl? | "example.com/sise"',
    ],
    ['/m/tier/glod', 'RE302 no cluster has the label tier with the value "glod" | Did you mean /m/tier/gold? | glod'],
    ['/m/tier/platinum-*', 'RE302 no cluster has the label tier with a value that matches platinum-* | platinum-*'],
  ])('%s is a warning', (expression, expected) => {
    expect(complaints(stores, expression, { warnIfEmpty: true })).toEqual([expected]);
    expect(select(stores, `${expression} or /c/nola-1`)).toEqual(['nola-1']);
  });

  it('is nothing to worry about as long as there are no clusters', () => {
    const empty = fleet({ groups: { stores: undefined } });
    expect(complaints(empty, '/g/stores and /m/tier/gold or /c/austin-*', { warnIfEmpty: true })).toEqual([]);
  });
});

describe('an expression that selects no cluster', () => {
  const warning =
    'RE302 the expression selects no cluster | Try parts of it with "resedge match", or write "none" where no cluster is meant.';

  it('is a warning where it decides what a cluster gets', () => {
    expect(complaints(stores, '/g/lab and /m/state/la', { warnIfEmpty: true })).toEqual([warning]);
    expect(complaints(stores, '/g/lab and /m/state/la')).toEqual([]);
    expect(complaints(stores, 'none', { warnIfEmpty: true })).toEqual([]);
  });

  it('is told of groups, namespaces and rings', () => {
    const empty = '/c/a and /c/b';
    const parts = fleet({
      clusters: { a: {}, b: {} },
      groups: { g: empty },
      namespaces: { n: empty },
      rings: [{ name: 'r', clusters: empty }],
    });
    const selection = createSelection(parts);
    selection.group('g');
    selection.namespace('n');
    selection.ring('r');
    expect(selection.findings.map(({ rule, place }) => [rule.id, place.file, place.path])).toEqual([
      ['RE302', 'group g', ['spec', 'clusters']],
      ['RE302', 'namespace n', ['spec', 'clusters']],
      ['RE302', 'ring r', ['spec', 'clusters']],
    ]);
  });

  it('is not told of one that needs another with an error', () => {
    const parts = fleet({ clusters: { a: {} }, namespaces: { bad: '/c/a and', good: '/n/bad' } });
    const selection = createSelection(parts);
    selection.namespace('good');
    expect(selection.findings.map((finding) => complaint(finding, '/c/a and'))).toEqual([
      expect.stringContaining('RE301 expected a term after and'),
    ]);
  });
});

describe('what is found', () => {
  it('carries each place where the expression stands, and is told once for each', () => {
    const selection = createSelection(stores);
    for (const file of ['one', 'two', 'one']) selection.evaluate('/n/wbe', { file, document: 1, path: ['spec', 'on'] });
    expect(selection.findings.map((finding) => finding.place)).toEqual([
      { file: 'one', document: 1, path: ['spec', 'on'], span: { start: 3, end: 6 } },
      { file: 'two', document: 1, path: ['spec', 'on'], span: { start: 3, end: 6 } },
    ]);
  });

  it('is told of a namespace once, however it is asked for', () => {
    const parts = fleet({ clusters: { a: {} }, namespaces: { web: '/c/b' } });
    const selection = createSelection(parts);
    selection.namespace('web');
    selection.evaluate('/n/web', { file: 'other' });
    selection.evaluate('/c/b', { file: 'namespace web', document: 0, path: ['spec', 'clusters'] });
    expect(selection.findings).toHaveLength(1);
  });

  it('includes what is wrong with a text', () => {
    expect(complaints(stores, '/c/austin-1 && /c/austin-2')).toEqual([
      'RE301 expected an operator (and, or) before && | Write "and" in place of "&&". | &&',
    ]);
    expect(select(stores, '/c/austin-1 && /c/austin-2')).toEqual([]);
  });
});

describe('expressions that need each other', () => {
  const clusters = { a: { groups: ['g'], labels: { x: '1' } }, b: { labels: { x: '1' } } };

  it('are told as a circle, with the place where it begins', () => {
    const parts = fleet({ clusters, groups: { b: 'all and /n/a', g: undefined }, namespaces: { a: '/m/x or /g/b' } });
    const selection = createSelection(parts);
    expect(names(selection, selection.namespace('a'))).toEqual([]);
    expect(selection.findings.map((finding) => complaint(finding, '/m/x or /g/b'))).toEqual([
      'RE203 the expression needs itself: namespace a -> group b -> namespace a | Name the clusters in another way in one of these. | /g/b',
    ]);
    expect(selection.findings.map(({ place }) => place.file)).toEqual(['namespace a']);
  });

  it('are told alike, wherever somebody starts', () => {
    const parts = fleet({
      clusters,
      groups: { g: undefined },
      namespaces: { a: '/n/b', b: '/n/c', c: '/n/a', d: '/n/c' },
    });
    const messages = ['a', 'b', 'c', 'd'].map((start) => {
      const selection = createSelection(parts);
      selection.namespace(start);
      for (const { name } of parts.namespaces) expect(selection.namespace(name).isEmpty()).toBe(true);
      return selection.findings.map((finding) => `${finding.place.file}: ${finding.message}`);
    });
    const expected = [
      'namespace a: the expression needs itself: namespace a -> namespace b -> namespace c -> namespace a',
    ];
    expect(messages).toEqual([expected, expected, expected, expected]);
  });

  it('are told through the groups below a group', () => {
    const parts = fleet({ clusters, groups: { g: undefined, stores: undefined, 'stores/new': '/g/stores and /m/x' } });
    const selection = createSelection(parts);
    selection.group('stores');
    expect(selection.findings.map((finding) => complaint(finding, '/g/stores and /m/x'))).toEqual([
      'RE203 the expression needs itself: group stores/new -> group stores -> group stores/new | Name the clusters in another way in one of these. A group holds all groups below it. | /g/stores',
    ]);
  });

  it('are told where a glob leads back', () => {
    const parts = fleet({ clusters, groups: { g: undefined, h: '/g/*' } });
    const selection = createSelection(parts);
    expect(names(selection, selection.group('h'))).toEqual([]);
    expect(selection.findings.map((finding) => finding.message)).toEqual([
      'the expression needs itself: group h -> group * -> group h',
    ]);
  });

  it('are told at most once for each expression that closes a circle', () => {
    const everything = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`g${at}`, '/g/*']));
    const selection = createSelection(fleet({ clusters: { a: {} }, groups: everything }));
    for (const name of Object.keys(everything)) selection.group(name);
    expect(selection.findings).toHaveLength(30);
  });

  it('leave the members of a group that are named, and other expressions, as they are', () => {
    const parts = fleet({
      clusters,
      groups: { g: '/n/loop' },
      namespaces: { fine: '/m/x', loop: '/g/g', user: '/n/loop or /m/x' },
    });
    const selection = createSelection(parts);
    expect(names(selection, selection.group('g'))).toEqual(['a']);
    expect(names(selection, selection.namespace('fine'))).toEqual(['a', 'b']);
    expect(names(selection, selection.namespace('user'))).toEqual(['a', 'b']);
    expect(selection.findings).toHaveLength(1);
  });

  it('are told of each circle', () => {
    const parts = fleet({
      clusters,
      groups: { g: undefined },
      namespaces: { a: '/n/b or /n/c', b: '/n/a', c: '/n/a', d: '/n/d' },
    });
    const selection = createSelection(parts);
    for (const { name } of parts.namespaces) selection.namespace(name);
    expect(selection.findings.map((finding) => finding.message.replace(/.*: /, ''))).toEqual([
      'namespace a -> namespace b -> namespace a',
      'namespace a -> namespace c -> namespace a',
      'namespace d -> namespace d',
    ]);
  });

  it('may be a long chain, as long as it ends', () => {
    const count = 20_000;
    const namespaces = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`n${at}`, at + 1 < count ? `/n/n${at + 1}` : '/c/b']),
    );
    const selection = createSelection(fleet({ clusters, groups: { g: undefined }, namespaces }));
    expect(names(selection, selection.namespace('n0'))).toEqual(['b']);
    expect(selection.findings).toEqual([]);
  });
});
