import { mustGet } from '../../model/at.ts';
import { by } from '../../model/compare.ts';
import type { Diagnostic, Rule } from '../../model/diagnostic.ts';
import { toJson } from '../machine.ts';
import type { DiagnosticReport } from './report.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, which code scanning services read. Paths count from the root of the Git repository. */
export function diagnosticsSarif({ diagnostics, prefix, notes = [] }: DiagnosticReport): string {
  const rules = [...new Map(diagnostics.map(({ rule }) => [rule.id, rule])).values()].sort(by(({ id }) => id));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'resedge', rules: rules.map(ruleObject) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the Git repository.' } } },
        ...(notes.length === 0
          ? {}
          : { invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes.map(notification) }] }),
        results: diagnostics.map((diagnostic) => result(diagnostic, mustGet(indexOf, diagnostic.rule.id), prefix)),
      },
    ],
  };
  return `${toJson(log, 2)}\n`;
}

/** A message of SARIF may hold links, `[text](target)`: none is made of text of others. */
function plainMessage(text: string): string {
  return text.replaceAll('](', ']\\(');
}

function notification(text: string) {
  return { level: 'warning', message: { text: plainMessage(text) } };
}

function ruleObject({ id, name, severity, summary, page }: Rule) {
  return {
    id,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(
  { rule, severity, message, hint, file, line, column, endColumn }: Diagnostic,
  ruleIndex: number,
  prefix: string,
) {
  const uri = `${prefix}${file}`.split('/').map(encodeURIComponent).join('/');
  return {
    ruleId: rule.id,
    ruleIndex,
    level: levels[severity],
    message: { text: plainMessage(hint === undefined ? message : `${message}\nhint: ${hint}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
          region: { startLine: line, startColumn: column, endColumn },
        },
      },
    ],
  };
}
