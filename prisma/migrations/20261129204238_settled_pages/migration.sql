-- AlterTable
ALTER TABLE "RunChunk" ADD COLUMN     "writtenPages" INTEGER NOT NULL DEFAULT 0;

-- Chunks whose page is made: what is recorded late goes to another one.
UPDATE "RunChunk" c SET "writtenPages" = 1
WHERE EXISTS (SELECT FROM "WrittenPage" p WHERE p."runId" = c."runId" AND p."index" = c."index");

-- Which of its chunk's pages a batch goes to, the first being 0.
ALTER TABLE "bulk"."written_buffer" ADD COLUMN "page" INTEGER NOT NULL DEFAULT 0;

-- What waits of a chunk whose page is made was recorded after it.
UPDATE "bulk"."written_buffer" b SET "page" = 1
WHERE EXISTS (SELECT FROM "WrittenPage" p WHERE p."runId" = b."run_id" AND p."index" = b."chunk");
