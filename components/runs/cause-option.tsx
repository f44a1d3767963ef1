"use client";

import { useQuery } from "@tanstack/react-query";
import { AddOption } from "@/components/connections/add-option";
import { propertiesQuery } from "@/lib/api/queries";
import type { RunView } from "@/lib/api/runs";

interface CauseOptionProps {
  run: Pick<RunView, "portalId" | "objectTypeId">;
  property: string;
  option: string;
}

/** The way to make a refused option one of the property's, where the portal lets its options be added to. */
export function CauseOption({ run: { portalId, objectTypeId }, property: name, option }: CauseOptionProps) {
  const { data } = useQuery(propertiesQuery(portalId, objectTypeId));
  const property = data?.properties.find((candidate) => candidate.name === name);
  if (!property?.canAddOptions) return null;
  if (property.options.some(({ value }) => value === option)) {
    return (
      <p className="text-sm text-success">
        {property.label} has this option by now. The next run sends the rows again that were refused for it.
      </p>
    );
  }
  return (
    <div className="min-w-0">
      <AddOption portalId={portalId} objectTypeId={objectTypeId} property={property} value={option} />
    </div>
  );
}
