// Owners, imports and exports through HubSpot's own client.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { email, modernClients } from './clients.mjs';
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
    const { contacts, exports, imports, owners } = connect(server).crm;

    test('lists owners and reads one', async () => {
      const { results } = await owners.ownersApi.getPage();
      assert.deepEqual(results.map((one) => one.email), ['ada@example.test', 'bo@example.test']);
      const ada = await owners.ownersApi.getById(Number(results[0].id));
      assert.equal(ada.firstName, 'Ada');
      const byEmail = await owners.ownersApi.getPage('bo@example.test');
      assert.deepEqual(byEmail.results.map((one) => one.id), [results[1].id]);
    });

    test('imports contacts from a file', async () => {
      const [ida, eva] = [email(), email()];
      const data = Buffer.from(`First,Mail\nIda,${ida}\nEva,${eva}\n`);
      const started = await imports.coreApi.create(
        { data, name: 'contacts.csv' },
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
      const ended = await until(
        () => imports.coreApi.getById(Number(started.id)),
        (one) => ['DONE', 'FAILED', 'CANCELED'].includes(one.state),
      );
      assert.equal(ended.state, 'DONE');
      const read = await contacts.basicApi.getById(ida, ['firstname'], undefined, undefined, false, 'email');
      assert.equal(read.properties.firstname, 'Ida');
      const errors = await imports.publicImportsApi.getErrors(Number(started.id));
      assert.deepEqual(errors.results, []);
    });

    test('exports contacts to a file', async () => {
      const address = email('exported');
      await contacts.basicApi.create({ properties: { email: address } });
      const { id } = await exports.publicExportsApi.start({
        exportType: 'VIEW',
        exportName: 'All contacts',
        format: 'CSV',
        language: 'EN',
        objectType: 'CONTACT',
        objectProperties: ['email', 'firstname'],
        associatedObjectType: 'COMPANY',
        exportInternalValuesOptions: [],
      });
      const ended = await until(
        () => exports.publicExportsApi.getStatus(Number(id)),
        (one) => !['PENDING', 'PROCESSING'].includes(one.status),
      );
      assert.equal(ended.status, 'COMPLETE');
      const file = await fetch(ended.result);
      assert.equal(file.status, 200);
      assert.ok((await file.text()).includes(address));
    });
  });
}
