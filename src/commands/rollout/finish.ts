import { draftFinish } from '../../operations/rollout/finish-rollout.ts';
import { defineCommand } from '../frame/define.ts';
import { changeFormats } from '../frame/make-change.ts';
import { gateFlags, stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description:
    'Ends a rollout that has come to all clusters: images, replicas and patches of the overlay move into the base, and the overlay goes. Kustomize builds every variant before and after; where one differs, nothing is done.',
  examples: [{ title: 'Done', command: 'resedge rollout finish catalog 2.5.0' }],
  formats: changeFormats,
  arguments: stepArguments,
  flags: { ...gateFlags, ...stepFlags },
  run: (context, input) =>
    takeStep(
      context,
      'finish',
      input,
      (state, question) => draftFinish(state, question, input.allow !== undefined),
      (_, { warnings }) => warnings,
    ),
});
