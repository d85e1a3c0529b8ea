import { posix } from 'node:path';
import ts from 'typescript';

/** Something outside of a file that the file makes use of. */
export interface Use {
  /** A file, counted from the folder that was read; or what is imported, or a global, by its name. */
  readonly what: string;
  readonly kind: 'file' | 'module' | 'global';
  /** Only types are taken: nothing of it is there when the program runs. */
  readonly isType: boolean;
  /** Counted from 1. */
  readonly line: number;
}

/** What one file makes use of. */
export interface SourceFile {
  /** Counted from the folder that was read. */
  readonly path: string;
  readonly uses: readonly Use[];
  /** The line of the first statement that does something when the program runs, other than an import. */
  readonly code: number | undefined;
}

/** Globals that neither touch the world nor depend on it. All others are named in the table. */
const pureGlobals: ReadonlySet<string> = new Set([
  ...['Array', 'BigInt', 'Boolean', 'Intl', 'JSON', 'Map', 'Number', 'Object', 'Promise', 'Reflect', 'RegExp', 'Set'],
  ...['String', 'Symbol', 'WeakMap', 'WeakSet', 'Infinity', 'NaN', 'undefined'],
  ...['Error', 'AggregateError', 'RangeError', 'SyntaxError', 'TypeError'],
  ...['ArrayBuffer', 'DataView', 'Uint8Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float64Array', 'Buffer'],
  ...['TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams', 'atob', 'btoa', 'structuredClone'],
  ...['decodeURIComponent', 'encodeURIComponent', 'parseInt', 'parseFloat', 'isNaN', 'isFinite'],
]);

/** Reads what TypeScript files, by their paths, make use of: from their syntax, so a comment or a text is none. */
export function usesOf(texts: ReadonlyMap<string, string>): SourceFile[] {
  const root = '/src';
  const files = new Map([...texts].map(([path, text]) => [posix.join(root, path), text]));
  const options: ts.CompilerOptions = {
    ...{ noLib: true, noResolve: true, noEmit: true, types: [], allowImportingTsExtensions: true },
    ...{ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleDetection: ts.ModuleDetectionKind.Force },
  };
  const host: ts.CompilerHost = {
    getSourceFile(path) {
      const text = files.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    },
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path),
    getDefaultLibFileName: () => '',
    writeFile: () => undefined,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const checker = program.getTypeChecker();
  return program.getSourceFiles().map((file) => readFile(file, posix.relative(root, file.fileName), checker));
}

function readFile(file: ts.SourceFile, path: string, checker: ts.TypeChecker): SourceFile {
  const uses: Use[] = [];
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const add = (node: ts.Node, use: Omit<Use, 'line'> | undefined) => use && uses.push({ ...use, line: lineOf(node) });
  const visit = (node: ts.Node): void => {
    add(node, importOf(node, path) ?? globalOf(node, checker));
    ts.forEachChild(node, visit);
  };
  visit(file);
  const code = file.statements.find((statement) => !isOnlyTypes(statement));
  return { path, uses, code: code && lineOf(code) };
}

function isOnlyTypes(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return true;
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

/** What a node imports, if it does: a declaration, `import()`, or `import('…')` in a type. */
function importOf(node: ts.Node, path: string): Omit<Use, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) {
    return target(node.moduleSpecifier, path, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return target(node.moduleSpecifier, path, node.isTypeOnly);
  if (ts.isExternalModuleReference(node)) return target(node.expression, path, false);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return target(node.arguments[0], path, false);
  }
  if (ts.isImportTypeNode(node)) {
    return target(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, path, true);
  }
  return undefined;
}

function target(specifier: ts.Node | undefined, path: string, isType: boolean): Omit<Use, 'line'> {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return { what: 'import(…)', kind: 'global', isType };
  const { text } = specifier;
  if (!text.startsWith('.')) return { what: text, kind: 'module', isType };
  return { what: posix.join(posix.dirname(path), text), kind: 'file', isType };
}

/** The global that a node is, if it is one that the pure may not use. */
function globalOf(node: ts.Node, checker: ts.TypeChecker): Omit<Use, 'line'> | undefined {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return aGlobal('import.meta');
  if (!ts.isIdentifier(node) || !isValue(node) || isDeclared(node, checker)) return undefined;
  const { parent } = node;
  const member = ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : undefined;
  if (node.text === 'Math') return member !== undefined && member !== 'random' ? undefined : aGlobal('Math.random');
  if (node.text === 'Date') return tellsNoTime(parent, member) ? undefined : aGlobal('new Date()');
  return pureGlobals.has(node.text) ? undefined : aGlobal(node.text);
}

function aGlobal(what: string): Omit<Use, 'line'> {
  return { what, kind: 'global', isType: false };
}

/** `Date` in a use that does not look at the clock. */
function tellsNoTime(parent: ts.Node, member: string | undefined): boolean {
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  return member !== undefined && member !== 'now';
}

/** Whether a name stands for a value, and is neither a key, nor what something is declared as, nor a type. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isExpressionWithTypeArguments(parent)) return isExtended(parent);
  if (ts.isMetaProperty(parent) || ts.isTypeNode(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  return !('name' in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent);
}

/** A class extends a value; all else that is extended or implemented is a type. */
function isExtended({ parent }: ts.ExpressionWithTypeArguments): boolean {
  if (!ts.isHeritageClause(parent)) return true;
  return parent.token === ts.SyntaxKind.ExtendsKeyword && ts.isClassLike(parent.parent);
}

function isDeclared(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return (symbol?.declarations?.length ?? 0) > 0;
}
