import { listViews } from '../machine.ts';
import type { Views } from '../view.ts';
import { diagnosticsGithub } from './github.ts';
import { diagnosticsMarkdown } from './markdown.ts';
import { type DiagnosticReport, severityCount } from './report.ts';
import { diagnosticsSarif } from './sarif.ts';
import { diagnosticsText } from './text.ts';

/** What `validate` found, in each form. */
export const diagnosticViews = {
  text: diagnosticsText,
  ...listViews((report: DiagnosticReport) => ({
    kind: 'DiagnosticList',
    fields: {
      errors: severityCount(report, 'error'),
      warnings: severityCount(report, 'warning'),
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
