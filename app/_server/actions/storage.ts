"use server";

import { z } from "zod";
import { FileOptions, StorageInput, type TypedStorage } from "@/lib/api/storage";
import { leaveStorage as leave } from "@/lib/connections/leave-storage";
import { saveStorage as save } from "@/lib/connections/save-storage";
import { setFileOptions as setOptions } from "@/lib/connections/set-file-options";
import { testStorageInput as testInput, testStorage as testSaved } from "@/lib/connections/test-storage";
import { runAction } from "../action";

const Nothing = z.null();

export const saveStorage = async (input: TypedStorage) => runAction(StorageInput, input, save);
export const leaveStorage = async () => runAction(Nothing, null, leave);
export const testStorage = async () => runAction(Nothing, null, testSaved);
export const testStorageInput = async (input: TypedStorage) => runAction(StorageInput, input, testInput);
export const setFileOptions = async (input: FileOptions) => runAction(FileOptions, input, setOptions);
