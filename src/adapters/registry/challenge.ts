/** What a registry asks for, in `WWW-Authenticate`. */
export interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  /** Where tokens are given. */
  readonly realm: string | undefined;
  readonly service: string | undefined;
}

/** Undefined: it asks for something else. */
export function challengeIn(header: string): Challenge | undefined {
  const [, word = '', rest = ''] = /^\s*(basic|bearer)\s+(.*)$/i.exec(header) ?? [];
  const scheme = word.toLowerCase();
  if (scheme !== 'basic' && scheme !== 'bearer') return undefined;
  const fields = new Map(
    Array.from(rest.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g), ([, key = '', quoted, bare]) => [key, quoted ?? bare]),
  );
  return { scheme, realm: fields.get('realm'), service: fields.get('service') };
}
