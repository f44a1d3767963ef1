import { needs, objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { PipelineSeed } from "@/lib/local/hubspot-sandbox/options";

export const pipelineRoutes: readonly Route[] = [
  {
    kind: "portal",
    method: "GET",
    family: "pipelines",
    path: "/{objectType}",
    scopes: needs("read-schema"),
    answer: (call) => replyJson(200, { results: objectTypeOf(call).pipelines.map(render) }),
  },
  {
    kind: "portal",
    method: "GET",
    family: "pipelines",
    path: "/{objectType}/{pipelineId}",
    scopes: needs("read-schema"),
    answer: (call) => replyJson(200, findPipeline(call)),
  },
];

function findPipeline(call: PortalCall) {
  const { pipelines } = objectTypeOf(call);
  const index = pipelines.findIndex(({ id }) => id === call.params.pipelineId);
  const pipeline = pipelines[index];
  if (pipeline === undefined) throw recordNotFound();
  return render(pipeline, index);
}

const since = "2024-01-15T09:00:00.000Z";

function render({ id, label, stages }: PipelineSeed, displayOrder: number) {
  return {
    label,
    displayOrder,
    id,
    stages: stages.map((stage, index) => ({
      label: stage.label,
      displayOrder: index,
      metadata: stage.metadata,
      createdAt: since,
      updatedAt: since,
      archived: false,
      id: stage.id,
      writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
    })),
    createdAt: since,
    updatedAt: since,
    archived: false,
  };
}
