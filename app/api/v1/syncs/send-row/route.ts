import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { sendRow } from "@/lib/syncs/compare/send-row";

export const POST = createRoute(operations.sendRow, ({ actor, body }) => sendRow(actor, body));
