import { formatDuration } from "@/components/ui/format-time";
import type { RunListItem } from "@/lib/api/runs";

interface RunDurationProps {
  run: Pick<RunListItem, "startedAt" | "finishedAt">;
  /** When the counts were read, in milliseconds: a live run has taken until then. */
  now: number;
}

export function RunDuration({ run: { startedAt, finishedAt }, now }: RunDurationProps) {
  if (!startedAt) return <span className="text-faint">–</span>;
  const milliseconds = (finishedAt ? Date.parse(finishedAt) : now) - Date.parse(startedAt);
  return <span className="whitespace-nowrap tabular-nums">{formatDuration(Math.max(0, milliseconds))}</span>;
}
