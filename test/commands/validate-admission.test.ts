import { describe, expect, it } from 'vitest';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import { createRepository } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

type Files = Readonly<Record<string, string>>;

interface Found {
  readonly code: number;
  readonly err: string;
  /** `file:line rule severity message (hint)` */
  readonly lines: readonly string[];
}

/** What `validate` finds in a fleet with these files. */
async function validate(files: Files, kustomize: () => Promise<Kustomize | undefined>): Promise<Found> {
  const folder = createRepository({ ...smallFleet, ...files });
  const { code, out, err } = await runIn(folder, ['validate', '-o', 'json'], { kustomize });
  const { items }: { items: Record<string, string>[] } = JSON.parse(out);
  const lines = items.map(
    ({ file, line, rule, severity, message, hint }) => `${file}:${line} ${rule} ${severity} ${message} (${hint})`,
  );
  return { code, err, lines };
}

/** The namespace of the application till. */
function shop(spec: string): Files {
  return { 'inventory/shop.yaml': object('Namespace', 'shop', `{clusters: /g/stores, applications: [till], ${spec}}`) };
}

const bounded = 'quota: {cpu: "2"}, limits: {defaultRequest: {cpu: 100m}}';

/** What till brings: a Deployment of two pods, and more. */
function till(cpu: string, more = ''): Files {
  return {
    'apps/till/base/config.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  replicas: 2
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec:
      containers:
        - name: till
          image: nginx:latest
          resources: {requests: {cpu: ${cpu}}}
${more}`,
  };
}

function policy(pattern: string): Files {
  const image = `{not: {pattern: "${pattern}"}}`;
  const containers = `{items: {properties: {image: ${image}}}}`;
  const template = `{properties: {spec: {properties: {containers: ${containers}}}}}`;
  const rule = `{name: image, assert: {properties: {spec: {properties: {template: ${template}}}}}}`;
  return { 'inventory/pin.yaml': object('Policy', 'pin', `{rules: [${rule}]}`) };
}

const role = '---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ROLE\nmetadata: {name: x}\nrules: []\n';
const all = '4 clusters (e1, e2, w1 and 1 more)';

/** For each rule: what breaks it, what it says, and what does not break it. */
const cases: readonly (readonly [rule: string, bad: Files, line: string, good: Files])[] = [
  [
    'RE501',
    { ...shop(bounded), ...cluster('e1', 'stores/east', ', capacity: {cpu: "1"}') },
    'inventory/shop.yaml:4 RE501 error cluster e1 is over-subscribed in cpu: the quotas there add up to 2 (shop 2), and it has room for 1 (Give a namespace a smaller quota there, or take it off. See: resedge capacity e1)',
    { ...shop(bounded), ...cluster('e1', 'stores/east', ', capacity: {cpu: "2"}') },
  ],
  [
    'RE503',
    shop('network: isolated'),
    `inventory/shop.yaml:4 RE503 warning namespace shop has no quota, so nothing bounds what it takes on ${all} (Give it one that has room, such as: resedge set ns/shop quota.cpu=500m quota.memory=1Gi. See: resedge capacity)`,
    shop(bounded),
  ],
  [
    'RE505',
    shop('quota: {pods: 3}, limits: {min: {cpu: 2}, max: {cpu: 1}}'),
    'inventory/shop.yaml:4 RE505 error limits.min.cpu of namespace shop is 2, above limits.max.cpu, which is 1 (Kubernetes wants min, defaultRequest, default and max in this order, the smallest first.)',
    shop('quota: {pods: 3}, limits: {min: {cpu: 1}, max: {cpu: 1}}'),
  ],
];

/** The same for rules about what Kustomize builds. */
const built: typeof cases = [
  [
    'RE504',
    { ...shop(bounded), ...till('1500m') },
    `apps/till/base/config.yaml:9 RE504 error application till can never start for lack of cpu on ${all}: it requests 3 (Deployment/till 2 x 1500m), and the quota of namespace shop is 2 (Request less, or give the namespace a larger quota.)`,
    { ...shop(bounded), ...till('500m') },
  ],
  [
    'RE601',
    { ...shop(`${bounded}, policies: [pin]`), ...till('500m'), ...policy(':latest$') },
    `apps/till/base/config.yaml:12 RE601 error Deployment/till of application till breaks pin/image at spec.template.spec.containers[0].image on ${all}: spec.template.spec.containers[0].image may not be "nginx:latest" (Correct it there, or talk to the owners of policy/pin.)`,
    { ...shop(`${bounded}, policies: [pin]`), ...till('500m'), ...policy(':old$') },
  ],
  [
    'RE602',
    { ...shop(bounded), ...till('500m', role.replace('ROLE', 'ClusterRole')) },
    `apps/till/base/config.yaml:16 RE602 error ClusterRole/x of application till cannot be applied on ${all}: it is an object of the whole cluster, and application till may write in namespace shop alone (Take it out, or run it in a namespace of the platform team with access: cluster.)`,
    { ...shop(bounded), ...till('500m', role.replace('ROLE', 'Role')) },
  ],
];

describeWithKustomize('validate, of what clusters let in', () => {
  it.each([...cases, ...built])('%s', async (rule, bad, line, good) => {
    expect(await validate(bad, realKustomize)).toEqual({ code: rule === 'RE503' ? 0 : 1, err: '', lines: [line] });
    expect(await validate(good, realKustomize)).toEqual({ code: 0, err: '', lines: [] });
  });

  it('warns of a quota for which nothing gives a request', async () => {
    const { code, lines } = await validate(shop('quota: {cpu: "2"}'), realKustomize);
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [expect.stringMatching(/^inventory\/shop\.yaml:4 RE505 warning the quota of namespace shop counts cpu/)],
    });
  });
});

describe('validate, of what clusters let in, without Kustomize', () => {
  const none = async () => undefined;
  const err =
    'Manifests were not checked: there is neither kustomize (5.5 or later) nor kubectl (1.32 or later) on the PATH.\n';

  it.each(cases)('finds %s, which needs no manifests', async (rule, bad, line) => {
    expect(await validate(bad, none)).toEqual({ code: rule === 'RE503' ? 0 : 1, err, lines: [line] });
  });

  it.each(built)('says once that it did not look for %s', async (_, bad) => {
    expect(await validate(bad, none)).toEqual({ code: 0, err, lines: [] });
  });
});
