import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { testSourceInput } from "@/lib/connections/test-source";

export const POST = createRoute(operations.testSourceInput, ({ actor, body }) => testSourceInput(actor, body));
