import type { Rule } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import { selectsNothing } from '../model/rules/re302-selects-nothing.ts';
import type { ClusterIndex } from './cluster-index.ts';
import type { Directory } from './directory.ts';
import {
  formatExpression,
  isGlob,
  type LabelTerm,
  type NamedKind,
  type NameTerm,
  prefixes,
  type Term,
} from './expression.ts';
import { type Problem, problemAt } from './problem.ts';

export interface TermProblem extends Problem {
  readonly rule: Rule;
}

/** Whether what a term names is there: a name without an object is an error, what matches nothing a warning. */
export type TermCheck = (term: Term) => TermProblem | undefined;

/** Looking for a near name among all clusters takes long enough to be noticed when it is done hundreds of times. */
const mostSuggestions = 20;

export function createTermCheck(clusters: ClusterIndex, names: Readonly<Record<NamedKind, Directory>>): TermCheck {
  let suggestions = 0;

  function suggest(word: string, candidates: readonly string[]): string | undefined {
    suggestions += 1;
    if (suggestions > mostSuggestions) return undefined;
    return candidates.find((candidate) => candidate.endsWith(`/${word}`)) ?? nearest(word, candidates);
  }

  function checkName({ kind, name }: NameTerm): TermProblem | undefined {
    if (names[kind].find(name.text).length > 0) return undefined;
    const known = names[kind].names();
    if (isGlob(name.text)) {
      const noneYet = kind === 'cluster' && known.length === 0;
      return noneYet ? undefined : { rule: selectsNothing, ...problemAt(name.span, `no ${kind} matches ${name.text}`) };
    }
    const near = suggest(name.text, known);
    const hint = near === undefined ? `List them with: resedge get ${kind}s` : `Did you mean ${prefixes[kind]}${near}?`;
    const message = `there is no ${kind} named ${JSON.stringify(name.text)}`;
    return { rule: unknownReference, ...problemAt(name.span, message, hint) };
  }

  function checkLabel(term: LabelTerm): TermProblem | undefined {
    const { key, value } = term;
    const values = clusters.labelValues(key.text);
    if (clusters.size === 0) return undefined;
    if (values.names().length === 0) {
      const near = suggest(key.text, clusters.labelKeys());
      const hint = near && didYouMean({ ...term, key: { ...key, text: near } });
      return { rule: selectsNothing, ...problemAt(key.span, `no cluster has the label ${key.text}`, hint) };
    }
    if (!value || values.find(value.text).length > 0) return undefined;
    const near = isGlob(value.text) ? undefined : suggest(value.text, values.names());
    const hint = near && didYouMean({ ...term, value: { ...value, text: near } });
    const message = `no cluster has the label ${key.text} with ${valueText(value.text)}`;
    return { rule: selectsNothing, ...problemAt(value.span, message, hint) };
  }

  return (term) => (term.kind === 'label' ? checkLabel(term) : checkName(term));
}

function valueText(value: string): string {
  return isGlob(value) ? `a value that matches ${value}` : `the value ${JSON.stringify(value)}`;
}

function didYouMean(term: LabelTerm): string {
  return `Did you mean ${formatExpression(term)}?`;
}
