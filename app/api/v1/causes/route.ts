import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { listCauses } from "@/lib/runs/list-causes";

export const GET = createRoute(operations.listCauses, ({ actor, query }) => listCauses(actor, query));
