import { otherTypeOf, readSpecs } from "@/lib/local/hubspot-sandbox/api/associations/read-specs";
import { refuseUnconnectable, renderLink, replyLinks } from "@/lib/local/hubspot-sandbox/api/associations/render-links";
import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { type JsonObject, readInputs, readPart, readParts, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { type Reply, replyEmpty } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { AssociationDefinition } from "@/lib/local/hubspot-sandbox/records/association-definitions";
import {
  type AssociationProblem,
  checkSpecs,
  findBadPair,
} from "@/lib/local/hubspot-sandbox/records/check-association";
import { refuseAssociation } from "@/lib/local/hubspot-sandbox/records/record-problem";

const maxCreated = 2000;

interface LinkInput {
  readonly from: string;
  readonly to: string;
  readonly definitions: readonly AssociationDefinition[];
  readonly problem: AssociationProblem | null;
}

/** Connects up to 2,000 pairs, each with labels of its own. */
export function batchCreateLinks(call: PortalCall): Reply {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  const inputs = readInputs(call, maxCreated).map((input) => {
    const ids = readIds(input, call);
    const checked = checkSpecs(call.portal, readSpecs(readParts(input, "types", call), call), type, other);
    if (checked.kind === "invalid-association") return { ...ids, definitions: [], problem: checked };
    return { ...ids, definitions: checked.definitions, problem: findBadPair(type, ids.from, other, ids.to) };
  });
  const [linked, problems] = connect(inputs, type, other, call);
  const results = linked.map(({ from, to, definitions }) => renderLink(type, from, other, to, definitions));
  return replyLinks(call, problems.length > 0 ? 207 : 201, results, problems);
}

/** Connects pairs without a label. A bad pair is told in the same 200. */
export function batchAssociateDefault(call: PortalCall): Reply {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  const plain = call.portal.associations.findUnlabelled(type.typeId, other.typeId);
  if (plain === null) throw refuseUnconnectable(type, other);
  const inputs = readInputs(call, maxCreated).map((input) => {
    const ids = readIds(input, call);
    return { ...ids, definitions: [plain], problem: findBadPair(type, ids.from, other, ids.to) };
  });
  const [linked, problems] = connect(inputs, type, other, call);
  const results = linked.map(({ from, to }) => renderDefaultLink(from, to, plain));
  return replyLinks(call, 200, results, problems);
}

/** Takes away all that connects the pairs. */
export function batchArchiveLinks(call: PortalCall): Reply {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  for (const input of readInputs(call)) {
    const from = { objectTypeId: type.typeId, id: Number(readText(readPart(input, "from", call), "id", call)) };
    for (const target of readParts(input, "to", call)) {
      const to = { objectTypeId: other.typeId, id: Number(readText(target, "id", call)) };
      call.portal.associations.set(from, to, []);
    }
  }
  return call.version === "v4" ? replyEmpty(204) : replyLinks(call, 200, null, []);
}

export function renderDefaultLink(from: string, to: string, { category, typeId }: AssociationDefinition) {
  const associationSpec = { associationCategory: category, associationTypeId: typeId };
  return { from: { id: from }, to: { id: to }, associationSpec };
}

function readIds(input: JsonObject, call: PortalCall): { from: string; to: string } {
  return {
    from: readText(readPart(input, "from", call), "id", call),
    to: readText(readPart(input, "to", call), "id", call),
  };
}

/** Connects what can be connected, or nothing if that is what the portal does with a bad pair. */
function connect(
  inputs: readonly LinkInput[],
  type: ObjectType,
  other: ObjectType,
  { portal, sandbox }: PortalCall,
): [readonly LinkInput[], readonly AssociationProblem[]] {
  const problems = inputs.flatMap(({ problem }) => problem ?? []);
  const [first] = problems;
  if (first && sandbox.switches.refusesWholeAssociationBatches) throw refuseAssociation(first);
  const good = inputs.filter(({ problem }) => problem === null);
  for (const { from, to, definitions } of good) {
    portal.associations.link(
      { objectTypeId: type.typeId, id: Number(from) },
      { objectTypeId: other.typeId, id: Number(to) },
      definitions,
    );
  }
  return [good, problems];
}
