import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { forgetAccepted } from "@/lib/syncs/forget-accepted";

export const POST = createRoute(operations.forgetAccepted, ({ actor, params }) => forgetAccepted(actor, params));
