import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { connectByToken } from "@/lib/connections/connect-by-token";
import { listPortals } from "@/lib/connections/list-portals";

export const GET = createRoute(operations.listPortals, ({ actor }) => listPortals(actor));
export const POST = createRoute(operations.connectPortal, ({ actor, body }) => connectByToken(actor, body));
