import { UsageError } from '../../model/errors.ts';
import { draftOverlay } from '../../operations/overlay/draft-overlay.ts';
import { draftRemoval } from '../../operations/overlay/remove-overlay.ts';
import { reviewOverlay } from '../../operations/overlay/review-overlay.ts';
import { required } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, list, text, toggle, yes } from '../frame/flags.ts';
import { changeFormats, makeChange } from '../frame/make-change.ts';
import type { Outcome } from '../frame/outcome.ts';
import { readPatch, readRequest } from './request.ts';
import { readOverlayName } from './words.ts';

export const command = defineCommand({
  description:
    'Makes an overlay: one change of an application, on the clusters that an expression selects. It is a component in the overlays folder of the application, and one small file. What it changes has to be in the base. Where there is such an overlay, it is changed: what is not named stays.',
  examples: [
    {
      title: 'A new version, on some clusters',
      command: 'resedge overlay catalog 2.5.0 --image registry.example.com/catalog:2.5.0 --clusters /g/pilot-stores',
    },
    {
      title: 'More of it on busy days',
      command: 'resedge overlay catalog busy --replicas 5 --clusters /g/holiday-stores',
    },
    {
      title: 'A variable of the environment, where it matters more than other overlays',
      command: 'resedge overlay catalog debug --env LOG_LEVEL=debug --clusters /g/lab --priority 10',
    },
    {
      title: 'A newer chart, and a value for it',
      command:
        'resedge overlay ingress 4.12.0 --chart-version 4.12.0 --set controller.replicaCount=2 --clusters /g/lab',
    },
    { title: 'Take it away', command: 'resedge overlay catalog debug --remove' },
  ],
  formats: changeFormats,
  arguments: {
    application: required('application', 'what is changed', 'application'),
    name: required('name', 'the name of the overlay; versions are good names, of two the newest wins', 'overlay'),
  },
  flags: {
    image: list('--image <image:tag>', 'the tag or digest of an image; IMAGE=OTHER:TAG puts another one in its place'),
    replicas: list('--replicas <number>', 'how many; NAME=NUMBER where several things have replicas'),
    env: list('--env <key=value>', 'a variable of the environment of a container'),
    chartVersion: text('--chart-version <version>', 'the version of the chart of a HelmRelease'),
    set: list(
      '--set <path=value>',
      'a value for the chart of a HelmRelease, with its type in YAML: a.b=3, a.b=\'"3"\'',
    ),
    patch: list(
      '--patch <file>',
      'a patch, which is copied beside it: JSON 6902 operations, or a strategic merge patch',
      'file',
    ),
    workload: text('--workload <name>', 'what --env, --set, --chart-version or --patch is for: NAME or KIND/NAME'),
    container: list('--container <name>', 'a container that --env is for, an init container too'),
    clusters: text('--clusters <expr>', 'on which clusters', 'expression'),
    ring: text('--ring <name>', 'only up to this ring', 'ring'),
    priority: text(
      '--priority <number>',
      'of two overlays that set one field, the one with the higher number wins; 0 unless given',
    ),
    remove: toggle('--remove', 'take the overlay away'),
    dryRun,
    yes,
  },
  async run(context, { application, name: typed, remove, yes, dryRun, ...wishes }): Promise<Outcome> {
    const name = readOverlayName(typed);
    const request = readRequest(wishes);
    const isEmpty = Object.values(wishes).every((wish) => wish === undefined || wish.length === 0);
    if (remove !== isEmpty)
      throw new UsageError(
        remove ? '--remove goes with no other change' : 'it does not say what to change',
        remove
          ? undefined
          : 'Say --image, --replicas, --env, --chart-version, --set, --patch, --clusters, --ring or --priority.',
      );
    const patches = await Promise.all(wishes.patch.map((file) => readPatch(context, file)));
    return makeChange(context, {
      what: 'overlay',
      yes,
      dryRun,
      draft: (state) =>
        remove
          ? draftRemoval(state, application, name)
          : draftOverlay(state, { application, name, patches, ...request }),
      review: reviewOverlay,
    });
  },
});
