import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { object, quietFleet, runIn, smallFleet } from './support.ts';

const folder = createRepository(smallFleet);

describe('what was typed wrong', () => {
  const cases: readonly [words: string, err: string][] = [
    ['get clusters e11', 'error: there is no cluster named e11\nhint: Did you mean e1?\n'],
    ['get ns warehouse', 'error: there is no namespace named warehouse\nhint: See them all: resedge get namespaces\n'],
    ['get custers', 'error: there is no kind "custers"\nhint: Did you mean clusters?\nSee resedge get --help\n'],
    [
      'get nodes',
      'error: there is no kind "nodes"\nhint: The kinds are clusters, groups, applications, namespaces, policies, rings, expectations, fleets; placements, overlays and requests are listed on their own.\nSee resedge get --help\n',
    ],
    ['get placements --cluster w3', 'error: there is no cluster named w3\nhint: Did you mean w1?\n'],
    ['get placements --application tell', 'error: there is no application named tell\nhint: Did you mean till?\n'],
    [
      'get placements till',
      'error: placements have no names\nhint: Narrow them with --cluster or --application.\nSee resedge get --help\n',
    ],
    ['get clusters --cluster e1', 'error: --cluster and --application go with placements\nSee resedge get --help\n'],
    ['get fleet -l all', 'error: -l does not go with fleets\nSee resedge get --help\n'],
    ['get clusters,exp -l all', 'error: -l does not go with expectations\nSee resedge get --help\n'],
    [
      'get applications,requests',
      'error: requests are listed on their own, not with other kinds\nhint: Ask for them alone: resedge get requests\nSee resedge get --help\n',
    ],
    [
      'get Overlay,ns',
      'error: overlays are listed on their own, not with other kinds\nhint: Ask for them alone: resedge get overlays\nSee resedge get --help\n',
    ],
    ['get placments', 'error: there is no kind "placments"\nhint: Did you mean placements?\nSee resedge get --help\n'],
    ['get clusters --tree', 'error: --tree goes with groups\nSee resedge get --help\n'],
    [
      'get groups --tree --sort-by name',
      'error: a tree has an order of its own: leave out --sort-by\nSee resedge get --help\n',
    ],
    [
      'get clusters --columns name,grop',
      'error: there is no column "grop"\nhint: Did you mean GROUP?\nSee resedge get --help\n',
    ],
    [
      'get clusters --columns spec.capcity.cpu',
      'error: there is no field spec.capcity in a cluster\nhint: Did you mean spec.capacity?\nSee resedge get --help\n',
    ],
    [
      'get groups --sort-by beauty',
      'error: there is no column "beauty"\nhint: The columns are NAME, CLUSTERS, FILE. A field is named by its path, such as metadata.labels.tier.\nSee resedge get --help\n',
    ],
    [
      'get placements --sort-by ring',
      'error: there is no column "ring"\nhint: The columns are CLUSTERS, NAMESPACE, APPLICATION, VARIANT, PROFILE.\nSee resedge get --help\n',
    ],
    ['get placements -l all --cluster e1', 'error: give either -l or --cluster\nSee resedge get --help\n'],
    ['bootstrap e11', 'error: there is no cluster named e11\nhint: Did you mean e1?\n'],
    ['get clusters -C elsewhere', 'error: there is no folder elsewhere\n'],
  ];
  it.each(cases)('%s', async (words, err) => {
    expect(await runIn(folder, words.split(' '))).toEqual({ code: 2, out: '', err });
  });

  it('an expression that cannot be read: a caret shows where', async () => {
    expect(await runIn(folder, ['match', '/g/stores and'])).toEqual({
      code: 2,
      out: '',
      err: `error: expected a term after and
  /g/stores and
            ^^^
hint: Terms are /c/NAME, /g/PATH, /n/NAMESPACE, /r/RING, /m/KEY and /m/KEY/VALUE.
See resedge match --help
`,
    });
  });

  it('an expression that names what does not exist', async () => {
    expect(await runIn(folder, ['get', 'clusters', '-l', 'all and not /g/store/east'])).toEqual({
      code: 2,
      out: '',
      err: `error: there is no group named "store/east"
  all and not /g/store/east
                 ^^^^^^^^^^
hint: Did you mean /g/stores/east?
See resedge get --help
`,
    });
  });

  it('a glob that matches nothing is a note', async () => {
    expect(await runIn(folder, ['match', '/c/x*'])).toEqual({
      code: 0,
      out: '',
      err: 'no cluster matches x*\nno cluster\n',
    });
  });

  it('a folder that is in no fleet', async () => {
    const elsewhere = createRepository();
    expect(await runIn(elsewhere, ['get', 'clusters'])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no resedge.yaml in this folder or above it\nhint: Go to a fleet repository, name one with --repo DIR, or make one: resedge init\n',
    });
  });
});

describe('an inventory with an error', () => {
  const broken = createRepository({
    ...quietFleet,
    'inventory/clusters/e2.yaml': object('Cluster', 'e2', '{groups: [stores/esat]}'),
  });
  const shown = `inventory/clusters/e2.yaml:4:17 RE202 error  there is no Group stores/esat
  3 | metadata: {name: e2}
> 4 | spec: {groups: [stores/esat]}
    |                 ^^^^^^^^^^^
  hint: Did you mean stores/east?                   resedge rule RE202

`;

  it('get and match show the rest, and say so', async () => {
    const err = 'The inventory has an error; what it stands in is missing here. See: resedge validate\n';
    const out = 'cluster/e1\ncluster/w1\ncluster/w2\n';
    expect(await runIn(broken, ['get', 'clusters', '-o', 'name'])).toEqual({ code: 0, out, err });
    expect(await runIn(broken, ['match', 'all', '-o', 'name'])).toEqual({ code: 0, out, err });
  });

  it('generate, deploy and bootstrap show it and do nothing', async () => {
    const err = `${shown}error: the inventory has errors, so nothing was done\n`;
    expect(await runIn(broken, ['generate'])).toEqual({ code: 2, out: '', err });
    expect(await runIn(broken, ['generate', '--check'])).toEqual({ code: 2, out: '', err });
    expect(await runIn(broken, ['deploy', '-m', 'x', '--yes'])).toEqual({ code: 2, out: '', err });
    expect(await runIn(broken, ['bootstrap', 'e1'])).toEqual({ code: 2, out: '', err });
  });

  it('validate finds it', async () => {
    expect(await runIn(broken, ['validate', '--no-render'])).toEqual({
      code: 1,
      out: `${shown}1 error, 0 warnings in 10 files\n`,
      err: '',
    });
  });

  it('where resedge.yaml itself cannot be used, get says why', async () => {
    const fleet = createRepository({ ...smallFleet, 'resedge.yaml': object('Fleet', 'contoso', '{}') });
    const { code, out, err } = await runIn(fleet, ['get', 'clusters']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^resedge.yaml:4:1 RE102 error {2}spec.git is missing\n[\s\S]*\nerror: resedge.yaml cannot be used\n$/,
    );
  });

  it('shows the first twenty of many', async () => {
    const many = Array.from({ length: 22 }, (_, at) => object('Cluster', `c${at}`, '{groups: [nowhere]}'));
    const fleet = createRepository({ ...smallFleet, 'inventory/many.yaml': many.join('---\n') });
    const { err } = await runIn(fleet, ['generate']);
    expect(err.match(/RE202 error/g)).toHaveLength(20);
    expect(err).toMatch(/\nand 2 more\n\nerror: the inventory has errors, so nothing was done\n$/);
  });
});
