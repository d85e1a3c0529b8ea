import { draftStep, promoteStep } from '../../operations/rollout/draft-rollout.ts';
import { defineCommand } from '../frame/define.ts';
import { changeFormats } from '../frame/make-change.ts';
import { gateFlags, stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description:
    'Lets an overlay go on to the next ring. Changes must have been able to come to every cluster of its ring for the soak time of that ring: counted while a window is open, all the time where there are none, and never on frozen days. No cluster of the ring may be frozen now; with --reports, so many of those that reported as minReady says must be ready, offline ones not counted. On hold it stays where it is.',
  examples: [
    { title: 'To the next ring', command: 'resedge rollout promote catalog 2.5.0 --reports ready.jsonl' },
    {
      title: 'At once',
      command: 'resedge rollout promote catalog 2.5.0 --force --reason "closes a hole that is used already"',
    },
  ],
  formats: changeFormats,
  arguments: stepArguments,
  flags: { ...gateFlags, ...stepFlags },
  run: (context, input) =>
    takeStep(context, 'promote', input, (state, question) =>
      draftStep(state, question, (rollout) => promoteStep(rollout, question.now, input.force)),
    ),
});
