"use client";

import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useRef, useState } from "react";
import { setUpInstance } from "@/app/_server/actions/account";
import { type FieldErrors, listFieldErrors } from "@/components/forms/field-errors";
import { useAction } from "@/components/forms/use-action";
import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SetUpInput } from "@/lib/api/account";

export function SetUpForm() {
  const router = useRouter();
  const isHydrated = useIsHydrated();
  const [errors, setErrors] = useState<FieldErrors>({});
  const account = useRef<SetUpInput | null>(null);
  const setUp = useAction(setUpInstance, async () => {
    const answer = await signIn("credentials", { redirect: false, ...pickCredentials(account.current) });
    // The account exists now: if signing in fails, the sign-in page says why.
    router.replace(answer?.ok ? "/" : "/sign-in");
    router.refresh();
  });
  const shown = { ...setUp.problem?.fields, ...errors };

  const submit = (form: FormData) => {
    const parsed = SetUpInput.safeParse(Object.fromEntries(form));
    setErrors(parsed.success ? {} : listFieldErrors(parsed.error));
    if (!parsed.success) return;
    account.current = parsed.data;
    setUp.run(parsed.data);
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
      {setUp.problem && (
        <Callout tone="danger" isAnnounced>
          {setUp.problem.message}
        </Callout>
      )}
      <Field label="Your name" error={shown.name}>
        <Input name="name" required autoComplete="name" autoFocus />
      </Field>
      <Field label="E-mail address" hint="You sign in with it." error={shown.email}>
        <Input name="email" required type="email" autoComplete="username" />
      </Field>
      <Field label="Password" hint="At least 12 characters; three random words are good." error={shown.password}>
        <Input name="password" required type="password" autoComplete="new-password" />
      </Field>
      <Field
        label="Workspace"
        hint="Your company or team; everything you set up belongs to it."
        error={shown.workspaceName}
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
