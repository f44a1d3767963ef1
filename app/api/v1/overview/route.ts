import { createRoute } from "@/app/_server/route";
import { getOverview } from "@/lib/runs/get-overview";

export const GET = createRoute((actor) => getOverview(actor));
