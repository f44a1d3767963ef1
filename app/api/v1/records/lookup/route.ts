import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { lookUpRecord } from "@/lib/runs/written/look-up-record";

export const POST = createRoute(operations.lookUpRecord, ({ actor, body }) => lookUpRecord(actor, body));
