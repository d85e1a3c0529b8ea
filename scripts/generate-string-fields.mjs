// Writes src/render/string-fields.ts: which fields of Kubernetes' own kinds are text, in all versions of their groups.
// They are read from the types of the npm package kubernetes-models (MIT), which are made from Kubernetes' OpenAPI:
//   npm install --prefix FOLDER kubernetes-models@5.1.0 && node scripts/generate-string-fields.mjs FOLDER
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('usage: node scripts/generate-string-fields.mjs FOLDER');
const packages = resolve(source, 'node_modules');
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** `apps.v1.Deployment`, `core.v1.Pod`, `meta.v1.ObjectMeta` */
function nameOf(file) {
  const [kind, version, group = 'core'] = file
    .slice(packages.length + 1, -'.d.ts'.length)
    .split('/')
    .toReversed();
  return `${group === 'kubernetes-models' ? 'core' : group.split('.')[0]}.${version}.${kind}`;
}

/** The fields of the interface that a file is about, by name, and the files of the types that it imports. */
function readTypes(file) {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const imports = new Map();
  let fields;
  for (const statement of statements) {
    if (ts.isImportDeclaration(statement)) {
      const path = statement.moduleSpecifier.text.replace(/\.js$/, '');
      const target = `${path.startsWith('.') ? join(dirname(file), path) : join(packages, path)}.d.ts`;
      for (const { name } of statement.importClause.namedBindings.elements) imports.set(name.text, target);
    } else if (ts.isInterfaceDeclaration(statement)) {
      imports.set(statement.name.text, file);
      fields = fieldsOf(statement.members);
    }
  }
  return { imports, fields };
}

/** Names that are text in some types, and may be a number for the API server. */
const numbersToo = /(Quantity|IntOrString|Time|MicroTime|RawExtension|FieldsV1|JSON|JSONSchemaPropsOr\w+)$/;

const definitions = new Map();
function readDefinition(file) {
  const name = nameOf(file);
  const { imports, fields } = existsSync(file) ? readTypes(file) : {};
  return fields === undefined ? name : define(name, fields, imports);
}

function define(name, fields, imports) {
  if (definitions.has(name)) return name;
  const found = new Map();
  definitions.set(name, found);
  for (const [field, type] of fields) {
    if (field === 'status' || field === 'managedFields') continue;
    const text = typeOf(type, imports, `${name}.${field}`);
    if (text !== undefined) found.set(field, text);
  }
  return name;
}

function fieldsOf(members) {
  return new Map(members.filter(ts.isPropertySignature).map(({ name, type }) => [name.text, type]));
}

/**
 * `s` for text, `X[]` for a list, `X{}` for a map, else the name of a definition, which is `name` where it has none of
 * its own; undefined where no text is below.
 */
function typeOf(type, imports, name) {
  if (type.kind === ts.SyntaxKind.StringKeyword) return 's';
  if (ts.isLiteralTypeNode(type)) return ts.isStringLiteral(type.literal) ? 's' : undefined;
  if (ts.isUnionTypeNode(type)) return type.types.every((one) => typeOf(one, imports, name) === 's') ? 's' : undefined;
  if (ts.isTypeLiteralNode(type)) {
    const map = type.members.find(ts.isIndexSignatureDeclaration);
    return map ? inside(map.type, '{}', imports, name) : define(name, fieldsOf(type.members), imports);
  }
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const known = type.typeName.text;
  if (known === 'Array') return inside(type.typeArguments[0], '[]', imports, name);
  return numbersToo.test(known) || !imports.has(known) ? undefined : readDefinition(imports.get(known));
}

function inside(type, sign, imports, name) {
  const text = typeOf(type, imports, name);
  return text && `${text}${sign}`;
}

const kindFiles = readdirSync(join(packages, 'kubernetes-models'), { recursive: true })
  .filter((path) => /(^|\/)v\d\w*\/\w+\.d\.ts$/.test(path))
  .map((path) => join(packages, 'kubernetes-models', path))
  .sort(compare);
const kinds = new Map();
for (const file of kindFiles) {
  const { fields } = readTypes(file);
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((field) => fields?.get(field)?.literal?.text);
  if (apiVersion !== undefined && kind !== undefined && fields.has('metadata') && !kind.endsWith('List'))
    kinds.set(`${apiVersion} ${kind}`, readDefinition(file));
}

const baseOf = (type) => type.replace(/[[\]{}]+$/, '');
const isEmpty = (type) => baseOf(type) !== 's' && !definitions.get(baseOf(type))?.size;
const line = (key, text) => `${key}: ${text}`;
const kindLines = [...kinds].sort(([a], [b]) => compare(a, b)).map(([kind, name]) => line(kind, name));
const fieldLines = [...definitions]
  .map(([name, found]) => [
    name,
    [...found].filter(([, type]) => !isEmpty(type)).map(([key, type]) => `${key}=${type}`),
  ])
  .filter(([, list]) => list.length > 0)
  .sort(([a], [b]) => compare(a, b))
  .map(([name, list]) => line(name, list.join(' ')));

writeFileSync(
  new URL('../src/render/string-fields.ts', import.meta.url),
  `// Generated by scripts/generate-string-fields.mjs from the types of kubernetes-models 5.1.0. Do not edit.

/** The definition of each kind: \`apiVersion kind: definition\` a line. */
export const kindLines = \`
${kindLines.join('\n')}
\`;

/** The fields of each definition that are text (\`s\`) or hold some: \`X[]\` is a list, \`X{}\` a map. */
export const fieldLines = \`
${fieldLines.join('\n')}
\`;
`,
);
