// Associations v4 and v3 through HubSpot's own client.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, modernClients, refused, sorted } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const UNKNOWN_ID = '987654321';
const hubspot = (associationTypeId) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const client = connect(server);
    const { contacts, companies, deals, tickets, associations } = client.crm;
    const v4 = associations.v4;
    const contact = async () => (await contacts.basicApi.create({ properties: { email: email() } })).id;
    const company = async () => (await companies.basicApi.create({ properties: { name: 'Acme' } })).id;
    const deal = async () => (await deals.basicApi.create({ properties: { dealname: 'Deal' } })).id;

    /** The type ids from one record to others, by the id of the other. */
    const types = async (type, id, toType) => {
      const { results } = await v4.basicApi.getPage(type, id, toType);
      return Object.fromEntries(
        results.map((link) => [link.toObjectId, sorted(link.associationTypes.map((each) => each.typeId))]),
      );
    };

    test('v4 links a deal and a contact by default, seen from both ends', async () => {
      const [dealId, contactId] = [await deal(), await contact()];
      const made = await v4.basicApi.createDefault('deals', dealId, 'contacts', contactId);
      assert.equal(made.status, 'COMPLETE');
      const specs = made.results.map(({ _from, to, associationSpec }) => [
        _from.id,
        to.id,
        associationSpec.associationTypeId,
      ]);
      assert.deepEqual(
        specs.sort((a, b) => a[2] - b[2]),
        [
          [dealId, contactId, 3],
          [contactId, dealId, 4],
        ],
      );
      assert.deepEqual(await types('deals', dealId, 'contacts'), { [contactId]: [3] });
      assert.deepEqual(await types('contacts', contactId, 'deals'), { [dealId]: [4] });
    });

    test('v4 tells the category and the label of each association', async () => {
      const [dealId, companyId] = [await deal(), await company()];
      await v4.basicApi.create('deals', dealId, 'companies', companyId, [hubspot(5)]);
      const { results } = await v4.basicApi.getPage('deals', dealId, 'companies');
      assert.equal(String(results[0].toObjectId), companyId);
      const found = results[0].associationTypes.map(({ category, typeId, label }) => [category, typeId, label]);
      assert.deepEqual(
        found.sort((a, b) => a[1] - b[1]),
        [
          ['HUBSPOT_DEFINED', 5, 'Primary'],
          ['HUBSPOT_DEFINED', 341, null],
        ],
      );
    });

    test('v4 creates a typed association and its inverse', async () => {
      const [contactId, companyId] = [await contact(), await company()];
      const made = await v4.basicApi.create('contacts', contactId, 'companies', companyId, [hubspot(279)]);
      assert.equal(made.fromObjectTypeId, '0-1');
      assert.equal(made.toObjectTypeId, '0-2');
      assert.equal(String(made.fromObjectId), contactId);
      assert.equal(String(made.toObjectId), companyId);
      assert.ok(Array.isArray(made.labels));
      assert.deepEqual(await types('contacts', contactId, 'companies'), { [companyId]: [279] });
      assert.deepEqual(await types('companies', companyId, 'contacts'), { [contactId]: [280] });
    });

    test('v4 takes a primary company away when another becomes primary', async () => {
      const [dealId, first, second] = [await deal(), await company(), await company()];
      await v4.basicApi.create('deals', dealId, 'companies', first, [hubspot(5)]);
      await v4.basicApi.create('deals', dealId, 'companies', second, [hubspot(5)]);
      assert.deepEqual(await types('deals', dealId, 'companies'), { [first]: [341], [second]: [5, 341] });
    });

    test('v4 takes ids and singular names as object types', async () => {
      const [dealId, contactId] = [await deal(), await contact()];
      await v4.basicApi.createDefault('0-3', dealId, 'contact', contactId);
      assert.deepEqual(await types('DEAL', dealId, '0-1'), { [contactId]: [3] });
    });

    test('v4 archives every association of a pair', async () => {
      const [dealId, companyId, other] = [await deal(), await company(), await company()];
      await v4.basicApi.create('deals', dealId, 'companies', companyId, [hubspot(5)]);
      await v4.basicApi.createDefault('deals', dealId, 'companies', other);
      await v4.basicApi.archive('deals', dealId, 'companies', companyId);
      assert.deepEqual(Object.keys(await types('deals', dealId, 'companies')), [other]);
      assert.deepEqual(await types('companies', companyId, 'deals'), {});
    });

    test('v4 lists nothing for a record without associations', async () => {
      const { results, paging } = await v4.basicApi.getPage('deals', await deal(), 'contacts');
      assert.deepEqual(results, []);
      assert.equal(paging, undefined);
    });

    test('v4 pages through the associations of a record', async () => {
      const dealId = await deal();
      const ids = [await contact(), await contact(), await contact(), await contact(), await contact()];
      await v4.batchApi.createDefault('deals', 'contacts', {
        inputs: ids.map((id) => ({ _from: { id: dealId }, to: { id } })),
      });
      const seen = [];
      let next;
      do {
        const page = await v4.basicApi.getPage('deals', dealId, 'contacts', next, 2);
        assert.ok(page.results.length <= 2);
        seen.push(...page.results.map((link) => String(link.toObjectId)));
        next = page.paging?.next?.after;
      } while (next !== undefined);
      assert.deepEqual(sorted(seen), sorted(ids));
    });

    test('v4 refuses an association with an unknown record', async () => {
      const dealId = await deal();
      const failed = await v4.basicApi.createDefault('deals', dealId, 'contacts', UNKNOWN_ID).then(
        () => assert.fail('it succeeded'),
        (error) => error,
      );
      assert.ok(failed.code >= 400 && failed.code < 500, failed.message);
      assert.deepEqual(await types('deals', dealId, 'contacts'), {});
    });

    test('v4 refuses a type that is of another pair', async () => {
      const [dealId, contactId] = [await deal(), await contact()];
      const body = await refused(v4.basicApi.create('deals', dealId, 'contacts', contactId, [hubspot(279)]), 400);
      assert.equal(body.status, 'error');
      assert.deepEqual(await types('deals', dealId, 'contacts'), {});
    });

    test('v4 creates, reads and archives in batches', async () => {
      const [dealId, first, second] = [await deal(), await contact(), await contact()];
      const made = await v4.batchApi.create('deals', 'contacts', {
        inputs: [first, second].map((id) => ({ _from: { id: dealId }, to: { id }, types: [hubspot(3)] })),
      });
      assert.equal(made.status, 'COMPLETE');
      assert.deepEqual(sorted(made.results.map((pair) => String(pair.toObjectId))), sorted([first, second]));

      const read = await v4.batchApi.getPage('deals', 'contacts', { inputs: [{ id: dealId }] });
      assert.equal(read.results[0]._from.id, dealId);
      assert.deepEqual(sorted(read.results[0].to.map((link) => String(link.toObjectId))), sorted([first, second]));

      await v4.batchApi.archive('deals', 'contacts', { inputs: [{ _from: { id: dealId }, to: [{ id: first }] }] });
      assert.deepEqual(Object.keys(await types('deals', dealId, 'contacts')), [second]);
    });

    test('v4 links by default in a batch', async () => {
      const [dealId, companyId] = [await deal(), await company()];
      const made = await v4.batchApi.createDefault('deals', 'companies', {
        inputs: [{ _from: { id: dealId }, to: { id: companyId } }],
      });
      assert.equal(made.status, 'COMPLETE');
      assert.ok((await types('deals', dealId, 'companies'))[companyId].includes(341));
    });

    test('v4 archives one label and leaves the others', async () => {
      const [dealId, companyId] = [await deal(), await company()];
      await v4.basicApi.create('deals', dealId, 'companies', companyId, [hubspot(5)]);
      await v4.batchApi.archiveLabels('deals', 'companies', {
        inputs: [{ _from: { id: dealId }, to: { id: companyId }, types: [hubspot(5)] }],
      });
      assert.deepEqual(await types('deals', dealId, 'companies'), { [companyId]: [341] });
    });

    test('a v4 batch read of a record without associations says so in the answer', async () => {
      const [linked, lonely, contactId] = [await deal(), await deal(), await contact()];
      await v4.basicApi.createDefault('deals', linked, 'contacts', contactId);
      const read = await v4.batchApi.getPage('deals', 'contacts', { inputs: [{ id: linked }, { id: lonely }] });
      assert.deepEqual(
        read.results.map((result) => result._from.id),
        [linked],
      );
      assert.equal(read.numErrors, 1);
      assert.equal(read.errors[0].category, 'OBJECT_NOT_FOUND');
      assert.equal(read.errors[0].subCategory, 'crm.associations.NO_ASSOCIATIONS_FOUND');
      assert.equal(read.errors[0].message, `No contact is associated with deal ${lonely}.`);
      assert.deepEqual(read.errors[0].context.fromObjectId, [lonely]);
    });

    test('v3 creates, reads and archives in batches', async () => {
      const [dealId, contactId] = [await deal(), await contact()];
      const input = { inputs: [{ _from: { id: dealId }, to: { id: contactId }, type: 'deal_to_contact' }] };
      const made = await associations.batchApi.create('deals', 'contacts', input);
      assert.equal(made.status, 'COMPLETE');
      assert.equal(made.results[0]._from.id, dealId);
      assert.equal(made.results[0].to.id, contactId);

      const read = await associations.batchApi.read('deals', 'contacts', { inputs: [{ id: dealId }] });
      assert.deepEqual(
        read.results[0].to.map(({ id, type }) => [id, type]),
        [[contactId, 'deal_to_contact']],
      );
      assert.deepEqual(await types('deals', dealId, 'contacts'), { [contactId]: [3] });

      await associations.batchApi.archive('deals', 'contacts', input);
      assert.deepEqual(await types('deals', dealId, 'contacts'), {});
    });

    test('v3 takes the number of a type as well as its name', async () => {
      const [ticketId, contactId] = [
        (await tickets.basicApi.create({ properties: { subject: 'Help', hs_pipeline_stage: '1' } })).id,
        await contact(),
      ];
      await associations.batchApi.create('tickets', 'contacts', {
        inputs: [{ _from: { id: ticketId }, to: { id: contactId }, type: '16' }],
      });
      assert.deepEqual(await types('contacts', contactId, 'tickets'), { [ticketId]: [15] });
    });

    test('a v4 batch with an unknown record links the others and says which it did not', async () => {
      const [dealId, contactId] = [await deal(), await contact()];
      const inputs = [contactId, UNKNOWN_ID].map((id) => ({ _from: { id: dealId }, to: { id } }));
      const byDefault = await v4.batchApi.createDefault('deals', 'contacts', { inputs });
      const typed = await v4.batchApi.create('deals', 'contacts', {
        inputs: inputs.map((pair) => ({ ...pair, types: [hubspot(3)] })),
      });
      for (const answer of [byDefault, typed]) {
        assert.equal(answer.status, 'COMPLETE');
        assert.equal(answer.numErrors, 1);
        assert.ok(JSON.stringify(answer.errors[0].context).includes(UNKNOWN_ID), JSON.stringify(answer.errors));
      }
      assert.deepEqual(await types('deals', dealId, 'contacts'), { [contactId]: [3] });
    });

    test('v4 lists the labels of a pair', async () => {
      const { results } = await v4.schema.definitionsApi.getAll('deals', 'companies');
      const found = results.map(({ category, typeId, label }) => [category, typeId, label]);
      assert.deepEqual(
        found.sort((a, b) => a[1] - b[1]),
        [
          ['HUBSPOT_DEFINED', 5, 'Primary'],
          ['HUBSPOT_DEFINED', 341, null],
        ],
      );
    });

    test('v3 lists the types of a pair', async () => {
      const { results } = await associations.schema.typesApi.getAll('deals', 'companies');
      const found = Object.fromEntries(results.map((type) => [type.id, type.name]));
      assert.equal(found['5'], 'deal_to_company');
      assert.equal(found['341'], 'deal_to_company_unlabeled');
    });

    test('the dated paths serve the same associations', async () => {
      const [dealId, contactId] = [await deal(), await contact()];
      await v4.basicApi.createDefault('deals', dealId, 'contacts', contactId);
      for (const version of ['2025-09', '2026-03', '2026-09']) {
        const response = await client.apiRequest({
          path: `/crm/objects/${version}/deals/${dealId}/associations/contacts`,
        });
        assert.equal(response.status, 200, version);
        assert.deepEqual((await response.json()).results, [
          {
            toObjectId: Number(contactId),
            associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 3, label: null }],
          },
        ]);
      }
    });
  });
}
