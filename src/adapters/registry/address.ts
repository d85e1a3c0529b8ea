/** Where a registry is, told from an address such as `oci://registry.example.com:5000/contoso`. */
export interface RegistryAddress {
  /** With the port, if one is given. */
  readonly host: string;
  /** What the names of all repositories begin with: empty, or with a slash at the end. */
  readonly prefix: string;
}

export function parseAddress(address: string): RegistryAddress {
  const rest = address.replace(/^oci:\/\//, '');
  const slash = rest.indexOf('/');
  const [host, path] = slash < 0 ? [rest, ''] : [rest.slice(0, slash), rest.slice(slash + 1)];
  return { host, prefix: path === '' ? '' : `${path}/` };
}

/** Whether a host, with a port or without, is this machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
