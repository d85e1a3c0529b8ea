import type { CommitInfo } from '../../ports/git.ts';

export type Author = CommitInfo['author'];

/** Reads the content of a commit object. The message comes without its last line ends. */
export function parseCommit(id: string, content: Uint8Array): CommitInfo {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const found = bytes.indexOf('\n\n');
  const end = found < 0 ? bytes.length : found;
  const encoding = /^encoding (.+)$/m.exec(bytes.toString('latin1', 0, end))?.[1];
  const decode = decoder(encoding);
  const headers = decode(bytes.subarray(0, end)).split('\n');
  const values = (name: string) =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    id,
    parents: values('parent'),
    tree: values('tree')[0] ?? '',
    message: decode(bytes.subarray(end + 2)).replace(/\n+$/, ''),
    committed: parsePerson(values('committer')[0] ?? '').time,
    author: parsePerson(values('author')[0] ?? ''),
  };
}

/** The content of a commit object. */
export function formatCommit(commit: {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Author;
  readonly committer: Author;
  readonly message: string;
}): Buffer {
  const headers = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatPerson(commit.author)}`,
    `committer ${formatPerson(commit.committer)}`,
  ];
  return Buffer.from(`${headers.join('\n')}\n\n${commit.message.replace(/\n+$/, '')}\n`);
}

/** The offset as Git writes it, such as `+0200`. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const digits = `${Math.trunc(size / 60)}`.padStart(2, '0') + `${size % 60}`.padStart(2, '0');
  return (minutes < 0 ? '-' : '+') + digits;
}

function formatPerson({ name, email, time, offset }: Author): string {
  return `${clean(name)} <${clean(email)}> ${time} ${formatOffset(offset)}`;
}

/** Git has no way to quote these characters in a name. */
function clean(text: string): string {
  return text.replace(/[<>\n\0]/g, '').trim();
}

function parsePerson(text: string): Author {
  const match = /^(.*?) ?<([^>]*)> (\d+) ([+-])(\d\d)(\d\d)$/.exec(text);
  if (match === null) return { name: text, email: '', time: 0, offset: 0 };
  const [, name = '', email = '', time, sign, hours, minutes] = match;
  const offset = Number(hours) * 60 + Number(minutes);
  return { name, email, time: Number(time), offset: sign === '-' && offset > 0 ? -offset : offset };
}

function decoder(encoding: string | undefined): (bytes: Uint8Array) => string {
  try {
    const known = new TextDecoder(encoding ?? 'utf-8', { ignoreBOM: true });
    return (bytes) => known.decode(bytes);
  } catch {
    return (bytes) => Buffer.from(bytes).toString('latin1');
  }
}
