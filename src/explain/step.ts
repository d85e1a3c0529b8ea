import type { Place } from '../model/place.ts';

/** One step of an explanation: something that was asked on the way, and the answer. */
export interface Step {
  /** What was asked: `state`, `admission`, `overlay`; `and`, `or`, `not` and `term` inside an expression. */
  readonly step: string;
  readonly ok: boolean;
  /** The answer in words, without a full stop. */
  readonly detail: string;
  /** Where it was written; undefined if nobody wrote it. */
  readonly place: Place | undefined;
  /** 0, or one more than the step that it is a part of, which stands in front of it. */
  readonly depth: number;
  /** Whether the answer as a whole is no if this one is. */
  readonly decides: boolean;
}

/** A step that tells something, but does not decide. */
export function tell(step: string, ok: boolean, detail: string, place?: Place, depth = 0): Step {
  return { step, ok, detail, place, depth, decides: false };
}

/** A step without which the answer is no. */
export function decide(step: string, ok: boolean, detail: string, place?: Place): Step {
  return { step, ok, detail, place, depth: 0, decides: true };
}

/** The first step because of which the answer is no. */
export function firstNo(steps: readonly Step[]): Step | undefined {
  return steps.find(({ decides, ok }) => decides && !ok);
}
