/**
 * Does what comes up while the work is under way in one go, as soon as it is done. All who waited for a go get its
 * answer, or its error.
 */
export function together<T, R>(work: (items: readonly T[]) => Promise<R>): (item: T) => Promise<R> {
  let waiting: T[] = [];
  let upcoming: Promise<R> | null = null;
  let current: Promise<unknown> = Promise.resolve();

  function begin(): Promise<R> {
    const items = waiting;
    waiting = [];
    upcoming = null;
    return work(items);
  }

  return (item) => {
    waiting.push(item);
    upcoming ??= current.then(begin, begin);
    current = upcoming;
    return upcoming;
  };
}
