import { type Accepts, Scanner, type Token, type Wanted } from './scanner.ts';

/** A piece of a template: text as it is, or a variable with what is done to its value. */
export type Piece = string | Expansion;

export interface Expansion {
  readonly name: string;
  /** As it is written, such as `:-` or `//`; empty for the value itself. */
  readonly operator: string;
  readonly operands: readonly Piece[];
}

/** The text cannot be read as a template: Flux refuses it in these words. */
export class BadTemplate extends Error {}

const anything: Accepts = () => true;
const isNamePart: Accepts = (char) => /[\p{L}\p{Nd}_]/u.test(char);
const untilClose: Accepts = (char) => char !== '}';
const untilSlash: Accepts = (char) => char !== '/';
const untilColonOrClose: Accepts = (char) => char !== ':' && char !== '}';
const isColon: Accepts = (char) => char === ':';
const isSlash: Accepts = (char) => char === '/';

/** Operators that stand at the beginning, then at the second place: `:` with one of `=-?+`. */
function operator(first: string, second: string): Accepts {
  return (char, count) => (count === 1 ? first : count === 2 ? second : '').includes(char);
}

/**
 * Reads a text in which variables stand as Flux does (github.com/fluxcd/pkg/envsubst): `${name}` with the operators of
 * the shell, `$$` for a dollar. Throws BadTemplate if Flux would refuse it.
 */
export function parseTemplate(source: string): Piece[] {
  const scanner = new Scanner(source);
  const pieces: Piece[] = [];
  for (;;) {
    const token = scanner.scan(anything, { text: true, open: true, all: true, escapes: 'dollar' });
    if (token === 'end') return pieces;
    if (token === 'text') pieces.push(scanner.text);
    else if (token === 'open') pieces.push(parseExpansion(scanner));
    else throw new BadTemplate('bad substitution');
  }
}

/** An expression in a text, and where: from its `${`, in UTF-16 code units from 0, up to `end` (exclusive). */
export interface LocatedExpansion {
  readonly start: number;
  readonly end: number;
  /** What is wrong with it where Flux cannot read it. */
  readonly read: Expansion | BadTemplate;
}

/** How many characters are read a second time, behind expressions that cannot be read, before the search ends. */
const readAgain = 1_000_000;

/** The expressions of a text, each on its own: where one cannot be read, the search goes on behind its `${`. */
export function* locateExpansions(source: string): Iterable<LocatedExpansion> {
  const scanner = new Scanner(source);
  for (let again = 0; again < readAgain; ) {
    const token = scanner.scan(anything, { text: true, open: true, all: true, escapes: 'dollar' });
    if (token === 'end') return;
    if (token !== 'open') continue;
    const inside = scanner.position;
    const read = readExpansion(scanner);
    yield { start: inside - 2, end: scanner.position, read };
    if (!(read instanceof BadTemplate)) continue;
    again += scanner.position - inside;
    scanner.seek(inside);
  }
}

function readExpansion(scanner: Scanner): Expansion | BadTemplate {
  try {
    return parseExpansion(scanner);
  } catch (error) {
    if (error instanceof BadTemplate) return error;
    throw error;
  }
}

/** What follows `${`, up to its `}`. */
function parseExpansion(scanner: Scanner): Expansion {
  if (scanner.peek() === '#') return parseLength(scanner);
  const name = expectText(scanner, isNamePart, 'unable to parse variable name');
  switch (scanner.peek()) {
    case ':':
      return /[=\-?+]/.test(scanner.peekSecond()) ? parseDefault(scanner, name) : parseSubstring(scanner, name);
    case '=':
      return parseDefault(scanner, name);
    case ',':
    case '^':
      return closed(scanner, name, expectText(scanner, operator(',^', ',^'), 'bad substitution'));
    case '/':
      return parseReplace(scanner, name);
    case '#':
    case '%':
      return parseTrim(scanner, name);
    default:
      if (scanner.scan(isNamePart, { close: true }) !== 'close') throw new BadTemplate('missing closing brace');
      return { name, operator: '', operands: [] };
  }
}

/** `${#name}` */
function parseLength(scanner: Scanner): Expansion {
  const length = expectText(scanner, operator('#', ''), 'bad substitution');
  const name = expectText(scanner, isNamePart, 'bad substitution');
  return closed(scanner, name, length);
}

/** `${name:-word}`, `${name:=word}`, `${name=word}`; the word may hold variables. */
function parseDefault(scanner: Scanner, name: string): Expansion {
  const signs = scanner.peek() === '=' ? operator('=', '') : operator(':', '=-?+');
  const sign = expectText(scanner, signs, 'unable to parse default function');
  const operands: Piece[] = [];
  while (scanner.peek() !== '}') operands.push(parseOperand(scanner, untilClose, { text: true }));
  return closed(scanner, name, sign, operands);
}

/** `${name:offset}`, `${name:offset:length}` */
function parseSubstring(scanner: Scanner, name: string): Expansion {
  const sign = expectText(scanner, operator(':', ''), 'bad substitution');
  const offset = parseOperand(scanner, untilColonOrClose, { text: true });
  const next = scanner.scan(isColon, { text: true, close: true });
  if (next === 'close') return { name, operator: sign, operands: [offset] };
  if (next !== 'text') throw new BadTemplate('bad substitution');
  return closed(scanner, name, sign, [offset, parseOperand(scanner, untilClose, { text: true })]);
}

/** `${name#word}`, `${name##word}`, `${name%word}`, `${name%%word}` */
function parseTrim(scanner: Scanner, name: string): Expansion {
  const sign = scanner.peek();
  const signs = expectText(scanner, operator(sign, sign), 'bad substitution');
  return closed(scanner, name, signs, [parseOperand(scanner, untilClose, { text: true })]);
}

/** `${name/pattern/word}`, `${name//…}`, `${name/#…}`, `${name/%…}`; the word may be missing. */
function parseReplace(scanner: Scanner, name: string): Expansion {
  const sign = expectText(scanner, operator('/', '/#%'), 'bad substitution');
  const wanted: Wanted = { text: true, escapes: 'dollar and backslash' };
  const pattern = scanner.peek() === '/' ? '' : parseOperand(scanner, untilSlash, wanted);
  expectText(scanner, isSlash, 'bad substitution');
  if (scanner.peek() === '}') return closed(scanner, name, sign, [pattern]);
  return closed(scanner, name, sign, [pattern, parseOperand(scanner, untilClose, wanted)]);
}

function parseOperand(scanner: Scanner, accepts: Accepts, wanted: Wanted): Piece {
  const token: Token = scanner.scan(accepts, { ...wanted, open: true });
  if (token === 'open') return parseNested(scanner);
  if (token === 'text') return scanner.text;
  throw new BadTemplate('unable to parse substitution within function');
}

/** Flux has no limit; whoever goes deeper than this does not mean it. */
const deepest = 100;

function parseNested(scanner: Scanner): Expansion {
  scanner.nesting += 1;
  if (scanner.nesting > deepest) throw new BadTemplate(`expressions stand in each other more than ${deepest} deep`);
  const expansion = parseExpansion(scanner);
  scanner.nesting -= 1;
  return expansion;
}

function expectText(scanner: Scanner, accepts: Accepts, refusal: string): string {
  if (scanner.scan(accepts, { text: true }) !== 'text') throw new BadTemplate(refusal);
  return scanner.text;
}

function closed(scanner: Scanner, name: string, sign: string, operands: readonly Piece[] = []): Expansion {
  if (scanner.scan(anything, { close: true }) !== 'close') throw new BadTemplate('bad substitution');
  return { name, operator: sign, operands };
}
