import { createRoute } from "@/app/_server/route";
import { getSync } from "@/lib/syncs/get-sync";

export const GET = createRoute<{ syncId: string }>((actor, { syncId }) => getSync(actor, { syncId }));
