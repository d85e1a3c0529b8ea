import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { asks, cart, files, proposal, proposed } from './request-support.ts';

describe('request for a namespace that is not there', () => {
  it('proposes it, on no cluster', async () => {
    const fleet = inMemory(files);
    expect(await fleet.run([...proposal, '--yes'])).toEqual({
      code: 0,
      out: 'application/cart changed\nnamespace/points created\n',
      err: 'cart asks for points: it waits until an operator approves that\nnamespace/points is proposed with it: once approved it is on 2 clusters\nwarning: the quota of namespace points counts cpu and memory, and its limits give no default: Kubernetes refuses each pod with a container that names no request (inventory/namespaces/points.yaml:12, RE505)\nNext: resedge validate\n',
    });
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toBe(proposed);
    expect((await fleet.run(['get', 'ns', 'points', '-o', 'json'])).out).toContain('"clusters": 0,\n');
    expect((await fleet.run([...proposal, '--yes'])).err).toContain(
      'Its clusters: resedge set ns/points clusters=EXPR.',
    );
    expect((await fleet.run(['request', 'till', 'points', '--yes'])).code).toBe(0);
  });

  it('gives containers that name nothing what the quota needs', async () => {
    const fleet = inMemory(files);
    const defaults = ['--default-request', 'cpu=50m,memory=64Mi', '--default-limit', 'memory=128Mi'];
    const { code, err } = await fleet.run([...proposal, ...defaults, '--yes']);
    expect({ code, warning: err.includes('RE505') }).toEqual({ code: 0, warning: false });
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toContain(`  limits:
    default:
      memory: 128Mi
    defaultRequest:
      cpu: 50m
      memory: 64Mi
`);
  });

  it('in place of another one, which stays', async () => {
    const fleet = inMemory({ ...files, 'inventory/cart.yaml': asks });
    expect((await fleet.run([...proposal, '--yes'])).err).toContain('cart asks for points in place of web: it waits');
    expect((await fleet.run(['request', 'cart', 'web', '--yes'])).err).toBe(
      `cart asks for web in place of points: it waits until an operator approves that
namespace/points stays proposed; where nobody else asks for it: resedge delete ns/points
Next: resedge validate
`,
    );
    expect((await fleet.run(['delete', 'ns/points', '--yes'])).code).toBe(0);
  });

  it('is told as such', async () => {
    const fleet = inMemory(files);
    await fleet.run([...proposal, '--yes']);
    const { out: table } = await fleet.run(['get', 'ns', '--columns', 'NAME,STATE']);
    expect(table).toBe('NAME    STATE\npoints  proposed\nshop    active\nweb     active\n');
    expect((await fleet.run(['describe', 'ns/points'])).out).toMatch(/^Proposed: +true$/m);
    expect((await fleet.run(['describe', 'ns/web'])).out).not.toContain('Proposed');
    expect((await fleet.run(['describe', 'ns/web', '-o', 'json'])).out).toContain('"proposed": false,');
    expect((await fleet.run(['describe', 'app/cart'])).out).toMatch(
      /^Reason: +it asks for points, which is only proposed$/m,
    );
    await fleet.run(['request', 'till', 'points', '--yes']);
    expect((await fleet.run(['describe', 'app/till'])).out).toMatch(
      /^Reason: +it is in shop, and asks to move to points, which is only proposed$/m,
    );
    await fleet.run(['set', 'app/cart', 'namespace=points', '--yes']);
    expect((await fleet.run(['get', 'apps', 'cart', '--no-headers'])).out).toMatch(/^cart +points +pending +0/);
    expect((await fleet.run(['explain', 'cart', 'e1'])).out).toContain(
      'cart is not on e1, because points does not admit it.\n',
    );
  });

  it('asks for its clusters at a terminal', async () => {
    const fleet = inMemory(files);
    const { code, err } = await fleet.run(['request', 'cart', 'points'], { tty: true, answers: ['/g/stores', true] });
    expect(code).toBe(0);
    expect(err).toContain('There is no namespace points: it is proposed along with the request.\n');
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toContain('  clusters: /g/stores\n  proposed: true\n');
  });

  it('asks for its name where it was said what it should be', async () => {
    const fleet = inMemory(files);
    const words = ['request', 'cart', '--clusters', '/g/stores'];
    expect((await fleet.run(words, { tty: true, answers: ['points', true] })).code).toBe(0);
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toContain('  clusters: /g/stores\n  proposed: true\n');
  });

  it('asks nothing where a slip is likely, or the namespace is there', async () => {
    const slip = await inMemory(files).run(['request', 'cart', 'wbe'], { tty: true });
    expect(slip).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean web?') });
    expect((await inMemory(files).run(['request', 'cart', 'web'], { tty: true, answers: [true] })).code).toBe(0);
  });

  it('writes nothing where its expression is wrong', async () => {
    const fleet = inMemory(files);
    const { code, err } = await fleet.run(['request', 'cart', 'points', '--clusters', '/g/stors', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('RE202');
    expect(fleet.texts()['inventory/cart.yaml']).toBe(cart);
  });
});
