import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getOverview } from "@/lib/runs/get-overview";

export const GET = createRoute(operations.getOverview, ({ actor }) => getOverview(actor));
