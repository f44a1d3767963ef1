import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { refreshProperties } from "@/lib/connections/read-properties";

export const POST = createRoute(operations.refreshProperties, ({ actor, params }) => refreshProperties(actor, params));
