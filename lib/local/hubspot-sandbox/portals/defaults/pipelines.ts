import type { PipelineSeed } from "@/lib/local/hubspot-sandbox/options";

function dealStage(id: string, label: string, probability: string, isClosed = false) {
  return { id, label, metadata: { probability, isClosed: String(isClosed) } };
}

/** HubSpot's own pipelines, by type id. */
export const defaultPipelines: Readonly<Record<string, readonly PipelineSeed[]>> = {
  "0-3": [
    {
      id: "default",
      label: "Sales Pipeline",
      stages: [
        dealStage("appointmentscheduled", "Appointment Scheduled", "0.2"),
        dealStage("qualifiedtobuy", "Qualified To Buy", "0.4"),
        dealStage("presentationscheduled", "Presentation Scheduled", "0.6"),
        dealStage("decisionmakerboughtin", "Decision Maker Bought-In", "0.8"),
        dealStage("contractsent", "Contract Sent", "0.9"),
        dealStage("closedwon", "Closed Won", "1.0", true),
        dealStage("closedlost", "Closed Lost", "0.0", true),
      ],
    },
  ],
  "0-5": [
    {
      id: "0",
      label: "Support Pipeline",
      stages: [
        { id: "1", label: "New", metadata: { ticketState: "OPEN" } },
        { id: "2", label: "Waiting on contact", metadata: { ticketState: "OPEN" } },
        { id: "3", label: "Waiting on us", metadata: { ticketState: "OPEN" } },
        { id: "4", label: "Closed", metadata: { ticketState: "CLOSED" } },
      ],
    },
  ],
};
