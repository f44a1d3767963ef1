import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { previewSyncInput } from "@/lib/syncs/preview-sync";

export const POST = createRoute(operations.previewSyncInput, ({ actor, body }) => previewSyncInput(actor, body));
