/** How a command ended: `done`, or with `findings` that the exit code tells of. What failed throws. */
export type Outcome = 'done' | 'findings';

/** What the exit codes are, and what they mean if a command says nothing more exact. */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  findings: {
    code: 1,
    meaning: 'findings: errors, what guards would stop, differences with --exit-code, stale output with --check',
  },
  failed: { code: 2, meaning: 'could not do it: wrong use, files that do not load, Git or a registry that failed' },
  interrupted: { code: 130, meaning: 'interrupted' },
} as const;
