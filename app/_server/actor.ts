import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { Actor } from "@/lib/auth/actor";
import { createAuthOptions } from "@/lib/auth/options";
import { getMembership, type Membership } from "@/lib/members/get-membership";

/** The signed-in person and their workspace, read once a request; null for a stranger. */
export const readMembership = cache(async (): Promise<Membership | null> => {
  // Nothing behind this door can be made while the app is built.
  await connection();
  const session = await getServerSession(createAuthOptions());
  return session?.userId ? getMembership(session.userId) : null;
});

/** For pages: whoever isn't signed in goes to the sign-in page. */
export async function requireMembership(): Promise<Membership> {
  return (await readMembership()) ?? redirect("/sign-in");
}

export async function requireActor(): Promise<Actor> {
  return (await requireMembership()).actor;
}
