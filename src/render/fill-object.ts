import { Document, visit } from 'yaml';
import { isRecord } from '../model/record.ts';
import type { BuiltObject } from './built-object.ts';
import { readPlainScalar } from './plain-scalar.ts';
import { readExactly } from './read-manifest.ts';
import { readSite } from './read-site.ts';
import { compileTemplate, isTemplate, type Substituted } from './substitute.ts';
import type { TemplateOf } from './templates.ts';
import type { Variables } from './variables.ts';

/** The object as a cluster gets it. */
export type FilledObject = { readonly ok: true; readonly text: string } | Extract<Substituted, { readonly ok: false }>;

/**
 * An object with its variables replaced, as YAML that says what the cluster makes of it. Undefined variables: Flux
 * leaves the object alone, as it does where the object says so. What is encrypted stays as it is. `templateOf`
 * remembers templates, for whoever fills an object more than once.
 */
export function fillObject(
  { text, left, sites }: BuiltObject,
  variables: Variables | undefined,
  templateOf: TemplateOf = compileTemplate,
): FilledObject {
  if (!variables || left !== undefined || !isTemplate(text)) return { ok: true, text };
  const template = templateOf(text);
  if ('message' in template) return { ok: false, message: template.message };
  const lookUp = (name: string) => variables.get(name);
  const filled = template.fill(lookUp);
  if (!filled.ok) return filled;
  const stays = sites?.every((site) => {
    const read = readSite(site, lookUp, templateOf);
    return read.ok && read.asWritten;
  });
  if (stays) return filled;
  const read = readExactly(filled.text);
  if (!read.ok) return { ok: false, message: `${read.message}, once variables are replaced` };
  if (!isRecord(read.value)) return { ok: false, message: 'this is no object any more, once variables are replaced' };
  return { ok: true, text: printManifest(read.value) };
}

/** YAML in the look of Kustomize, that parsers of YAML 1.1 and 1.2 read alike: text that one of them takes for more is quoted. */
export function printManifest(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, scalar) {
      const text = scalar.value;
      if (typeof text === 'string' && (readPlainScalar(text) !== text || /^\d+:[\d:.]+$/.test(text)))
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0, indentSeq: false, singleQuote: true });
}
