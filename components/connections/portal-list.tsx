"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import type { PortalView } from "@/lib/api/portals";
import { portalsQuery } from "@/lib/api/queries";
import { PortalCard } from "./portal-card";

interface PortalListProps {
  portals: PortalView[];
  canUseOAuth: boolean;
}

export function PortalList({ portals, canUseOAuth }: PortalListProps) {
  const { data } = useQuery({ ...portalsQuery(), initialData: portals });
  if (data.length === 0) {
    return (
      <EmptyState
        icon={Plug}
        title="No portal yet"
        text="A portal is the HubSpot account that records are written to. Connect one below."
      />
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {data.map((portal) => (
        <li key={portal.id}>
          <PortalCard portal={portal} canUseOAuth={canUseOAuth} />
        </li>
      ))}
    </ul>
  );
}
