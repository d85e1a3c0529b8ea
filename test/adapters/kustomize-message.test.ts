import { expect, test } from 'vitest';
import { kustomizeMessage } from '../../src/adapters/kustomize-message.ts';

const stamp = 'E0102 15:04:05.123456   12345 run.go:72]';

test.each([
  ['kustomize', 'Error: no resource matches Deployment\n', 'no resource matches Deployment'],
  ['a warning before', '# Warning: commonLabels is old\nError: odd\n', 'odd'],
  ['kubectl', 'error: no resource matches\n', 'no resource matches'],
  [
    'kubectl, by its log',
    `${stamp} "command failed" err="lstat /tmp/w/apps/a: \\"x\\" is\\tmissing \\u00e9\\x01"\n`,
    'lstat apps/a: "x" is\tmissing é\u0001',
  ],
  [
    'kubectl, by its log, in several lines',
    `${stamp} "command failed" err=<\n\ttrouble with config: \`\n\tpatch: 'spec: {a: 1}'\n\t\tdeeper\n\t\`: unable\n >\n`,
    "trouble with config: `\npatch: 'spec: {a: 1}'\n\tdeeper\n`: unable",
  ],
  [
    'of literals',
    'Error: loading KV pairs: literal sources [a b=x1]: invalid literal source x1, expected key=value\n',
    'loading KV pairs: literal sources [***]: invalid literal source ***, expected key=value',
  ],
  ['of a URL', 'Error: no such host: https://ann:x1@example.com/a\n', 'no such host: https://***@example.com/a'],
  ['kubectl, otherwise', `${stamp} something went wrong\n`, 'something went wrong'],
])('what Kustomize says: %s', (_, errors, message) => {
  expect(kustomizeMessage(errors, '/tmp/w')).toBe(message);
});

test('is the same at each run', () => {
  const other = 'W1231 23:59:59.000000  7 run.go:72]';
  expect(kustomizeMessage(`${stamp} "command failed" err="a"`, '/x')).toBe(
    kustomizeMessage(`${other} "command failed" err="a"`, '/y'),
  );
});
