import { CircleMinus, CirclePlus, Equal, Eraser, PencilLine } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ComparedRow } from "@/lib/api/row-comparison";

/** What a run would do to a row's record, in a word and a shape. */
export function OutcomeBadge({ outcome }: Pick<ComparedRow, "outcome">) {
  switch (outcome) {
    case "created":
      return (
        <StatusBadge tone="success" icon={CirclePlus}>
          Created
        </StatusBadge>
      );
    case "changed":
      return (
        <StatusBadge tone="info" icon={PencilLine}>
          Changed
        </StatusBadge>
      );
    case "unchanged":
      return (
        <StatusBadge tone="muted" icon={Equal}>
          Unchanged
        </StatusBadge>
      );
    case "skipped":
      return (
        <StatusBadge tone="neutral" icon={CircleMinus}>
          Skipped
        </StatusBadge>
      );
    case "rejected":
      return <StatusBadge tone="danger">Rejected</StatusBadge>;
    default:
      return outcome satisfies never;
  }
}

/** Beside another badge: a value that HubSpot has would be gone. */
export function BlanksBadge() {
  return (
    <StatusBadge tone="warning" icon={Eraser}>
      Would blank
    </StatusBadge>
  );
}
