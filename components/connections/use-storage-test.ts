"use client";

import { testStorage, testStorageInput } from "@/app/_server/actions/storage";
import { storageQuery } from "@/lib/api/queries";
import type { TypedStorage } from "@/lib/api/storage";
import { useConnectionTest } from "./use-connection-test";

/** Tries the bucket as it is saved (null), or as it is typed. */
export function useStorageTest() {
  return useConnectionTest(tryOut, storageQuery().queryKey);
}

function tryOut(input: TypedStorage | null) {
  return input ? testStorageInput(input) : testStorage();
}
