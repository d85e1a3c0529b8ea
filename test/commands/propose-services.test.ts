import { describe, expect, it } from 'vitest';
import { deployedFleet } from '../operations/support.ts';
import type { Files } from '../support/fleet.ts';
import type { FakeMachine } from '../support/host.ts';
import { branch, e3, github } from './propose-support.ts';
import { services } from './pull-request-programs.ts';
import { object } from './support.ts';

/** A clone in memory whose remote has this address, with a new cluster that is not committed. */
async function changed(url = github, files: Files = e3) {
  const fleet = await deployedFleet(undefined, url);
  fleet.write(files);
  const propose = (words: readonly string[], machine: FakeMachine) =>
    fleet.run(['propose', '-m', 'Open store E3', '--yes', ...words], machine);
  return { fleet, propose };
}

describe('propose, the services', () => {
  it('merge requests of GitLab, in groups of groups', async () => {
    const { propose } = await changed('git@gitlab.com:contoso/edge/fleet.git');
    const glab = services('glab');
    const { out } = await propose([], glab.machine);
    expect(out).toContain('created: https://gitlab.com/contoso/edge/fleet/-/merge_requests/7\n');
    expect(glab.calls().map(({ args }) => args.slice(3).filter((word) => !word.startsWith('-')))).toEqual([
      [
        `projects/contoso%2Fedge%2Ffleet/merge_requests?state=opened&source_branch=${encodeURIComponent(branch)}&target_branch=main`,
      ],
      ['POST', 'projects/contoso%2Fedge%2Ffleet/merge_requests', 'Content-Type: application/json'],
    ]);
    expect(glab.request()).toMatchObject({ title: 'Open store E3', source_branch: branch, target_branch: 'main' });
    expect((await propose([], glab.machine)).out).toContain('unchanged');
    expect((await propose(['--title', 'E3'], glab.machine)).out).toContain('updated');
  });

  it('pull requests of Azure DevOps, with a text that it takes', async () => {
    const many = Object.assign({}, ...Array.from({ length: 60 }, (_, at) => newApplication(`new-${at}`)));
    const { propose } = await changed('https://contoso@dev.azure.com/contoso/Retail%20Edge/_git/fleet', many);
    const az = services('az');
    const { out } = await propose([], az.machine);
    expect(out).toContain('created: https://dev.azure.com/contoso/Retail%20Edge/_git/fleet/pullrequest/7\n');
    expect(az.calls().at(-1)?.args.slice(0, 10)).toEqual([
      ...['repos', 'pr', 'create', '--organization', 'https://dev.azure.com/contoso', '--output', 'json'],
      ...['--project', 'Retail Edge', '--repository'],
    ]);
    const { description = '' } = az.request();
    expect(description.length).toBeLessThanOrEqual(4000);
    expect(description).toMatch(/_Cut here: \d+ more parts did not fit/);
    expect((await propose([], az.machine)).out).toContain('unchanged');
  });

  it('are found by the program that is signed in, where the name of the host says nothing', async () => {
    const { propose } = await changed('https://git.contoso.example/edge/fleet.git');
    const gh = services('gh');
    expect((await propose([], gh.machine)).out).toContain('pull request into main created');
    expect(gh.calls()[0]?.args[2]).toBe('git.contoso.example');
  });

  it('are left to the user where nobody is signed in', async () => {
    const { propose } = await changed();
    const gh = services('gh');
    gh.set('signed-out');
    const { code, out, err } = await propose([], gh.machine);
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('open a pull request into main: https://'),
    });
    expect(err).toContain('Sign in, and gh does that: gh auth login\n');
  });

  it('may fail: the branch is there, and the next run goes on', async () => {
    const { fleet, propose } = await changed();
    const gh = services('gh');
    gh.set('broken');
    expect(await propose([], gh.machine)).toEqual({
      code: 2,
      out: '',
      err: `error: the branch ${branch} is pushed, but there is no pull request for it as it is now: gh: HTTP 503: try later\nhint: Propose again, or open it at https://github.com/contoso/fleet/compare/main...${branch}?expand=1\n`,
    });
    expect(fleet.remote.branches.get(branch)).toBe((await fleet.git.head()).commit);
    const { out } = await propose([], services('gh').machine);
    expect(out).toContain('pull request into main created');
  });
});

function newApplication(name: string): Record<string, string> {
  const at = `apps/${name}/base`;
  return {
    [`inventory/${name}.yaml`]: object('Application', name, `{path: apps/${name}, namespace: ${name}}`),
    [`inventory/ns-${name}.yaml`]: object('Namespace', name, `{clusters: /g/stores, applications: [${name}]}`),
    [`${at}/kustomization.yaml`]: 'resources: [config.yaml]\n',
    [`${at}/config.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`,
  };
}
