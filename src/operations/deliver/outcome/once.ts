/** Works out something once for each object that it is asked of: most clusters share what they have and get. */
export function once<A extends object, R>(work: (given: A) => R): (given: A) => R {
  const done = new Map<A, R>();
  return (given) => {
    const found = done.get(given) ?? work(given);
    done.set(given, found);
    return found;
  };
}
