import { createRoute } from "@/app/_server/route";
import { listPortals } from "@/lib/connections/list-portals";

export const GET = createRoute((actor) => listPortals(actor));
