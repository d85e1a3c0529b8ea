import { defineRule } from './define.ts';

export const generatedOnABranch = defineRule({
  id: 'RE803',
  name: 'generated-on-a-branch',
  severity: 'error',
  summary: 'Generated files were changed on another branch than the one that clusters read.',
  page: `
    Files below clusters/ and fleet/ are written on the branch that clusters read alone (spec.git.branch, or
    spec.delivery.branch), by one run of \`resedge deploy\`, as a rule in CI. On another branch they make two pull
    requests collide in files that nobody wrote, and once merged, clusters get what was generated from an older
    state of the inventory.

    Take them back to where the branch began:

        git restore --source COMMIT --staged --worktree -- clusters fleet

    In a pipeline this needs the commit at which the branch began; \`validate\` says so where a shallow clone does
    not have it. What deploy wrote, and a merge of the other branch brought here, is no change.

    A pull request carries what people wrote; what it does to clusters is shown by \`resedge plan\`. \`resedge
    propose\` leaves generated files out by itself.
  `,
});
