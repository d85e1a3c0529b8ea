import type { Step } from './step.ts';

/** One that brings an object, or would. */
export interface ObjectOwner {
  /** `application imdb` */
  readonly title: string;
  readonly placed: boolean;
  readonly steps: readonly Step[];
  /** Where it comes from, or why it is not there. */
  readonly reason: string;
}
