// Owners, imports and exports through HubSpot's own client.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { email, modernClients, request } from './clients.mjs';
import { startServer } from './server.mjs';

const seed = path.join(path.dirname(fileURLToPath(import.meta.url)), 'owners.yaml');
const server = await startServer({ seed });
after(() => server.stop());

/** Asks until the answer is what is waited for: imports and exports are done behind the scenes. */
async function until(ask, done) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const answer = await ask();
    if (done(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('it did not come to an end within a minute');
}

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const client = connect(server);
    const { contacts, exports, imports, owners } = client.crm;

    test('lists owners and reads one', async () => {
      const { results } = await owners.ownersApi.getPage();
      assert.deepEqual(results.map((one) => one.email), ['ada@example.test', 'bo@example.test']);
      const ada = await owners.ownersApi.getById(Number(results[0].id));
      assert.equal(ada.firstName, 'Ada');
      const byEmail = await owners.ownersApi.getPage('bo@example.test');
      assert.deepEqual(byEmail.results.map((one) => one.id), [results[1].id]);
    });

    /** Begins to bring in contacts with an address each. */
    const start = (text) =>
      imports.coreApi.create(
        { data: Buffer.from(text), name: 'contacts.csv' },
        JSON.stringify({
          name: 'New contacts',
          importOperations: { '0-1': 'CREATE' },
          dateFormat: 'DAY_MONTH_YEAR',
          files: [
            {
              fileName: 'contacts.csv',
              fileFormat: 'CSV',
              fileImportPage: {
                hasHeader: true,
                columnMappings: [
                  { columnObjectTypeId: '0-1', columnName: 'First', propertyName: 'firstname' },
                  { columnObjectTypeId: '0-1', columnName: 'Mail', propertyName: 'email' },
                ],
              },
            },
          ],
        }),
      );
    const progress = (id) => imports.coreApi.getById(Number(id));
    const over = (one) => ['DONE', 'FAILED', 'CANCELED'].includes(one.state);

    test('imports contacts from a file', async () => {
      const [ida, eva] = [email(), email()];
      const started = await start(`First,Mail\nIda,${ida}\nEva,${eva}\n`);
      const ended = await until(() => progress(started.id), over);
      assert.equal(ended.state, 'DONE');
      const read = await contacts.basicApi.getById(ida, ['firstname'], undefined, undefined, false, 'email');
      assert.equal(read.properties.firstname, 'Ida');
      const errors = await imports.publicImportsApi.getErrors(Number(started.id));
      assert.deepEqual(errors.results, []);
    });

    test('tells what an import could not bring in', async () => {
      const started = await start('First,Mail\nIda,not an address\n');
      const ended = await until(() => progress(started.id), over);
      assert.equal(ended.metadata.counters.ERRORS, 1);
      const { results } = await imports.publicImportsApi.getErrors(Number(started.id));
      assert.deepEqual(results.map((one) => [one.errorType, one.sourceData.lineNumber]), [['INVALID_EMAIL', 2]]);
    });

    test('cancels an import that goes on', async () => {
      const rows = Array.from({ length: 30_000 }, (_, row) => `Many,${row}.${email()}`);
      const started = await start(`First,Mail\n${rows.join('\n')}\n`);
      await until(() => progress(started.id), (one) => one.metadata.counters.TOTAL_ROWS > 0);
      const action = await imports.coreApi.cancel(Number(started.id));
      assert.equal(action.status, 'COMPLETE');
      const ended = await progress(started.id);
      assert.equal(ended.state, 'CANCELED');
      assert.ok(ended.metadata.counters.CREATED_OBJECTS < rows.length);
    });

    test('exports contacts to a file', async () => {
      const address = email('exported');
      await contacts.basicApi.create({ properties: { email: address } });
      // Neither major can write the body of its own call: its type has no table of fields.
      const { status, body } = await request(client, 'POST', '/crm/v3/exports/export/async', {
        exportType: 'VIEW',
        exportName: 'All contacts',
        format: 'CSV',
        language: 'EN',
        objectType: 'CONTACT',
        objectProperties: ['email', 'firstname'],
      });
      assert.equal(status, 202);
      const ended = await until(
        () => exports.publicExportsApi.getStatus(Number(body.id)),
        (one) => !['PENDING', 'PROCESSING'].includes(one.status),
      );
      assert.equal(ended.status, 'COMPLETE');
      const file = await fetch(ended.result);
      assert.equal(file.status, 200);
      assert.ok((await file.text()).includes(address));
    });
  });
}
