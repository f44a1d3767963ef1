import type { Column, SourceRow } from "../../engine/types";

/** The rejected row of another run that a row of this one is. */
export interface RowOrigin {
  readonly rowNumber: number;
  readonly causeId: string;
  /** Its number in the run that read it from the source, where that isn't the one that rejected it. */
  readonly sourceRow: number | null;
}

/**
 * Where a rejected row stands among the rows of its run that share its key, as far as they were read: it is the last of
 * them, or an earlier one.
 */
export type CopyPlace = "last" | "earlier";

export interface OpenedRows {
  readonly columns: readonly Column[];
  readonly rows: readonly SourceRow[];
  /** One a row; null where they are read from the source. */
  readonly origins: readonly RowOrigin[] | null;
  /** By their numbers in the run that rejected them, the rows whose key another of its rows has, too. */
  readonly copies: ReadonlyMap<number, CopyPlace>;
}
