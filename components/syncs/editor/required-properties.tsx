import type { Dispatch } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { PropertiesView } from "@/lib/api/portals";
import type { Property } from "@/lib/engine/types";
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
  const { every, oneOf } = listUnmappedRequired({ properties, mode: readMode(draft) }, toMapping(draft));
  const add = (added: readonly Property[]) =>
    dispatch({ type: "add_fields", fields: added.map(({ name }) => blankFieldOf(name)) });
  return (
    <>
      {every.length > 0 && (
        <Callout
          tone="warning"
          title={`HubSpot wants ${every.map(({ label }) => label).join(", ")} for a new record`}
          action={
            <Button size="sm" onClick={() => add(every)}>
              Add {every.length === 1 ? "it" : "them"}
            </Button>
          }
        >
          Rows without a record will be rejected until {every.length === 1 ? "it is" : "they are"} mapped.
        </Callout>
      )}
      {oneOf.length > 0 && (
        <Callout
          tone="warning"
          title={`HubSpot wants ${oneOf.map(({ label }) => label).join(" or ")} for a new record`}
          action={oneOf.map((property) => (
            <Button key={property.name} size="sm" onClick={() => add([property])}>
              Add {property.label}
            </Button>
          ))}
        >
          Rows without a record will be rejected until one of them is mapped.
        </Callout>
      )}
    </>
  );
}

function blankFieldOf(property: string) {
  return { property, value: { kind: "column", column: "" }, whenEmpty: "skip" } as const;
}
