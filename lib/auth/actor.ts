import { AppError } from "../errors";
import { Role } from "../generated/prisma/enums";

/** Who is acting, and in which workspace. Every verb takes one first. */
export interface Actor {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** The key by which a machine acts in the person's name; not there when the person does it themselves. */
  readonly apiKeyId?: string;
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

/** Refuses a machine: what gives access is given by people. */
export function requirePerson(actor: Actor): void {
  if (actor.apiKeyId !== undefined) {
    throw new AppError("forbidden", "An API key can't do this. Sign in to the console and do it there.");
  }
}

/** The lesser of two roles. */
export function lesserRole(one: Role, other: Role): Role {
  return rank[one] < rank[other] ? one : other;
}
