import { draftStep } from '../../operations/rollout/draft-rollout.ts';
import { defineCommand } from '../frame/define.ts';
import { changeFormats } from '../frame/make-change.ts';
import { stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description:
    'Takes the hold off a rollout. The soak time counts on from when the clusters of its ring got it, as if it had not been on hold.',
  examples: [{ title: 'Go on', command: 'resedge rollout resume catalog 2.5.0' }],
  formats: changeFormats,
  arguments: stepArguments,
  flags: stepFlags,
  run: (context, input) =>
    takeStep(context, 'resume', input, (state, question) =>
      draftStep(state, question, () => ({ annotations: { rolloutHold: undefined } })),
    ),
});
