"use server";

import { z } from "zod";
import { SourceInput, type TypedSource } from "@/lib/api/sources";
import { createSource as create } from "@/lib/connections/create-source";
import { deleteSource as remove } from "@/lib/connections/delete-source";
import { testSource as test, testSourceInput as testInput } from "@/lib/connections/test-source";
import { UpdateSource, updateSource as update } from "@/lib/connections/update-source";
import { runAction } from "../action";

const SourceId = z.object({ sourceId: z.string() });
type SourceId = z.infer<typeof SourceId>;

export const createSource = async (input: TypedSource) => runAction(SourceInput, input, create);
export const updateSource = async (input: z.input<typeof UpdateSource>) => runAction(UpdateSource, input, update);
export const deleteSource = async (input: SourceId) => runAction(SourceId, input, remove);
export const testSource = async (input: SourceId) => runAction(SourceId, input, test);
export const testSourceInput = async (input: TypedSource) => runAction(SourceInput, input, testInput);
