import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { createFleet, deployment, overlay } from './overlays.ts';
import { object, runIn, smallFleet } from './support.ts';

describe('overlay: what is wrong with what was typed', () => {
  const folder = createFleet({
    'apps/till/base/deployment.yaml': `${deployment}        - {name: side, image: "side:\${v}"}\n`,
    'patch.yaml': 'replicas 3\n',
  });

  it.each([
    ['2.0.0', 'it does not say what to change'],
    ['2.0.0 --image registry.example.com/till:2.0.0', 'it does not say on which clusters'],
    ['2.0.0 --clusters all --image till:2.0.0', 'no container in apps/till/base has the image till'],
    ['2.0.0 --clusters all --image side:2', 'since its tag is a variable: side:${v}'],
    ['2.0.0 --clusters all --image registry.example.com/till', 'says no tag'],
    ['2.0.0 --clusters all --image a:b:c', '"a:b:c" is not an image'],
    ['2.0.0 --clusters all --replicas x=1', 'nothing in apps/till/base has replicas and the name x'],
    ['2.0.0 --clusters all --replicas many', '--replicas takes a whole number, or NAME=NUMBER, not "many"'],
    ['2.0.0 --clusters all --env LOG', '--env takes KEY=VALUE, not "LOG"'],
    [
      '2.0.0 --clusters all --env A=b',
      'it does not say which container is meant: Deployment/till till, Deployment/till side',
    ],
    ['2.0.0 --clusters all --env A=b --container tilt', 'there is no container tilt in apps/till/base'],
    ['2.0.0 --clusters all --env A=b --workload tell', 'there is no tell in apps/till/base'],
    ['2.0.0 --clusters all --patch none.yaml', 'there is no file none.yaml'],
    ['2.0.0 --clusters all --patch patch.yaml', 'patch.yaml is not a patch'],
    ['2.0.0 --clusters /g/store --replicas 2', 'there is no group named "store"'],
    ['2.0.0 --clusters all --ring canari --replicas 2', 'there is no ring named canari'],
    ['2.0.0 --clusters all --priority high --replicas 2', '--priority takes a whole number, not "high"'],
    ['base --clusters all --replicas 2', 'an overlay may not be named base'],
    ['.. --clusters all --replicas 2', 'the overlay name ".." may hold only letters'],
    ['2_0 --clusters all --replicas 2', 'the overlay name "2_0" may hold only letters'],
    ['2.0.0 --remove', 'till has no overlay named 2.0.0'],
    ['2.0.0 --remove --replicas 2', '--remove goes with no other change'],
  ])('%s', async (words, message) => {
    const { code, out, err } = await overlay(folder, ...words.split(/ (?=--)| /));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('no such application', async () => {
    const { code, err } = await runIn(folder, [
      'overlay',
      'tills',
      '2.0.0',
      '--replicas',
      '2',
      '--clusters',
      'all',
      '--yes',
    ]);
    expect(code).toBe(2);
    expect(err).toBe('error: there is no application named tills\nhint: Did you mean till?\n');
  });

  it('no base', async () => {
    const empty = createRepository({ ...smallFleet, 'inventory/x.yaml': object('Application', 'x', '{path: apps/x}') });
    const { err } = await runIn(empty, ['overlay', 'x', '2.0.0', '--replicas', '2', '--clusters', 'all', '--yes']);
    expect(err).toContain('error: there is an error in application/x, so it cannot be shown\n');
  });
});
