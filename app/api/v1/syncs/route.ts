import { createRoute } from "@/app/_server/route";
import { listSyncs } from "@/lib/syncs/list-syncs";

export const GET = createRoute((actor) => listSyncs(actor));
