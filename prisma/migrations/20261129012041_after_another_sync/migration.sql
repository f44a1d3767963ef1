-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "afterRunId" UUID;

-- AlterTable
ALTER TABLE "Sync" ADD COLUMN     "dueAfterRunId" UUID,
ADD COLUMN     "sendingUntil" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Run_afterRunId_idx" ON "Run"("afterRunId");

-- CreateIndex
CREATE INDEX "Sync_dueAfterRunId_idx" ON "Sync"("dueAfterRunId");

-- AddForeignKey
ALTER TABLE "Sync" ADD CONSTRAINT "Sync_dueAfterRunId_fkey" FOREIGN KEY ("dueAfterRunId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_afterRunId_fkey" FOREIGN KEY ("afterRunId") REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
