import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { pauseSync } from "@/lib/syncs/pause-sync";

export const POST = createRoute(operations.pauseSync, ({ actor, params }) => pauseSync(actor, params));
