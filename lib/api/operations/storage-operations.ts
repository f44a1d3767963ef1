import { z } from "zod";
import { TestLine } from "../sources";
import { FileOptions, StorageInput, StorageView } from "../storage";
import type { Operation } from "./operation";

export const storageOperations = {
  getStorage: {
    method: "GET",
    path: "/storage",
    tag: "storage",
    summary: "Read where rejected rows are kept",
    description: "Never a secret.",
    role: "viewer",
    status: 200,
    answer: StorageView,
  },
  saveStorage: {
    method: "PUT",
    path: "/storage",
    tag: "storage",
    summary: "Give the workspace a bucket of its own, or change it",
    description:
      "Saves without trying: test it before with `POST /storage/try`. An empty secret keeps the saved one of the same access key and endpoint. Files of earlier runs stay where they are.",
    role: "owner",
    body: StorageInput,
    status: 200,
    answer: StorageView,
  },
  leaveStorage: {
    method: "DELETE",
    path: "/storage",
    tag: "storage",
    summary: "Go back to the instance's store",
    description: "Files of earlier runs stay in the bucket, and are read there.",
    role: "owner",
    status: 200,
    answer: StorageView,
  },
  testStorage: {
    method: "POST",
    path: "/storage/test",
    tag: "storage",
    summary: "Try the workspace's bucket, line by line",
    description: "Writes, reads, lists and deletes a small file below the prefix.",
    role: "editor",
    status: 200,
    answer: z.array(TestLine),
  },
  testStorageInput: {
    method: "POST",
    path: "/storage/try",
    tag: "storage",
    summary: "Try a bucket before it is saved",
    role: "owner",
    body: StorageInput,
    status: 200,
    answer: z.array(TestLine),
  },
  setFileOptions: {
    method: "PUT",
    path: "/storage/files",
    tag: "storage",
    summary: "Set how files of rejected rows are written, and how long they are kept",
    role: "owner",
    body: FileOptions,
    status: 200,
    answer: StorageView,
  },
} as const satisfies Record<string, Operation>;
