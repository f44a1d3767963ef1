-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "rowsWarned" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "warningSamples" TEXT[] DEFAULT ARRAY[]::TEXT[];
