"use client";

import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { setUpInstance } from "@/app/_server/actions/account";
import { type FieldErrors, listFieldErrors } from "@/components/forms/field-errors";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SetUpInput } from "@/lib/api/account";

export function SetUpForm() {
  const router = useRouter();
  const [input, setInput] = useState<SetUpInput>({ name: "", email: "", password: "", workspaceName: "" });
  const [errors, setErrors] = useState<FieldErrors>({});
  const setUp = useAction(setUpInstance, async () => {
    const answer = await signIn("credentials", { redirect: false, email: input.email, password: input.password });
    // The account exists now: if signing in fails, the sign-in page says why.
    router.replace(answer?.ok ? "/" : "/sign-in");
    router.refresh();
  });
  const shown = { ...setUp.problem?.fields, ...errors };

  const submit = () => {
    const parsed = SetUpInput.safeParse(input);
    setErrors(parsed.success ? {} : listFieldErrors(parsed.error));
    if (parsed.success) setUp.run(parsed.data);
  };
  const bind = (field: keyof SetUpInput) => ({
    name: field,
    value: input[field],
    onChange: (event: { target: { value: string } }) => setInput({ ...input, [field]: event.target.value }),
    required: true,
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="flex flex-col gap-4"
    >
      {setUp.problem && (
        <Callout tone="danger" isAnnounced>
          {setUp.problem.message}
        </Callout>
      )}
      <Field label="Your name" error={shown.name}>
        <Input {...bind("name")} autoComplete="name" autoFocus />
      </Field>
      <Field label="E-mail address" hint="You sign in with it." error={shown.email}>
        <Input {...bind("email")} type="email" autoComplete="username" />
      </Field>
      <Field label="Password" hint="At least 12 characters; three random words are good." error={shown.password}>
        <Input {...bind("password")} type="password" autoComplete="new-password" />
      </Field>
      <Field
        label="Workspace"
        hint="Your company or team; everything you set up belongs to it."
        error={shown.workspaceName}
      >
        <Input {...bind("workspaceName")} autoComplete="organization" />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={setUp.isPending}>
        Create account
      </Button>
    </form>
  );
}
