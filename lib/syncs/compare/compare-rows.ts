import type { CompareInput, RowComparison } from "../../api/row-comparison";
import type { Actor } from "../../auth/actor";
import { judgeRow } from "./judge-row";
import { openComparison } from "./open-comparison";

/**
 * The first rows of a sync, saved or not, beside what HubSpot has now: what a run would create, change, blank, skip and
 * reject. Rows go through the code of a run; nothing is written. One call to HubSpot, or two.
 */
export async function compareRows(actor: Actor, input: CompareInput): Promise<RowComparison> {
  const { columns, problems, lines, comparison } = await openComparison(actor, input);
  return {
    columns: [...columns],
    problems: [...problems],
    rows: comparison ? lines.map((line) => judgeRow(comparison, line)) : [],
  };
}
