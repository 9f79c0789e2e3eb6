// Drives the local EC2 with the SDK that most scripts use; prints what it saw as one JSON object.
import { createRequire } from 'node:module';

const require = createRequire(process.env.SDK_FOLDER + '/');
const {
  EC2Client,
  CreateRouteServerCommand,
  CreateTagsCommand,
  DeleteRouteServerCommand,
  DeleteTagsCommand,
  DescribeRouteServersCommand,
  ModifyRouteServerCommand,
  paginateDescribeRouteServers,
} = require('@aws-sdk/client-ec2');

const client = new EC2Client({
  region: 'us-east-1',
  endpoint: process.env.EC2_ENDPOINT,
  maxAttempts: 3,
});
const seen = {};

const made = (await client.send(new CreateRouteServerCommand({
  AmazonSideAsn: 4200000000,
  PersistRoutes: 'enable',
  PersistRoutesDuration: 5,
  SnsNotificationsEnabled: true,
  TagSpecifications: [{
    ResourceType: 'route-server',
    Tags: [{ Key: 'Name', Value: 'n' }, { Key: 'empty', Value: '' }],
  }],
}))).RouteServer;
seen.created = made;

const id = made.RouteServerId;
const describe = async () =>
  (await client.send(new DescribeRouteServersCommand({ RouteServerIds: [id] }))).RouteServers[0];
const until = async (state) => {
  for (;;) {
    const server = await describe();
    if (server.State === state) {
      return server;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
await until('available');
await new Promise((resolve) => setTimeout(resolve, 100));
seen.described = await describe();

seen.modified = (await client.send(new ModifyRouteServerCommand({
  RouteServerId: id,
  PersistRoutes: 'disable',
  SnsNotificationsEnabled: false,
}))).RouteServer;
await until('available');

await client.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'a', Value: '<&>' }] }));
await client.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: 'Name' }] }));
seen.tags = (await describe()).Tags;
const byTag = new DescribeRouteServersCommand({ Filters: [{ Name: 'tag:a', Values: ['<&>'] }] });
seen.foundByTag = (await client.send(byTag)).RouteServers.length;

await client.send(new DeleteRouteServerCommand({ RouteServerId: id }));
await until('deleted');
try {
  await client.send(new DeleteRouteServerCommand({ RouteServerId: id }));
} catch (error) {
  seen.error = {
    name: error.name,
    code: error.Code,
    message: error.message,
    status: error.$metadata.httpStatusCode,
    requestId: error.$metadata.requestId ?? error.RequestID ?? error.RequestId,
    attempts: error.$metadata.attempts,
  };
}

// The test lets two of these calls fail once: one throttled, one with a server error.
for (let i = 0; i < 11; i += 1) {
  const answer = await client.send(new CreateRouteServerCommand({ AmazonSideAsn: 65000 + i }));
  seen.attempts = Math.max(seen.attempts ?? 0, answer.$metadata.attempts);
}
seen.pages = [];
for await (const page of paginateDescribeRouteServers({ client, pageSize: 5 }, {})) {
  seen.pages.push(page.RouteServers.length);
}

console.log(JSON.stringify(seen));
