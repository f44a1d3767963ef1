-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "allowanceCalls" INTEGER,
ADD COLUMN     "allowanceMs" INTEGER,
ADD COLUMN     "isDryRun" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "keysWouldRemove" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "planCalls" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "rowsResent" INTEGER,
ADD COLUMN     "rowsWouldCreate" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "rowsWouldUpdate" INTEGER NOT NULL DEFAULT 0;


-- A dry run and a run of one sync may be under way at once: whoever checks keeps nobody's schedule waiting.
DROP INDEX "Run_one_unfinished_per_sync";
CREATE UNIQUE INDEX "Run_one_unfinished_per_sync" ON "Run"("syncId", "isDryRun") WHERE "finishedAt" IS NULL;

-- A dry run has a ledger of its own: it ends no row as created or updated, and no planned one as cancelled.
ALTER TABLE "Run" DROP CONSTRAINT "Run_ledger_closes";
ALTER TABLE "Run" ADD CONSTRAINT "Run_ledger_closes" CHECK (
  "finishedAt" IS NULL
  OR "errorCode" IS NOT DISTINCT FROM 'ledger_open'
  OR "rowsRead" = "rowsUnchanged" + "rowsCreated" + "rowsUpdated" + "rowsSkipped" + "rowsRejected" + "rowsCancelled"
    + "rowsWouldCreate" + "rowsWouldUpdate"
);
ALTER TABLE "Run" ADD CONSTRAINT "Run_dry_run_sends_nothing" CHECK (
  CASE WHEN "isDryRun"
    THEN "rowsCreated" = 0 AND "rowsUpdated" = 0 AND "rowsCancelled" = 0 AND "planChunks" = 0
      AND "keysCleared" = 0 AND "keysArchived" = 0 AND "keysRefused" = 0
    ELSE "rowsWouldCreate" = 0 AND "rowsWouldUpdate" = 0 AND "keysWouldRemove" = 0
  END
);
