-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "filesDeletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "filesKeptDays" INTEGER,
ADD COLUMN     "filesProblem" TEXT,
ADD COLUMN     "filesReadyAt" TIMESTAMPTZ(3),
ADD COLUMN     "filesTries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "filesWaitUntil" TIMESTAMPTZ(3),
ADD COLUMN     "reportExtension" TEXT,
ADD COLUMN     "storageId" UUID;

-- A run that had its report had all its files.
UPDATE "Run" SET "filesReadyAt" = "finishedAt" WHERE "reportCsvKey" IS NOT NULL;
ALTER TABLE "Run" DROP COLUMN "reportCsvKey",
DROP COLUMN "reportNdjsonKey";

-- Nothing has written this table yet.
ALTER TABLE "Storage" DROP CONSTRAINT "Storage_pkey",
DROP COLUMN "authKind",
DROP COLUMN "bucket",
DROP COLUMN "endpoint",
DROP COLUMN "prefix",
DROP COLUMN "region",
DROP COLUMN "sealedCredentials",
ADD COLUMN     "facts" JSONB NOT NULL,
ADD COLUMN     "id" UUID NOT NULL,
ADD COLUMN     "replacedAt" TIMESTAMPTZ(3),
ADD COLUMN     "sealedSecret" TEXT,
ADD COLUMN     "testFailure" TEXT,
ADD COLUMN     "testedAt" TIMESTAMPTZ(3),
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL,
ADD CONSTRAINT "Storage_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "rejectsKeptDays" INTEGER,
ADD COLUMN     "reportCompression" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "reportFormat" TEXT NOT NULL DEFAULT 'csv';

-- CreateTable
CREATE TABLE "FileRemoval" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "storageId" UUID,
    "prefixes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "FileRemoval_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FileRemoval_workspaceId_idx" ON "FileRemoval"("workspaceId");

-- CreateIndex
CREATE INDEX "FileRemoval_tryAt_idx" ON "FileRemoval"("tryAt");

-- CreateIndex
CREATE INDEX "Storage_workspaceId_idx" ON "Storage"("workspaceId");

-- AddForeignKey
ALTER TABLE "FileRemoval" ADD CONSTRAINT "FileRemoval_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileRemoval" ADD CONSTRAINT "FileRemoval_storageId_fkey" FOREIGN KEY ("storageId") REFERENCES "Storage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_storageId_fkey" FOREIGN KEY ("storageId") REFERENCES "Storage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A workspace has one bucket now, whoever saves at once.
CREATE UNIQUE INDEX "Storage_one_current" ON "Storage"("workspaceId") WHERE "replacedAt" IS NULL;

-- What the clock looks for every minute: files that wait, and files that may have become too old.
CREATE INDEX "Run_files_waiting" ON "Run"("filesWaitUntil") WHERE "filesWaitUntil" IS NOT NULL;
CREATE INDEX "Run_files_kept" ON "Run"("workspaceId", "finishedAt") WHERE "filesReadyAt" IS NOT NULL AND "filesDeletedAt" IS NULL;
