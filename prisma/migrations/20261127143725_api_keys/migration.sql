-- Nothing has written an API key before this, so that new columns need no default.
-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN "hint" TEXT NOT NULL,
ADD COLUMN "userId" UUID NOT NULL;

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN "apiKeyId" UUID;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "idempotencyKey" TEXT;

-- CreateTable
CREATE TABLE "ApiKeyAllowance" (
    "apiKeyId" UUID NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "ApiKeyAllowance_pkey" PRIMARY KEY ("apiKeyId")
);

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKeyAllowance" ADD CONSTRAINT "ApiKeyAllowance_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "ApiKey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "ApiKey"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE UNIQUE INDEX "Run_workspaceId_idempotencyKey_key" ON "Run"("workspaceId", "idempotencyKey");
