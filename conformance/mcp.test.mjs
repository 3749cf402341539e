// HubSpot's MCP server, which agents use, as a client: JSON-RPC over its standard input and output.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { email } from './clients.mjs';
import { startServer } from './server.mjs';

const require = createRequire(import.meta.url);
const server = await startServer();
const mcp = await connect(server);
after(async () => {
  await mcp.stop();
  await server.stop();
});

/** Starts the program and says hello to it. */
async function connect({ url, token }) {
  const program = path.join(path.dirname(require.resolve('@hubspot/mcp-server/package.json')), 'dist', 'index.js');
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, BASE_URL_OVERRIDE: url, PRIVATE_APP_ACCESS_TOKEN: token },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const waiting = new Map();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let id = 0;
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      id += 1;
      waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      ended.then(() => reject(new Error('the MCP server ended')));
      send({ id, method, params });
    });
  await request('initialize', {
    protocolVersion: '2024-11-05',
    capabilities: {},
    clientInfo: { name: 'liaison-conformance', version: '1' },
  });
  send({ method: 'notifications/initialized' });
  return {
    tools: async () => (await request('tools/list', {})).tools.map((tool) => tool.name),
    /** The text of the tool's answer, which is words and then what the API said as JSON. */
    async call(name, args) {
      const { content, isError } = await request('tools/call', { name, arguments: args });
      const text = content.map((part) => part.text).join('\n');
      assert.ok(!isError && !/error/i.test(text.slice(0, 40)), text);
      return text;
    },
    async stop() {
      child.stdin.end();
      child.kill();
      await ended;
    },
  };
}

/** The JSON in an answer. */
const json = (text) => JSON.parse(text.slice(text.search(/[[{]/)));

describe(`@hubspot/mcp-server ${require('@hubspot/mcp-server/package.json').version}`, () => {
  test('lists its tools', async () => {
    const tools = await mcp.tools();
    for (const tool of ['search-objects', 'batch-create-objects', 'create-property', 'list-associations']) {
      assert.ok(tools.some((name) => name.endsWith(tool)), `${tool} in ${tools}`);
    }
  });

  test('knows who it is and what the account has', async () => {
    await mcp.call('hubspot-get-user-details', {});
    await mcp.call('hubspot-get-schemas', {});
    await mcp.call('hubspot-list-properties', { objectType: 'contacts' });
  });

  test('creates a property, contacts and a deal, finds and links them', async () => {
    await mcp.call('hubspot-create-property', {
      objectType: 'contacts',
      name: 'shoe_size',
      label: 'Shoe size',
      groupName: 'contactinformation',
      type: 'number',
      fieldType: 'number',
    });
    const addresses = [email(), email()];
    const contacts = json(
      await mcp.call('hubspot-batch-create-objects', {
        objectType: 'contacts',
        inputs: addresses.map((address) => ({ properties: { email: address, shoe_size: '43' } })),
      }),
    );
    assert.equal(contacts.results.length, 2);
    const deals = json(
      await mcp.call('hubspot-batch-create-objects', {
        objectType: 'deals',
        inputs: [{ properties: { dealname: 'Big' } }],
      }),
    );
    const deal = deals.results[0].id;

    const found = json(
      await mcp.call('hubspot-search-objects', {
        objectType: 'contacts',
        filterGroups: [{ filters: [{ propertyName: 'shoe_size', operator: 'GT', value: '42' }] }],
        properties: ['email', 'shoe_size'],
      }),
    );
    assert.equal(found.total, 2);
    assert.deepEqual(found.results.map((one) => one.properties.email).sort(), [...addresses].sort());

    const person = found.results[0].id;
    await mcp.call('hubspot-batch-create-associations', {
      fromObjectType: 'contacts',
      toObjectType: 'deals',
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 4 }],
      inputs: [{ from: { id: person }, to: { id: deal } }],
    });
    const links = await mcp.call('hubspot-list-associations', {
      objectType: 'contacts',
      objectId: person,
      toObjectType: 'deals',
    });
    assert.ok(links.includes(deal), links);
  });
});
