import { describe, expect, it } from 'vitest';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import type { Plan, PlanChange, PlanDifference } from '../../src/model/plan.ts';
import { planViews } from '../../src/views/plan.ts';
import { plain } from '../../src/views/style.ts';

const names = Array.from({ length: 2000 }, (_, at) => `cluster-${at}`);
const some = ClusterSet.of(names.length, [0, 1, 2, 3]);
const none = ClusterSet.none(names.length);

const removed: PlanChange = {
  namespace: 'shop',
  application: 'till',
  change: 'removed',
  destructive: true,
  details: ['moves to the namespace web on 2 of them'],
  clusters: some,
};

const image: PlanDifference = {
  what: 'Deployment/desk',
  kind: 'object',
  units: ['shop/desk'],
  lines: ['-        image: desk:1', '+        image: desk:2'],
  clusters: some,
};

const plan: Plan = {
  base: '0123456789abcdef0123456789abcdef01234567',
  errorsBefore: 0,
  names,
  delivered: 2000,
  total: 2000,
  affected: some,
  added: none,
  removed: none,
  placements: { added: 0, removed: 4, changed: 4 },
  groups: [
    { name: 'stores', total: 2000, affected: 4 },
    { name: 'stores/east/la', total: 10, affected: 4 },
  ],
  rings: [{ name: 'canary', total: 20, affected: 4 }],
  timeZones: [{ name: 'America/Chicago', total: 2000, affected: 4 }],
  changes: [removed, { ...removed, application: 'desk', change: 'changed', destructive: false, details: [] }],
  differences: [image],
  delivery: none,
  stops: ['4 of 2000 clusters would change; 1 may (spec.guards.maxClustersChanged)'],
  rendered: true,
  unseen: [],
};

function markdown(changes: Partial<Plan>): string {
  return [
    ...planViews.markdown({
      plan: { ...plan, ...changes },
      ref: 'origin/main',
      waiting: [],
      faults: [],
      allow: undefined,
      all: false,
    }),
  ].join('');
}

describe('a plan as a comment on a pull request', () => {
  it('begins with what matters most', () => {
    expect(markdown({})).toBe(`### Plan: 4 of 2,000 clusters affected; applications: 0 added, 4 changed, 4 removed.

Compared with \`origin/main\` (\`0123456789\`).

> [!CAUTION]
> Deploy would stop: 4 of 2000 clusters would change; 1 may (spec.guards.maxClustersChanged)

**Destructive**

| | what | where |
| --- | --- | --- |
| - | application/till in shop | leaves 4 clusters: cluster-0, cluster-1, cluster-2, …<br>moves to the namespace web on 2 of them |

**Changes**

| | what | where |
| --- | --- | --- |
| ~ | application/desk in shop | changes on 4 clusters: cluster-0, cluster-1, cluster-2, … |

**Where**

| | | affected | of |
| --- | --- | ---: | ---: |
| group | stores | 4 | 2,000 |
| ring | canary | 4 | 20 |
| time zone | America/Chicago | 4 | 2,000 |

<details><summary>Deployment/desk in shop/desk on 4 clusters</summary>

\`\`\`diff
-        image: desk:1
+        image: desk:2
\`\`\`

</details>
`);
  });

  it('is cut, with a note, where GitHub would not take all of it', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `+ line ${at}`);
    const differences = Array.from({ length: 200 }, (_, at) => ({ ...image, what: `Deployment/app-${at}`, lines }));
    const text = markdown({ differences });
    expect(text.length).toBeGreaterThan(60_000);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n<\/details>\n\n_Cut here: \d+ more parts did not fit\. All of it: `resedge plan`\._\n$/);
  });

  it('keeps manifests that hold Markdown, and names that hold signs of it, as they are', () => {
    const text = markdown({ differences: [{ ...image, what: 'ConfigMap/${a}_b|c', lines: ['+ ```sh'] }] });
    expect(text).toContain('<summary>ConfigMap/&#36;&#123;a&#125;&#95;b&#124;c in shop/desk on 4 clusters</summary>');
    expect(markdown({ changes: [{ ...removed, details: ['deletes ConfigMap/a_b|c'] }] })).toContain(
      'a&#95;b&#124;c |\n',
    );
    expect(text).toContain('````diff\n+ ```sh\n````\n');
  });
});

describe('what spec.guards stop', () => {
  const [stop] = plan.stops;
  const report = { plan, ref: 'main', waiting: [], faults: [], all: false };

  it('is an annotation in GitHub Actions', () => {
    const text = (allow: string | undefined) => planViews.github({ ...report, allow }, plain);
    expect(text(undefined)).toContain(`::error title=Deploy would stop::${stop}\nCompared with main`);
    expect(text('a recall')).toContain(`::notice title=Allowed (a recall)::${stop}\nCompared with main`);
  });

  it('says why it is allowed', () => {
    const allow = 'a recall';
    expect(planViews.text({ ...report, allow }, plain)).toContain(`Allowed (a recall)\n  ${stop}\n`);
    expect([...planViews.markdown({ ...report, allow })].join('')).toContain(
      `> [!NOTE]\n> Allowed (a recall): ${stop}\n`,
    );
  });
});

describe('what lies in generated folders and must not', () => {
  const fault = 'RE805 clusters/e1/apps.yaml: resedge did not write this manifest';
  const report = {
    plan: { ...plan, stops: [] },
    ref: 'main',
    waiting: [],
    all: false,
    faults: [fault],
    allow: 'a recall',
  };

  it('stops whatever reason is given', () => {
    const title = 'Stopped by what lies in clusters/ and fleet/';
    expect(planViews.text(report, plain)).toContain(`${title}\n  ${fault}\n`);
    expect(planViews.github(report, plain)).toContain(`::error title=${title}::${fault}\nCompared with main`);
    expect([...planViews.markdown(report)].join('')).toContain(`> [!CAUTION]\n> ${fault}\n`);
    expect(JSON.parse([...planViews.json(report, plain)].join(''))).toMatchObject({ stops: [fault] });
  });

  it('is cut where there is much of it', () => {
    const text = planViews.text({ ...report, faults: Array.from({ length: 23 }, () => fault) }, plain);
    expect(text.split(fault)).toHaveLength(21);
    expect(text).toContain('3 more');
  });
});

describe('a plan as text', () => {
  const text = (all: boolean, changes: Partial<Plan>) =>
    planViews.text(
      { plan: { ...plan, ...changes }, ref: 'main', waiting: [], faults: [], allow: undefined, all },
      plain,
    );
  const lines = Array.from({ length: 40 }, (_, at) => `+ line ${at}`);

  it('cuts what is long, unless all is asked for', () => {
    const differences = [{ ...image, lines }];
    expect(text(false, { differences })).toContain('    + line 29\n    and 10 more lines\n');
    expect(text(true, { differences })).toContain('    + line 39\n');
  });

  it('shows groups of two levels, unless all is asked for', () => {
    expect(text(false, {})).not.toContain('stores/east/la');
    expect(text(true, {})).toContain('stores/east/la  4 of 10\n');
  });
});
