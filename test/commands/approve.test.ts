import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { app, files, moving, ns } from './approve-support.ts';
import { inMemory } from './in-memory.ts';
import { plan } from './plan-support.ts';
import { object, runIn } from './support.ts';

describe('approve', () => {
  it('writes both sides, keeps their comments, and says where it lands', async () => {
    const web = `# Ours.
apiVersion: resedge.dev/v1
kind: Namespace
metadata: {name: web}
spec:
  clusters: /g/stores/west # for now
  rejected:
    - application: cart # it has shrunk
      reason: too large
  quota: {pods: 9}
`;
    const shop = ns('shop', '{clusters: /g/stores, applications: [till], quota: {pods: 50}}');
    const folder = createRepository({ ...files, ...shop, 'inventory/web.yaml': web });
    expect(await runIn(folder, ['approve', 'cart', '--yes'])).toEqual({
      code: 0,
      out: 'application/cart changed\nnamespace/web changed\n',
      err: 'application/cart comes to 2 clusters: w1, w2\nNext: resedge deploy -m "why"\n',
    });
    const read = (name: string) => readFileSync(join(folder, 'inventory', name), 'utf8');
    expect(read('cart.yaml')).toBe(object('Application', 'cart', '{namespace: web, path: apps/till}'));
    expect(read('web.yaml')).toBe(`# Ours.
apiVersion: resedge.dev/v1
kind: Namespace
metadata: {name: web}
spec:
  clusters: /g/stores/west # for now
  applications:
    - cart
  quota: {pods: 9}
`);
    expect((await runIn(folder, ['validate', '--no-render'])).out).toMatch(/^0 errors, 0 warnings in \d+ files\n$/);
    expect(runGit(folder, 'diff', '--name-only').split('\n')).toEqual(['inventory/cart.yaml', 'inventory/web.yaml']);
  });

  it('moves it in one change: out of the old namespace, into the new one', async () => {
    const fleet = inMemory({ ...moving, ...ns('shop', '{clusters: /g/stores, applications: [till, "*"]}') });
    const { code, out, err } = await fleet.run(['approve', 'till', '--yes']);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'namespace/shop changed\nnamespace/web changed\napplication/till changed\n',
    });
    expect(err).toBe(`application/till moves from shop to web on 2 clusters: w1, w2
warning: Flux deletes application/till in shop, and makes it anew in web without its data; volume claims stay in shop
application/till leaves 2 clusters: e1, e2
Next: resedge validate
`);
    expect(fleet.texts()).toMatchObject({
      ...ns('shop', '{clusters: /g/stores, applications: ["*"]}'),
      ...ns('web', '{clusters: /g/stores/west, applications: [till]}'),
      ...app('till', '{path: apps/till, namespace: web}'),
    });
  });

  it('a plan tells the move from both ends, and nothing else', async () => {
    const folder = createRepository(moving);
    await runIn(folder, ['approve', 'till', '--yes']);
    const { code, out } = await plan(folder, ['-o', 'json']);
    expect(code).toBe(0);
    const { changes } = JSON.parse(out);
    expect(
      changes.map((one: Record<string, unknown>) => [
        one['namespace'],
        one['application'],
        one['change'],
        one['clusters'],
      ]),
    ).toEqual([
      ['shop', 'till', 'removed', 4],
      ['web', 'till', 'added', 2],
    ]);
  });

  it('moves it back: then it was never away', async () => {
    const fleet = inMemory(moving);
    await fleet.run(['approve', 'till', '--yes']);
    await fleet.run(['request', 'till', 'shop', '--yes']);
    await fleet.run(['approve', 'till', '--yes']);
    expect(fleet.texts()).toMatchObject({
      ...app('till', '{path: apps/till, namespace: shop}'),
      ...ns('shop', '{clusters: /g/stores, applications: [till]}'),
      ...ns('web', '{clusters: /g/stores/west}'),
    });
  });

  it.each([
    ['shop', 'onRemove: delete', 'web', '', 'without its data; volume claims included'],
    ['shop', 'access: cluster', 'web', '', 'and is applied as web now: it may change and clean up nothing outside of'],
  ])('warns of what a move costs: %s %s', async (from, old, to, now, expected) => {
    const fleet = inMemory({
      ...moving,
      ...ns(from, `{clusters: /g/stores, applications: [till], ${old}}`),
      ...ns(to, `{clusters: /g/stores${now}}`),
    });
    expect((await fleet.run(['approve', 'till', '--dry-run'])).err).toContain(expected);
  });

  it('says that manifests with namespaces of their own do not move', async () => {
    const stays = app('till', '{path: apps/till, namespace: shop, requests: web, setNamespace: false}');
    const { err } = await inMemory({ ...moving, ...stays }).run(['approve', 'till', '--dry-run']);
    expect(err).toContain('the manifests of till name their namespaces themselves (setNamespace: false)');
    expect(err).not.toContain('Flux deletes');
  });

  it('decides on a namespace that was only proposed', async () => {
    const fleet = inMemory({ ...files, ...ns('web', '{clusters: /g/stores/west, proposed: true, quota: {cpu: 1}}') });
    expect((await fleet.run(['approve', 'cart', '--yes'])).err).toBe(
      'namespace/web comes to 2 clusters: w1, w2\napplication/cart comes to 2 clusters: w1, w2\nNext: resedge validate\n',
    );
    expect(fleet.texts()).toMatchObject(ns('web', '{clusters: /g/stores/west, applications: [cart], quota: {cpu: 1}}'));
  });

  it('on other clusters than it was proposed for', async () => {
    const fleet = inMemory({ ...files, ...ns('web', '{clusters: /g/stores/west, proposed: true}') });
    expect((await fleet.run(['approve', 'cart', '--clusters', '/c/e1', '--yes'])).err).toContain(
      'application/cart comes to 1 cluster: e1\n',
    );
    expect(fleet.texts()).toMatchObject(ns('web', '{clusters: /c/e1, applications: [cart]}'));
  });

  it('takes the name of an application that named the namespace before it was asked', async () => {
    const fleet = inMemory({ ...files, ...app('cart', '{namespace: web, path: apps/till}') });
    expect((await fleet.run(['approve', 'app/cart', '--yes'])).out).toBe('namespace/web changed\n');
    expect(fleet.texts()).toMatchObject(ns('web', '{clusters: /g/stores/west, applications: [cart]}'));
  });

  it('adds nothing where all that ask are admitted', async () => {
    const fleet = inMemory({ ...files, ...ns('web', '{clusters: none, applications: ["*"]}') });
    const { out, err } = await fleet.run(['approve', 'cart', '--yes']);
    expect(out).toBe('application/cart changed\n');
    expect(err).toContain('application/cart comes to no cluster\n');
  });

  it('shows the difference before it asks, and writes nothing where the answer is no', async () => {
    const fleet = inMemory(moving);
    const before = fleet.texts();
    const { err } = await fleet.run(['approve', 'till'], { tty: true, answers: [false] });
    expect(err).toContain('+spec: {clusters: /g/stores/west, applications: [till]}');
    expect(err).toContain('Nothing was changed.\n');
    expect(fleet.texts()).toEqual(before);
  });

  it('does nothing where something depends on where it is', async () => {
    const fleet = inMemory({
      ...moving,
      ...ns('shop', '{clusters: /g/stores, applications: [till, desk]}'),
      ...app('desk', '{path: apps/till, namespace: shop, dependsOn: [till], values: {a: b}}'),
    });
    const before = fleet.texts();
    const { code, err } = await fleet.run(['approve', 'till', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('RE405');
    expect(fleet.texts()).toEqual(before);
  });

  it.each([
    [
      files,
      ['till'],
      'nobody asked: till is in namespace shop, and does not ask for another one',
      'See who does: resedge get requests',
    ],
    [
      { ...files, ...app('cart', '{path: apps/till}') },
      ['cart'],
      'nobody asked: cart neither names a namespace nor asks for one',
      'See who does: resedge get requests',
    ],
    [files, ['crat'], 'there is no application named crat', 'Did you mean cart?'],
    [
      files,
      ['cart', '--clusters', 'all'],
      'namespace web is not one that is only proposed, so its clusters stay',
      'To change them: resedge assign web EXPR\nSee resedge approve --help',
    ],
  ])('%#: %j', async (all, words, message, hint) => {
    const { code, err } = await inMemory(all).run(['approve', ...words, '--yes']);
    expect({ code, err }).toEqual({ code: 2, err: `error: ${message}\nhint: ${hint}\n` });
  });
});
