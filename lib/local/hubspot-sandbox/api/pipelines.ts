import { needs, objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { invalidRequest, recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { PipelineSeed } from "@/lib/local/hubspot-sandbox/options";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";

type Stage = PipelineSeed["stages"][number];

export const pipelineRoutes: readonly Route[] = [
  route("GET", "/{objectType}", ({ type }) => replyJson(200, { results: type.pipelines.map(render) })),
  route("GET", "/{objectType}/{pipelineId}", (place) => {
    const { pipeline, index } = findPipeline(place);
    return replyJson(200, render(pipeline, index));
  }),
  route("GET", "/{objectType}/{pipelineId}/stages", (place) =>
    replyJson(200, { results: findPipeline(place).pipeline.stages.map(renderStage) }),
  ),
  route("GET", "/{objectType}/{pipelineId}/stages/{stageId}", (place) => {
    const { stage, index } = findStage(place);
    return replyJson(200, renderStage(stage, index));
  }),
  route("DELETE", "/{objectType}/{pipelineId}/stages/{stageId}", deleteStage),
];

interface Place {
  readonly call: PortalCall;
  readonly type: ObjectType;
}

function route(method: "GET" | "DELETE", path: string, answer: (place: Place) => Reply): Route {
  const scopes = needs(method === "GET" ? "read-schema" : "write-schema");
  const family = "pipelines";
  return { kind: "portal", method, family, path, scopes, answer: (call) => answer({ call, type: objectTypeOf(call) }) };
}

/** 2026-09 keeps a stage as long as a record is in it; older versions don't ask. */
function deleteStage(place: Place): Reply {
  const { call, type } = place;
  const { pipeline } = findPipeline(place);
  const { stage } = findStage(place);
  if (call.version === "2026-09" && isInUse(stage, pipeline, type)) {
    throw invalidRequest(
      `The stage ${stage.id} is in use and can't be deleted: move its records to another one first.`,
    );
  }
  const without = { ...pipeline, stages: pipeline.stages.filter((one) => one !== stage) };
  type.pipelines = type.pipelines.map((one) => (one === pipeline ? without : one));
  call.sandbox.saveObjectType(call.portal, type);
  return replyEmpty(204);
}

function isInUse(stage: Stage, pipeline: PipelineSeed, { pipelineProperties, records }: ObjectType): boolean {
  if (pipelineProperties === null) return false;
  for (const { values, archivedAt } of records.all()) {
    const isThere =
      values[pipelineProperties.stage] === stage.id && values[pipelineProperties.pipeline] === pipeline.id;
    if (isThere && archivedAt === null) return true;
  }
  return false;
}

function findPipeline({ call, type }: Place): { pipeline: PipelineSeed; index: number } {
  const index = type.pipelines.findIndex(({ id }) => id === call.params.pipelineId);
  const pipeline = type.pipelines[index];
  if (pipeline === undefined) throw recordNotFound();
  return { pipeline, index };
}

function findStage(place: Place): { stage: Stage; index: number } {
  const { stages } = findPipeline(place).pipeline;
  const index = stages.findIndex(({ id }) => id === place.call.params.stageId);
  const stage = stages[index];
  if (stage === undefined) throw recordNotFound();
  return { stage, index };
}

const since = "2024-01-15T09:00:00.000Z";

function render({ id, label, stages }: PipelineSeed, displayOrder: number) {
  return {
    label,
    displayOrder,
    id,
    stages: stages.map(renderStage),
    createdAt: since,
    updatedAt: since,
    archived: false,
  };
}

function renderStage({ id, label, metadata }: Stage, displayOrder: number) {
  return {
    label,
    displayOrder,
    metadata,
    createdAt: since,
    updatedAt: since,
    archived: false,
    id,
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
  };
}
