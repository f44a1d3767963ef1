import type { ReactNode } from "react";
import { requireMembership } from "@/app/_server/actor";
import { ConsoleShell } from "@/components/shell/console-shell";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user, workspaceName } = await requireMembership();
  return (
    <ConsoleShell user={user} workspaceName={workspaceName}>
      {children}
    </ConsoleShell>
  );
}
