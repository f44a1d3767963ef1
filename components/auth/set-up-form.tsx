"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { setUpInstance } from "@/app/_server/actions/account";
import { FormProblem } from "@/components/forms/form-problem";
import { readText } from "@/components/forms/read-text";
import { useAction } from "@/components/forms/use-action";
import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SetUpInput } from "@/lib/api/account";
import { signInWithPassword } from "./sign-in-with-password";

export function SetUpForm() {
  const router = useRouter();
  const isHydrated = useIsHydrated();
  const account = useRef<SetUpInput | null>(null);
  const setUp = useAction(setUpInstance, async () => {
    const refusal = await signInWithPassword(pickCredentials(account.current));
    // The account exists now: if signing in fails, the sign-in page says why.
    router.replace(refusal === null ? "/" : "/sign-in");
    router.refresh();
  });
  const errors = setUp.problem?.fields ?? {};

  const submit = (form: FormData) => {
    account.current = {
      name: readText(form, "name"),
      email: readText(form, "email"),
      password: readText(form, "password"),
      workspaceName: readText(form, "workspaceName"),
    };
    setUp.run(account.current);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
      className="flex flex-col gap-4"
    >
      <FormProblem problem={setUp.problem} fields={["name", "email", "password", "workspaceName"]} />
      <Field label="Your name" error={errors.name}>
        <Input name="name" required autoComplete="name" autoFocus />
      </Field>
      <Field label="E-mail address" hint="You sign in with it." error={errors.email}>
        <Input name="email" required type="email" autoComplete="username" />
      </Field>
      <Field label="Password" hint="At least 12 characters; three random words are good." error={errors.password}>
        <Input name="password" required type="password" autoComplete="new-password" />
      </Field>
      <Field
        label="Workspace"
        hint="Your company or team; everything you set up belongs to it."
        error={errors.workspaceName}
      >
        <Input name="workspaceName" required autoComplete="organization" />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={setUp.isPending} disabled={!isHydrated}>
        Create account
      </Button>
    </form>
  );
}

function pickCredentials(account: SetUpInput | null) {
  return { email: account?.email ?? "", password: account?.password ?? "" };
}
