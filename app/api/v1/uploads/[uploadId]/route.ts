import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { getUpload } from "@/lib/runs/upload/get-upload";

export const GET = createRoute(operations.getUpload, ({ actor, params }) => getUpload(actor, params));
