import { isRecord } from '../model/record.ts';
import { readPlainExactly, readPlainScalar } from './plain-scalar.ts';
import { readManifest } from './read-manifest.ts';
import type { Site } from './sites.ts';
import type { Substituted } from './substitute.ts';
import type { TemplateOf } from './templates.ts';

/** What becomes of one scalar once its variables are replaced. */
export type ReadSite =
  | {
      readonly ok: true;
      /** Text, a number, true or false, null; a map or a list where the text became one. */
      readonly value: unknown;
      /** The text in the file, with its variables replaced, says this to every reader of YAML. */
      readonly asWritten: boolean;
      /** The text in the file, with its variables replaced. */
      readonly text: string;
    }
  | Extract<Substituted, { readonly ok: false }>;

type Read = Omit<Extract<ReadSite, { readonly ok: true }>, 'text'> | Extract<ReadSite, { readonly ok: false }>;

/** Replaces the variables of one scalar and reads it again, as the cluster would. */
export function readSite(
  { role, source }: Site,
  lookUp: (name: string) => string | undefined,
  templateOf: TemplateOf,
): ReadSite {
  const template = templateOf(source);
  if ('message' in template) return { ok: false, message: template.message };
  const filled = template.fill(lookUp);
  if (!filled.ok) return filled;
  const { text } = filled;
  const plain = readPlainly(text);
  const isNoKey = role === 'key' && plain?.ok && plain.value === null;
  const read = plain && !isNoKey ? plain : readInContext(text, role);
  return read.ok ? { ...read, text } : read;
}

/** A scalar that needs no parser of YAML: letters, digits and signs that mean nothing. */
function readPlainly(text: string): Read | undefined {
  if (/^[A-Za-z][\w./@-]*(?:[: ][\w./@-]+)*$/.test(text)) {
    const value = readPlainScalar(text);
    return { ok: true, value, asWritten: value === text };
  }
  const quoted = /^'([^']*)'$|^"([^"\\]*)"$/.exec(text);
  if (quoted && !text.includes('\n')) return { ok: true, value: quoted[1] ?? quoted[2] ?? '', asWritten: true };
  if (!/^[\w+.-]*$/.test(text) || text === '-') return undefined;
  const value = readPlainScalar(text);
  const isExact = typeof value === 'number' && /^-?[1-9]\d*$|^0$/.test(text) && String(readPlainExactly(text)) === text;
  return Number.isFinite(value) || typeof value !== 'number' ? { ok: true, value, asWritten: isExact } : undefined;
}

function readInContext(text: string, role: Site['role']): Read {
  const read = readManifest(role === 'value' ? `a: ${text}` : role === 'item' ? `- ${text}` : `${text}: 0`);
  if (!read.ok) return read;
  if (Array.isArray(read.value) && role === 'item') return { ok: true, value: read.value[0], asWritten: false };
  if (isRecord(read.value) && role === 'value') return { ok: true, value: read.value['a'], asWritten: false };
  const [key] = isRecord(read.value) ? Object.keys(read.value) : [];
  return { ok: true, value: key, asWritten: false };
}
