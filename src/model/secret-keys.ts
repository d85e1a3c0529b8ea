/** What a key says about the value that stands under it. */
interface SecretKey {
  /** The end of the key in small letters, without "-" and "_". */
  readonly pattern: RegExp;
  /** What it names, with its article. */
  readonly what: string;
  /** It often names the Secret of Kubernetes that holds the secret, as in `pullSecret: registry`. */
  readonly mayName?: boolean;
}

const secretKeys: readonly SecretKey[] = [
  { pattern: /(?:password|passwd|passphrase|pwd)$/, what: 'a password' },
  // Not every key that ends so: proxy_pass of nginx names a server.
  {
    pattern: /(?:root|admin|user|auth|db|database|pg|postgres|mysql|mongo|redis|smtp|mail|ldap|ftp)pass$/,
    what: 'a password',
  },
  { pattern: /(?:api|access|private|secret|signing|encryption|shared|account)key$/, what: 'a key' },
  { pattern: /token$/, what: 'a token' },
  { pattern: /clientsecret$/, what: 'a secret' },
  { pattern: /secret$/, what: 'a secret', mayName: true },
  { pattern: /credentials?$/, what: 'credentials', mayName: true },
];

const placeholder =
  /^(?:none|null|nil|n\/a|-|todo|tbd|redacted|hidden|masked|\*+|x+|<.*>|\{\{.*\}\}|\$\{.*\}|\$\(.*\))$/i;
/** A path, a URL, a place in a store of secrets, a text that SOPS encrypted. */
const reference =
  /^(?:\.{0,2}\/[\w./-]+$|[a-z][a-z0-9+.-]*:\/\/|(?:vault|arn|ref|secret|secretref|env|file|ssm|kms)[:+]|ENC\[)/i;
const kubernetesName = /^[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*$/;
/** What no one would call a Secret: a long part of letters and digits mixed. */
const random = /[A-Za-z0-9]{16,}/;

/** What no key lacks that says something: most keys say nothing, and each is on thousands of clusters. */
const telling = /pass|pwd|key|token|secret|credential/i;

/** What kind of secret the key of a value says it is, such as `a password`; undefined where it says none. */
export function secretByKey(key: string, value: string): string | undefined {
  const found = secretKey(key);
  if (!found || value.trim() === '' || placeholder.test(value) || reference.test(value)) return undefined;
  return found.mayName && isName(value) ? undefined : found.what;
}

function secretKey(key: string): SecretKey | undefined {
  const plain = key
    .slice(key.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[-_.]/g, '')
    .replace(/(?:value|default|\d+)$/, '');
  return telling.test(plain) ? secretKeys.find(({ pattern }) => pattern.test(plain)) : undefined;
}

function isName(value: string): boolean {
  const isMixed = random.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
  return kubernetesName.test(value) && value.length <= 253 && !isMixed;
}
