"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { saveStorage } from "@/app/_server/actions/storage";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { storageQuery } from "@/lib/api/queries";
import type { StorageView } from "@/lib/api/storage";
import { StorageAuthFields } from "./storage-auth-fields";
import { draftStorage, emptyStorageDraft, gatherTags, type StorageDraft, toStorageInput } from "./storage-draft";
import { StorageObjectFields } from "./storage-object-fields";
import { StoragePlaceFields } from "./storage-place-fields";
import { TestOutcome } from "./test-outcome";
import { useStorageTest } from "./use-storage-test";

/** The workspace's own bucket, new or changed. Another bucket than before leaves the old one as it is. */
export function StorageForm({ view: { storage, suggestedExternalId } }: { view: StorageView }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() =>
    storage ? draftStorage(storage.facts, suggestedExternalId) : emptyStorageDraft(suggestedExternalId),
  );
  const test = useStorageTest();
  const saving = useAction(saveStorage, (view) => {
    queryClient.setQueryData(storageQuery().queryKey, view);
    toast.success(`Rejected rows go to ${view.storage?.facts.bucket} from now on`);
    router.push("/connections#storage");
  });
  const problem = saving.problem ?? test.problem;

  const change = (changed: Partial<StorageDraft>) => {
    setDraft({ ...draft, ...changed });
    // What a test said was about other settings.
    test.forget();
  };
  const save = () => {
    test.forget();
    saving.run(toStorageInput(draft));
  };
  const tryOut = () => {
    saving.clear();
    test.run(toStorageInput(draft));
  };

  const fields = { draft, errors: gatherTags(problem?.fields ?? {}), onChange: change };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Card aria-label="Storage">
        <CardBody className="flex flex-col gap-5">
          <p className="text-sm text-muted">
            What the bucket has to allow, for Amazon S3, MinIO, R2 and Ceph, is in{" "}
            <TextLink href="/docs/storage">the docs</TextLink>, ready to copy.
          </p>
          <StoragePlaceFields {...fields} />
          <StorageAuthFields
            {...fields}
            hasSavedSecret={storage?.facts.auth.kind === "keys"}
            suggestedExternalId={suggestedExternalId}
          />
          <StorageObjectFields {...fields} />
          <TestOutcome test={test} problem={problem} fields={storageFields} />
        </CardBody>
        <CardFooter>
          <Button className="mr-auto" pending={test.isPending} onClick={tryOut}>
            Test storage
          </Button>
          <LinkButton href="/connections#storage" variant="ghost">
            Back to connections
          </LinkButton>
          <Button type="submit" variant="primary" pending={saving.isPending}>
            {storage ? "Save" : "Use this bucket"}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

const storageFields = ["bucket", "region", "prefix", "endpoint", "auth", "encryption", "tags"];
