import { UsageError } from '../../model/errors.ts';
import type { AtOnce } from '../../operations/deliver/deployment.ts';
import type { Redeployment } from '../../operations/deliver/plan-redeploy.ts';

/** What was typed after `deploy`. */
export interface Typed {
  readonly message: string | undefined;
  readonly waiting: boolean;
  readonly now: boolean;
  readonly to: string | undefined;
  readonly resume: boolean;
  readonly reason: string | undefined;
  readonly selector: string | undefined;
  readonly createBranch: boolean;
  readonly forgetBranch: string | undefined;
}

/** What is deployed: the intent that is here, or the one that was deployed last. */
export interface Request {
  readonly message: string;
  readonly atOnce: AtOnce | undefined;
  /** Undefined: the intent that is here. */
  readonly redeployment: Redeployment | undefined;
}

/** Makes sense of what was typed, or throws UsageError with what to type. */
export function readRequest(typed: Typed): Request {
  const { message, now, reason, selector } = typed;
  requireText(message, 'the message', '-m "Open store 3901"');
  requireText(reason, 'the reason', '--reason "CVE-2026-1234"');
  if (selector !== undefined && !now)
    throw new UsageError('-l goes with --now', 'Move some clusters at once: --now -l EXPR --reason "why"');
  if (reason !== undefined && !now && typed.to === undefined)
    throw new UsageError('--reason goes with --now and --to', 'Say why in the message: -m "Open store 3901"');
  if (now && reason === undefined)
    throw new UsageError('--now needs a reason', 'Say why windows and freezes do not count: --reason "CVE-2026-1234"');
  const redeployment = redeploymentIn(typed);
  const atOnce = now && reason !== undefined ? { reason, selector } : undefined;
  if (redeployment === undefined && message === undefined && typed.forgetBranch === undefined)
    throw new UsageError('deploy needs a message', 'Say why: -m "Open store 3901". To move what waits: --waiting');
  if ((redeployment !== undefined || typed.forgetBranch !== undefined) && typed.createBranch)
    throw new UsageError(
      '--create-branch goes with -m alone',
      'The first deploy to a branch: -m "why" --create-branch',
    );
  return { message: message ?? messageOf(typed, redeployment, atOnce), atOnce, redeployment };
}

function redeploymentIn({ message, waiting, now, to, resume, reason, forgetBranch }: Typed): Redeployment | undefined {
  const given = [
    waiting && '--waiting',
    to !== undefined && '--to',
    resume && '--resume',
    forgetBranch !== undefined && '--forget-branch',
  ].filter((flag) => flag !== false);
  if (given.length > 1) throw new UsageError(`${given.join(' and ')} do not go together`, 'Do one after the other.');
  if (now && given.length === 1 && !waiting)
    throw new UsageError(`${given[0]} does not wait for windows, so --now has no meaning there`, 'Leave out --now.');
  if (to !== undefined) {
    if (reason === undefined) throw new UsageError('--to needs a reason', 'Say why: --reason "tills are slow"');
    return { what: 'undo', to, reason };
  }
  if (resume) return { what: 'resume' };
  return waiting || (now && message === undefined) ? { what: 'waiting' } : undefined;
}

function messageOf(
  { forgetBranch }: Typed,
  redeployment: Redeployment | undefined,
  atOnce: AtOnce | undefined,
): string {
  if (forgetBranch !== undefined) return `Forget ${forgetBranch}`;
  if (redeployment?.what === 'undo') return `Undo: ${redeployment.reason}`;
  if (redeployment?.what === 'resume') return 'Resume after an undo';
  return atOnce ? `At once: ${atOnce.reason}` : 'Deliver what waited';
}

function requireText(text: string | undefined, what: string, example: string): void {
  if (text?.trim() === '') throw new UsageError(`${what} is empty`, `Say why: ${example}`);
}
