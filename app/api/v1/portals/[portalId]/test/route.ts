import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { testPortal } from "@/lib/connections/test-portal";

export const POST = createRoute(operations.testPortal, ({ actor, params }) => testPortal(actor, params));
