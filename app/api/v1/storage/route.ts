import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getStorage } from "@/lib/connections/get-storage";
import { leaveStorage } from "@/lib/connections/leave-storage";
import { saveStorage } from "@/lib/connections/save-storage";

export const GET = createRoute(operations.getStorage, ({ actor }) => getStorage(actor));
export const PUT = createRoute(operations.saveStorage, ({ actor, body }) => saveStorage(actor, body));
export const DELETE = createRoute(operations.leaveStorage, ({ actor }) => leaveStorage(actor));
