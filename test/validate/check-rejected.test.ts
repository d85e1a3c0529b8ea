import { describe, expect, it } from 'vitest';
import { check, fleet, head } from './checked.ts';

function linesOf(namespace: string): readonly string[] {
  return check({
    'resedge.yaml': fleet,
    'inventory/web.yaml': `${head('Namespace', 'web')}spec: {clusters: all, ${namespace}}\n`,
    'inventory/cart.yaml': `${head('Application', 'cart')}spec: {path: apps/cart, namespace: web}\n`,
    'apps/cart/base/kustomization.yaml': 'resources: []\n',
  }).lines;
}

const rejected = 'rejected: [{application: till, reason: soon}, {application: cart, reason: too large}]';

describe('a namespace that admits an application and turns it down', () => {
  it('has an error at the entry, and a hint that says how to end that', () => {
    const lines = linesOf(`applications: [cart], ${rejected}`);
    expect(lines.filter((line) => line.includes(' RE102 '))).toEqual([
      'inventory/web.yaml:4:105 RE102 cart is admitted in spec.applications and turned down here (Take one of the two out. To turn it down: resedge set ns/web applications-=cart)',
    ]);
  });

  it.each(['applications: ["*"], ', 'applications: [till], proposed: true, ', ''])('has none with %s', (admitted) => {
    const all = linesOf(`${admitted}rejected: [{application: cart, reason: too large}]`);
    expect(all.filter((line) => line.includes(' RE102 '))).toEqual([]);
  });
});
