import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { deleteSource } from "@/lib/connections/delete-source";
import { getSource } from "@/lib/connections/get-source";
import { updateSource } from "@/lib/connections/update-source";

export const GET = createRoute(operations.getSource, ({ actor, params }) => getSource(actor, params));
export const PUT = createRoute(operations.updateSource, ({ actor, params, body }) =>
  updateSource(actor, { ...params, input: body }),
);
export const DELETE = createRoute(operations.deleteSource, ({ actor, params }) => deleteSource(actor, params));
