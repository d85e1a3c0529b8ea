import { draftStep, startStep } from '../../operations/rollout/draft-rollout.ts';
import { defineCommand } from '../frame/define.ts';
import { changeFormats } from '../frame/make-change.ts';
import { stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description:
    'Begins to roll out an overlay that resedge overlay made: it then applies in the first ring alone, to those clusters that it selects. The ring is written into its annotations.',
  examples: [{ title: 'A new version, in the first ring', command: 'resedge rollout start catalog 2.5.0' }],
  formats: changeFormats,
  arguments: stepArguments,
  flags: stepFlags,
  run: (context, input) =>
    takeStep(context, 'start', input, (state, question) =>
      draftStep(state, question, (stage, resolution) => startStep(stage, resolution)),
    ),
});
