-- AlterTable
ALTER TABLE "Portal" ADD COLUMN     "deniedScopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "reserveShare" DOUBLE PRECISION;
