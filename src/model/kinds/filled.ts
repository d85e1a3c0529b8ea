/** A type in which fields that people may leave out are filled in. */
export type Filled<T, K extends keyof T> = Omit<T, K> & Required<Pick<T, K>>;

/** What stands for a list that was left out: one for all objects, since there are many. */
export const noItems: never[] = [];

/** What stands for a map that was left out. */
export const noFields: Record<string, never> = {};

Object.freeze(noItems);
Object.freeze(noFields);
