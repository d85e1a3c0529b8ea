import { applyOperator, toleratesMissing } from './operators.ts';
import { BadTemplate, type Expansion, type Piece, parseTemplate } from './template.ts';

/** A text with its variables replaced, or why Flux refuses it. */
export type Substituted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly missing?: string };

/** The variables that a text reads. */
export interface VariableNames {
  /** All, sorted. */
  readonly names: readonly string[];
  /** Those without which Flux refuses it, sorted. */
  readonly required: readonly string[];
}

/** A text whose variables can be replaced again and again. */
export interface Template extends VariableNames {
  /** Values stand for themselves: no operator does anything to them. */
  readonly isSimple: boolean;
  /** Replaces them as Flux does in strict mode: what has neither a value nor a default is refused. */
  fill(lookUp: (name: string) => string | undefined): Substituted;
}

/** Reads a text with variables; the message of Flux if it cannot be read. */
export function compileTemplate(text: string): Template | { readonly message: string } {
  try {
    const pieces = parseTemplate(text);
    const isSimple = [...expansionsIn(pieces)].every(({ operator }) => operator === '');
    return { ...namesIn(pieces), isSimple, fill: (lookUp) => fill(pieces, lookUp) };
  } catch (error) {
    if (error instanceof BadTemplate) return { message: error.message };
    throw error;
  }
}

/**
 * Replaces the variables in a text exactly as kustomize-controller 1.9 does after it built an object: in strict mode,
 * with every operator of github.com/fluxcd/pkg/envsubst.
 */
export function substitute(text: string, variables: ReadonlyMap<string, string>): Substituted {
  const template = compileTemplate(text);
  return 'message' in template ? { ok: false, ...template } : template.fill((name) => variables.get(name));
}

/** The variables that a text reads; none if it cannot be read. */
export function variableNames(text: string): VariableNames {
  const template = compileTemplate(text);
  return 'message' in template ? { names: [], required: [] } : { names: template.names, required: template.required };
}

/** Whether substitution would do anything to a text. */
export function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('$$');
}

/** Flux refuses the text with these values. */
class Refused extends Error {
  /** The variable that has none. */
  readonly missing: string | undefined;
  constructor(message: string, missing?: string) {
    super(message);
    this.missing = missing;
  }
}

function fill(pieces: readonly Piece[], lookUp: (name: string) => string | undefined): Substituted {
  try {
    return { ok: true, text: pieces.map((piece) => expand(piece, lookUp)).join('') };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, message: error.message, ...(error.missing === undefined ? {} : { missing: error.missing }) };
  }
}

/** What stands for bytes that are no character. */
const broken = '\ufffd';

/** Operands are worked out even if they are not needed, so what they read has to be there. */
function expand(piece: Piece, lookUp: (name: string) => string | undefined): string {
  if (typeof piece === 'string') return piece;
  const operands = piece.operands.map((operand) => expand(operand, lookUp));
  const value = lookUp(piece.name);
  if (value === undefined && !toleratesMissing(piece.operator))
    throw new Refused(`variable not set (strict mode): "${piece.name}"`, piece.name);
  const text = applyOperator(piece.operator, value ?? '', operands);
  if (text.includes(broken) && ![value ?? '', ...operands].some((part) => part.includes(broken)))
    throw new Refused(`\${${piece.name}${piece.operator}…} cuts a character of UTF-8 in two`);
  return text;
}

function namesIn(pieces: readonly Piece[]): VariableNames {
  const all = [...expansionsIn(pieces)];
  return {
    names: sortedNames(all),
    required: sortedNames(all.filter(({ operator }) => !toleratesMissing(operator))),
  };
}

/** The expansions among pieces, those in operands of others included. */
export function* expansionsIn(pieces: readonly Piece[]): Iterable<Expansion> {
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    yield piece;
    yield* expansionsIn(piece.operands);
  }
}

function sortedNames(expansions: readonly Expansion[]): string[] {
  return [...new Set(expansions.map(({ name }) => name))].sort();
}
