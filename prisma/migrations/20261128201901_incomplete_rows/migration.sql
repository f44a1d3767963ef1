-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "incompleteSamples" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "rowsIncomplete" INTEGER NOT NULL DEFAULT 0;
