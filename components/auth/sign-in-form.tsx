"use client";

import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useState, useTransition } from "react";
import { type FieldErrors, listFieldErrors } from "@/components/forms/field-errors";
import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Credentials } from "@/lib/api/account";
import { describeSignInError } from "./describe-sign-in-error";

export function SignInForm() {
  const router = useRouter();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const isHydrated = useIsHydrated();

  const submit = (form: FormData) => {
    const parsed = Credentials.safeParse({ email: form.get("email"), password: form.get("password") });
    setErrors(parsed.success ? {} : listFieldErrors(parsed.error));
    setRefusal(null);
    if (!parsed.success) return;
    startTransition(async () => {
      const answer = await signIn("credentials", { redirect: false, ...parsed.data });
      if (answer?.ok) {
        router.replace("/");
        router.refresh();
        return;
      }
      setRefusal(describeSignInError(answer?.error ?? null));
    });
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
      {refusal && (
        <Callout tone="danger" isAnnounced>
          {refusal}
        </Callout>
      )}
      <Field label="E-mail address" error={errors.email}>
        <Input name="email" type="email" autoComplete="username" autoFocus required />
      </Field>
      <Field label="Password" error={errors.password}>
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={isPending} disabled={!isHydrated}>
        Sign in
      </Button>
    </form>
  );
}
