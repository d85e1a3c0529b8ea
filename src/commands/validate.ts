import { validateHere } from '../operations/validate/validate-fleet.ts';
import { diagnosticViews } from '../views/diagnostics/views.ts';
import { defineCommand } from './frame/define.ts';
import { toggle } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';

export const command = defineCommand({
  description:
    'Checks all that people write: YAML, schemas, references, expressions, overlays, values. With kustomize or kubectl on the PATH, also the manifests that clusters would get: variables without a value, those that change a type, and what quotas, limits, namespaces and policies would refuse. Nothing is written. In GitHub Actions the findings are annotations, unless -o says otherwise.',
  examples: [
    { title: 'Everything', command: 'resedge validate' },
    { title: 'What is staged, as a pre-commit hook does', command: 'resedge validate --staged' },
    { title: 'For code scanning', command: 'resedge validate -o sarif > resedge.sarif' },
  ],
  findings: 'there are errors; warnings and notes alone are 0',
  formats: ['text', 'json', 'jsonl', 'yaml', 'github', 'sarif', 'markdown'],
  flags: {
    staged: toggle('--staged', 'check what is staged in Git rather than the files on disk'),
    render: toggle('--no-render', 'leave out what needs Kustomize: the manifests that clusters would get'),
  },
  async run(context, { staged, render }) {
    const copy = await workingCopy(context);
    const { diagnostics, files, notes } = await validateHere(copy, { staged, render });
    for (const note of notes) context.note(note);
    const annotate = context.format === 'text' && copy.host.env['GITHUB_ACTIONS'] === 'true';
    const report = { diagnostics, files, prefix: copy.repository.prefix, notes };
    context.print(diagnosticViews, report, annotate ? 'github' : context.format);
    return diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? 'findings' : 'done';
  },
});
