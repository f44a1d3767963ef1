-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "valuesKeptDays" INTEGER NOT NULL DEFAULT 90;

-- CreateTable
CREATE TABLE "WrittenPage" (
    "runId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "sieve" BYTEA NOT NULL,
    "storageId" UUID,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WrittenPage_pkey" PRIMARY KEY ("runId","index")
);

-- CreateIndex
CREATE INDEX "WrittenPage_storageId_idx" ON "WrittenPage"("storageId");

-- CreateIndex
CREATE INDEX "Run_workspaceId_id_idx" ON "Run"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Run_syncId_id_idx" ON "Run"("syncId", "id");

-- AddForeignKey
ALTER TABLE "WrittenPage" ADD CONSTRAINT "WrittenPage_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WrittenPage" ADD CONSTRAINT "WrittenPage_storageId_fkey" FOREIGN KEY ("storageId") REFERENCES "Storage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Read a byte at a time: kept as it is, in pieces.
ALTER TABLE "WrittenPage" ALTER COLUMN "sieve" SET STORAGE EXTERNAL;

-- The lists that people ask for most often, each without a look at the other runs.
CREATE INDEX "Run_failed" ON "Run" ("workspaceId", "id") WHERE "errorCode" IS NOT NULL;
CREATE INDEX "Run_with_rejects" ON "Run" ("workspaceId", "id") WHERE "rowsRejected" > 0;
CREATE INDEX "Run_unfinished" ON "Run" ("workspaceId", "id") WHERE "finishedAt" IS NULL;
CREATE INDEX "Run_ended" ON "Run" ("workspaceId", "finishedAt") WHERE "finishedAt" IS NOT NULL;
CREATE INDEX "Run_dry" ON "Run" ("workspaceId", "id") WHERE "isDryRun";

-- How fast a run was delivered: calls and rows by spans of time that grow with its age.
CREATE TABLE "bulk"."run_pace" (
  "run_id" UUID NOT NULL REFERENCES "public"."Run"("id") ON DELETE CASCADE,
  -- In seconds since delivering began.
  "at" INTEGER NOT NULL,
  "seconds" INTEGER NOT NULL,
  "calls" INTEGER NOT NULL,
  "rows" INTEGER NOT NULL,
  PRIMARY KEY ("run_id", "at")
);

-- The last calls of a run, with what was asked and answered, shortened and masked.
CREATE TABLE "bulk"."run_call" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY,
  "run_id" UUID NOT NULL REFERENCES "public"."Run"("id") ON DELETE CASCADE,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "method" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "status" INTEGER,
  "duration_ms" INTEGER NOT NULL,
  "correlation_id" TEXT,
  "attempt" INTEGER NOT NULL,
  "request" TEXT,
  "answer" TEXT,
  PRIMARY KEY ("run_id", "id")
);

-- What became of the rows of recorded batches, until their chunk's page of written values is made.
CREATE TABLE "bulk"."written_buffer" (
  "run_id" UUID NOT NULL REFERENCES "public"."Run"("id") ON DELETE CASCADE,
  "chunk" INTEGER NOT NULL,
  "batch" INTEGER NOT NULL,
  "written" TEXT NOT NULL,
  PRIMARY KEY ("run_id", "chunk", "batch")
);
