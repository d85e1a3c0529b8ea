/** Told how far something is: how many of how many, and what is counted, with what is done to it. Called for each one. */
export type OnProgress = (done: number, total: number, what: string) => void;

/** Nobody looks. */
export const noProgress: OnProgress = () => {};
