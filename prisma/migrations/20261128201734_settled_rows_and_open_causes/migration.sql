-- AlterTable
ALTER TABLE "RejectCause" ADD COLUMN     "settledRows" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "originRunId" UUID;

-- CreateTable
CREATE TABLE "OpenCause" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "property" TEXT NOT NULL DEFAULT '',
    "option" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastRunId" UUID NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "ignoredAt" TIMESTAMPTZ(3),
    "ignoredById" UUID,

    CONSTRAINT "OpenCause_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OpenCause_workspaceId_lastSeenAt_idx" ON "OpenCause"("workspaceId", "lastSeenAt");

-- CreateIndex
CREATE INDEX "OpenCause_lastRunId_idx" ON "OpenCause"("lastRunId");

-- CreateIndex
CREATE UNIQUE INDEX "OpenCause_syncId_stage_code_property_option_key" ON "OpenCause"("syncId", "stage", "code", "property", "option");

-- CreateIndex
CREATE INDEX "Run_originRunId_idx" ON "Run"("originRunId");

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_originRunId_fkey" FOREIGN KEY ("originRunId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenCause" ADD CONSTRAINT "OpenCause_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenCause" ADD CONSTRAINT "OpenCause_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenCause" ADD CONSTRAINT "OpenCause_lastRunId_fkey" FOREIGN KEY ("lastRunId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenCause" ADD CONSTRAINT "OpenCause_ignoredById_fkey" FOREIGN KEY ("ignoredById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The rejected rows of a run that a later one has taken and given an outcome, each once.
CREATE TABLE "bulk"."settled_row" (
  "run_id" UUID NOT NULL REFERENCES "public"."Run"("id") ON DELETE CASCADE,
  "row_number" INTEGER NOT NULL,
  "by_run" UUID NOT NULL,
  PRIMARY KEY ("run_id", "row_number")
);

-- Refused rows of a run whose key another of its rows has, too, and the last row of that key: a retry has only some of
-- them before it, and couldn't tell.
CREATE TABLE "bulk"."copied_row" (
  "run_id" UUID NOT NULL REFERENCES "public"."Run"("id") ON DELETE CASCADE,
  "row_number" INTEGER NOT NULL,
  "last_row" INTEGER NOT NULL,
  PRIMARY KEY ("run_id", "row_number")
);

-- No row is settled twice.
ALTER TABLE "RejectCause" ADD CONSTRAINT "RejectCause_settles_its_rows" CHECK ("settledRows" BETWEEN 0 AND "rows");

-- What is open so far: the causes of each sync's last complete run.
INSERT INTO "OpenCause" ("id", "workspaceId", "syncId", "stage", "code", "property", "option", "message", "rows",
  "openedAt", "lastSeenAt", "lastRunId")
SELECT gen_random_uuid(), r."workspaceId", r."syncId", c."stage", c."code", c."property", c."option", c."message", c."rows",
  r."finishedAt", r."finishedAt", r."id"
FROM (
  SELECT DISTINCT ON ("syncId") "id", "workspaceId", "syncId", "finishedAt" FROM "Run"
  WHERE NOT "isDryRun" AND "plannedAt" IS NOT NULL AND "finishedAt" IS NOT NULL AND "errorCode" IS NULL
    AND ("cancelRequestedAt" IS NULL OR "deliveredAt" IS NOT NULL)
  ORDER BY "syncId", "id" DESC
) r
JOIN "RejectCause" c ON c."runId" = r."id";
