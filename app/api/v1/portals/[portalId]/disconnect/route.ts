import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { disconnectPortal } from "@/lib/connections/disconnect-portal";

export const POST = createRoute(operations.disconnectPortal, ({ actor, params }) => disconnectPortal(actor, params));
