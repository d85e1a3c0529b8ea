import { draftStep } from '../../operations/rollout/draft-rollout.ts';
import { requireReason } from '../frame/cluster-targets.ts';
import { defineCommand } from '../frame/define.ts';
import { text } from '../frame/flags.ts';
import { changeFormats } from '../frame/make-change.ts';
import { stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description: 'Keeps an overlay in its ring until it is resumed. Clusters that have it keep it.',
  examples: [
    { title: 'Wait for an answer', command: 'resedge rollout hold catalog 2.5.0 --reason "slow in two stores"' },
  ],
  formats: changeFormats,
  arguments: stepArguments,
  flags: { reason: text('--reason <text>', 'why; always needed'), ...stepFlags },
  async run(context, { reason: why, ...input }) {
    const rolloutHold = requireReason(why, 'slow in two stores');
    return takeStep(context, 'hold', input, (state, question) =>
      draftStep(state, question, () => ({ annotations: { rolloutHold } })),
    );
  },
});
