import { createRoute } from "@/app/_server/route";
import { listSources } from "@/lib/connections/list-sources";

export const GET = createRoute((actor) => listSources(actor));
