import type { ClusterSet } from '../model/cluster-set.ts';
import { groupBy } from '../model/group-by.ts';
import type { Path } from '../model/place.ts';
import { toRecord } from '../model/record.ts';
import { undefinedVariable } from '../model/rules/re403-undefined-variable.ts';
import { filledInTooEarly } from '../model/rules/re414-filled-in-too-early.ts';
import type { BuiltObject } from './built-object.ts';
import type { FleetVariables } from './fleet-variables.ts';
import type { ExpressionFault, ExpressionProblem } from './object-problem.ts';
import { toleratesMissing } from './operators.ts';
import { compileTemplate, expansionsIn } from './substitute.ts';
import { BadTemplate, type Expansion } from './template.ts';
import type { Variables } from './variables.ts';
import { marksOf, type WrittenMark } from './written-expressions.ts';

/** On which clusters, and with which variables, an object is looked at. */
export interface ExpressionContext {
  readonly clusters: ClusterSet;
  readonly own: Variables;
  readonly variables: FleetVariables;
}

/** Expressions that Flux refuses, and those that it fills in where another program should. */
export function checkExpressions(object: BuiltObject, context: ExpressionContext): ExpressionProblem[] {
  const template = object.sites === undefined ? compileTemplate(object.text) : undefined;
  const required = template && 'required' in template ? template.required : requiredBySites(object, context);
  const isSuspect = mayBeForOthers.test(object.text);
  const missing = required.flatMap((name) => missingOn(name, context));
  const isUnreadable = template && 'message' in template;
  if (!isUnreadable && missing.length === 0 && !isSuspect) return [];
  const marks = marksOf(object.value);
  return [
    ...(isUnreadable ? unreadableIn(object, marks, template.message, context) : []),
    ...(isUnreadable ? requiredByMarks(marks).flatMap((name) => missingOn(name, context)) : missing).map(
      ({ name, clusters }): ExpressionProblem => ({
        ...problemOf('missing', object, clusters),
        subject: name,
        detail: '',
        written: marks.filter((mark) => requiredOf(mark).includes(name)),
      }),
    ),
    ...(isSuspect ? forOthersIn(object, marks, context) : []),
  ];
}

/** The fields with base64, by kind. */
const encodedFields: ReadonlyMap<string, string> = new Map([
  ['ConfigMap', 'binaryData'],
  ['Secret', 'data'],
]);

/** Variables of ours in what was encoded before Flux looks: Secrets that Kustomize generates. They are never replaced. */
export function checkEncoded(object: BuiltObject, clusters: ClusterSet): ExpressionProblem[] {
  const { apiVersion, kind, value } = object;
  const field = apiVersion === 'v1' ? encodedFields.get(kind) : undefined;
  if (field === undefined) return [];
  return Object.entries(toRecord(value[field])).flatMap(([key, encoded]) => {
    if (typeof encoded !== 'string') return [];
    const ours = marksOf(Buffer.from(encoded, 'base64').toString()).filter(({ text }) => isOurs.test(text));
    const texts = [...new Set(ours.map(({ text }) => text))];
    const path: Path = [field, key];
    return texts.map(
      (text): ExpressionProblem => ({
        ...problemOf('encoded', object, clusters),
        subject: text,
        detail: '',
        written: ours.filter((mark) => mark.text === text).map((mark) => ({ ...mark, path })),
      }),
    );
  });
}

const rules = {
  unreadable: undefinedVariable,
  missing: undefinedVariable,
  encoded: undefinedVariable,
  'filled in': filledInTooEarly,
  dollars: filledInTooEarly,
} as const;

function problemOf(about: ExpressionFault, object: BuiltObject, clusters: ClusterSet) {
  return { about, rule: rules[about], object, clusters };
}

function unreadableIn(
  object: BuiltObject,
  marks: readonly WrittenMark[],
  message: string,
  { clusters }: ExpressionContext,
): ExpressionProblem[] {
  const bad = marks.filter(({ read }) => read instanceof BadTemplate);
  const known = Array.from(
    groupBy(bad, ({ text }) => text),
    ([subject, written]): ExpressionProblem => {
      const read = written[0]?.read;
      const detail = read instanceof BadTemplate ? read.message : message;
      return { ...problemOf('unreadable', object, clusters), subject, detail, written };
    },
  );
  if (known.length > 0) return known;
  return [{ ...problemOf('unreadable', object, clusters), subject: 'an expression', detail: message, written: [] }];
}

interface Missing {
  readonly name: string;
  readonly clusters: ClusterSet;
}

function missingOn(name: string, { clusters, own, variables }: ExpressionContext): Missing[] {
  if (own.has(name)) return [];
  const column = variables.column(name);
  const missing = column ? column.missing.and(clusters) : clusters;
  return missing.isEmpty() ? [] : [{ name, clusters: missing }];
}

function requiredBySites({ sites = [] }: BuiltObject, { variables }: ExpressionContext): string[] {
  const names = sites.flatMap(({ source }) => {
    const template = variables.templateOf(source);
    return 'message' in template ? [] : template.required;
  });
  return [...new Set(names)].sort();
}

function requiredByMarks(marks: readonly WrittenMark[]): string[] {
  return [...new Set(marks.flatMap(requiredOf))].sort();
}

function requiredOf({ read }: Pick<WrittenMark, 'read'>): string[] {
  if (!isExpansion(read)) return [];
  const needed = [...expansionsIn([read])].filter(({ operator }) => !toleratesMissing(operator));
  return needed.map(({ name }) => name);
}

function isExpansion(read: WrittenMark['read']): read is Expansion {
  return read !== 'dollars' && !(read instanceof BadTemplate);
}

/** An expression with the name of a variable of a fleet in it. */
const isOurs = /\$\{#?(?:cluster|namespace|app)_/;

/** What a text has to have before one looks closer whether something in it is for another program than Flux. */
const mayBeForOthers = /\$\$(?!\{)|\$\{(?!cluster_|namespace_|app_)\w+:[-=+?]/;

function forOthersIn(object: BuiltObject, marks: readonly WrittenMark[], { clusters }: ExpressionContext) {
  const found = marks.filter((mark) => mark.read === 'dollars' || filledIn(mark) !== undefined);
  return Array.from(
    groupBy(found, ({ text }) => text),
    ([subject, written]): ExpressionProblem => {
      const filled = written.map(filledIn).find((text) => text !== undefined);
      const about = filled === undefined ? 'dollars' : 'filled in';
      return { ...problemOf(about, object, clusters), subject, detail: filled ?? '', written };
    },
  );
}

/** What Flux puts in the place of an expression that is likely to be one of the shell; undefined if it is for Flux. */
function filledIn({ read, line, text, reader }: WrittenMark): string | undefined {
  if (reader === 'flux' || !isExpansion(read) || isOurs.test(text) || !isOfTheShell(read.operator, line, text))
    return undefined;
  return read.operands.map((operand) => (typeof operand === 'string' ? operand : '…')).join('');
}

/** `:=` is how Flux's own pages write a default; in a shell it stands behind a colon: `: "${A:=b}"`. */
function isOfTheShell(operator: string, line: string, text: string): boolean {
  if (operator !== ':=') return [':-', ':+', ':?'].includes(operator);
  const before = line.slice(0, line.indexOf(text));
  return /(?:^|[;&|]\s*):\s+"?$/.test(before);
}
