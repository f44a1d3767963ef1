-- AlterTable
ALTER TABLE "Sync" ADD COLUMN     "duplicates" TEXT NOT NULL DEFAULT 'reject';

-- Which row of a key came last, and in which chunks earlier ones lie.
ALTER TABLE "bulk"."plan_key" ADD COLUMN "last_row" INTEGER;
ALTER TABLE "bulk"."plan_key" ADD COLUMN "stale_chunks" INTEGER[] NOT NULL DEFAULT '{}';
