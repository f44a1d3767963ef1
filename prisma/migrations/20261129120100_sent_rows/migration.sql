-- CreateTable
CREATE TABLE "SentRow" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "syncId" UUID,
    "portalId" UUID NOT NULL,
    "objectTypeId" TEXT NOT NULL,
    "objectLabel" TEXT NOT NULL,
    "userId" UUID,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "recordId" TEXT,
    "leftOut" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "SentRow_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "WrittenPage" DROP CONSTRAINT "WrittenPage_pkey",
ADD COLUMN     "id" UUID,
ADD COLUMN     "sentRowId" UUID,
ADD COLUMN     "moveAt" TIMESTAMPTZ(3),
ADD COLUMN     "moveTries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "moveProblem" TEXT,
ALTER COLUMN "runId" DROP NOT NULL;
UPDATE "WrittenPage" SET "id" = gen_random_uuid();
ALTER TABLE "WrittenPage" ALTER COLUMN "id" SET NOT NULL,
ADD CONSTRAINT "WrittenPage_pkey" PRIMARY KEY ("id");

-- A page is a run's or a sent row's.
ALTER TABLE "WrittenPage" ADD CONSTRAINT "WrittenPage_has_one_writer" CHECK (num_nonnulls("runId", "sentRowId") = 1);

-- Pages that a bucket of the workspace's own didn't take when they were written wait for it from now on.
UPDATE "WrittenPage" p SET "moveAt" = now()
FROM "Run" r
WHERE r.id = p."runId" AND p."storageId" IS NULL AND EXISTS (
  SELECT FROM "Storage" s
  WHERE s."workspaceId" = r."workspaceId" AND s."createdAt" <= p."writtenAt"
    AND (s."replacedAt" IS NULL OR s."replacedAt" > p."writtenAt")
);

-- CreateIndex
CREATE UNIQUE INDEX "WrittenPage_sentRowId_key" ON "WrittenPage"("sentRowId");

-- CreateIndex
CREATE UNIQUE INDEX "WrittenPage_runId_index_key" ON "WrittenPage"("runId", "index");

-- CreateIndex
CREATE INDEX "WrittenPage_moveAt_idx" ON "WrittenPage"("moveAt");

-- CreateIndex
CREATE INDEX "SentRow_workspaceId_id_idx" ON "SentRow"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "SentRow_syncId_idx" ON "SentRow"("syncId");

-- CreateIndex
CREATE INDEX "SentRow_portalId_idx" ON "SentRow"("portalId");

-- AddForeignKey
ALTER TABLE "WrittenPage" ADD CONSTRAINT "WrittenPage_sentRowId_fkey" FOREIGN KEY ("sentRowId") REFERENCES "SentRow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SentRow" ADD CONSTRAINT "SentRow_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SentRow" ADD CONSTRAINT "SentRow_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SentRow" ADD CONSTRAINT "SentRow_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SentRow" ADD CONSTRAINT "SentRow_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
