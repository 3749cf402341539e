// Engagements, tickets, lists, definitions and owners through the legacy client, with each kind of credentials.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { email, legacyClients, legacyRefused, modernClients } from './clients.mjs';
import { startServer } from './server.mjs';

const seed = path.join(path.dirname(fileURLToPath(import.meta.url)), 'owners.yaml');
const server = await startServer({ seed });
after(() => server.stop());

const modern = modernClients[0].connect(server).crm;
const contactInput = (properties) => ({
  properties: Object.entries(properties).map(([property, value]) => ({ property, value })),
});
const list = (properties) => Object.entries(properties).map(([name, value]) => ({ name, value }));

/** A name that no other definition of this run has. */
let number = 0;
const unused = (word) => `${word}_${(number += 1)}`;

for (const { name, connect } of legacyClients) {
  describe(name, () => {
    const client = connect(server);
    const { companies, contacts, deals, engagements, lists, owners, pipelines, tickets } = client;
    const contact = async (properties = {}) =>
      (await contacts.create(contactInput({ email: email(), ...properties }))).vid;

    test('writes a note to a contact, which the modern API has too', async () => {
      const vid = await contact();
      const made = await engagements.create({
        engagement: { type: 'NOTE', ownerId: 72, timestamp: 1_700_000_000_000 },
        associations: { contactIds: [vid], companyIds: [], dealIds: [], ownerIds: [] },
        metadata: { body: 'Called back' },
      });
      const { id } = made.engagement;
      assert.deepEqual(made.associations.contactIds, [vid]);
      const note = await modern.objects.basicApi.getById('notes', String(id), ['hs_note_body', 'hs_timestamp']);
      assert.equal(note.properties.hs_note_body, 'Called back');
      assert.equal(new Date(note.properties.hs_timestamp).getTime(), 1_700_000_000_000);

      await engagements.update(id, { metadata: { body: 'Called twice' } });
      const page = await engagements.getAssociated('CONTACT', vid);
      assert.deepEqual(page.results.map((one) => one.metadata.body), ['Called twice']);
      const recent = await engagements.getRecentlyModified({ count: 5 });
      assert.ok(recent.results.some((one) => one.engagement.id === id));
    });

    test('reads a call that the modern API made', async () => {
      const call = await modern.objects.basicApi.create('calls', {
        properties: { hs_timestamp: '2026-01-02T03:04:05.000Z', hs_call_body: 'Hello', hs_call_duration: '60000' },
        associations: [],
      });
      const { engagement, metadata } = await client.apiRequest({
        method: 'GET',
        path: `/engagements/v1/engagements/${call.id}`,
      });
      assert.equal(engagement.type, 'CALL');
      assert.equal(metadata.body, 'Hello');
      assert.equal(metadata.durationMilliseconds, 60_000);
      assert.ok((await engagements.getCallDispositions()).length > 0);
    });

    test('keeps tickets, one by one and in batches', async () => {
      const made = await tickets.create(list({ subject: 'Help', content: 'It broke' }));
      assert.equal(made.objectType, 'TICKET');
      await tickets.update(made.objectId, list({ subject: 'Help, please' }));
      const read = await tickets.getById(made.objectId, ['subject']);
      assert.equal(read.properties.subject.value, 'Help, please');
      const batch = await tickets.createBatch([list({ subject: 'One' }), list({ subject: 'Two' })]);
      const ids = batch.map((one) => one.objectId);
      const byId = await tickets.getBatchById(ids, ['subject']);
      assert.deepEqual(ids.map((id) => byId[id].properties.subject.value), ['One', 'Two']);
      await tickets.deleteBatch(ids);
      await tickets.delete(made.objectId);
      await legacyRefused(tickets.getById(made.objectId), 404);
    });

    test('writes and reads contacts in batches, and finds them', async () => {
      const [ida, eva] = [email('batch'), email('batch')];
      const lastname = unused('Ek').replace('_', '');
      await contacts.createOrUpdateBatch([
        { email: ida, ...contactInput({ lastname }) },
        { email: eva, ...contactInput({ lastname }) },
      ]);
      const both = await contacts.getByEmailBatch([ida, eva]);
      const vids = Object.values(both).map((one) => one.vid);
      assert.equal(vids.length, 2);
      assert.deepEqual(Object.keys(await contacts.getByIdBatch(vids)).map(Number).sort(), [...vids].sort());
      const found = await contacts.search(lastname);
      assert.equal(found.total, 2);
      assert.deepEqual(found.contacts.map((one) => one.vid).sort(), [...vids].sort());
      const all = await contacts.getAll({ count: 100 });
      assert.ok(all.contacts.some((one) => one.vid === vids[0]));
      const recent = await contacts.getRecentlyModified({ count: 5 });
      assert.ok(recent.contacts.some((one) => one.vid === vids[1]));
    });

    test('keeps a static list and a dynamic one', async () => {
      const city = unused('Oslo').replace('_', '');
      const [ida, eva] = [await contact({ city }), await contact()];
      const { listId } = await lists.create({ name: unused('Friends'), dynamic: false });
      const added = await lists.addContacts(listId, { vids: [ida, eva] });
      assert.deepEqual(added.updated.sort(), [ida, eva].sort());
      await lists.removeContacts(listId, { vids: [eva] });
      assert.deepEqual((await lists.getContacts(listId)).contacts.map((one) => one.vid), [ida]);

      const dynamic = await lists.create({
        name: unused('By city'),
        dynamic: true,
        filters: [[{ operator: 'EQ', property: 'city', value: city }]],
      });
      assert.deepEqual((await lists.getContacts(dynamic.listId)).contacts.map((one) => one.vid), [ida]);
      await legacyRefused(lists.addContacts(dynamic.listId, { vids: [eva] }), 400);
      assert.equal((await lists.getOne(listId)).listId, listId);
      await lists.delete(listId);
      await legacyRefused(lists.getOne(listId), 404);
    });

    test('finds companies by their domain, and updates them in a batch', async () => {
      const domain = `${unused('acme').replace('_', '')}.example`;
      const { companyId } = await companies.create({ properties: list({ name: 'Acme', domain }) });
      const found = await companies.getByDomain(domain, {
        limit: 2,
        requestOptions: { properties: ['name'] },
        offset: { isPrimary: true, companyId: 0 },
      });
      assert.deepEqual(found.results.map((one) => one.companyId), [companyId]);
      await companies.updateBatch([{ objectId: companyId, properties: list({ name: 'Acme Ltd' }) }]);
      assert.equal((await companies.getById(companyId)).properties.name.value, 'Acme Ltd');
    });

    test('defines properties and groups', async () => {
      for (const [resource, type] of [
        [contacts.properties, 'contacts'],
        [deals.properties, 'deals'],
        [companies.properties, 'companies'],
      ]) {
        const [{ name: groupName }] = await client.apiRequest({ method: 'GET', path: `/properties/v1/${type}/groups` });
        const property = unused('colour');
        await resource.create({ name: property, label: 'Colour', groupName, type: 'string', fieldType: 'text' });
        await resource.update(property, { label: 'Colours', groupName, type: 'string', fieldType: 'text' });
        assert.equal((await resource.getByName(property)).label, 'Colours');
        assert.ok((await resource.getAll()).some((one) => one.name === property));
        await client.apiRequest({ method: 'DELETE', path: `/properties/v1/${type}/properties/named/${property}` });
        await legacyRefused(resource.getByName(property), 404);
      }
    });

    test('reads the pipelines of deals', async () => {
      const all = await pipelines.get();
      assert.ok(all.some((one) => one.pipelineId === 'default'));
      const { stages } = await pipelines.getById('default');
      assert.ok(stages.some((one) => one.stageId === 'closedwon' && one.closedWon));
    });

    test('lists owners and reads one', async () => {
      const all = await owners.get();
      assert.deepEqual(all.map((one) => one.email), ['ada@example.test', 'bo@example.test']);
      assert.equal((await owners.getById(all[0].ownerId)).firstName, 'Ada');
      assert.deepEqual(await owners.get({ email: 'nobody@example.test' }), []);
    });
  });
}
