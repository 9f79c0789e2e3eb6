// The least that runs a Node function as Lambda does: fetch an event, call the handler, report what it returned.
'use strict';
const http = require('http');
const https = require('https');
const path = require('path');

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true });

// AwsCustomResource's handler leaves the port out of its answer, because CloudFormation's URLs have none.
const request = https.request;
https.request = (options, ...others) =>
  request(options.port || !options.hostname ? options : { ...options, port: process.env.RESPONSE_PORT }, ...others);

function call(method, route, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host, port, method, agent, path: `/2018-06-01/runtime/${route}` },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function main() {
  const { handler } = require(path.resolve(process.cwd(), 'index.js'));
  for (;;) {
    const { headers, text } = await call('GET', 'invocation/next');
    const id = headers['lambda-runtime-aws-request-id'];
    const context = {
      awsRequestId: id,
      invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      getRemainingTimeInMillis: () => Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
    };
    try {
      const result = await handler(JSON.parse(text), context);
      await call('POST', `invocation/${id}/response`, JSON.stringify(result ?? null));
    } catch (error) {
      await call('POST', `invocation/${id}/error`, JSON.stringify({ errorMessage: String(error) }));
    }
  }
}

main();
