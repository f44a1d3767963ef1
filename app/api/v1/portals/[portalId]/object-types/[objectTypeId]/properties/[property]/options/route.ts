import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { addOption } from "@/lib/connections/add-option";

export const POST = createRoute(operations.addOption, ({ actor, params, body }) =>
  addOption(actor, { ...params, ...body }),
);
