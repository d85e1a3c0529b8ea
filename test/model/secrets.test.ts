import { describe, expect, it } from 'vitest';
import { hiddenTexts, maskBoth, replaceInObject } from '../../src/model/secrets.ts';

/** Put together here, so that nothing in this file looks like a secret to those who look for them. */
const token = (letter: string) => `ghp_${letter.repeat(36)}`;
const key = `-----BEGIN RSA PRIV${''}ATE KEY-----\nMIIE\nabcd\n-----END RSA PRIV${''}ATE KEY-----`;
const inBase64 = (text: string) => Buffer.from(text).toString('base64');

const of = (kind: string, rest: object) => ({ kind, metadata: { name: 'a' }, ...rest });

/** What is shown of a field before and after, each in an object of its own. */
function shown(before: unknown, after: unknown = before, kind = 'ConfigMap', field = 'data'): readonly unknown[] {
  const states = maskBoth(of(kind, { [field]: before }), of(kind, { [field]: after }), replaceInObject);
  return states.map((state) => Object(state)[field]);
}

describe('what is masked', () => {
  it.each<[what: string, data: unknown, masked: unknown]>([
    ['a token', { a: token('a') }, { a: '***' }],
    ['a token in base64', { a: inBase64(`user ${token('a')}`) }, { a: '***' }],
    ['a password, by its key', { dbPassword: 'hunter2' }, { dbPassword: '***' }],
    ['a private key of several lines', { a: `one\n${key}\ntwo` }, { a: 'one\n***\ntwo' }],
    ['a number, by its key', { pinToken: 1234 }, { pinToken: '***' }],
    [
      'a variable of a container, by its name',
      [{ name: 'DB_PASSWORD', value: 'x1' }],
      [{ name: 'DB_PASSWORD', value: '***' }],
    ],
    [
      'what a patch sets',
      [{ op: 'add', path: '/spec/apiKey', value: 'x1' }],
      [{ op: 'add', path: '/spec/apiKey', value: '***' }],
    ],
    ['an argument', ['--token', 'x1', '--color', 'x1'], ['--token', '***', '--color', 'x1']],
    ['an argument in one', ['--password=x1', 'DB_PASSWORD=x1'], ['--***', 'DB_***']],
    [
      'lines of a file',
      { conf: 'user: till\npassword: "x1"\nport: 1\n' },
      { conf: 'user: till\npassword: "***"\nport: 1\n' },
    ],
    ['a file of JSON', { conf: '{"user":"till","apiKey":"x1"}' }, { conf: '{"user":"till","apiKey":"***"}' }],
    [
      'a URL with a token',
      { url: 'https://a.example.com/b?private_token=abcdefgh&c=d' },
      { url: 'https://a.example.com/b?private_token=***&c=d' },
    ],
    ['a URL with a password', { url: 'postgres://till:x1@db/till' }, { url: 'postgres://***@db/till' }],
  ])('%s', (_what, data, masked) => {
    expect(shown(data)).toEqual([masked, masked]);
  });

  it.each<[what: string, data: unknown]>([
    ['what only names a Secret', { passwordSecret: 'till-db', secretKeyRef: { name: 'till', key: 'password' } }],
    ['variables', { password: '$' + '{app_password}', args: ['--password=$(PASSWORD)'] }],
    ['other texts', { note: 'the password is kept elsewhere', image: 'till@sha256:abc', list: ['a', 1, true, null] }],
    ['base64 of other texts', { a: inBase64('nothing of interest is in here, is there?') }],
  ])('not %s', (_what, data) => {
    const object = of('ConfigMap', { data });
    expect(maskBoth(object, object, replaceInObject)[0]).toBe(object);
  });

  it('all values of a Secret, and what kubectl keeps of it', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"b"}}', team: 'till' };
    const secret = {
      kind: 'Secret',
      metadata: { annotations },
      type: 'Opaque',
      data: { a: 'YQ==' },
      stringData: { b: 1 },
    };
    expect(replaceInObject(secret, () => '***')).toEqual({
      kind: 'Secret',
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '***', team: 'till' } },
      type: 'Opaque',
      data: { a: '***' },
      stringData: { b: '***' },
    });
  });

  it('what a kustomization makes a Secret of', () => {
    const patch = '- {op: add, path: /data/a, value: x1}';
    const kustomization = {
      kind: 'Kustomization',
      secretGenerator: [{ name: 'a', literals: ['pin=x1'], files: ['a.txt'] }],
      configMapGenerator: [{ name: 'a', literals: ['pin=x1'] }],
      patches: [
        { target: { kind: 'Secret' }, patch },
        { target: { kind: 'ConfigMap' }, patch },
        { patch: 'kind: Secret' },
      ],
      patchesStrategicMerge: ['{"kind":"Secret"}', 'patch.yaml'],
    };
    expect(replaceInObject(kustomization, () => '***')).toEqual({
      ...kustomization,
      secretGenerator: [{ name: 'a', literals: ['***'], files: ['a.txt'] }],
      patches: [{ target: { kind: 'Secret' }, patch: '***' }, kustomization.patches[1], { patch: '***' }],
      patchesStrategicMerge: ['***', 'patch.yaml'],
    });
  });

  it('not what an annotation says is none; in a Secret it is all the same', () => {
    const metadata = { annotations: { 'resedge.dev/not-secret': 'colorKey, queueToken' } };
    const object = { metadata, data: { queueToken: 'front' } };
    expect(replaceInObject(object, () => '***')).toBe(object);
    expect(replaceInObject({ kind: 'Secret', ...object }, () => '***')).toMatchObject({ data: { queueToken: '***' } });
  });
});

describe('of what differs is said that it does', () => {
  it('and of nothing else', () => {
    expect(shown({ a: 'x', b: 'y', c: 'z' }, { a: 'x', b: 'other', d: 'z' }, 'Secret')).toEqual([
      { a: '***', b: '*** (before)', c: '***' },
      { a: '***', b: '*** (after)', d: '***' },
    ]);
  });

  it('where a token takes the place of a text, or of another token', () => {
    expect(shown({ a: 'b' }, { a: token('a') })).toEqual([{ a: 'b' }, { a: '***' }]);
    expect(shown({ a: token('a') }, { a: token('bb') })).toEqual([{ a: '*** (before)' }, { a: '*** (after)' }]);
  });

  it('where values change places', () => {
    expect(shown({ a: 'x', b: 'y' }, { a: 'y', b: 'x' }, 'Secret')[1]).toEqual({ a: '*** (after)', b: '*** (after)' });
  });

  it('not where an item comes in front of another', () => {
    const env = [{ name: 'A_TOKEN', value: 'x1' }];
    const more = [{ name: 'B', value: 'y' }, ...env];
    expect(shown(env, more)[1]).toEqual([more[0], { name: 'A_TOKEN', value: '***' }]);
  });
});

it('hides texts as a whole, by where they are', () => {
  const document = of('Secret', { stringData: { a: 'x' }, spec: [{ name: 'b', password: 'y' }] });
  expect(hiddenTexts(document)).toEqual([
    { path: ['stringData', 'a'], place: 'stringData/a' },
    { path: ['spec', 0, 'password'], place: 'spec/b/password' },
  ]);
});
