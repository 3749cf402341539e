// The foreign clients, connected to a server of ours, and what their answers have in common.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The two newest majors of HubSpot's own client. They differ in how they send: 13 by node-fetch, 14
 * by the runtime's fetch.
 */
export const modernClients = ['@hubspot/api-client', '@hubspot/api-client-13'].map((packageName) => {
  const { Client } = require(packageName);
  return {
    name: `@hubspot/api-client ${require(`${packageName}/package.json`).version}`,
    connect: (server, accessToken = server.token) =>
      new Client({ basePath: server.url, accessToken, numberOfApiCallRetries: 0 }),
  };
});

/** MadKudu's client of the legacy API, with each kind of credentials that it can send. */
export const legacyClients = [
  ['Bearer', (credential) => ({ accessToken: credential })],
  ['hapikey', (credential) => ({ apiKey: credential })],
  ['access_token', (credential) => ({ accessToken: credential, useOAuth1: true })],
].map(([scheme, credentials]) => {
  const Client = brief(require('hubspot'));
  return {
    name: `hubspot ${require('hubspot/package.json').version} with ${scheme}`,
    connect: (server, credential = server.token) =>
      new Client({
        baseUrl: server.url,
        ...credentials(credential),
        // Its default holds every client back to nine calls a second.
        limiter: { minTime: 0, maxConcurrent: 10 },
      }),
  };
});

/** The client's errors hold the whole exchange: pages, when a test prints one. Keep what it says. */
function brief(LegacyClient) {
  return class extends LegacyClient {
    apiRequest(options) {
      return super.apiRequest(options).catch(({ name, message, statusCode, error }) => {
        throw Object.assign(new Error(`${name}: ${message}`), { statusCode, error });
      });
    }
  };
}

/** Expects HubSpot's client to fail with the status, and gives the error body. */
export async function refused(call, status) {
  const error = await failure(call);
  assert.equal(error.code, status, error.message);
  return typeof error.body === 'string' ? JSON.parse(error.body) : error.body;
}

/** Expects the legacy client to fail with the status, and gives the error body. */
export async function legacyRefused(call, status) {
  const error = await failure(call);
  assert.equal(error.statusCode, status, error.message);
  return error.error;
}

async function failure(call) {
  let answer;
  try {
    answer = await call;
  } catch (error) {
    return error;
  }
  assert.fail(`the call succeeded: ${JSON.stringify(answer)}`);
}

/** HubSpot's `apiRequest`, which has no model of the answer: any JSON path of any version. */
export async function request(client, method, path, body) {
  const response = await client.apiRequest({ method, path, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

let number = 0;

/** An address that no other record of this run has. */
export function email(name = 'ida') {
  number += 1;
  return `${name}.${process.pid}.${number}@example.test`;
}

export const sorted = (values) => [...values].sort((a, b) => Number(a) - Number(b));
