import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { AuthCard } from "@/components/auth/auth-card";
import { SetUpForm } from "@/components/auth/set-up-form";
import { isSetUp } from "@/lib/members/is-set-up";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  // Asked at every request: a page made at build time would know no database.
  await connection();
  if (await isSetUp()) redirect("/sign-in");
  return (
    <AuthCard title="Set up Sluice" text="The first account owns this instance and its workspace.">
      <SetUpForm />
    </AuthCard>
  );
}
