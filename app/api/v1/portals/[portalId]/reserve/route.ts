import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { requireId } from "@/lib/auth/require-id";
import { setReserve } from "@/lib/connections/set-reserve";

export const PUT = createRoute(operations.setReserve, ({ actor, params, body }) =>
  setReserve(actor, { portalId: requireId(params.portalId, "portal"), ...body }),
);
