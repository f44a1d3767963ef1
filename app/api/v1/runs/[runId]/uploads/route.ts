import { createRoute } from "@/app/_server/route";
import { operations } from "@/lib/api/operations/operations";
import { uploadCorrectedFile } from "@/lib/runs/upload/upload-corrected-file";

export const POST = createRoute(operations.uploadCorrectedFile, ({ actor, params, query, file }) =>
  uploadCorrectedFile(actor, { ...params, ...query }, file),
);
