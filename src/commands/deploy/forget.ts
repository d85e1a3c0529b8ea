import { countOf } from '../../model/counts.ts';
import { UsageError } from '../../model/errors.ts';
import { forgetBranch } from '../../operations/deliver/forget-branch.ts';
import { deployViews } from '../../views/deploy.ts';
import { confirm } from '../frame/confirm.ts';
import type { Context } from '../frame/context.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';

/** What was typed with `deploy --forget-branch`. */
export interface Forgetting {
  readonly branch: string;
  readonly message: string;
  readonly agreed: boolean;
  readonly dry: boolean;
  readonly push: boolean;
}

/** Takes generated files off a branch that no cluster reads any more. */
export async function forget(context: Context, { branch, message, agreed, dry, push }: Forgetting): Promise<Outcome> {
  if (!push) throw new UsageError('--forget-branch pushes, so --no-push has no meaning there', 'Leave --no-push out.');
  const result = await forgetBranch(await workingCopy(context), {
    branch,
    message,
    asks: !dry && !agreed,
    async confirm(files) {
      context.note(`A cluster that reads ${branch} still keeps what it has, and hears nothing any more.`);
      const what = `${countOf(files, 'generated file')} off ${branch}`;
      if (dry) context.note(`This would take ${what}.`);
      return !dry && confirm(context, `Take ${what}, commit and push?`, agreed);
    },
  });
  if (result) context.report(deployViews, result);
  else context.note(dry ? 'Nothing was changed.' : 'Nothing was done.');
  return 'done';
}
