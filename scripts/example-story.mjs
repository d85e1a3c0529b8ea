// How the example came to what is generated in it: what people's files said before, and when that was deployed.

const begun = '2026-11-09T17:00:00Z';

/** When the last deploy was: a Monday noon, so that the region with windows waits for the night. */
export const storyTime = '2026-11-23T17:00:00Z';

/** Where files said something else in the beginning. */
const before = [
  {
    file: 'apps/metrics-agent/base/daemon-set.yaml',
    now: 'metrics-agent:0.9.2',
    earlier: 'metrics-agent:0.9.1',
  },
  {
    file: 'inventory/clusters/stores/central/la/lafayette/central-la-lafayette-0077.yaml',
    now: /\n {2}# .*\n {2}hold:\n {4}reason: .*$/m,
    earlier: '',
  },
];

/**
 * The deploys of the example, oldest first: when, why, and what people's files said. By the first all clusters have what
 * they should have; the last brings what the files say now, as far as it may come at the time that is given.
 */
export function tellStory(texts, now = storyTime) {
  return [
    { time: begun, message: 'The fleet as it is', texts: inTheBeginning(texts) },
    { time: now, message: 'Metrics agent 0.9.2, and a flood in Lafayette', texts },
  ];
}

function inTheBeginning(texts) {
  const found = { ...texts };
  for (const { file, now, earlier } of before) {
    const text = found[file]?.replace(now, earlier);
    if (text === undefined || text === found[file]) throw new Error(`${file} does not hold ${now}`);
    found[file] = text;
  }
  return found;
}
