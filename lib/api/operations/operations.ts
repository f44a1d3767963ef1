import { z } from "zod";
import { causeOperations } from "./cause-operations";
import { fixOperations } from "./fix-operations";
import type { Operation } from "./operation";
import { portalOperations } from "./portal-operations";
import { runDetailOperations } from "./run-detail-operations";
import { runOperations } from "./run-operations";
import { sourceOperations } from "./source-operations";
import { storageOperations } from "./storage-operations";
import { syncOperations } from "./sync-operations";
import { uploadOperations } from "./upload-operations";

const instanceOperations = {
  getOpenApi: {
    method: "GET",
    path: "/openapi.json",
    tag: "instance",
    summary: "Read this document",
    role: null,
    status: 200,
    answer: z.looseObject({ openapi: z.string() }),
  },
} as const satisfies Record<string, Operation>;

/** Everything that /api/v1 does, by the name of the operation. */
export const operations = {
  ...sourceOperations,
  ...portalOperations,
  ...storageOperations,
  ...syncOperations,
  ...runOperations,
  ...runDetailOperations,
  ...fixOperations,
  ...uploadOperations,
  ...causeOperations,
  ...instanceOperations,
};
