import { describe, expect, it } from 'vitest';
import { newPullRequestUrl, readRemoteUrl, serviceOf } from '../../src/model/hosted-repository.ts';

function pageFor(url: string): string | undefined {
  const address = readRemoteUrl(url);
  const service = address && serviceOf(address.host);
  return service && newPullRequestUrl({ ...address, service }, 'anna/e3#1', 'main');
}

const github = 'https://github.com/contoso/fleet/compare/main...anna/e3%231?expand=1';
const gitlab =
  'https://gitlab.com/contoso/edge/fleet/-/merge_requests/new?merge_request%5Bsource_branch%5D=anna%2Fe3%231&merge_request%5Btarget_branch%5D=main';
const azure =
  'https://dev.azure.com/contoso/Retail%20Edge/_git/fleet/pullrequestcreate?sourceRef=anna%2Fe3%231&targetRef=main';

describe('the page on which a pull request is opened', () => {
  it.each([
    ['https://github.com/contoso/fleet.git', github],
    ['https://github.com/contoso/fleet', github],
    ['git@github.com:contoso/fleet.git', github],
    ['ssh://git@github.com/contoso/fleet.git', github],
    ['ssh://git@ssh.github.com:443/contoso/fleet.git', github],
    ['https://GitHub.com/contoso/fleet/', github],
    ['git@github.contoso.example:edge/fleet.git', github.replace('github.com/contoso', 'github.contoso.example/edge')],
    ['git@gitlab.com:contoso/edge/fleet.git', gitlab],
    ['ssh://git@altssh.gitlab.com:443/contoso/edge/fleet.git', gitlab],
    [
      'https://gitlab.contoso.example:8443/contoso/edge/fleet.git',
      gitlab.replace('gitlab.com', 'gitlab.contoso.example:8443'),
    ],
    ['https://contoso@dev.azure.com/contoso/Retail%20Edge/_git/fleet', azure],
    ['git@ssh.dev.azure.com:v3/contoso/Retail%20Edge/fleet', azure],
    ['https://contoso.visualstudio.com/DefaultCollection/Retail%20Edge/_git/fleet', azure],
    ['contoso@vs-ssh.visualstudio.com:v3/contoso/Retail%20Edge/fleet', azure],
    ['https://dev.azure.com/contoso/_git/fleet', azure.replace('Retail%20Edge', 'fleet')],
    [
      'git@bitbucket.org:contoso/fleet.git',
      'https://bitbucket.org/contoso/fleet/pull-requests/new?source=anna%2Fe3%231&dest=main',
    ],
  ])('of %s', (url, page) => {
    expect(pageFor(url)).toBe(page);
  });

  it.each(['https://git.contoso.example/fleet.git', 'git@work:contoso/fleet.git'])('is not known for %s', (url) => {
    expect(readRemoteUrl(url)).toBeDefined();
    expect(pageFor(url)).toBeUndefined();
  });

  it.each(['../remote.git', '/srv/git/fleet.git', 'file:///srv/git/fleet.git', 'C:\\git\\fleet', 'C:/git/fleet', ''])(
    'is none for %j, which is on this machine',
    (url) => {
      expect(readRemoteUrl(url)).toBeUndefined();
    },
  );
});
