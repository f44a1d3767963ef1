import type { ApiKeyView } from "../api/api-keys";
import type { Prisma } from "../generated/prisma/client";

export const apiKeySelect = {
  id: true,
  name: true,
  role: true,
  hint: true,
  workspaceId: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  user: { select: { name: true, members: { select: { workspaceId: true } } } },
} satisfies Prisma.ApiKeySelect;

type ApiKeyRow = Prisma.ApiKeyGetPayload<{ select: typeof apiKeySelect }>;

export function viewApiKey(key: ApiKeyRow, now: Date): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    role: key.role,
    hint: key.hint,
    status: deriveStatus(key, now),
    createdBy: key.user.name,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}

function deriveStatus({ expiresAt, workspaceId, user }: ApiKeyRow, now: Date): ApiKeyView["status"] {
  if (expiresAt && expiresAt <= now) return "expired";
  return user.members.some((member) => member.workspaceId === workspaceId) ? "active" : "abandoned";
}
