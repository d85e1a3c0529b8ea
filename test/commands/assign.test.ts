import { describe, expect, it } from 'vitest';
import { files, ns } from './approve-support.ts';
import { inMemory } from './in-memory.ts';

describe('assign', () => {
  it('sets the clusters, and says who gets it and loses it', async () => {
    const fleet = inMemory(files);
    expect(await fleet.run(['assign', 'shop', '/g/stores/west or /c/e1', '--yes'])).toEqual({
      code: 0,
      out: 'namespace/shop changed\n',
      err: 'namespace/shop leaves 1 cluster: e2\napplication/till leaves 1 cluster: e2\nNext: resedge validate\n',
    });
    expect(fleet.texts()).toMatchObject(ns('shop', '{clusters: /g/stores/west or /c/e1, applications: [till]}'));
    expect((await fleet.run(['assign', 'ns/web', 'all', '--dry-run'])).err).toBe(
      'namespace/web comes to 2 clusters: e1, e2\nNothing was changed.\n',
    );
  });

  it('decides on one that was only proposed, even where its clusters stay', async () => {
    const fleet = inMemory({ ...files, ...ns('web', '{clusters: /g/stores/west, proposed: true}') });
    expect((await fleet.run(['assign', 'web', '/g/stores/west', '--yes'])).err).toContain(
      'namespace/web comes to 2 clusters: w1, w2\n',
    );
    expect(fleet.texts()).toMatchObject(ns('web', '{clusters: /g/stores/west}'));
  });

  it('has nothing to do where it says the same', async () => {
    const fleet = inMemory(files);
    expect((await fleet.run(['assign', 'web', ' /g/stores/west ', '--yes'])).err).toBe(
      'namespace/web has these clusters already\nNothing to change.\n',
    );
    expect((await fleet.run(['assign', 'web', '/c/w1 or /c/w2', '--yes'])).err).toContain(
      'no cluster gets or loses anything by it\n',
    );
  });

  it.each([
    [['wbe', 'all'], 'there is no namespace named wbe'],
    [['web', '/g/stors'], 'RE202'],
    [['web', '/g/stores and'], 'RE301'],
  ])('%j: %s', async (words, expected) => {
    const fleet = inMemory(files);
    const { code, err } = await fleet.run(['assign', ...words, '--yes']);
    expect(code).toBe(2);
    expect(err).toContain(expected);
    expect(fleet.texts()).toMatchObject(ns('web', '{clusters: /g/stores/west}'));
  });
});
