import { formatCount } from "@/components/ui/format-number";
import type { RunView } from "@/lib/api/runs";

/** What a held run does to HubSpot if it is approved, a sentence each; empty where it doesn't wait. */
export function describeHeldPlan({ heldPlan, mode, vanished }: Pick<RunView, "heldPlan" | "mode" | "vanished">) {
  if (heldPlan === null) return [];
  const { wouldCreate, wouldUpdate, wouldRemove } = heldPlan;
  const lines = [
    wouldCreate > 0 &&
      `${formatCount(wouldCreate, "row is", "rows are")} new to this sync: each creates a record${mode === "create" ? ", unless HubSpot has one" : ", or updates the one that HubSpot has"}.`,
    wouldUpdate > 0 &&
      `${formatCount(wouldUpdate, "record is", "records are")} updated${mode === "update" ? ", where HubSpot has them" : ""}.`,
    wouldRemove > 0 &&
      `${formatCount(wouldRemove, "record is", "records are")} ${vanished === "archive" ? "archived" : "cleared of the mapped properties"}, since the rows have vanished.`,
  ].filter((line) => line !== false);
  return lines.length > 0 ? lines : ["No row has changed: nothing is sent."];
}
