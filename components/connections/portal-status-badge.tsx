import { Plug, Unplug } from "lucide-react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { PortalStatus } from "@/lib/api/portals";

export function PortalStatusBadge({ status }: { status: PortalStatus }) {
  switch (status) {
    case "connected":
      return (
        <StatusBadge tone="success" icon={Plug}>
          Connected
        </StatusBadge>
      );
    case "reconnect":
      return <StatusBadge tone="warning">Needs reconnecting</StatusBadge>;
    case "disconnected":
      return (
        <StatusBadge tone="muted" icon={Unplug}>
          Disconnected
        </StatusBadge>
      );
    default:
      return status satisfies never;
  }
}
