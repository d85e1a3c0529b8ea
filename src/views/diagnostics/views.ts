import { listViews } from '../machine.ts';
import type { Views } from '../view.ts';
import { diagnosticsGithub } from './github.ts';
import { diagnosticsMarkdown } from './markdown.ts';
import { countOf, type DiagnosticReport } from './report.ts';
import { diagnosticsSarif } from './sarif.ts';
import { diagnosticsText } from './text.ts';

/** What `validate` found, in each form. */
export const diagnosticViews = {
  text: diagnosticsText,
  ...listViews((report: DiagnosticReport) => ({
    kind: 'DiagnosticList',
    fields: {
      errors: countOf(report, 'error'),
      warnings: countOf(report, 'warning'),
      ...(report.notes ? { notes: report.notes } : {}),
    },
    items: report.diagnostics.map(({ rule, severity, message, file, line, column, hint = null }) => {
      return { rule: rule.id, severity, message, file, line, column, hint };
    }),
  })),
  github: diagnosticsGithub,
  sarif: diagnosticsSarif,
  markdown: diagnosticsMarkdown,
} satisfies Views<DiagnosticReport>;
