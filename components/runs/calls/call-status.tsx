import { Badge } from "@/components/ui/badge";

/** The status of a call's answer, in words where the number alone says little. */
export function CallStatus({ status }: { status: number | null }) {
  if (status === null) return <Badge tone="danger">No answer</Badge>;
  if (status === 207) return <Badge tone="warning">207 in part</Badge>;
  if (status === 429) return <Badge tone="warning">429 too many</Badge>;
  return <Badge tone={status >= 400 ? "danger" : "success"}>{status}</Badge>;
}
