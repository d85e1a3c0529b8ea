import { describe, expect, it } from 'vitest';
import { inMemory } from './in-memory.ts';
import { object, smallFleet } from './support.ts';

const files = {
  ...smallFleet,
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores/west, applications: [till]}'),
  'expectations/till.yaml': [
    object('Expectation', 'everywhere', '{application: till, on: /g/stores, count: {min: 3}}'),
    object('Expectation', 'in-the-west', '{application: till, on: /g/stores/west, notOn: /g/stores/east}'),
  ].join('---\n'),
};

const fleet = inMemory(files);

const why =
  'till is not on e1, because its namespace does not select the cluster (/g/stores/west: its groups are stores, stores/east).';

describe('test', () => {
  it('names the clusters that are not as expected, and explains the first', async () => {
    expect(await fleet.run(['test'])).toEqual({
      code: 1,
      err: '',
      out: `FAIL  everywhere
      till is missing on 2 clusters: e1, e2  expectations/till.yaml:4
      On e1:
        yes  state       active                                              inventory/clusters/e1.yaml:3
        yes  hold        none
        yes  namespace   it names shop                                       inventory/till.yaml:4
        yes  admission   shop admits it                                      inventory/shop.yaml:4
      > no   expression  /g/stores/west: its groups are stores, stores/east  inventory/shop.yaml:4
      ${why}
      till is on 2, and must be on 3 or more  expectations/till.yaml:4
pass  in-the-west
1 passed, 1 failed
`,
    });
  });

  it('runs those that are named', async () => {
    expect(await fleet.run(['test', 'in-the-west', 'expectation/in-the-west'])).toEqual({
      code: 0,
      out: 'pass  in-the-west\n1 passed, 0 failed\n',
      err: '',
    });
    expect(await fleet.run(['test', 'in-the-wst'])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no expectation named in-the-wst\nhint: Did you mean in-the-west?\n',
    });
  });

  it('for programs', async () => {
    const { code, out } = await fleet.run(['test', '-o', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'TestResult',
      passed: 1,
      failed: 1,
      items: [
        {
          expectation: 'everywhere',
          application: 'till',
          passed: false,
          failures: [
            {
              check: 'on',
              message: 'till is missing',
              clusters: 2,
              sample: ['e1', 'e2'],
              file: 'expectations/till.yaml',
              line: 4,
              explanation: expect.objectContaining({
                subject: 'application/till',
                cluster: 'e1',
                placed: false,
                because: 4,
              }),
            },
            {
              check: 'count',
              message: 'till is on 2, and must be on 3 or more',
              clusters: 0,
              sample: [],
              file: 'expectations/till.yaml',
              line: 4,
              explanation: null,
            },
          ],
          warnings: [],
          file: 'expectations/till.yaml',
          line: 3,
        },
        {
          expectation: 'in-the-west',
          application: 'till',
          passed: true,
          failures: [],
          warnings: [],
          file: 'expectations/till.yaml',
          line: 8,
        },
      ],
    });
  });

  it('for a pull request', async () => {
    expect((await fleet.run(['test', '-o', 'markdown'])).out).toBe(`**1 passed, 1 failed**

| expectation | what | why | where |
| --- | --- | --- | --- |
| everywhere | till is missing on 2 clusters: e1, e2 | ${why} | expectations/till.yaml:4 |
| everywhere | till is on 2, and must be on 3 or more |  | expectations/till.yaml:4 |
`);
  });

  it('as annotations, in GitHub Actions without being asked', async () => {
    const { out } = await fleet.run(['test', '-o', 'github']);
    expect(
      out,
    ).toBe(`::error file=expectations/till.yaml,line=4,title=expectation everywhere::till is missing on 2 clusters: e1, e2%0A${why}
::error file=expectations/till.yaml,line=4,title=expectation everywhere::till is on 2, and must be on 3 or more
1 passed, 1 failed
`);
    expect(await fleet.run(['test'], { env: { GITHUB_ACTIONS: 'true' } })).toEqual({ code: 1, err: '', out });
  });

  it('warns of one that says too little', async () => {
    const vague = inMemory({
      ...smallFleet,
      'expectations/till.yaml': object('Expectation', 'vague', '{application: till, on: none}'),
    });
    expect(await vague.run(['test'])).toEqual({
      code: 0,
      out: 'pass  vague\n1 passed, 0 failed\n',
      err: 'vague: "on" selects no cluster: none\n',
    });
  });

  it('says so where there are none', async () => {
    expect(await inMemory(smallFleet).run(['test'])).toEqual({
      code: 0,
      out: '0 passed, 0 failed\n',
      err: 'There are no expectations. Make one: resedge create expectation --help\n',
    });
  });

  it('needs an inventory without errors', async () => {
    const broken = inMemory({ ...files, 'inventory/bad.yaml': object('Cluster', 'bad', '{groups: [nowhere]}') });
    const { code, err } = await broken.run(['test']);
    expect(code).toBe(2);
    expect(err).toContain('inventory/bad.yaml:4:17 RE202 error');
  });
});
