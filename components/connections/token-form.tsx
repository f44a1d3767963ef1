"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { connectByToken } from "@/app/_server/actions/portals";
import { FormProblem } from "@/components/forms/form-problem";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { portalsQuery } from "@/lib/api/queries";

interface TokenFormProps {
  /** The portal that the token has to belong to; null for whichever it belongs to. */
  portalId: string | null;
  /** The names of the scopes that it needs; left out where they are the token's that was there before. */
  scopes?: readonly string[];
  onConnected?: (() => void) | undefined;
}

export function TokenForm({ portalId, scopes, onConnected }: TokenFormProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [token, setToken] = useState("");
  const connect = useAction(connectByToken, async (portal) => {
    setToken("");
    onConnected?.();
    toast.success(`${portal.domain} is connected`);
    await queryClient.invalidateQueries({ queryKey: portalsQuery().queryKey });
    router.refresh();
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        connect.run({ token, portalId });
      }}
      className="flex flex-col gap-3"
    >
      <p className="text-sm text-muted">
        In HubSpot, make a service key, or use a private app that you already have, and copy its token.
        {scopes && " It needs these scopes for what is ticked above."} It belongs to one account, and is kept sealed
        here.
      </p>
      {scopes && <CodeBlock title="Scopes of the token" code={scopes.join("\n")} />}
      <FormProblem problem={connect.problem} fields={["token"]} />
      <Field label="Token" error={connect.problem?.fields?.token}>
        <Input
          type="password"
          autoComplete="off"
          placeholder="pat-na1-…"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </Field>
      <div>
        <Button type="submit" pending={connect.isPending}>
          Connect with this token
        </Button>
      </div>
    </form>
  );
}
