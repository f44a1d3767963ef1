import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { estimateRows } from "@/lib/connections/estimate-rows";

export const POST = createRoute(operations.estimateRows, ({ actor, params, body }) =>
  estimateRows(actor, { ...params, query: body }),
);
