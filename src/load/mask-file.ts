import { type Document, isAlias, isCollection, isScalar, type Node, visit } from 'yaml';
import { at } from '../model/at.ts';
import type { Path, Span } from '../model/place.ts';
import { replaceSecrets } from '../model/secret-shapes.ts';
import { hiddenTexts, maskBoth, secretKind, type WriteSecret } from '../model/secrets.ts';
import { child } from './child-node.ts';
import { parseDocuments, type YamlDocument } from './yaml-documents.ts';
import { plainData } from './yaml-values.ts';

/** A part of a text that is not to be shown. */
interface HiddenPart extends Span {
  /** See WriteSecret. */
  readonly place?: string;
}

/** A file before and after, with all masked that nobody is to see; of what differs is said that it does. */
export function maskFiles(before: string, after: string): [before: string, after: string] {
  if (!mayHide(before) && !mayHide(after)) return [before, after];
  const states = [before, after].map((text) => ({ text, parts: hiddenParts(text) }));
  return maskBoth(at(states, 0), at(states, 1), ({ text, parts }, write) => replaceParts(text, write, parts));
}

/** A file of YAML in which others stand for what nobody is to see: values of Secrets, and what looks like a secret. */
export function replaceInFile(text: string, write: WriteSecret, known: readonly Span[] = []): string {
  return replaceParts(text, write, [...hiddenParts(text), ...known]);
}

/** A text in which others stand for these parts, and for what looks like a secret between them. */
export function replaceParts(text: string, write: WriteSecret, parts: readonly HiddenPart[]): string {
  const pieces: string[] = [];
  let done = 0;
  const show = (end: number) => pieces.push(replaceSecrets(text.slice(done, end), (secret) => write(secret, '')));
  for (const { start, end, place = '' } of [...parts].sort((a, b) => a.start - b.start)) {
    if (end <= done) continue;
    show(Math.max(start, done));
    pieces.push(write(text.slice(Math.max(start, done), end), place));
    done = end;
  }
  show(text.length);
  return pieces.join('');
}

/** No other file needs to be parsed. */
const telling = /pass|pwd|key|token|secret|credential|\w{20}|:\/\//i;

function mayHide(text: string): boolean {
  return telling.test(text);
}

function hiddenParts(text: string): HiddenPart[] {
  return mayHide(text) ? parseDocuments(text).flatMap(partsOf) : [];
}

function partsOf({ document, text, offset }: YamlDocument): HiddenPart[] {
  const data = plainData(document);
  if (document.errors.length > 0 || 'problem' in data) return unreadableParts(document, text, offset);
  const anchors = anchorsIn(document);
  return hiddenTexts(data.values.value).flatMap(({ path, place }) => {
    const node = nodeAt(document, path, anchors);
    const [start, end] = node?.range ?? [0, 0];
    return end > start ? [{ place, start: offset + start, end: offset + contentEnd(text, start, end) }] : [];
  });
}

/** A block of text ends with the line end before what follows. */
function contentEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

function nodeAt({ contents }: Document, path: Path, anchors: ReadonlyMap<string, Node>): Node | undefined {
  const target = (node: unknown) => (isAlias(node) ? anchors.get(node.source) : node);
  const node = path.reduce<unknown>((found, step) => target(child(found, step)?.node), contents);
  return isScalar(node) ? node : undefined;
}

/** What aliases stand for. To ask each alias takes a walk of the document. */
function anchorsIn(document: Document): ReadonlyMap<string, Node> {
  const anchors = new Map<string, Node>();
  visit(document, {
    Node(_key, node) {
      if ((isScalar(node) || isCollection(node)) && node.anchor) anchors.set(node.anchor, node);
    },
  });
  return anchors;
}

/** What cannot be read, and may be a Secret: then each text behind a key, and each line without one. */
function unreadableParts({ range }: Document, text: string, offset: number): HiddenPart[] {
  const [start, , end] = range ?? [0, 0, text.length];
  const whole = text.slice(start, end);
  if (!secretKind.test(whole)) return [];
  return Array.from(whole.matchAll(/^(?:[ \t]*(?:- )?[\w./"'-]+:)?[ \t]*([^\s].*)$/gm), (found) => {
    const [line, value = ''] = found;
    const first = offset + start + found.index + line.length - value.length;
    return { start: first, end: first + value.length };
  });
}
