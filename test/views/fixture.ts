import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { defineRule } from '../../src/model/rules/define.ts';
import type { DiagnosticReport } from '../../src/views/diagnostics/report.ts';
import { plain, type Style } from '../../src/views/style.ts';
import type { Format, Views } from '../../src/views/view.ts';

const schema = defineRule({
  id: 'RE102',
  name: 'schema',
  severity: 'error',
  summary: 'An object does not have the form that its kind asks for.',
  page: 'Say what the kind knows.',
});

const selectsNothing = defineRule({
  id: 'RE302',
  name: 'selects-nothing',
  severity: 'warning',
  summary: 'An expression selects no cluster.',
  page: 'Look at the expression.',
});

const unknownField: Diagnostic = {
  rule: schema,
  severity: 'error',
  message: 'unknown field "applicatons" in spec',
  hint: 'did you mean "applications"?',
  file: 'inventory/namespaces/imdb.yaml',
  line: 7,
  column: 3,
  endColumn: 14,
  frame: [
    { line: 6, text: 'spec:' },
    { line: 7, text: '  applicatons: []' },
  ],
};

const nothingSelected: Diagnostic = {
  rule: selectsNothing,
  severity: 'warning',
  message: '/m/tier/gold, 100%: no cluster',
  file: 'inventory/rings/a b.yaml',
  line: 12,
  column: 13,
  endColumn: 25,
  frame: [{ line: 12, text: '  clusters: /m/tier/gold' }],
};

export const report: DiagnosticReport = { diagnostics: [unknownField, nothingSelected], files: 214, prefix: 'fleet/' };

export const cleanReport: DiagnosticReport = { diagnostics: [], files: 1, prefix: '' };

/** A report on one diagnostic that differs in some fields. */
export function reportOn(change: Partial<Diagnostic>): DiagnosticReport {
  return { diagnostics: [{ ...unknownField, ...change }], files: 1, prefix: '' };
}

/** What a view prints, whole. */
export function printed<T>(views: Views<T>, format: Format, result: T, style: Style = plain): string {
  const text = views[format]?.(result, style) ?? '';
  return typeof text === 'string' ? text : [...text].join('');
}
