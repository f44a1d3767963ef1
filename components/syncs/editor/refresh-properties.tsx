"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { refreshProperties } from "@/app/_server/actions/portals";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { propertiesQuery } from "@/lib/api/queries";

interface RefreshPropertiesProps {
  portalId: string;
  objectTypeId: string;
  /** When HubSpot was last asked; undefined while nobody knows. */
  fetchedAt: string | undefined;
}

/** Asks HubSpot for the properties again, for what was created or renamed there a moment ago. */
export function RefreshProperties({ portalId, objectTypeId, fetchedAt }: RefreshPropertiesProps) {
  const queryClient = useQueryClient();
  const { run, isPending, problem } = useAction(refreshProperties, (properties) => {
    queryClient.setQueryData(propertiesQuery(portalId, objectTypeId).queryKey, properties);
  });

  return (
    <>
      <Button size="sm" variant="ghost" pending={isPending} onClick={() => run({ portalId, objectTypeId })}>
        <RotateCw aria-hidden />
        Refresh properties
      </Button>
      {problem ? (
        <span role="alert" className="text-xs text-danger">
          {problem.message}
        </span>
      ) : (
        fetchedAt && (
          <span className="text-xs text-faint">
            Read from HubSpot <Time at={fetchedAt} format="relative" />
          </span>
        )
      )}
    </>
  );
}
