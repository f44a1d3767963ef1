import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { countAccepted } from "@/lib/syncs/count-accepted";

export const GET = createRoute(operations.countAccepted, ({ actor, params }) => countAccepted(actor, params));
