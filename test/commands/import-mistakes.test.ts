import { describe, expect, it } from 'vitest';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

const folder = createRepository({
  ...smallFleet,
  ...cluster('old', 'stores/west', ', formerNames: [older]'),
  'inventory/split.yaml': ['split', 'split/a', 'split/b']
    .map((name) => object('Group', name, `{values: {color: ${name}}}`))
    .join('---\n'),
});

/** Imports a text with `--yes`; what it says on standard error, without hints and frames, and the exit code. */
async function importing(text: string, ...flags: string[]) {
  const before = runGit(folder, 'status', '--short');
  writeFiles(folder, { '.git/given.csv': text });
  const { code, out, err } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes', ...flags]);
  const said = err
    .split('\n')
    .filter((line) => /^(\.git\/given|error:|Left out|and )/.test(line))
    .map((line) => line.replace('.git/given.csv', 'given').replace('.git/given.csv', 'given'));
  return {
    code,
    out,
    said,
    hints: err.split('\n').filter((line) => /hint: /.test(line)),
    written: runGit(folder, 'status', '--short') !== before,
  };
}

const header = 'name,groups,timeZone,labels.tier,values.no,capacity.cpu,capacity.memory,state,formerNames\n';

/** A row with a time zone, a group and so on, except for what is given. */
function row(cells: Readonly<Record<string, string>>): string {
  const good: Record<string, string> = { name: 'n1', groups: 'stores/west', timeZone: 'America/Chicago' };
  const names = header.trim().split(',');
  return `${names.map((name) => ({ ...good, ...cells })[name] ?? '').join(',')}\n`;
}

describe('bad cells', () => {
  const rows: readonly [what: string, cells: Readonly<Record<string, string>>, message: string][] = [
    [
      'a name that is not RFC 1123',
      { name: 'Store_1' },
      'given:2:1 RE102 error  row 2, column name: metadata.name cannot be "Store_1"',
    ],
    [
      'a name that is too long',
      { name: 'a'.repeat(64) },
      'given:2:1 RE102 error  row 2, column name: metadata.name has 64 characters, and 63 are the most',
    ],
    ['no name', { name: '' }, 'given:2:1 RE102 error  row 2, column name: this cluster has no name'],
    [
      'a group that is not there',
      { groups: 'stores/wset' },
      'given:2:4 RE202 error  row 2, column groups: there is no Group stores/wset',
    ],
    [
      'a time zone that does not exist',
      { timeZone: 'America/Chicgao' },
      'given:2:16 RE701 error  row 2, column timeZone: "America/Chicgao" is not a time zone',
    ],
    [
      'a label that is too long',
      { 'labels.tier': 'x'.repeat(64) },
      'given:2:32 RE102 error  row 2, column labels.tier: metadata.labels.tier has 64 characters, and 63 are the most',
    ],
    [
      '12 Gi',
      { 'capacity.memory': '12 Gi' },
      'given:2:35 RE102 error  row 2, column capacity.memory: spec.capacity.memory cannot be "12 Gi"',
    ],
    [
      'a negative capacity',
      { 'capacity.cpu': '-4' },
      'given:2:34 RE102 error  row 2, column capacity.cpu: spec.capacity.cpu is negative: "-4"',
    ],
    [
      'a state that nobody knows',
      { state: 'retried' },
      'given:2:36 RE102 error  row 2, column state: spec.state is "retried", and can be active, retired',
    ],
    [
      'the name of a cluster that is there',
      { name: 'e1' },
      'given:2:1 RE201 error  row 2, column name: there is a Cluster e1 already, in inventory/clusters/e1.yaml',
    ],
    [
      'the former name of a cluster',
      { name: 'older' },
      'given:2:1 RE201 error  row 2, column name: the cluster old was called older before',
    ],
    [
      'a former name that a cluster has',
      { formerNames: 'e2' },
      'given:2:1 RE201 error  row 2: another cluster is called e2 now',
    ],
  ];
  it.each(rows)('%s', async (_, cells, message) => {
    const { code, out, said, written } = await importing(header + row(cells));
    expect({ code, out, written }).toEqual({ code: 2, out: '', written: false });
    expect(said[0]?.slice(0, message.length)).toBe(message);
    expect(said[1]).toBe('error: given has 1 bad row, so nothing was written');
  });

  it('are shown with their line, and what to type', async () => {
    writeFiles(folder, { '.git/given.csv': header + row({ groups: 'stores/wset' }) });
    const { err } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes']);
    expect(err).toBe(`.git/given.csv:2:4 RE202 error  row 2, column groups: there is no Group stores/wset
  1 | name,groups,timeZone,labels.tier,values.no,capacity.cpu,capacity.memory,state,formerNames
> 2 | n1,stores/wset,America/Chicago,,,,,,
    |    ^^^^^^^^^^^
  hint: Did you mean stores/west? If not, add it with --create-groups.  resedge rule RE202

error: .git/given.csv has 1 bad row, so nothing was written
hint: Correct the file, or leave bad rows out with --skip-bad.
`);
  });

  it('are all reported, in the order of the file', async () => {
    const text =
      header +
      row({ name: 'A', 'capacity.cpu': '1 x' }) +
      row({ name: 'b' }) +
      row({ name: 'b', state: 'x' }) +
      'c,stores/west\n';
    const { said } = await importing(text);
    expect(said.map((line) => line.replace(/ error .*?: /, ' '))).toEqual([
      'given:2:1 RE102 metadata.name cannot be "A"',
      'given:2:33 RE102 spec.capacity.cpu cannot be "1 x"',
      'given:4:1 RE201 b is there already, further up',
      'given:4:35 RE102 spec.state is "x", and can be active, retired',
      'given:5:1 RE102 this row has 2 cells, and the header has 9 columns',
      'error: given has 3 bad rows, so nothing was written',
    ]);
  });

  it('may stand elsewhere: then the error says where', async () => {
    const { code, said, written } = await importing(header + row({ groups: 'split/a split/b' }));
    expect({ code, said, written }).toEqual({
      code: 2,
      said: ['error: this would bring errors, so nothing was changed'],
      written: false,
    });
  });

  it('more than twenty are counted', async () => {
    const text =
      header + Array.from({ length: 25 }, (_, number) => row({ name: `n${number}`, timeZone: 'Nowhere' })).join('');
    const { said } = await importing(text);
    expect(said).toHaveLength(22);
    expect(said.slice(20)).toEqual(['and 5 more', 'error: given has 25 bad rows, so nothing was written']);
    writeFiles(folder, { '.git/given.csv': text });
    const { out } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes', '-o', 'json']);
    expect(JSON.parse(out).problems).toHaveLength(25);
  });

  it('that look like secrets are found, and not shown', async () => {
    const text = `name,groups,values.apiToken\nn1,stores/west,hunter2hunter2\nn2,stores/west,ghp_${'a1B2'.repeat(9)}\n`;
    writeFiles(folder, { '.git/given.csv': text });
    const { code, out, err } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('RE901 error  row 2, column values.apiToken: spec.values.apiToken looks like');
    expect(out + err).not.toMatch(/hunter2|a1B2/);
    expect(err).toContain('> 2 | n1,stores/west,**************\n');
  });

  it.each(['text', 'json'])('no message shows a secret that stands where it has no business: %s', async (format) => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    writeFiles(folder, { '.git/given.csv': `name,groups,${token}\nn1,${token},1\n` });
    const { code, out, err } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes', '-o', format]);
    expect(code).toBe(2);
    expect(out + err).toContain('there is no Group ****');
    expect(out + err).not.toContain('a1B2');
  });

  it.each([
    'kind: Config\nusers:\n- user: {client-key-data: hunter2, extra: [}\n',
    'kind: Config\nusers:\n- user: {password: *hunter2}\n',
    'kind: Config\nusers:\n- user: {password: !hunter2 a}\n',
    'kind: Config\nclusters:\n- name: [x]\n  pin: hunter2\n',
    'kind: Secret\ndata:\n  a: 1\n  server:hunter2\n',
    'users:\n- user:\n   token: a: hunter2\n',
    '{"kind": "Config", "users": [{"user": {"pin": "hunter2", }}]}',
  ])('of a file that holds credentials are told, and no line of it: %j', async (text) => {
    writeFiles(folder, { '.git/given': text });
    const { code, out, err } = await runIn(folder, ['import', 'clusters', '.git/given', '--dry-run']);
    expect(code).toBe(2);
    expect(err).toMatch(/\.git\/given:\d+:\d+ RE\d+ error/);
    expect(out + err).not.toContain('hunter2');
  });

  it('in a long line: the caret is below them', async () => {
    const text = `name,groups,values.note,state\nn1,stores/west,${'x'.repeat(500)},gone\n`;
    writeFiles(folder, { '.git/given.csv': text });
    const { err } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes']);
    expect(err).toContain(`> 2 | …${'x'.repeat(58)},gone\n    | ${' '.repeat(60)}^^^^\n`);
  });

  it('two columns of one name', async () => {
    writeFiles(folder, { '.git/given.csv': 'name,state,state\nn1,active,active\n' });
    const { err } = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes']);
    expect(err).toContain('the columns "state" and "state" are for one field, spec.state\n');
    expect(err).toContain('hint: Take one away, or give it another name.');
  });

  it('without a row: a column that nobody knows, a column that is missing', async () => {
    const { code, said } = await importing('name,group\nn1,stores/west\n', '--skip-bad');
    expect(code).toBe(2);
    expect(said).toEqual([
      'given:1:6 RE102 error  row 1, column group: there is no field for the column "group"',
      'error: given cannot be imported, so nothing was written',
    ]);
    expect((await importing('groups\nstores/west\n')).said).toEqual([
      'given:1:1 RE102 error  row 1, column name: there is no column name',
      'error: given cannot be imported, so nothing was written',
    ]);
  });

  it('--skip-bad leaves them out, also where only the whole shows that they are bad', async () => {
    const text =
      header + row({ name: 's1' }) + row({ name: 's2', state: 'x' }) + row({ name: 's3', formerNames: 'e2' });
    const { code, out, said, written } = await importing(text, '--skip-bad');
    expect({ code, out, written }).toEqual({
      code: 1,
      out: '1 cluster created, 0 changed, 0 unchanged, 2 bad rows left out\n',
      written: true,
    });
    expect(said).toHaveLength(2);
    runGit(folder, 'clean', '-fdq');
  });
});

describe('one bad row among 40,001', () => {
  it('writes nothing', async () => {
    const rows = Array.from(
      { length: 40_001 },
      (_, number) => `s${number},stores/west,${number === 30_000 ? 'America/Chicgao' : 'America/Chicago'}\n`,
    );
    const { code, said, written } = await importing(`name,groups,timeZone\n${rows.join('')}`);
    expect({ code, written }).toEqual({ code: 2, written: false });
    expect(said).toEqual([
      'given:30002:20 RE701 error  row 30002, column timeZone: "America/Chicgao" is not a time zone',
      'error: given has 1 bad row, so nothing was written',
    ]);
  });
});

describe('files that cannot be imported', () => {
  const words: readonly [what: string, words: readonly string[], message: string][] = [
    ['one that is not there', ['nothing.csv'], 'error: there is no file nothing.csv\n'],
    ['a folder', ['inventory'], 'error: inventory is a folder\nhint: Name a file, or - for standard input.\n'],
    ['one without clusters', ['resedge.yaml'], ' error  the kind Fleet of resedge.dev/v1 is not read\n'],
    [
      'a default group that is not there',
      ['resedge.yaml', '--group', 'stores/est'],
      'error: --group: there is no Group stores/est\nhint: Did you mean stores/east? If not, add it with --create-groups.\n',
    ],
    [
      'a default group that cannot be one',
      ['resedge.yaml', '--group', 'Stores'],
      'error: --group: spec.groups[0] cannot be "Stores"\n',
    ],
    [
      'a default time zone that does not exist',
      ['resedge.yaml', '--time-zone', 'Chicago'],
      'error: --time-zone: "Chicago" is not a time zone\n',
    ],
    [
      'a mapping to nothing',
      ['resedge.yaml', '--map', 'A=capcity.cpu'],
      'error: --map "A=capcity.cpu": there is no field capcity.cpu\nhint: Did you mean capacity.cpu?\n',
    ],
  ];
  it.each(words)('%s', async (_, typed, message) => {
    const { code, out, err } = await runIn(folder, ['import', 'clusters', ...typed, '--yes']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  const encodings: readonly [what: string, bytes: Uint8Array, message: string][] = [
    [
      'Latin-1',
      Buffer.from('name,description\nn1,Caf\xe9\n', 'latin1'),
      ':2:7: the file is not in UTF-8: byte 24 (0xE9) does not belong there',
    ],
    ['UTF-16', Buffer.from('\ufeffname,groups\nn1,stores/west\n', 'utf16le'), ':1:1: the file is in UTF-16'],
    [
      'UTF-16 without a byte order mark',
      Buffer.from('name,groups\nn1,stores/west\n', 'utf16le'),
      ' is not text in UTF-8',
    ],
  ];
  it.each(encodings)('one in %s, in a file and on standard input', async (_, bytes, message) => {
    writeFiles(folder, { '.git/given.csv': bytes });
    const hint = '\nhint: Save it in UTF-8; Excel calls this "CSV UTF-8".\n';
    const fromFile = await runIn(folder, ['import', 'clusters', '.git/given.csv', '--yes']);
    expect(fromFile).toEqual({ code: 2, out: '', err: `error: .git/given.csv${message}${hint}` });
    const fromInput = await runIn(folder, ['import', 'clusters', '-', '--yes'], { input: bytes });
    expect(fromInput).toEqual({ code: 2, out: '', err: `error: standard input${message}${hint}` });
  });

  it('an empty list', async () => {
    const { code, err } = await runIn(folder, ['import', 'clusters', '-', '--yes'], {
      input: '{"kind": "List", "items": []}',
    });
    expect({ code, err }).toEqual({ code: 2, err: 'error: there is no cluster in standard input\n' });
  });

  it('one with credentials: none is shown, whatever is wrong', async () => {
    const config = Buffer.from('{"bearerToken": "top-secret"}').toString('base64');
    const input = `apiVersion: v1
kind: Secret
metadata:
  labels: {argocd.argoproj.io/secret-type: cluster}
data:
  config: ${config}
  name: ${Buffer.from('Not Valid').toString('base64')}
`;
    const { code, err } = await runIn(folder, ['import', 'clusters', '-', '--yes'], { input });
    expect(code).toBe(2);
    expect(err).toContain('standard input:7:9 RE102 error  metadata.name cannot be "Not Valid"\n');
    expect(err).not.toContain(config);
  });

  it('labels of other systems are left out, and it is said', async () => {
    const input =
      'apiVersion: fleet.cattle.io/v1alpha1\nkind: Cluster\nmetadata: {name: r1, labels: {fleet.cattle.io/x: a, tier: gold}}\n';
    const { code, out, err } = await runIn(folder, ['import', 'clusters', '-', '--group', 'stores/west', '--dry-run'], {
      input,
    });
    expect(code).toBe(0);
    expect(out).toContain('+    tier: gold\n');
    expect(err).toContain(
      'Left out labels of other systems: fleet.cattle.io/x. Take one with --map "label:KEY=labels.KEY".\n',
    );
  });
});
