import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listCalls } from "@/lib/runs/calls/list-calls";

export const GET = createRoute(operations.listCalls, ({ actor, params, query }) =>
  listCalls(actor, { ...params, ...query }),
);
