import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { setFileOptions } from "@/lib/connections/set-file-options";

export const PUT = createRoute(operations.setFileOptions, ({ actor, body }) => setFileOptions(actor, body));
