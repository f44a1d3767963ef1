import type { Dispatch } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { PropertiesView } from "@/lib/api/portals";
import type { Edit } from "../draft/edit-draft";
import { readMode, type SyncDraft, toMapping } from "../draft/sync-draft";
import { listUnmappedRequired } from "../mapping/check-mapping";

interface RequiredPropertiesProps {
  draft: SyncDraft;
  properties: PropertiesView;
  dispatch: Dispatch<Edit>;
}

/** Warns of properties that HubSpot wants for a new record, before every new row is refused for them. */
export function RequiredProperties({ draft, properties: { properties }, dispatch }: RequiredPropertiesProps) {
  const missing = listUnmappedRequired({ properties, mode: readMode(draft) }, toMapping(draft));
  if (missing.length === 0) return null;
  const names = missing.map(({ label }) => label).join(", ");
  const fields = missing.map(({ name }) => ({
    property: name,
    value: { kind: "column", column: "" } as const,
    whenEmpty: "skip" as const,
  }));
  return (
    <Callout
      tone="warning"
      title={`HubSpot wants ${names} for a new record`}
      action={
        <Button size="sm" onClick={() => dispatch({ type: "add_fields", fields })}>
          Add {missing.length === 1 ? "it" : "them"}
        </Button>
      }
    >
      Rows without a record will be rejected until {missing.length === 1 ? "it is" : "they are"} mapped.
    </Callout>
  );
}
