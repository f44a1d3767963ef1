import type { Actor } from "../auth/actor";
import { getDb } from "../db";

export interface Membership {
  readonly actor: Actor;
  readonly user: { readonly name: string; readonly email: string };
  readonly workspaceName: string;
}

/** The workspace that a person works in, or null when they are a member of none any more. */
export async function getMembership(userId: string): Promise<Membership | null> {
  const member = await getDb().member.findFirst({
    where: { userId },
    orderBy: { createdAt: "asc" },
    select: {
      role: true,
      workspaceId: true,
      user: { select: { name: true, email: true } },
      workspace: { select: { name: true } },
    },
  });
  if (!member) return null;
  return {
    actor: { userId, workspaceId: member.workspaceId, role: member.role },
    user: member.user,
    workspaceName: member.workspace.name,
  };
}
