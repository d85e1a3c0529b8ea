import type { Finding } from '../../model/diagnostic.ts';
import type { EngineWords } from '../../model/engine.ts';
import { nearest } from '../../model/nearest.ts';
import { variableChangesType } from '../../model/rules/re408-variable-changes-type.ts';
import { leftAlone } from '../../model/variable-language.ts';
import type { FleetVariables } from '../../render/fleet-variables.ts';
import type { ExpressionProblem, NameProblem, ObjectProblem, SiteProblem } from '../../render/object-problem.ts';

/** What sentences about a problem are made of. */
export interface Subject {
  /** `ConfigMap/till of application till (and 2 more)` */
  readonly what: string;
  /** `2 clusters (e1, w2)` */
  readonly where: string;
  readonly words: EngineWords;
  readonly variables: FleetVariables;
}

type Sentences = Pick<Finding, 'message' | 'hint'>;

/** What is wrong, and what to do about it. */
export function describeProblem(found: ObjectProblem, subject: Subject): Sentences {
  const problem = found.object.kind === 'Secret' ? withoutTexts(found) : found;
  if (problem.about === 'site') return describeSite(problem, subject);
  return problem.about === 'name' ? describeName(problem, subject) : describeExpression(problem, subject);
}

/** Of the values of a Secret the names of variables are told, and nothing of the text around them. */
function withoutTexts(problem: ObjectProblem): ObjectProblem {
  if (problem.about === 'name') return problem;
  if (problem.about !== 'site') {
    const subject = problem.about === 'unreadable' ? '${…}' : problem.subject.replace(/^(\$\{\w+)[^\w}].*$/s, '$1…}');
    return { ...problem, subject, detail: problem.about === 'filled in' ? hidden : problem.detail };
  }
  const { site, lost, example, variable } = problem;
  if (site.role === 'key' || site.path[0] === 'metadata') return problem;
  const text = lost === example ? hidden : 'that is not shown';
  const shown = { ...problem, example: hidden, site: { ...site, source: `\${${variable}}` } };
  return lost === undefined ? shown : { ...shown, lost: text };
}

const hidden = '***';

function describeExpression(problem: ExpressionProblem, { what, where, words, variables }: Subject): Sentences {
  const { about, subject, detail } = problem;
  const { substitution } = words;
  switch (about) {
    case 'unreadable':
      return {
        message: `${substitution} cannot read ${subject} in ${what}: ${detail}`,
        hint: escapeHint(subject.startsWith('${') ? subject : '${', words),
      };
    case 'missing':
      return {
        message: `\${${subject}} has no value on ${where}: ${what} cannot be applied there`,
        hint: missingHint(problem, variables, words),
      };
    case 'encoded':
      return {
        message: `${subject} is never replaced in ${what}: it is encoded before ${substitution} looks`,
        hint: encodedHint(problem),
      };
    case 'filled in':
      return {
        message: `${substitution} writes "${shortened(detail)}" in the place of ${subject} in ${what}, before the program there reads it`,
        hint: `Write $${subject} if the program is to read it. ${leaveHint()}`,
      };
    case 'dollars':
      return {
        message: `${substitution} makes one $ of $$ in ${what}`,
        hint: `Write $$$$ where both are wanted, $ where one is. ${leaveHint()}`,
      };
  }
}

function describeName({ path, name }: NameProblem, { what, where }: Subject): Sentences {
  const last = path.at(-1);
  if (path[0] === 'metadata')
    return {
      message: `Kubernetes refuses the name of ${what}, on ${where}`,
      hint: 'A name has lower-case letters, digits, dashes and dots, at most 253 of them.',
    };
  return {
    message: `Kubernetes refuses the key ${JSON.stringify(name)} in ${what}, on ${where}`,
    hint: `A key has letters, digits, dashes, dots and underscores, at most 253 of them. A generator takes another key for a file: files: [${suggestKey(String(last))}=${String(last)}].`,
  };
}

/** `price list.txt` as `price-list.txt`. */
function suggestKey(name: string): string {
  return name.replace(/[^-._a-zA-Z0-9]+/g, '-').replace(/^\.{2,}/, '') || 'key';
}

function encodedHint({ object: { kind } }: ExpressionProblem): string {
  if (kind !== 'Secret') return 'Keep what differs between clusters in a text of its own.';
  return 'Write the Secret as a manifest with stringData, or keep what differs between clusters in a ConfigMap.';
}

function describeSite(problem: SiteProblem, { what, where }: Subject): Sentences {
  const { rule, site, variable, example } = problem;
  const field = `${what}, ${site.path.join('.')}`;
  if (rule === variableChangesType)
    return { message: `${changed(problem)}: ${field}, on ${where}`, hint: quoteHint(site.source) };
  if (site.role === 'key')
    return {
      message: `\${${variable}} makes the key ${example}, which Kubernetes refuses: ${field}, on ${where}`,
      hint: 'A key has letters, digits, dashes, dots and underscores. Change the value there.',
    };
  return {
    message: `\${${variable}} makes the name ${example}, which Kubernetes refuses: ${field}, on ${where}`,
    hint: 'A name has lower-case letters, digits, dashes and dots. Change the value there, or use ${cluster_name}.',
  };
}

function changed({ variable, detail, example, isBroken, lost, site }: SiteProblem): string {
  if (isBroken) return `\${${variable}} breaks the YAML (${detail})`;
  const becomes = detail === 'a number' ? `the number ${example}` : detail;
  if (lost === undefined) return `\${${variable}} makes ${becomes}, and Kubernetes wants text`;
  if (lost === example) return `\${${variable}} makes ${becomes}, which charts print with an exponent`;
  const what = site.role === 'key' ? 'the key ' : '';
  return `\${${variable}} makes ${what}${becomes} of the text ${lost}`;
}

const owners = new Map([
  ['cluster', 'resedge.yaml, a group or the cluster'],
  ['namespace', 'the namespace'],
  ['app', 'the application'],
]);

function missingHint({ subject, written }: ExpressionProblem, variables: FleetVariables, words: EngineWords): string {
  const [, scope = '', key = ''] = /^(cluster|namespace|app)_(\w+)$/.exec(subject) ?? [];
  if (scope === '') {
    const isForFlux = written.length > 0 && written.every(({ reader }) => reader !== 'program');
    return isForFlux ? renameHint(subject) : escapeHint(`\${${subject}}`, words);
  }
  const keys = variables.names().map((name) => name.slice('cluster_'.length));
  const near = scope === 'cluster' ? nearest(key, keys) : undefined;
  const meant = near === undefined ? '' : `Did you mean \${cluster_${near}}? `;
  const owner = owners.get(scope);
  return `${meant}Give it a value in ${owner} (spec.values.${key}), or a default: \${${subject}:=…}.`;
}

/** Where a whole value is a variable, it was given one where the manifest comes from. */
function renameHint(name: string): string {
  return `Variables of a fleet are called cluster_KEY, namespace_KEY and app_KEY: write \${app_${name}}, and give it a value in the application (spec.values.${name}). Where nothing of an application is to be replaced, set its substitute: false.`;
}

function escapeHint(expression: string, { substitution }: EngineWords): string {
  return `Where a script or another program is to read it, write $${expression}: ${substitution} turns $$ into $. ${leaveHint()}`;
}

function leaveHint(): string {
  return `Or annotate the object with ${leftAlone.key}: ${leftAlone.value}.`;
}

function shortened(text: string): string {
  return text.length > 60 || text.includes('\n') ? '…' : text;
}

function quoteHint(source: string): string {
  const inner = source.replace(/^(['"])(.*)\1$/s, '$2');
  return `Put quotes there that Kustomize does not drop: \${quote:="}${shortened(inner)}\${quote:="}.`;
}
