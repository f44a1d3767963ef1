import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { deleteSync } from "@/lib/syncs/delete-sync";
import { getSync } from "@/lib/syncs/get-sync";
import { updateSync } from "@/lib/syncs/update-sync";

export const GET = createRoute(operations.getSync, ({ actor, params }) => getSync(actor, params));
export const PUT = createRoute(operations.updateSync, ({ actor, params, body: { version, ...input } }) =>
  updateSync(actor, { ...params, input, version }),
);
export const DELETE = createRoute(operations.deleteSync, ({ actor, params }) => deleteSync(actor, params));
