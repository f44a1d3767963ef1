import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { previewSource } from "@/lib/connections/preview-source";

export const POST = createRoute(operations.previewSource, ({ actor, params, body }) =>
  previewSource(actor, { ...params, query: body }),
);
