"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { sendRow } from "@/app/_server/actions/syncs";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { acceptedRowsQuery, comparisonQuery } from "@/lib/api/queries";
import type { ComparedRow, CompareInput, SendRowInput, SentRow } from "@/lib/api/row-comparison";
import { CallBlock } from "./call-block";
import { SentRowResult } from "./sent-row-result";

interface SendRowProps {
  row: ComparedRow;
  /** What was compared: the row is sent as that says. */
  asked: CompareInput;
}

/** Sends one row for real: what would be sent, to be confirmed; then what was sent, and HubSpot's answer. */
export function SendRow({ row, asked }: SendRowProps) {
  const queryClient = useQueryClient();
  const [sent, setSent] = useState<SentRow | null>(null);
  const action = useAction(sendRow, async (answer) => {
    setSent(answer);
    if (asked.syncId) await queryClient.invalidateQueries({ queryKey: acceptedRowsQuery(asked.syncId).queryKey });
  });
  const { request, matchValue } = row;
  if (request === null || matchValue === null) return null;
  const input: SendRowInput = { ...asked, matchValue, request };

  function change(isOpen: boolean) {
    if (isOpen) {
      setSent(null);
      action.clear();
      return;
    }
    // Not before: the row may go elsewhere in the list, and its dialog with it.
    if (sent) void queryClient.invalidateQueries({ queryKey: comparisonQuery(asked).queryKey });
  }

  return (
    <Dialog onOpenChange={change}>
      <DialogTrigger>
        <Button size="sm">
          <Send aria-hidden />
          Send this row…
        </Button>
      </DialogTrigger>
      <DialogContent
        title={sent ? "What HubSpot answered" : "Send one row to HubSpot?"}
        description={matchValue}
        size="lg"
        footer={<Footer isSent={sent !== null} isPending={action.isPending} onSend={() => action.run(input)} />}
      >
        <div aria-live="polite" className="grid gap-4">
          {sent ? (
            <SentRowResult sent={sent} />
          ) : (
            <>
              <Callout tone="warning" title="This writes to HubSpot">
                The record is {row.outcome === "created" ? "created" : "changed"} for real, whatever the sync's schedule
                says. {asked.syncId === null ? "" : "What HubSpot accepts counts for the sync's next run."}
              </Callout>
              {action.problem && (
                <Callout tone="danger" title="Nothing was sent" isAnnounced>
                  {action.problem.message}
                </Callout>
              )}
              <CallBlock title="Request" {...request} body={request.body} />
            </>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Footer({ isSent, isPending, onSend }: { isSent: boolean; isPending: boolean; onSend: () => void }) {
  return (
    <>
      <DialogClose>
        <Button disabled={isPending}>{isSent ? "Close" : "Cancel"}</Button>
      </DialogClose>
      {!isSent && (
        <Button variant="primary" pending={isPending} onClick={onSend}>
          Send to HubSpot
        </Button>
      )}
    </>
  );
}
