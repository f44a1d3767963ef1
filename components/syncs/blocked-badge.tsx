import { Badge } from "@/components/ui/badge";
import type { SyncListItem } from "@/lib/api/syncs";

/** Beside the name of a sync that can't run now; the reason on hover. */
export function BlockedBadge({ sync: { whyBlocked } }: { sync: Pick<SyncListItem, "whyBlocked"> }) {
  if (!whyBlocked) return null;
  return (
    <span title={whyBlocked} className="inline-flex">
      <Badge tone="danger">Blocked</Badge>
    </span>
  );
}
