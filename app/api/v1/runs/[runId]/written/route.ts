import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listWritten } from "@/lib/runs/written/list-written";

export const GET = createRoute(operations.listWritten, ({ actor, params, query }) =>
  listWritten(actor, { ...params, ...query }),
);
