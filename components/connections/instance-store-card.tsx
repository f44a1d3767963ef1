import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";

export function InstanceStoreCard() {
  return (
    <Card aria-labelledby="storage-name">
      <CardHeader
        actions={
          <LinkButton href="/connections/storage" size="sm">
            Use your own bucket
          </LinkButton>
        }
      >
        <CardTitle id="storage-name">The instance’s store</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="text-sm text-muted">
          Rejected rows are kept where this instance keeps its files. With a bucket of your own they go there when a run
          has ended: on Amazon S3, MinIO, R2 or Ceph.
        </p>
      </CardBody>
    </Card>
  );
}
