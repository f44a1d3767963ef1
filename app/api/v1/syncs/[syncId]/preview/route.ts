import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { previewSync } from "@/lib/syncs/preview-sync";

export const POST = createRoute(operations.previewSync, ({ actor, params }) => previewSync(actor, params));
