import type { Column, SourceRow } from "../../engine/types";

/** The rejected row of another run that a row of this one is. */
export interface RowOrigin {
  readonly rowNumber: number;
  readonly causeId: string;
}

export interface OpenedRows {
  readonly columns: readonly Column[];
  readonly rows: readonly SourceRow[];
  /** One a row; null where they are read from the source. */
  readonly origins: readonly RowOrigin[] | null;
}
