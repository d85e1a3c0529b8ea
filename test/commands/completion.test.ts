import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { narrow } from '../../src/commands/completion/narrow.ts';
import { createRepository, temporaryFolder, writeFiles } from '../support/git.ts';
import { type FakeMachine, run } from '../support/host.ts';
import { cluster, clusterPath, object, onDisk, runIn, smallFleet } from './support.ts';

const labelled = {
  ...smallFleet,
  'inventory/clusters/gold.yaml':
    'apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata: {name: g1, labels: {tier: gold, "example.com/site": "7"}}\n',
};

/** What is offered for the last word of a line, joined by blanks, and what the shell is to do behind it. */
async function offered(line: string, machine: FakeMachine = { files: labelled }): Promise<string> {
  const { code, out, err } = await run(['__complete', '--', ...wordsOf(line)], machine);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/\t.*/, ''))
    .join(' ');
}

/** The words of a line; those in quotes are one. */
function wordsOf(line: string): string[] {
  const words = line.match(/'[^']*'?|\S+/g) ?? [];
  const isNext = line.endsWith(' ') && (line.match(/'/g) ?? []).length % 2 === 0;
  return [...words.map((word) => word.replaceAll("'", '')), ...(isNext ? [''] : [])];
}

describe('completion offers', () => {
  it.each([
    ['ge', 'get generate :blank'],
    ['hooks ', 'install :blank'],
    ['help ex', 'exit-codes expressions :blank'],
    ['help hooks ', 'install :blank'],
    ['completion ', 'bash fish zsh :blank'],
    ['nothing ', ':blank'],
  ])('commands: %s', async (line, expected) => {
    const words = (await offered(line)).split(' ');
    expect(words).toEqual(expect.arrayContaining(expected.split(' ')));
    expect(words).not.toContain('__complete');
  });

  it.each([
    ['validate --s', '--staged :blank'],
    ['validate --staged --s', ':blank'],
    ['validate --out', '--output :blank'],
    ['validate -- --out', ':blank'],
    ['match all --no-', '--no-headers --no-input :blank'],
    ['match all -l', ':blank'],
    ['validate -o', '-o :blank'],
    ['bootstrap --he', '--help :blank'],
  ])('flags: %s', async (line, expected) => {
    expect(await offered(line)).toBe(expected);
  });

  it.each([
    ['validate -o js', 'json jsonl :blank'],
    ['validate --output=js', '--output=json --output=jsonl :blank'],
    ['validate -ojs', '-ojson -ojsonl :blank'],
    ['--color ', 'always auto never :blank'],
    ['-C ', ':folders'],
    ['init ', ':folders'],
    ['deploy -m ', ':blank'],
  ])('values of flags: %s', async (line, expected) => {
    expect(await offered(line)).toBe(expected);
  });

  it.each([
    ['bootstrap e', 'e1 e2 :blank'],
    ['bootstrap e1 ', ':blank'],
    ['rule RE70', 'RE701 RE702 RE703 :blank'],
    ['request ', 'till :blank'],
    ['request till ', 'shop :blank'],
    ['approve ', 'till :blank'],
    ['reject till --namespace ', 'shop :blank'],
    ['assign ', 'shop :blank'],
    ['assign shop /n/', '/n/shop :blank'],
  ])('names: %s', async (line, expected) => {
    expect(await offered(line)).toBe(expected);
  });

  it.each([
    ['rollout promote till ', '1.5.0 2.0.0 :blank'],
    ['overlay till 2', '2.0.0 :blank'],
    ['overlay tll ', ':blank'],
  ])('overlays of an application: %s', async (line, expected) => {
    const files = Object.fromEntries(
      ['1.5.0', '2.0.0'].map((name) => [`apps/till/overlays/${name}/kustomization.yaml`, 'kind: Component\n']),
    );
    expect(await offered(line, { files: { ...labelled, ...files } })).toBe(expected);
  });

  it.each([
    ['match ', '/c/ /g/ /m/ /n/ /r/ all none not :open'],
    ['match /', '/c/ /g/ /m/ /n/ /r/ :open'],
    ['match /g', '/g/stores /g/stores/east /g/stores/west :blank'],
    ['match /n/', '/n/shop :blank'],
    ["match '/g/stores ", '/g/stores and /g/stores or :blank'],
    ["match '/g/stores and not (/c/w", '/g/stores and not (/c/w1 /g/stores and not (/c/w2 :blank'],
    ['match /m/t', '/m/tier /m/tier/gold :blank'],
    ['match /m/"', '/m/"example.com/site" /m/"example.com/site"/7 :blank'],
    ['match /x/', ':blank'],
  ])('terms of expressions: %s', async (line, expected) => {
    expect(await offered(line)).toBe(expected);
  });

  it('what there is to say about a word', async () => {
    const { out } = await run(['__complete', '--', 'match', '/g/stores/w'], {
      files: {
        ...smallFleet,
        'inventory/west.yaml': object('Group', 'stores/west/ca', '{description: "Hot\\nand dry"}'),
      },
    });
    expect(out).toBe('/g/stores/west\t\n/g/stores/west/ca\tHot\n:blank\n');
  });

  it('commands and rules where there is no fleet, and no names', async () => {
    const nowhere = { files: {} };
    expect(await offered('bootstrap ', nowhere)).toBe(':blank');
    expect(await offered('match /g/', nowhere)).toBe(':blank');
    expect(await offered('-C nowhere bootstrap ', nowhere)).toBe(':blank');
    expect(await offered('version -o ', nowhere)).toBe('json text yaml :blank');
  });

  it('names of files that are not valid, but not of those that cannot be read', async () => {
    const files = { ...smallFleet, ...cluster('e3', 'nowhere', ', x: 1'), 'inventory/broken.yaml': 'kind: [' };
    expect(await offered('bootstrap e', { files })).toBe('e1 e2 e3 :blank');
  });
});

describe('completion of objects and fields', () => {
  const folder = createRepository(labelled);
  const offer = (line: string) => offered(line, onDisk(folder));

  it.each([
    ['describe gr', 'group/stores group/stores/east group/stores/west :blank'],
    ['describe cluster/e', 'cluster/e1 cluster/e2 :blank'],
    ['describe app/', 'app/till :blank'],
    ['describe x/', ':blank'],
    ['get clus', 'clusters :blank'],
    ['get clusters,gr', 'clusters,groups :blank'],
    ['get pla', 'placements :blank'],
    ['get clusters e', 'e1 e2 :blank'],
    ['get placements --application ', 'till :blank'],
  ])('%s', async (line, expected) => {
    expect(await offer(line)).toBe(expected);
  });

  it('all kinds, until it is clear which is meant', async () => {
    expect(await offer('describe ')).toBe(
      'application/ cluster/ expectation/ fleet/ group/ namespace/ policy/ ring/ :open',
    );
  });

  it.each([
    ['set cluster/e1 sta', 'state= :open'],
    ['set cluster/e1 spec.gr', 'spec.groups+= spec.groups-= spec.groups= :open'],
    ['set cluster/e1 capacity.', 'capacity.cpu= capacity.memory= capacity.pods= capacity.storage= :open'],
    ['set cluster/e1 labels.', 'labels.example.com/site= labels.tier= :open'],
    ['set cluster/e1 metadata.', 'metadata.annotations. metadata.labels. :open'],
    ['set cluster e1 e', 'e1 e2 :blank'],
    ['set cluster/e1 state=', 'state=active state=retired :blank'],
    ['set cluster/e1 spec.groups+=stores/w', 'spec.groups+=stores/west :blank'],
    ['set cluster/e1 timeZone=America/Chi', 'timeZone=America/Chicago timeZone=America/Chihuahua :blank'],
    ['set app/till spec.set', 'spec.setNamespace= :open'],
    ['set app/till spec.setNamespace=', 'spec.setNamespace=false spec.setNamespace=true :blank'],
    ['set app/till namespace=', 'namespace=shop :blank'],
    ['set ns/shop clusters=/g/stores/e', 'clusters=/g/stores/east :blank'],
    ['set -l /g/stores connect', 'connectivity= :open'],
    ['unset cluster/e1 spec.time', 'spec.timeZone :blank'],
    ['create cluster n1 state=re', 'state=retired :blank'],
    ['create cluster --group stores/', 'stores/east stores/west :blank'],
    ['create cluster --time-zone Europe/Ams', 'Europe/Amsterdam :blank'],
  ])('%s', async (line, expected) => {
    expect(await offer(line)).toBe(expected);
  });
});

describe('completion on disk', () => {
  it('knows what was added, changed and taken away', async () => {
    const folder = createRepository(smallFleet);
    const complete = async () => (await runIn(folder, ['__complete', '--', 'bootstrap', ''])).out.replace(/\t/g, '');
    expect(await complete()).toBe('e1\ne2\nw1\nw2\n:blank\n');
    expect(await complete()).toBe('e1\ne2\nw1\nw2\n:blank\n');
    writeFiles(folder, { ...cluster('n1', 'stores'), [clusterPath('e1')]: object('Cluster', 'x1') });
    expect(await complete()).toBe('e2\nn1\nw1\nw2\nx1\n:blank\n');
    writeFiles(folder, { [clusterPath('e1')]: '' });
    expect(await complete()).toBe('e2\nn1\nw1\nw2\n:blank\n');
  });

  it('works on the repository that the line names, and with a cache that is broken', async () => {
    const folder = createRepository(smallFleet);
    const complete = () => runIn('/', ['__complete', '--', '-C', folder, 'bootstrap', 'w']);
    expect((await complete()).out).toBe('w1\t\nw2\t\n:blank\n');
    writeFiles(folder, { '.git/resedge/names': 'resedge names 2\n[[' });
    expect((await complete()).out).toBe('w1\t\nw2\t\n:blank\n');
  });
});

describe('a list that is too long', () => {
  const offer = (words: readonly string[], typed = '') =>
    narrow(
      words.map((word) => ({ word })),
      typed,
    ).map(({ word }) => word);
  const numbers = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

  it('becomes what the words begin with', () => {
    const words = ['ca', 'tx'].flatMap((state) => numbers.map((number) => `west-${state}-${number}`));
    expect(offer([...words, 'lab'])).toEqual(['lab', 'west-']);
    expect(offer(words, 'we')).toEqual(['west-ca-', 'west-tx-']);
    expect(offer(words, 'west-ca-')).toEqual([...'0123456789'].map((digit) => `west-ca-${digit}`));
    expect(offer(words, 'west-ca-01')).toEqual(numbers.slice(10, 20).map((number) => `west-ca-${number}`));
  });

  it('says how many words begin so, and that more follows', () => {
    const candidates = numbers.map((number) => ({ word: `store/${number}` }));
    expect(narrow([...candidates, { word: 'alone', description: 'one' }], '')).toEqual([
      { word: 'alone', description: 'one' },
      { word: 'store/', description: '1000 names', isOpen: true },
    ]);
  });

  it('keeps a word that others begin with', () => {
    const words = ['store', ...numbers.map((number) => `store/${number}`)];
    expect(offer(words)).toEqual(['store', 'store/']);
  });
});

describe('the script', () => {
  const script = (shell: string) => join(import.meta.dirname, `../../templates/completion/resedge.${shell}`);

  it.each(['bash', 'zsh', 'fish'])('for %s is printed', async (shell) => {
    expect(await runIn('/', ['completion', shell])).toEqual({
      code: 0,
      out: readFileSync(script(shell), 'utf8'),
      err: '',
    });
  });

  it('for another shell is not there', async () => {
    expect(await run(['completion', 'csh'])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no completion for the shell "csh"\nhint: Shells: bash, zsh, fish\nSee resedge completion --help\n',
    });
  });

  /** What bash is told where Tab is pressed, and what resedge was asked. `pieces` are the words as bash divides the line. */
  function pressTab(line: string, pieces: readonly string[], answer: string) {
    const folder = temporaryFolder();
    writeFiles(folder, { answer });
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-s', '--', ...pieces], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LINE: line },
      input: `
        source '${script('bash')}'
        resedge() { printf '%s\\n' "$@" >asked; cat answer; }
        compopt() { options+=("$*"); }
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE=$LINE COMP_POINT=\${#LINE}
        _resedge
        printf '%s\\n' "\${COMPREPLY[@]}" "\${options[@]}"`,
    });
    expect(stderr).toBe('');
    const asked = readFileSync(join(folder, 'asked'), 'utf8').trimEnd().split('\n');
    return { asked: asked.slice(2), replies: stdout.split('\n').filter((reply) => reply !== '') };
  }

  it.each([
    {
      line: 'resedge get ',
      pieces: ['resedge', 'get', ''],
      answer: 'clusters\tall of them\ngroups\t\n:blank\n',
      asked: ['get'],
      replies: ['clusters', 'groups'],
    },
    {
      line: 'resedge match /g/st',
      pieces: ['resedge', 'match', '/g/st'],
      answer: '/g/stores/\t\n:open\n',
      asked: ['match', '/g/st'],
      replies: ['/g/stores/', '-o nospace'],
    },
    {
      line: 'resedge set cluster/a spec.groups+=st',
      pieces: ['resedge', 'set', 'cluster/a', 'spec.groups+', '=', 'st'],
      answer: 'spec.groups+=stores\t\n:blank\n',
      asked: ['set', 'cluster/a', 'spec.groups+=st'],
      replies: ['stores'],
    },
    {
      line: 'resedge validate --output=',
      pieces: ['resedge', 'validate', '--output', '='],
      answer: '--output=json\t\n:blank\n',
      asked: ['validate', '--output='],
      replies: ['json'],
    },
    {
      line: "resedge match '/g/stores and /m/t",
      pieces: ['resedge', 'match', "'/g/stores and /m/t"],
      answer: '/g/stores and /m/tier\t\n:blank\n',
      asked: ['match', '/g/stores and /m/t'],
      replies: ['/g/stores and /m/tier'],
    },
    {
      line: "resedge -C 'my fleet' get clusters -l '/m/\"ex",
      pieces: ['resedge', '-C', "'my fleet'", 'get', 'clusters', '-l', '\'/m/"ex'],
      answer: '/m/"example.com/a"\t\n:blank\n',
      asked: ['-C', 'my fleet', 'get', 'clusters', '-l', '/m/"ex'],
      replies: ['/m/"example.com/a"'],
    },
    {
      line: 'resedge match /m/',
      pieces: ['resedge', 'match', '/m/'],
      answer: '/m/"example.com/a"\t\n:blank\n',
      asked: ['match', '/m/'],
      replies: ['/m/\\"example.com/a\\"'],
    },
    {
      line: 'resedge import clusters ',
      pieces: ['resedge', 'import', 'clusters', ''],
      answer: ':files\n',
      asked: ['import', 'clusters'],
      replies: ['-o default'],
    },
    { line: 'resedge x', pieces: ['resedge', 'x'], answer: '', asked: ['x'], replies: [] },
  ])('for bash: $line', ({ line, pieces, answer, asked, replies }) => {
    expect(pressTab(line, pieces, answer)).toEqual({ asked, replies });
  });
});
