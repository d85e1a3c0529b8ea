import type { Situation, Verdict } from './decide.ts';
import type { Decision, Outcome } from './decision.ts';
import { lineUpText } from './line-up-text.ts';
import { numbersBy, numbersOfTexts } from './numbers.ts';
import { hoursText } from './timing-text.ts';

/** Makes decisions of what was decided: the same outcomes become one object, and clusters that are alike get one key. */
export function decisionsOf(): (situation: Situation, verdict: Verdict) => Decision {
  const outcomes = new Map<string, Outcome>();
  const outcomeOf = (sets: Outcome['sets']) => {
    const key = JSON.stringify(Array.from(sets.values(), ({ set, word }) => [set.namespace, set.key, word]));
    const outcome = outcomes.get(key) ?? { key, sets };
    outcomes.set(key, outcome);
    return outcome;
  };
  const outcomeNumber = numbersBy(({ key }: Outcome) => key);
  const lineUpNumber = numbersBy(lineUpText);
  const hoursNumber = numbersOfTexts();
  return ({ delivered, desired, timing, changed }, { sets, ...verdict }) => {
    const outcome = sets && outcomeOf(sets);
    const namespaces = new Set([...(sets?.keys() ?? []), ...(desired?.sets.keys() ?? [])]);
    const hours = hoursNumber(hoursText(timing, [...namespaces]));
    return {
      ...verdict,
      outcome,
      profileKey: outcome && `${outcomeNumber(outcome)} ${lineUpNumber(desired)} ${hours}`,
      steady: delivered !== undefined && changed.length === 0 && !verdict.waits.some(partsFromOthers),
    };
  };
}

function partsFromOthers({ reason: { why } }: Decision['waits'][number]): boolean {
  return why === 'hold' || why === 'freeze';
}
