import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import type { Plan, PlanChange } from '../../src/model/plan.ts';
import { printManifest } from '../../src/render/fill-object.ts';
import { changeViews } from '../../src/views/change.ts';
import { deployNotes, deployPlanText, deployViews, undoText } from '../../src/views/deploy.ts';
import { descriptionViews } from '../../src/views/description.ts';
import { diagnosticViews } from '../../src/views/diagnostics/views.ts';
import { applicationExplanationViews } from '../../src/views/explanation.ts';
import { formatViews } from '../../src/views/format.ts';
import { rowViews } from '../../src/views/lists.ts';
import { planViews } from '../../src/views/plan.ts';
import { proposeViews } from '../../src/views/propose.ts';
import { manifestViews, objectDiffViews } from '../../src/views/render.ts';
import { searchViews } from '../../src/views/search.ts';
import { shownIn } from '../../src/views/shown.ts';
import { plain, styleFor } from '../../src/views/style.ts';
import { testViews } from '../../src/views/test-result.ts';
import { type Format, formats, type Views } from '../../src/views/view.ts';
import { attacks, expectHarmless, hostileText } from '../support/hostile.ts';
import { reportOn } from './fixture.ts';

const all = ClusterSet.of(2, [0, 1]);
const none = ClusterSet.none(2);

/** What one view prints of a result in which every free text is this one; empty in forms that it does not have. */
type Shows = (evil: string, format: Format) => string;

const shows: Readonly<Record<string, Shows>> = {
  change: (evil, format) =>
    shown(format, changeViews, {
      objects: [{ kind: 'Cluster', name: evil, action: 'renamed', to: evil }],
      files: [{ path: evil, before: evil, after: evil }],
      dryRun: false,
    }),
  deploy: (evil, format) =>
    shown(format, deployViews, {
      ...{ commit: evil, branch: evil, pushed: true, attempts: 2, moved: 1, waiting: 1, generate },
      undo: { commit: evil, reason: evil },
    }),
  describe: (evil, format) =>
    shown(format, descriptionViews, {
      ...{ of: 'Cluster', name: evil, description: evil, labels: { [evil]: evil }, owners: [evil] },
      placements: [{ namespace: evil, file: evil, line: 1 }],
    }),
  diff: (evil, format) =>
    shown(format, objectDiffViews, [
      { path: evil, before: printManifest({ a: evil }), after: `# ${evil}\n${printManifest({ a: [evil, evil] })}` },
    ]),
  explain: (evil, format) => shown(format, applicationExplanationViews, explanationOf(evil)),
  format: (evil, format) =>
    shown(format, formatViews, {
      formatted: {
        files: [{ path: evil, before: evil, after: evil }],
        unchanged: 0,
        problems: [{ path: evil, message: evil }],
      },
      dryRun: false,
    }),
  list: (evil, format) =>
    shown(
      format,
      rowViews<string>({
        kind: 'ClusterList',
        columns: [{ title: 'NAME', value: (name) => name }],
        name: (name) => `cluster/${name}`,
        object: (name) => ({ kind: 'Cluster', metadata: { name, labels: { [name]: name } } }),
      }),
      { rows: [evil, evil], headers: true },
    ),
  plan: (evil, format) =>
    shown(format, planViews, {
      plan: planOf(evil),
      ref: evil,
      waiting: [waitOf(evil)],
      faults: [evil],
      allow: evil.length % 2 === 0 ? evil : undefined,
      all: true,
    }),
  propose: (evil, format) =>
    shown(format, proposeViews, {
      ...{ branch: evil, base: evil, commit: evil, committed: true, pushed: true },
      pullRequest: { state: 'to-open', url: evil },
    }),
  render: (evil, format) =>
    shown(format, manifestViews, [
      {
        ...{ apiVersion: 'v1', kind: evil, name: evil, namespace: evil, identity: evil, encrypted: false },
        text: printManifest({ data: { [evil]: evil, list: [evil, 1.0] }, kind: evil }),
        value: () => ({ data: { [evil]: evil } }),
      },
    ]),
  search: (evil, format) =>
    shown(format, searchViews, {
      rows: [{ of: 'Cluster', name: evil, field: evil, text: evil, at: 0, file: evil }],
      headers: true,
    }),
  test: (evil, format) =>
    shown(format, testViews, {
      ...{ passed: 0, failed: 1, prefix: evil },
      items: [
        {
          ...{ expectation: evil, application: evil, passed: false, warnings: [evil], file: evil, line: 1 },
          failures: [
            {
              ...{ check: 'on', message: evil, clusters: 1, sample: [evil], file: evil, line: 1 },
              explanation: explanationOf(evil),
            },
          ],
        },
      ],
    }),
  validate: (evil, format) =>
    shown(format, diagnosticViews, {
      ...reportOn({ message: evil, hint: evil, file: evil, frame: [{ line: 7, text: evil }] }),
      ...{ prefix: evil, notes: [evil] },
    }),
};

it.each(Object.keys(shows))('%s: nothing that others wrote is obeyed, in any form', (name) => {
  const property = fc.property(hostileText, (evil) => {
    for (const format of formats) expectHarmless(format, shows[name]?.(evil, format) ?? '');
  });
  fc.assert(property, { numRuns: 40 });
});

it('nor in what a deployment is about to do', () => {
  const property = fc.property(hostileText, (evil) => {
    const effects = {
      moves: { ...planOf(evil), variables: all },
      leaving: [{ what: evil, clusters: [evil], groups: [{ group: evil, clusters: 1 }], waiting: 1 }],
      waits: [waitOf(evil)],
    };
    const plan = { branch: evil, intent: [evil], generate, effects, isIdle: false, missing: undefined };
    const rest = { moving: undefined, notes: [], moved: 1, waiting: 1 };
    const lines = [deployPlanText({ ...plan, ...rest }, plain), ...deployNotes({ ...plan, ...rest })];
    for (const text of [...lines, undoText({ commit: 'abcdef', reason: evil })]) expect(text).not.toContain('\n::');
  });
  fc.assert(property, { numRuns: 40 });
});

it('no color of others is shown where there are colors', () => {
  const style = styleFor('always', {}, false);
  const evil = '\u001b[31mRED';
  const report = { plan: planOf(evil), ref: evil, waiting: [waitOf(evil)], faults: [evil], allow: evil, all: true };
  for (const format of ['text', 'github'] as const)
    expect([...shownIn(format, planViews, report, style)].join('')).not.toContain(evil);
  const diff = [{ path: evil, before: evil, after: undefined }];
  expect([...shownIn('text', objectDiffViews, diff, style)].join('')).not.toContain(evil);
});

it('each form says all of it to a program', () => {
  for (const evil of attacks) {
    const [item] = JSON.parse(shows['search']?.(evil, 'json') ?? '').items;
    expect(item).toMatchObject({ name: evil, text: evil, file: evil });
  }
});

function shown<T>(format: Format, views: Views<T>, result: T): string {
  return views[format] ? [...shownIn(format, views, result, plain)].join('') : '';
}

const generate = {
  ...{ clusters: 1, profiles: 1, placements: 1 },
  ...{ created: 1, updated: 0, deleted: 0, unchanged: 0 },
};

function explanationOf(evil: string) {
  const step = { step: evil, ok: false, detail: evil, file: evil, line: 1, depth: 0, decides: true };
  return {
    ...{ subject: evil, cluster: evil, placed: false, because: 0, reason: evil },
    steps: [step, { ...step, depth: 1 }],
    ...{ namespace: evil, variant: evil, overlays: [evil], profile: evil, waiting: evil, refusedBy: 'Flux' },
    delivered: { variant: evil, folder: evil },
    variables: [{ name: evil, value: evil, missing: false, file: evil, line: 1 }],
  };
}

function waitOf(evil: string) {
  return { reason: evil, until: undefined, text: evil, pieces: [evil], clusters: [evil] };
}

function planOf(evil: string): Plan {
  const share = { name: evil, total: 2, affected: 1 };
  const change: PlanChange = {
    ...{ namespace: evil, application: evil, change: 'changed', destructive: true, details: [evil], clusters: all },
  };
  const lines = evil.split('\n').map((line) => `+ ${line}`);
  const difference = { what: evil, kind: 'object', units: [evil], lines, clusters: all } as const;
  return {
    ...{ base: '0123456789abcdef', errorsBefore: 0, names: [evil, evil], delivered: 2, total: 2, affected: all },
    ...{ added: all, removed: all, placements: { added: 0, removed: 0, changed: 2 }, delivery: none },
    ...{ groups: [share], rings: [share], timeZones: [share], stops: [evil], rendered: true, unseen: [] },
    changes: [change, { ...change, destructive: false, application: undefined }],
    differences: [difference, { ...difference, kind: 'file', lines: [] }],
  };
}
