const host = String.raw`(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9.-]+(?=:))(:\d{1,5})?`;
const registry = new RegExp(`^${host}(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`);
const dockerHub = String.raw`(index\.)?docker\.io/`;
/** Where the name of a repository, or a part of it, ends. */
const boundary = '(?=[/:@]|$)';

/** A registry in its plain form, such as `ghcr.io` or `registry.example.com:5000/team`; undefined if this is none. */
export function readRegistry(text: string): string | undefined {
  const plain = text.replace(/\/+$/, '').replace(/^index\.docker\.io(?=\/|$)/, 'docker.io');
  return registry.test(plain) ? plain : undefined;
}

/**
 * A regular expression for images from registries, or from below a path in one. Images that name no registry are those
 * of Docker Hub, and with a single name those of `docker.io/library`.
 */
export function imagePattern(registries: readonly string[]): string {
  return `^(${registries.flatMap(alternatives).join('|')})`;
}

function alternatives(from: string): string[] {
  const [name = '', ...names] = from.split('/');
  const path = escaped(names.join('/'));
  if (name === 'docker.io') return onDockerHub(names, path);
  return [names.length === 0 ? `${escaped(name)}/` : `${escaped(name)}/${path}${boundary}`];
}

function onDockerHub(names: readonly string[], path: string): string[] {
  const [first = '', ...more] = names;
  if (first === '') return [dockerHub, '(?!localhost/)[a-z0-9_-]+/', '[^/]+$'];
  // A name with a dot in front of a slash is a host.
  const prefix = first.includes('.') || first === 'localhost' ? dockerHub : `(${dockerHub})?`;
  if (first !== 'library') return [`${prefix}${path}${more.length === 0 ? '/' : boundary}`];
  const image = more.length === 0 ? '[^/]+$' : `${escaped(more.join('/'))}(?=[:@]|$)`;
  return [`${prefix}(library/)?${image}`];
}

function escaped(text: string): string {
  return text.replaceAll('.', String.raw`\.`);
}
