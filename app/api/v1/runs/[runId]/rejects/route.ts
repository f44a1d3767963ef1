import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listRejects } from "@/lib/runs/list-rejects";

export const GET = createRoute(operations.listRejects, ({ actor, params, query }) =>
  listRejects(actor, { ...params, ...query }),
);
