import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { readMembership } from "@/app/_server/actor";
import { AuthCard } from "@/components/auth/auth-card";
import { SignInForm } from "@/components/auth/sign-in-form";
import { isSetUp } from "@/lib/members/is-set-up";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  // Asked at every request: a page made at build time would know no database.
  await connection();
  if (!(await isSetUp())) redirect("/set-up");
  if (await readMembership()) redirect("/");
  return (
    <AuthCard title="Sign in" text="Use the e-mail address and password of your account.">
      <SignInForm />
    </AuthCard>
  );
}
