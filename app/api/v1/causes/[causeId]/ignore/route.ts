import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { ignoreCause } from "@/lib/runs/ignore-cause";

export const POST = createRoute(operations.ignoreCause, ({ actor, params }) => ignoreCause(actor, params));
