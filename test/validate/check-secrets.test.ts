import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/load/diagnose.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { syntaxFindings } from '../../src/load/syntax-findings.ts';
import { checkSchemas } from '../../src/validate/check-schemas.ts';
import { check, fleet, head, validator } from './checked.ts';

const hint = 'Keep it in a Secret on the clusters, or encrypted with SOPS in the application.';

/** What is said about a cluster with one value. */
function say(key: string, value: unknown): readonly string[] {
  const object = `${head('Cluster', 'a')}spec: {values: {${key}: ${JSON.stringify(value)}}}\n`;
  return check({ 'resedge.yaml': fleet, 'inventory/a.yaml': object }).lines;
}

/** The alphabet, digits and capitals, as long as asked for. */
function characters(length: number): string {
  return 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'.repeat(4).slice(0, length);
}

/** Put together here, so that nothing in this file looks like a secret to those who look for them. */
const tokens: Readonly<Record<string, string>> = {
  'a private key': ['-----BEGIN RSA PRIV', 'ATE KEY-----'].join(''),
  'a GitHub token': ['ghp', characters(36)].join('_'),
  'a GitLab token': ['glpat', characters(20)].join('-'),
  'an access key of AWS': ['AKIA', 'ABCDEFGHIJKLMNO2'].join(''),
  'a key of Google': ['AIza', characters(35)].join(''),
  'a Slack token': ['xoxb', '1234567890', characters(24)].join('-'),
  'an npm token': ['npm', characters(36)].join('_'),
  'a Docker token': ['dckr', 'pat', characters(27)].join('_'),
  'a Stripe key': ['sk', 'live', characters(24)].join('_'),
  'a token of Vault': ['hvs', characters(24)].join('.'),
  'a key of SendGrid': ['SG', characters(22), characters(43)].join('.'),
  'a token': ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', characters(43)].join('.'),
  'a key of Azure': `DefaultEndpointsProtocol=https;AccountKey=${characters(86)}==`,
  'a URL with a token': `https://${characters(24)}@git.example.com/fleet.git`,
  'a URL with a password': 'postgres://till:hunter2@db.example.com:5432/till',
  'a connection string with a password': 'Server=db;User=till;Password=hunter2;',
};

describe('RE901 is said about a value', () => {
  it.each(Object.entries(tokens))('that is %s, by its form', (what, value) => {
    expect(say('note', value)).toEqual([
      `inventory/a.yaml:4:23 RE901 spec.values.note looks like ${what}, and everybody who reads the repository has it (${hint} If it is none, annotate the object: resedge.dev/not-secret: note)`,
    ]);
  });

  it.each([
    ['password', 'hunter2', 'a password'],
    ['dbPassword', 'correct horse', 'a password'],
    ['DB_PASSWD', 'hunter2', 'a password'],
    ['passwordDefault', 'changeme', 'a password'],
    ['adminPassword2', 1234, 'a password'],
    ['wifi_passphrase', 'a b c', 'a password'],
    ['DB_PASS', 'x1', 'a password'],
    ['rootPass', 'x1', 'a password'],
    ['token', 'abc123', 'a token'],
    ['githubToken', 'abc123', 'a token'],
    ['apikey', 'abc123', 'a key'],
    ['MAPS_API_KEY', 'abc123', 'a key'],
    ['privateKey', 'MIIEvQ', 'a key'],
    ['secretAccessKey', 'abc', 'a key'],
    ['clientSecret', 'till', 'a secret'],
    ['secret', 's3cr3t!', 'a secret'],
    ['sharedSecret', characters(32), 'a secret'],
    ['credentials', 'till:hunter2', 'credentials'],
  ])('%s: %s, by its key', (key, value, what) => {
    expect(say(key, value)).toEqual([
      expect.stringContaining(` RE901 spec.values.${key} looks like ${what}, and everybody`),
    ]);
  });
});

describe('nothing is said about a value', () => {
  it.each([
    ['password', ''],
    ['proxy_pass', 'till.example.com'],
    ['compass', 'north'],
    ['password', '${app_password}'],
    ['password', '<set by the store>'],
    ['password', '********'],
    ['password', '{{ .Values.password }}'],
    ['password', 'vault:secret/data/till#password'],
    ['password', '/var/run/secrets/till/password'],
    ['password', 'ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]'],
    ['token', 'none'],
    ['passwordSecret', 'till-db'],
    ['pullSecret', 'registry.example.com'],
    ['tlsSecret', 'till-tls-v2'],
    ['credentials', 'till-db-credentials'],
    ['secretName', 'till-db'],
    ['tokenName', 'till'],
    ['tokenUrl', 'https://login.example.com/oauth/token'],
    ['tokenTtl', 3600],
    ['maxTokens', 4096],
    ['tokenRequired', true],
    ['passwordRequired', 'yes'],
    ['password', false],
    ['passwordPolicy', 'strict'],
    ['secretariat', 'second floor'],
    ['compass', 'north'],
    ['publicKey', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB'],
    ['keyboard', 'us'],
    ['monkey', 'george'],
    ['partitionKey', 'store'],
    ['digest', 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['image', 'registry.example.com:5000/till@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['commit', '9cd8b7d2a32152383a05ff3f07bd0ac95d33ba53'],
    ['id', '2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d'],
    ['storeNumber', '2301'],
    ['host', 'till-01.nola.stores.example.com'],
    ['host', 'sk-bratislava-stare-mesto-obchodna-12-front-desk'],
    ['url', 'https://proxy.example.com:8080/path?mail=ann@example.com'],
    ['url', 'https://ann@git.example.com/fleet.git'],
    ['url', 'postgres://till:${DB_PASSWORD}@db:5432/till'],
    ['mail', 'ann@example.com'],
    ['word', 'aGVsbG8gd29ybGQ='],
    ['certificate', '-----BEGIN CERTIFICATE-----'],
    ['note', 'the password is kept in the store of secrets'],
  ])('%s: %s', (key, value) => {
    expect(say(key, value)).toEqual([]);
  });

  it('that an annotation of its object names', () => {
    const annotated = (keys: string) =>
      check({
        'resedge.yaml': fleet,
        'inventory/a.yaml': `apiVersion: resedge.dev/v1
kind: Group
metadata:
  name: stores
  annotations: {resedge.dev/not-secret: "${keys}"}
spec:
  values: {queueToken: front, colorKey: blue, dbPassword: hunter2}
`,
      }).lines.map((line) => line.split(' looks like')[0]);
    expect(annotated('queueToken, dbPassword')).toEqual([]);
    expect(annotated('queueToken')).toEqual(['inventory/a.yaml:7:59 RE901 spec.values.dbPassword']);
  });
});

describe('RE901 is found', () => {
  it('in the values of every kind and of overrides, and in texts', () => {
    const secret = '{dbPassword: hunter2}';
    const { lines } = check({
      'resedge.yaml': `${fleet}  values: ${secret}\n`,
      'inventory/group.yaml': `${head('Group', 'a')}spec: {values: ${secret}}\n`,
      'inventory/app.yaml': `${head('Application', 'a')}spec: {path: apps/a, values: ${secret}}\n`,
      'inventory/ns.yaml': `${head('Namespace', 'a')}spec:\n  clusters: all\n  values: ${secret}\n  overrides: [{name: b, clusters: all, values: ${secret}}]\n`,
      'inventory/texts.yaml': `apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: a
  annotations: {example.com/token: abc123}
  labels: {token: usb}
spec:
  description: reach it at ssh://root:hunter2@10.0.0.1
  owners: ["${tokens['a GitHub token']}"]
`,
      'apps/a/base/kustomization.yaml': 'resources: []\n',
    });
    expect(lines.map((line) => line.split(' looks like')[0])).toEqual([
      'inventory/app.yaml:4:43 RE901 spec.values.dbPassword',
      'inventory/group.yaml:4:29 RE901 spec.values.dbPassword',
      'inventory/ns.yaml:6:24 RE901 spec.values.dbPassword',
      'inventory/ns.yaml:7:61 RE901 spec.overrides[0].values.dbPassword',
      'inventory/texts.yaml:5:36 RE901 metadata.annotations["example.com/token"]',
      'inventory/texts.yaml:8:16 RE901 spec.description',
      'inventory/texts.yaml:9:12 RE901 spec.owners[0]',
      'resedge.yaml:6:24 RE901 spec.values.dbPassword',
    ]);
  });

  it('not in what says in general what a secret looks like', () => {
    const { lines } = check({
      'resedge.yaml': `${fleet}  valuesSchema: {properties: {token: {default: abc123}}}\n`,
      'inventory/policy.yaml': `${head('Policy', 'a')}spec:\n  rules:\n    - {name: b, match: {kinds: [ConfigMap]}, assert: {not: {pattern: "${tokens['a private key']}"}}, message: "no keys"}\n`,
    });
    expect(lines).toEqual([]);
  });

  it('in place of what the schema says there', () => {
    const { lines } = check({
      'resedge.yaml': fleet.replace('https://', 'https://ann:hunter2@'),
      'inventory/a.yaml': `${head('Cluster', 'a')}spec:\n  values:\n    tls: |\n      ${tokens['a private key']}\n      MIIEpAIBAAKCAQEA\n`,
    });
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'inventory/a.yaml:6:10 RE901 spec.values.tls looks like a private key',
      'resedge.yaml:5:14 RE901 spec.git.url looks like a URL with a password',
    ]);
  });
});

describe('a secret is never shown', () => {
  const begin = tokens['a private key'] ?? '';
  const text = `${head('Cluster', 'a')}spec:
  values:
    dbPassword: hunter2
    note: "\\u0068unter3://x:y@z"
    tills: [1, 2]
    tls: |
      ${begin}
      MIIEpAIBAAKCAQEA
      -----END RSA PRIV${''}ATE KEY-----
  grops: [stores]
`;

  function framesOf(content: string): string[] {
    const bytes = new TextEncoder().encode(content);
    const parsed = parseYaml(bytes);
    const file = { path: 'a.yaml', id: 'a', parsed };
    const findings = [
      ...syntaxFindings('a.yaml', parsed),
      ...checkSchemas([file], validator, { isValid: () => false, markValid() {} }),
    ];
    return diagnose(findings, () => bytes).map(({ line, column, message, frame }) =>
      [`${line}:${column} ${message}`, ...frame.map((one) => one.text)].join('\n'),
    );
  }

  it('in the lines around any finding of the file, and columns stay what they are', () => {
    const shown = framesOf(text);
    expect(shown.map((one) => one.split(' looks like')[0]?.split('\n')[0])).toEqual([
      '6:17 spec.values.dbPassword',
      '7:11 spec.values.note',
      '8:12 spec.values.tills cannot be a list',
      '9:10 spec.values.tls',
      '13:3 there is no field spec.grops',
    ]);
    expect(shown.join('\n')).not.toMatch(/hunter|MIIE|BEGIN|x:y/);
    expect(shown[0]?.split('\n').slice(1)).toEqual([
      '  values:',
      '    dbPassword: *******',
      '    note: **********************',
    ]);
    expect(shown.at(-1)).toContain('\n  grops: [stores]');
  });

  it('in a file that is no YAML, where it is one by its form', () => {
    const [shown] = framesOf(`${head('Cluster', 'a')}spec:\n  values:\n    tls: ${begin}\nMIIEpAIBAAKCAQEA\n`);
    expect(shown).toContain('tls: ***');
    expect(shown).not.toMatch(/BEGIN|MIIE/);
  });
});
