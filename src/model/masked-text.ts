import { secretByKey } from './secret-keys.ts';
import { mask, maskSecrets } from './secret-shapes.ts';

/** `key: value` in block or flow style, the value with its quotes. */
const pair = /([\w./-]+)(["']?:[ \t]+)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,{}[\]#][^,{}[\]\n#]*)/g;

/** The text of a file for people to see: values that look like secrets, by their form or by their key, are asterisks. */
export function maskedText(text: string): string {
  return maskSecrets(text).replace(pair, (whole, key: string, between: string, value: string) => {
    const plain = value.trim().replace(/^(["'])(.*)\1$/s, '$2');
    return secretByKey(key, plain) === undefined ? whole : `${key}${between}${mask(value)}`;
  });
}
