/** The most records that HubSpot takes in one batch call (its object guides). */
export const MAX_BATCH = 100;

/** Splits items into batches of at most `size`, in order. Throws a RangeError when `size` is not a positive integer. */
export function splitIntoBatches<Item>(items: readonly Item[], size: number = MAX_BATCH): Item[][] {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`A batch of ${size} items cannot be made.`);
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
