import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { getDb } from "@/lib/db";

/** A workspace that no other test has, and its owner. */
export async function makeWorkspace(): Promise<Actor> {
  const workspace = await getDb().workspace.create({ data: { name: "Test" }, select: { id: true } });
  return addMember(workspace.id, "owner");
}

/** A new person in a workspace. */
export async function addMember(workspaceId: string, role: Actor["role"]): Promise<Actor> {
  const user = await getDb().user.create({
    data: {
      email: `${randomBytes(6).toString("hex")}@example.com`,
      name: "Test person",
      passwordHash: "none",
      members: { create: { workspaceId, role } },
    },
    select: { id: true },
  });
  return { userId: user.id, workspaceId, role };
}

/** The actions of a workspace's audit log, the oldest first. */
export async function listAuditActions({ workspaceId }: Actor): Promise<string[]> {
  const events = await getDb().auditEvent.findMany({ where: { workspaceId }, orderBy: { id: "asc" } });
  return events.map(({ action }) => action);
}
