import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { IgnoredView } from "@/lib/api/runs";

/** That a cause is ignored, by whom and since when; nothing where it isn't. */
export function IgnoredBy({ ignored }: { ignored: IgnoredView | null }) {
  if (!ignored) return null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
      <Badge tone="muted">Ignored</Badge>
      <span>
        {ignored.by === null ? "since" : `by ${ignored.by} since`} <Time at={ignored.at} />
      </span>
    </span>
  );
}
