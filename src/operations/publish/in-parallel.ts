/** Requests that are under way at a time. */
const most = 16;

/** Does something with each item, several at a time. The first error ends it, once what is under way has ended. */
export async function inParallel<T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  let isBroken = false;
  const work = async () => {
    for (let next = left.next(); !next.done && !isBroken; next = left.next()) {
      try {
        await act(next.value);
      } catch (error) {
        isBroken = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: most }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
