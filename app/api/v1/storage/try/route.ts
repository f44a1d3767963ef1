import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { testStorageInput } from "@/lib/connections/test-storage";

export const POST = createRoute(operations.testStorageInput, ({ actor, body }) => testStorageInput(actor, body));
