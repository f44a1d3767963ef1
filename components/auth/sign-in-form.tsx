"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { FieldErrors } from "@/components/forms/field-errors";
import { readText } from "@/components/forms/read-text";
import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInWithPassword } from "./sign-in-with-password";

export function SignInForm() {
  const router = useRouter();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const isHydrated = useIsHydrated();

  const submit = (form: FormData) => {
    const credentials = { email: readText(form, "email"), password: readText(form, "password") };
    const missing = listMissing(credentials);
    setErrors(missing);
    setRefusal(null);
    if (Object.keys(missing).length > 0) return;
    startTransition(async () => {
      const refused = await signInWithPassword(credentials);
      setRefusal(refused);
      if (refused === null) {
        router.replace("/");
        router.refresh();
      }
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

function listMissing({ email, password }: { email: string; password: string }): FieldErrors {
  return {
    ...(email.includes("@") ? {} : { email: "Write an e-mail address such as ada@example.com." }),
    ...(password === "" ? { password: "Write your password." } : {}),
  };
}
