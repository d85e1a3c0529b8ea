import { draftStep, findRollout, promoteStep } from '../../operations/rollout/draft-rollout.ts';
import { defineCommand } from '../frame/define.ts';
import { changeFormats } from '../frame/make-change.ts';
import { gateFlags, stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description:
    'Lets an overlay go on to the next ring, when it has soaked in the one that it has come to. The soak time counts from the deploy that brought it to the last cluster of the ring that could move to it, as the history of the branch that clusters read tells; it begins anew when the overlay is changed, not when the base is. It counts while a window is open, all the time if there are none, and never on frozen days. A ring in which nobody gets it has not tried it. No cluster of the ring may be frozen now; with --reports, so many of those that reported as minReady says must be ready, offline ones not counted. On hold it stays where it is.',
  examples: [
    { title: 'To the next ring', command: 'resedge rollout promote catalog 2.5.0 --reports ready.jsonl' },
    {
      title: 'At once',
      command: 'resedge rollout promote catalog 2.5.0 --allow "closes a hole that is used already"',
    },
  ],
  formats: changeFormats,
  arguments: stepArguments,
  flags: { ...gateFlags, ...stepFlags },
  run: (context, input) =>
    takeStep(context, 'promote', input, (state, question) =>
      draftStep(state, question, async (stage) =>
        promoteStep(await findRollout(state, stage, question), input.allow !== undefined),
      ),
    ),
});
