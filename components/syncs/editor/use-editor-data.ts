import { useQuery } from "@tanstack/react-query";
import { previewQuery, propertiesQuery } from "@/lib/api/queries";
import type { Editing } from "../draft/edit-draft";
import { useTemplateReader } from "../mapping/use-template-reader";

const noQuery = { kind: "sql", sql: "" } as const;

/** What several cards need to know of the source and the portal that the draft names. */
export function useEditorData({ draft, previewed }: Editing) {
  const preview = useQuery({
    ...previewQuery(previewed?.sourceId ?? "", previewed?.query ?? noQuery),
    enabled: previewed !== null,
    // The query runs on somebody's database: coming back to the window is no reason to run it again.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // Until the next preview is there, the last one of the same source stays, so that nothing below it jumps.
    placeholderData: (last, lastQuery) => (lastQuery?.queryKey[1] === previewed?.sourceId ? last : undefined),
  });
  const properties = useQuery({
    ...propertiesQuery(draft.portalId, draft.objectTypeId),
    enabled: draft.portalId !== "" && draft.objectTypeId !== "",
  });
  const readTemplate = useTemplateReader(draft.fields.some(({ kind }) => kind === "template"));
  return { preview, properties, readTemplate };
}
