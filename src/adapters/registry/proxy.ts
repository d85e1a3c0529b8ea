/** The proxy that an environment names for an address, as curl and Go read it; undefined: none. */
export function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): URL | undefined {
  const named = (name: string) => env[name.toLowerCase()] || env[name];
  const proxy = url.protocol === 'https:' ? named('HTTPS_PROXY') : env['http_proxy'];
  if (!proxy || isDirect(url, named('NO_PROXY') ?? '')) return undefined;
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

/** This machine is never reached through a proxy. */
function isDirect({ hostname, port, protocol }: URL, list: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')) return true;
  const at = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return list
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .toLowerCase()
        .replace(/^\*?\./, ''),
    )
    .some((entry) => entry === '*' || (entry !== '' && (entry === at || isBelow(hostname, entry))));
}

function isBelow(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
