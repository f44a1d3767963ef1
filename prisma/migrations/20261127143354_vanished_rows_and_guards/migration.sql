-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "approvedAt" TIMESTAMPTZ(3),
ADD COLUMN     "guardReasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "heldAt" TIMESTAMPTZ(3),
ADD COLUMN     "keptReason" TEXT,
ADD COLUMN     "keysArchived" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "keysCleared" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "keysKept" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "keysKnown" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "keysRefused" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "planFresh" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "refusedSamples" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Sync" ADD COLUMN     "vanished" TEXT NOT NULL DEFAULT 'keep';

-- Until now every missing key was kept.
UPDATE "Run" SET "keysKept" = "keysMissing" WHERE "finishedAt" IS NOT NULL;

-- The second sum: every key that has vanished from the source has one outcome.
ALTER TABLE "Run" ADD CONSTRAINT "Run_missing_closes" CHECK (
  "finishedAt" IS NULL
  OR "errorCode" IS NOT DISTINCT FROM 'ledger_open'
  OR ("keysMissing" = "keysKept" + "keysCleared" + "keysArchived" + "keysRefused" AND "keysKept" >= 0)
);
