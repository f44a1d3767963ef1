import { createRoute } from "@/app/_server/route";
import { SourceQuery } from "@/lib/api/sources";
import { previewSource } from "@/lib/connections/preview-source";

export const POST = createRoute<{ sourceId: string }>(async (actor, { sourceId }, request) =>
  previewSource(actor, { sourceId, query: SourceQuery.parse(await request.json()) }),
);
