import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CreatedApiKey } from "@/lib/api/api-keys";

export function NewApiKey({ created: { key, apiKey } }: { created: CreatedApiKey }) {
  const footer = (
    <>
      <CopyButton text={key} label="Copy the key" isLabelled />
      <DialogClose>
        <Button variant="primary">I have copied it</Button>
      </DialogClose>
    </>
  );
  return (
    <DialogContent title={`The key ${apiKey.name}`} footer={footer}>
      <div className="grid gap-4">
        <Callout tone="warning" title="This is the only time that it is shown" isAnnounced>
          Only its hash is kept here. If it gets lost, revoke it and make another.
        </Callout>
        <Field label="API key" hint="Send it as Authorization: Bearer, followed by the key.">
          <Input readOnly value={key} onFocus={({ target }) => target.select()} className="font-mono" />
        </Field>
      </div>
    </DialogContent>
  );
}
