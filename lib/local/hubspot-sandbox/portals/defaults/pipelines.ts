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
  "0-123": [
    {
      id: "order-pipeline",
      label: "Order Pipeline",
      stages: [
        { id: "order-open", label: "Open", metadata: { state: "OPEN" } },
        { id: "order-shipped", label: "Shipped", metadata: { state: "OPEN" } },
        { id: "order-delivered", label: "Delivered", metadata: { state: "CLOSED" } },
        { id: "order-cancelled", label: "Cancelled", metadata: { state: "CLOSED" } },
      ],
    },
  ],
  "0-136": [
    {
      id: "lead-pipeline-id",
      label: "Lead Pipeline",
      stages: [
        { id: "new-stage-id", label: "New", metadata: { leadState: "NEW" } },
        { id: "attempting-stage-id", label: "Attempting", metadata: { leadState: "IN_PROGRESS" } },
        { id: "connected-stage-id", label: "Connected", metadata: { leadState: "IN_PROGRESS" } },
        { id: "qualified-stage-id", label: "Qualified", metadata: { leadState: "QUALIFIED" } },
        { id: "unqualified-stage-id", label: "Unqualified", metadata: { leadState: "UNQUALIFIED" } },
      ],
    },
  ],
};
