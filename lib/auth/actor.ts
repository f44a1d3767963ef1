import { AppError } from "../errors";
import { Role } from "../generated/prisma/enums";

/** Who is acting, and in which workspace. Every verb takes one first. */
export interface Actor {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
}

const rank = { [Role.viewer]: 0, [Role.editor]: 1, [Role.owner]: 2 };

/** Refuses an actor whose role is below `role`. */
export function requireRole(actor: Actor, role: Role): void {
  if (rank[actor.role] < rank[role]) {
    throw new AppError(
      "forbidden",
      `This needs the role ${role}; yours is ${actor.role}. Ask an owner of the workspace.`,
    );
  }
}
