import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { countCauses } from "@/lib/runs/list-causes";

export const GET = createRoute(operations.countCauses, ({ actor, query }) => countCauses(actor, query));
