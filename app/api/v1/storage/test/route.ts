import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { testStorage } from "@/lib/connections/test-storage";

export const POST = createRoute(operations.testStorage, ({ actor }) => testStorage(actor));
