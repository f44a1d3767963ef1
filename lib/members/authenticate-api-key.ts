import { type Actor, lesserRole } from "../auth/actor";
import { digestSecret } from "../crypto/digest";
import { getDb } from "../db";
import { AppError } from "../errors";

const TOUCH_MS = 60_000;

/**
 * Whom a key acts for. Its role is never above the one that its maker has now. An unknown key, an expired, a revoked
 * and an abandoned one are refused in the same words, so that a stranger learns nothing by trying.
 */
export async function authenticateApiKey(key: string, now = new Date()): Promise<Actor & { apiKeyId: string }> {
  const db = getDb();
  const found = await db.apiKey.findUnique({
    where: { keyHash: digestSecret(key), revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    select: {
      id: true,
      workspaceId: true,
      userId: true,
      role: true,
      lastUsedAt: true,
      user: { select: { members: { select: { workspaceId: true, role: true } } } },
    },
  });
  const member = found?.user.members.find(({ workspaceId }) => workspaceId === found.workspaceId);
  if (!found || !member) {
    throw new AppError(
      "unauthenticated",
      "This API key doesn't work: it is unknown, has expired or was revoked. An owner makes keys under Settings.",
    );
  }
  const { id: apiKeyId, workspaceId, userId, lastUsedAt } = found;
  // Often enough for a person to see that it is in use, and not a write for every call.
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= TOUCH_MS) {
    await db.apiKey.updateMany({ where: { id: apiKeyId, workspaceId }, data: { lastUsedAt: now } });
  }
  return { userId, workspaceId, role: lesserRole(found.role, member.role), apiKeyId };
}
