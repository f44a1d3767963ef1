"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import type { CreatedApiKey } from "@/lib/api/api-keys";
import { ApiKeyForm } from "./api-key-form";
import { NewApiKey } from "./new-api-key";

/** Asks for a key's name, role and expiry, then shows the key: the one time that it is to be seen. */
export function CreateApiKey({ look }: { look: "first" | "small" }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);

  function change(next: boolean) {
    setIsOpen(next);
    if (next) return;
    // The list is read anew only now: the first key would take the place of this dialog's own button.
    if (created) router.refresh();
    setCreated(null);
  }

  return (
    <Dialog open={isOpen} onOpenChange={change}>
      <DialogTrigger>
        <Button {...(look === "first" ? { variant: "primary" as const } : { size: "sm" as const })}>Make a key</Button>
      </DialogTrigger>
      {isOpen && (created ? <NewApiKey created={created} /> : <ApiKeyForm onCreated={setCreated} />)}
    </Dialog>
  );
}
