/** A share from 0 to 1 as people write it: `10 %`. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** What somebody typed as per cent, as a share; not a number where it isn't one. */
export function readShare(percent: string): number {
  return percent.trim() === "" ? Number.NaN : Math.round(Number(percent)) / 100;
}
