import { secretByKey } from './secret-keys.ts';

/** A text that gives itself away as a secret by its form. */
interface SecretShape {
  /** What it is, with its article. */
  readonly what: string;
  readonly pattern: RegExp;
}

/** Each begins with fixed characters, so that a long text is read once; a reference such as ${...} is no secret. */
const shapes: readonly SecretShape[] = [
  {
    what: 'a private key',
    pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [^\n-]{0,60}-----|[\s\S]*)/,
  },
  {
    what: 'a private key',
    pattern: /LS0tLS1CRUdJTi(?:BSU0EgUFJJVkFURS|BQUklWQVRF|BFQyBQUklWQVRF|BPUEVOU1NIIFBSSVZBVEUg)[\w+/=]*/,
  },
  { what: 'a private key', pattern: /AGE-SECRET-KEY-1[0-9A-Z]{40,}/ },
  { what: 'a URL with a token', pattern: /(?<=https?:\/\/)\w{20,}(?=@)/ },
  { what: 'a URL with a password', pattern: /(?<=:\/\/)[^\s/:@]*:[^\s/@?#$<{*][^\s/@?#]*(?=@)/ },
  {
    what: 'a URL with a token',
    pattern: /(?<=[?&][\w-]{0,40}(?:[Tt]oken|[Ss]ecret|[Pp]assword)=)[\w.~%+/-]{8,}/,
  },
  {
    what: 'a connection string with a password',
    pattern: /(?:(?<![A-Za-z])(?:password|(?:PG)?PASSWORD|pwd|PWD)|Password|Pwd) ?= ?[^\s;&$<{*"'][^\s;&]*/,
  },
  { what: 'a key of Azure', pattern: /\b(?:AccountKey|SharedAccessKey)=[\w+/=]{20,}|[?&]sig=[\w%+/=-]{20,}/ },
  { what: 'a GitHub token', pattern: /\bgh[opsur]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}/ },
  { what: 'a GitLab token', pattern: /\bgl(?:pat|dt|rt|ptt|cbt|agent|soat)-[\w-]{20,}/ },
  { what: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a key of Google', pattern: /\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}/ },
  {
    what: 'a Slack token',
    pattern: /\bxox[abeprs]-[A-Za-z0-9-]{15,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  },
  // It is looked for from its second part: a text may have thousands of beginnings of a first one.
  { what: 'a token', pattern: /\.eyJ(?<=\beyJ[\w-]{8,2000}\.eyJ)[\w-]{8,}\.[\w-]+/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}/ },
  { what: 'a PyPI token', pattern: /\bpypi-AgEI[\w-]{30,}/ },
  { what: 'a Docker token', pattern: /\bdckr_[op]at_[\w-]{20,}/ },
  { what: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{16,}/ },
  { what: 'a token of Vault', pattern: /\bhv[bs]\.[\w-]{20,}/ },
  { what: 'a key of SendGrid', pattern: /\bSG\.[\w-]{16,}\.[\w-]{20,}/ },
  { what: 'an API key', pattern: /\bsk-(?:ant|proj|svcacct)-[\w-]{20,}/ },
  { what: 'a token', pattern: /\b(?:dop_v1_|shpat_)[0-9a-f]{32,}|\bBearer [\w.~+/=-]{20,}/ },
];

const anyShape = new RegExp(shapes.map(({ pattern }) => pattern.source).join('|'));
const everyShape = new RegExp(anyShape.source, 'g');

/** Tokens and keys are at least as long; shorter ones have a URL or a connection string around them. */
const shortestToken = 20;

/** Long enough to hold a token; lines after the first may be shorter. */
const base64 = /[\w+/-]{24}[\w+/-]*(?:\r?\n[ \t]*[\w+/-]+)*={0,2}/g;

/** What kind of secret is in a text, as it is or in base64, such as `a GitHub token`; undefined if there is none. */
export function secretShapeIn(text: string): string | undefined {
  const mayBe = text.length >= shortestToken || text.includes('://') || text.includes('=');
  if (!mayBe) return undefined;
  if (anyShape.test(text)) return shapes.find(({ pattern }) => pattern.test(text))?.what;
  for (const [encoded] of text.matchAll(base64)) {
    const decoded = Buffer.from(encoded, 'base64').toString('latin1');
    if (anyShape.test(decoded)) return secretShapeIn(decoded);
  }
  return undefined;
}

/** A message with all masked that looks like a secret by its form. */
export function maskShapes(message: string): string {
  return message.replace(everyShape, '***');
}

/** `key: value`, `key=value` and `"key": "value"`: the value with its quotes. */
const pair =
  /(?<![\w./-])([\w./-]+)(["']?[ \t]*[:=][ \t]*)("[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\n]*'|[^\s=,;&{}[\]#"'][^,;&{}[\]\n#]*)/g;

/**
 * A text in which others are put for all secrets: what looks like one by its form, also in base64, and what stands
 * behind a key that says so. The first argument of `write` is a secret without quotes.
 */
export function replaceSecrets(text: string, write: (secret: string) => string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { index, 0: found } of text.matchAll(everyShape)) {
    pieces.push(replacePairs(text.slice(done, index), write), write(found));
    done = index + found.length;
  }
  return pieces.join('') + replacePairs(text.slice(done), write);
}

function replacePairs(text: string, write: (secret: string) => string): string {
  const shown = text.replace(pair, (whole, key: string, between: string, value: string) => {
    const [, quote = '', plain = ''] = /^(["']?)(.*?)\1\s*$/s.exec(value) ?? [];
    return secretByKey(key, plain) === undefined ? whole : `${key}${between}${quote}${write(plain)}${quote}`;
  });
  return shown.replace(base64, (encoded) => (secretShapeIn(encoded) === undefined ? encoded : write(encoded)));
}

/** A text of asterisks with the same lines, each as long as it was. */
export function mask(text: string): string {
  return text.replace(/[^\r\n]/g, '*');
}
