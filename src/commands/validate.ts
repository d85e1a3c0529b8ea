import { loadFleet } from '../operations/load-fleet.ts';
import { gitOf, openRepository } from '../operations/repository.ts';
import { indexTree, workTree } from '../operations/source-tree.ts';
import { diagnosticViews } from '../views/diagnostics/views.ts';
import { defineCommand } from './define.ts';
import { toggle } from './flags.ts';
import { withProgress } from './progress.ts';

export const command = defineCommand({
  description:
    'Checks all that people write: YAML, schemas, references, expressions, overlays, values. Nothing is written. In GitHub Actions the findings are annotations, unless -o says otherwise.',
  examples: [
    { title: 'Everything', command: 'resedge validate' },
    { title: 'What is staged, as a pre-commit hook does', command: 'resedge validate --staged' },
    { title: 'For code scanning', command: 'resedge validate -o sarif > resedge.sarif' },
  ],
  findings: 'there are errors; warnings alone are 0',
  formats: ['text', 'json', 'jsonl', 'yaml', 'github', 'sarif', 'markdown'],
  flags: { staged: toggle('--staged', 'check what is staged in Git rather than the files on disk') },
  async run(context, { staged }) {
    const { host, repo } = context;
    const repository = await openRepository(host, repo);
    const tree = staged ? indexTree(gitOf(repository), repository.prefix) : workTree(host.fs, repository);
    const { diagnostics, files } = await withProgress(context, (progress) =>
      loadFleet(host, repository, tree, progress),
    );
    const annotate = context.format === 'text' && host.env['GITHUB_ACTIONS'] === 'true';
    const report = { diagnostics, files, prefix: repository.prefix };
    context.print(diagnosticViews, report, annotate ? 'github' : context.format);
    return diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? 'findings' : 'done';
  },
});
