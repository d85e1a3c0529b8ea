import { describe, expect, it } from 'vitest';
import { editFile, type FieldEdit, removeDocuments } from '../../src/edit/edit-file.ts';
import type { Path } from '../../src/model/place.ts';

/** A text without the blanks that all its lines begin with, and without the line break before it. */
function lines(text: string): string {
  const margin = /^ */.exec(text.replace(/^\n/, ''))?.[0] ?? '';
  return text
    .replace(/^\n/, '')
    .replaceAll(new RegExp(`^${margin}`, 'gm'), '')
    .replace(/ *$/, '');
}

/** What becomes of the first document of a file. */
function edited(text: string, ...edits: readonly FieldEdit[]): string {
  return editFile(lines(text), new Map([[0, edits]]));
}

function path(text: string): Path {
  return text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function set(where: string, value: unknown): FieldEdit {
  return { op: 'set', path: path(where), value };
}

function add(where: string, value: unknown): FieldEdit {
  return { op: 'add', path: path(where), value };
}

function remove(where: string, value: unknown): FieldEdit {
  return { op: 'remove', path: path(where), value };
}

function unset(where: string): FieldEdit {
  return { op: 'unset', path: path(where) };
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly edits: readonly FieldEdit[];
  readonly after: string;
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  'a value is replaced': [
    {
      name: 'in its quotes, with the comment behind it',
      before: `
        a:   'it''s'   # why
        b: "old"
        c: plain # because
      `,
      edits: [set('a', "that's"), set('b', 'new'), set('c', 'text')],
      after: `
        a:   'that''s'   # why
        b: "new"
        c: text # because
      `,
    },
    {
      name: 'in quotes where YAML 1.1 or 1.2 would read something else',
      before: `
        a: x
        b: x
        c: x
        d: x
        e: x
        f: x
      `,
      edits: [
        set('a', '2301'),
        set('b', 'on'),
        set('c', '0x1f'),
        set('d', '1e3'),
        set('e', '2026-11-26'),
        set('f', ''),
      ],
      after: `
        a: "2301"
        b: "on"
        c: "0x1f"
        d: "1e3"
        e: "2026-11-26"
        f: ""
      `,
    },
    {
      name: 'not where it is the same already',
      before: 'a: 1.10\nb: {y: 1, x: 2}\n',
      edits: [set('a', 1.1), set('b', { x: 2, y: 1 })],
      after: 'a: 1.10\nb: {y: 1, x: 2}\n',
    },
    {
      name: 'word by word in a text of several lines',
      before: `
        clusters: >-
          /g/stores/central
          and not /m/tier/kiosk
          # no comment
        next: 1
      `,
      edits: [set('clusters', '/g/stores/south and not /m/tier/kiosk # no comment')],
      after: `
        clusters: >-
          /g/stores/south
          and not /m/tier/kiosk
          # no comment
        next: 1
      `,
    },
    {
      name: 'as block text where it was block text',
      before: `
        a: | # literal
            one
            two

        b: 1
      `,
      edits: [set('a', 'three\nfour\nfive\n')],
      after: `
        a: | # literal
            three
            four
            five

        b: 1
      `,
    },
    {
      name: 'where there was none',
      before: 'a:\nb: # why\nc: ~\n',
      edits: [set('a', 'x'), set('b', 'text'), set('c', 7)],
      after: 'a: x\nb: text # why\nc: 7\n',
    },
    {
      name: 'by a map, below the comment of the key',
      before: `
        spec:
          hold: true # for now
          state: active
      `,
      edits: [set('spec.hold', { reason: 'flood', until: '2026-11-26' })],
      after: `
        spec:
          hold: # for now
            reason: flood
            until: "2026-11-26"
          state: active
      `,
    },
    {
      name: 'in an item of a list',
      before: `
        groups:
          - stores/central # home
          - lab
      `,
      edits: [set('groups.0', 'stores/south'), set('groups.2', 'new')],
      after: `
        groups:
          - stores/south # home
          - lab
          - new
      `,
    },
    {
      name: 'field by field where a map is set',
      before: `
        capacity:
          # measured
          cpu: "4"
          # a guess
          memory: 8Gi
      `,
      edits: [set('capacity', { cpu: '4', memory: '16Gi', pods: '110' })],
      after: `
        capacity:
          # measured
          cpu: "4"
          # a guess
          memory: 16Gi
          pods: "110"
      `,
    },
  ],
  'a field is made': [
    {
      name: 'with the indentation of its map, before the comments of what follows',
      before: `
        spec:
            values:
                lanes: 4 # all
                # self: 2

            # the rest
            state: active
      `,
      edits: [set('spec.values.open', true)],
      after: `
        spec:
            values:
                lanes: 4 # all
                open: true
                # self: 2

            # the rest
            state: active
      `,
    },
    {
      name: 'with its parents, and lists indented as elsewhere in the document',
      before: `
        spec:
          groups:
          - a
      `,
      edits: [set('spec.hold.reason', 'flood'), set('spec.owners', ['@contoso/pos'])],
      after: `
        spec:
          groups:
          - a
          hold:
            reason: flood
          owners:
          - "@contoso/pos"
      `,
    },
    {
      name: 'below a key without a value, and in place of {}',
      before: 'metadata: {}\nspec:\n',
      edits: [set('metadata.labels.tier', 'gold'), add('spec.groups', 'lab')],
      after: 'metadata:\n  labels:\n    tier: gold\nspec:\n  groups:\n    - lab\n',
    },
    {
      name: 'at the end of a file without a line break',
      before: 'a: 1\nb:\n  c: 2',
      edits: [set('b.d', 3)],
      after: 'a: 1\nb:\n  c: 2\n  d: 3',
    },
    {
      name: 'in flow maps, on one line or several',
      before: `
        metadata: {name: nola, labels: {tier: gold}} # short
        spec: {
          groups: [lab],
          state: active # now
        }
      `,
      edits: [set('metadata.labels.state', 'la'), set('spec.timeZone', 'America/Chicago')],
      after: `
        metadata: {name: nola, labels: {tier: gold, state: la}} # short
        spec: {
          groups: [lab],
          state: active, # now
          timeZone: America/Chicago
        }
      `,
    },
    {
      name: 'in JSON',
      before: `
        {
          "kind": "Group",
          "spec": {"owners": ["a"]}
        }
      `,
      edits: [add('spec.owners', 'b'), set('spec.timeZone', 'UTC'), set('metadata', { name: 'x' })],
      after: `
        {
          "kind": "Group",
          "spec": {"owners": ["a", "b"], "timeZone": "UTC"},
          "metadata": {"name": "x"}
        }
      `,
    },
    {
      name: 'beside a merge, which it goes before',
      before: `
        base: &base {lanes: 1}
        values:
          <<: *base
      `,
      edits: [set('values.lanes', 2)],
      after: `
        base: &base {lanes: 1}
        values:
          <<: *base
          lanes: 2
      `,
    },
  ],
  'a list': [
    {
      name: 'gets an item at its end, once',
      before: `
        groups:
          - "a" # home
          # the second
          - "b"

        next: [x,]
      `,
      edits: [add('groups', 'c'), add('groups', 'a'), add('next', 'w')],
      after: `
        groups:
          - "a" # home
          # the second
          - "b"
          - "c"

        next: [x, w,]
      `,
    },
    {
      name: 'loses an item, with the comment at its line end',
      before: `
        groups:
          - a # home
          # the second
          - b # lab
          - c
        next: [x, y, z]
      `,
      edits: [remove('groups', 'b'), remove('next', 'x'), remove('next', 'z')],
      after: `
        groups:
          - a # home
          # the second
          - c
        next: [y]
      `,
    },
    {
      name: 'goes with its last item',
      before: `
        spec:
          owners: [x]
          windows:
            - schedule: 0 2 * * *
              duration: 3h
          state: active
      `,
      edits: [remove('spec.owners', 'x'), remove('spec.windows', { schedule: '0 2 * * *', duration: '3h' })],
      after: `
        spec:
          state: active
      `,
    },
  ],
  'a field is taken out': [
    {
      name: 'and the maps that held nothing else, but not spec',
      before: `
        spec:
          values:
            # how many
            lanes: 4 # all
      `,
      edits: [unset('spec.values.lanes')],
      after: `
        spec: {}
          # how many
      `,
    },
    {
      name: 'first in an item of a list',
      before: `
        windows:
          - schedule: 0 2 * * *
            duration: 3h
      `,
      edits: [unset('windows.0.schedule')],
      after: `
        windows:
          - duration: 3h
      `,
    },
    {
      name: 'of a flow map',
      before: `
        a: {x: 1, y: 2, z: 3}
        b: {
          x: 1, # one
          # about y
          y: 2
        }
      `,
      edits: [unset('a.y'), unset('a.z'), unset('b.y')],
      after: `
        a: {x: 1}
        b: {
          x: 1 # one
          # about y
        }
      `,
    },
    {
      name: 'behind a text that keeps its empty lines',
      before:
        'd: |+\n  kept\n\n\ni: 1 # at i\n\n# above fgh\nf: 1 # at fgh\n  # below fgh\n\n# above a\na: # at a\n\n   # above b\n   b: # at b\n\n      # above c\n      c: 1 # at c\n        # below c\n     # below b\n  # below a\nnew: text\n',
      edits: [unset('i')],
      after:
        'd: |+\n  kept\n\n\n# above fgh\nf: 1 # at fgh\n  # below fgh\n\n# above a\na: # at a\n\n   # above b\n   b: # at b\n\n      # above c\n      c: 1 # at c\n        # below c\n     # below b\n  # below a\nnew: text\n',
    },
    { name: 'where it is not there', before: 'a: 1\n', edits: [unset('b.c')], after: 'a: 1\n' },
  ],
};

describe('editFile', () => {
  for (const [title, table] of Object.entries(cases)) {
    describe(title, () => {
      for (const { name, before, edits, after } of table) {
        it(name, () => expect(edited(before, ...edits)).toBe(lines(after)));
      }
    });
  }

  it('changes one document of many, and no character of the others', () => {
    const before = '# file\n---\na:   1\n...\n# between\n--- # second\n{a: 1}\n---\n- a:  x\n';
    const after = editFile(before, new Map([[1, [set('a', 2)]]]));
    expect(after).toBe('# file\n---\na:   1\n...\n# between\n--- # second\n{a: 2}\n---\n- a:  x\n');
  });

  it('counts documents without content', () => {
    expect(editFile('---\n---\na: 1\n', new Map([[1, [set('a', 2)]]]))).toBe('---\n---\na: 2\n');
  });

  it('keeps line ends of Windows and the byte order mark', () => {
    expect(edited('\uFEFFa: 1\r\nb:\r\n  - x # c\r\n', add('b', 'y'), set('c.d', 'e'))).toBe(
      '\uFEFFa: 1\r\nb:\r\n  - x # c\r\n  - "y"\r\nc:\r\n  d: e\r\n',
    );
  });

  it('puts new fields in their place where there is an order', () => {
    const order = { keys: ['name', 'groups', 'state'], below: () => undefined };
    const orderOf = (kind: string) => (kind === 'Cluster' ? { keys: [], below: () => order } : undefined);
    const text = 'kind: Cluster\nspec:\n  # called\n  name: x # so\n    # long\n  # active\n  state: active\n';
    expect(editFile(text, new Map([[0, [set('spec.groups', ['a'])]]]), orderOf)).toBe(
      'kind: Cluster\nspec:\n  # called\n  name: x # so\n    # long\n  groups:\n    - a\n  # active\n  state: active\n',
    );
  });

  it('writes a document anew that it cannot edit in place', () => {
    expect(edited('? a\n: b\n# c\nd:   1\n', set('a', 'e'))).toBe('a: e\n# c\nd: 1\n');
  });

  it('edits many documents of one file', () => {
    const document = 'kind: Cluster\nmetadata: {name: x}\nspec:\n  groups: [a]\n  values:\n    lanes: 4 # all\n---\n';
    const edits = new Map(Array.from({ length: 1000 }, (_, index) => [index, [set('spec.values.lanes', index)]]));
    const text = editFile(document.repeat(1000), edits);
    expect(text.split('---\n')[987]).toBe(document.replace('4', '987').replace('---\n', ''));
  });
});

describe('editFile refuses', () => {
  function refusal(text: string, edit: FieldEdit): string {
    try {
      return edited(text, edit);
    } catch (error) {
      const hint = error instanceof Error && 'hint' in error ? error.hint : undefined;
      return `${error instanceof Error ? error.message : ''}${hint === undefined ? '' : ` (${hint})`}`;
    }
  }

  const shared = 'first: &base {lanes: 1}\nsecond: *base\nthird:\n  <<: *base\n  a: 1\n';

  it('what would change another place by an alias', () => {
    expect(refusal(shared, set('first.lanes', 2))).toBe(
      'first.lanes is a part of &base, which *base in line 2 stands for, so both would change (Edit line 1 by hand if both are meant to change, or write out what *base stands for.)',
    );
    expect(refusal(shared, set('second.lanes', 2))).toBe(
      'second comes from the alias *base (Edit the anchor &base in line 1 by hand.)',
    );
    expect(refusal(shared, unset('third.lanes'))).toBe(
      'third.lanes comes from a map that is merged in with << (Edit the map that it comes from by hand.)',
    );
    expect(refusal(shared, set('second', 'x'))).toBe(shared.replace('second: *base', 'second: x'));
  });

  it('what does not fit what is there', () => {
    expect(refusal('a: x\n', set('a.b', 1))).toBe('a is neither a map nor a list, so there can be no a.b');
    expect(refusal('a: x\n', add('a', 1))).toBe('a is not a list (Set it: path=value.)');
    expect(refusal('a: [x]\n', set('a.2', 1))).toBe(
      'a[2] is not an item of a, which has 1 item (Items count from 0: a[1] adds one.)',
    );
    expect(refusal('--- # nothing\n', set('a', 1))).toBe('the document is empty, or would be');
  });

  it('a document that cannot be read, but not the others of the file', () => {
    expect(refusal('a: [\n', set('a', 1))).toBe(
      'the document that begins in line 1 cannot be read (See: resedge validate)',
    );
    expect(editFile('a: "open\n---\nb: 1\n', new Map([[1, [set('b', 2)]]]))).toBe('a: "open\n---\nb: 2\n');
  });
});

describe('removeDocuments', () => {
  it('leaves the others as they are', () => {
    const text = '# a\na: 1\n---\n# b\nb:  1\n---\nc: 1';
    expect(removeDocuments(text, new Set([1]))).toBe('# a\na: 1\n---\nc: 1');
    expect(removeDocuments(text, new Set([2]))).toBe('# a\na: 1\n---\n# b\nb:  1\n');
    expect(removeDocuments(text, new Set([0, 1]))).toBe('c: 1');
  });

  it('keeps the comments of the file above the first ---', () => {
    expect(removeDocuments('# file\n---\na: 1\n---\nb: 1\n', new Set([0]))).toBe('# file\n---\nb: 1\n');
  });

  it('leaves nothing where no document has content', () => {
    expect(removeDocuments('---\na: 1\n---\n# only a comment\n', new Set([0]))).toBeUndefined();
  });
});
