import { draftStep, rollbackStep } from '../../operations/rollout/draft-rollout.ts';
import { defineCommand } from '../frame/define.ts';
import { text } from '../frame/flags.ts';
import { changeFormats } from '../frame/make-change.ts';
import { stepArguments, stepFlags, takeStep } from './step.ts';

export const command = defineCommand({
  description:
    'Takes an overlay back to the ring before, or from all clusters. It never waits for anything. What clusters of later rings then run is what they ran before.',
  examples: [
    { title: 'To the ring before', command: 'resedge rollout rollback catalog 2.5.0' },
    { title: 'From all clusters', command: 'resedge rollout rollback catalog 2.5.0 --to none --yes' },
  ],
  formats: changeFormats,
  arguments: stepArguments,
  flags: { to: text('--to <ring>', 'an earlier ring, or none', 'ring'), ...stepFlags },
  run: (context, { to, ...input }) =>
    takeStep(context, 'rollback', input, (state, question) =>
      draftStep(state, question, (stage, resolution) => rollbackStep(stage, resolution, to)),
    ),
});
