-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "revivals" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "revivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "sweptAt" TIMESTAMPTZ(3);

CREATE INDEX "Run_to_sweep" ON "Run"("finishedAt") WHERE "sweptAt" IS NULL;
