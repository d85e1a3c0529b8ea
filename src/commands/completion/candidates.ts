import { at } from '../../model/at.ts';
import type { KindName } from '../../model/inventory.ts';
import { findKind, kindWords } from '../../model/kind-names.ts';
import { rules } from '../../model/rules/index.ts';
import type { Host } from '../../ports/host.ts';
import type { NamedObject } from '../../state/name-cache.ts';
import { readNames, readOverlayNames } from '../../state/read-names.ts';
import { readSchemas } from '../../state/schemas.ts';
import type { Completes } from '../frame/completes.ts';
import type { CommandEntry } from '../frame/entry.ts';
import { locate } from '../frame/locate.ts';
import { topics } from '../frame/topics.ts';
import { completeField, completeValue, type FieldSources, namesOfKind } from './assignment.ts';
import { type Candidate, type Completed, wordsOf } from './candidate.ts';
import { completeExpression } from './expression.ts';

/** Where a word is completed. */
export interface Place {
  readonly host: Host;
  readonly commands: readonly CommandEntry[];
  /** The folder that the command works on. */
  readonly repo: string;
  /** The words in front of it, without flags. */
  readonly words: readonly string[];
  /** Whether an expression says which clusters are meant. */
  readonly isSelecting: boolean;
}

/** All objects of the inventory: read when they are asked for, since that takes the longest. */
type Names = () => Promise<readonly NamedObject[]>;

/** What may stand where a hint says; `text` is what is typed of it. Nothing is read that the hint does not need. */
export async function candidatesFor(hint: Completes, text: string, place: Place): Promise<Completed> {
  const { host, commands, repo, words } = place;
  const names = () => readNames(host, repo);
  const plain = (candidates: readonly Candidate[]): Completed => ({ before: '', text, candidates });
  if (typeof hint === 'object') {
    if (!('assigns' in hint)) return plain(wordsOf(hint));
    const kind = findKind(hint.assigns)?.kind;
    return kind ? fields(text, kind, sourcesOf(host, names), true) : plain([]);
  }
  switch (hint) {
    case 'kind':
      return plain(wordsOf(kindWords.map(({ singular }) => singular)));
    case 'kinds':
      return text.includes('/') ? plain(await objects(text, names)) : afterComma(text);
    case 'object':
      return plain(await objectsOrNames(text, words, names));
    case 'objectOrField':
    case 'objectOrAssignment':
      return objectOrField(text, place, names, hint === 'objectOrAssignment');
    case 'overlay':
      return plain(wordsOf(await readOverlayNames(host, repo, words[0] ?? '')));
    case 'expression':
      return completeExpression(text, names);
    case 'rule':
      return plain(rules.map(({ id, name }) => ({ word: id, description: name })));
    case 'command':
      return plain([...commandWords(commands, words), ...(words.length === 0 ? topics : []).map(toWord)]);
    case 'timeZone':
      return plain(wordsOf(Intl.supportedValuesOf('timeZone')));
    case 'file':
    case 'folder':
      return plain([]);
    default: {
      const kind = findKind(hint)?.kind;
      return plain(kind ? namesOfKind(kind, await names()) : []);
    }
  }
}

/** The commands below those that were named. */
export function commandWords(commands: readonly CommandEntry[], words: readonly string[]): Candidate[] {
  return locate(words, commands)
    .below.filter(({ hidden }) => !hidden)
    .map(({ name, summary }) => ({ word: name, description: summary }));
}

function toWord({ name }: { readonly name: string }): Candidate {
  return { word: name, description: 'a topic of help' };
}

function afterComma(text: string): Completed {
  const start = text.lastIndexOf(',') + 1;
  const kinds = kindWords.map(({ plural }) => plural);
  return {
    before: text.slice(0, start),
    text: text.slice(start),
    candidates: wordsOf(start === 0 ? [...kinds, 'placements', 'overlays', 'requests'] : kinds),
  };
}

/** `kind/name`; kinds alone until it is clear which one is meant. */
async function objects(text: string, names: Names): Promise<Candidate[]> {
  const open = kindWords.map(({ singular }) => ({ word: `${singular}/`, isOpen: true }));
  const fitting = open.filter(({ word }) => word.startsWith(text));
  if (!text.includes('/') && fitting.length !== 1) return open;
  const typed = text.includes('/') ? text.slice(0, text.indexOf('/')) : at(fitting, 0).word.slice(0, -1);
  const words = findKind(typed);
  if (!words) return [];
  const prefix = text.includes('/') ? typed : words.singular;
  return namesOfKind(words.kind, await names()).map(({ word, ...rest }) => ({ ...rest, word: `${prefix}/${word}` }));
}

/** Behind a kind, names of that kind; else objects. */
async function objectsOrNames(text: string, [first = '']: readonly string[], names: Names): Promise<Candidate[]> {
  const words = findKind(first);
  return words ? namesOfKind(words.kind, await names()) : objects(text, names);
}

/** Objects, and the fields of the kind of the first object that was named, or of clusters if they are selected. */
async function objectOrField(
  text: string,
  { host, words, isSelecting }: Place,
  names: Names,
  isAssigned: boolean,
): Promise<Completed> {
  const [first = ''] = words;
  const kind = isSelecting ? 'Cluster' : findKind(first.replace(/\/.*/s, ''))?.kind;
  const field = kind && (await fields(text, kind, sourcesOf(host, names), isAssigned));
  if (field && field.before !== '') return field;
  const candidates = isSelecting ? [] : await objectsOrNames(text, words, names);
  return { before: '', text, candidates: [...candidates, ...(field?.candidates ?? [])] };
}

async function fields(text: string, kind: KindName, sources: FieldSources, isAssigned: boolean): Promise<Completed> {
  const value = isAssigned ? await completeValue(text, kind, sources) : undefined;
  return value ?? completeField(text, kind, sources, isAssigned);
}

function sourcesOf(host: Host, names: Names): FieldSources {
  return { shapes: readSchemas(host.fs).shapes(), names };
}
