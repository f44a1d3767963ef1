import { Mapping, WriteMode } from "../../api/syncs";
import type { Actor } from "../../auth/actor";
import { readProperties } from "../../connections/read-properties";
import { compileMapping } from "../../engine/compile-mapping";
import { readTemplate } from "../../engine/read-template";
import type { Column } from "../../engine/types";
import { AppError } from "../../errors";
import { RowCheck } from "./row-check";

interface CheckedSync {
  readonly portalId: string;
  readonly objectTypeId: string;
  readonly mapping: unknown;
  readonly mode: string;
}

export interface OpenedCheck {
  /** Null where no row can be checked. */
  readonly check: RowCheck | null;
  readonly problems: readonly string[];
  readonly whyUnchecked: string | null;
  /** Where the match value stands in a row; -1 where nothing says so. */
  readonly matchIndex: number;
}

/** Prepares today's mapping of a sync for rows that were read with other columns, maybe. */
export async function openCheck(actor: Actor, sync: CheckedSync, columns: readonly Column[]): Promise<OpenedCheck> {
  const mapping = Mapping.parse(sync.mapping);
  const matchIndex = columns.findIndex(({ name }) => name === mapping.match.column);
  try {
    const { properties } = await readProperties(actor, sync);
    const { objectTypeId } = sync;
    const mode = WriteMode.parse(sync.mode);
    const result = compileMapping({ mapping, columns, properties, objectTypeId, mode, readTemplate });
    const problems = result.ok ? [] : result.problems.map(({ message }) => message);
    return { check: result.ok ? new RowCheck(result.compiled) : null, problems, whyUnchecked: null, matchIndex };
  } catch (error) {
    // A portal that can't be asked is no fault of the file: the preview shows what it can, and says why nothing is checked.
    if (!(error instanceof AppError)) throw error;
    return { check: null, problems: [], whyUnchecked: error.message, matchIndex };
  }
}
