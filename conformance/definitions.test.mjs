// Properties, groups and custom objects through HubSpot's own client and the legacy one.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { legacyClients, legacyRefused, modernClients, refused } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

let number = 0;
/** A name that no other definition of this run has. */
const fresh = (word) => `${word}_${(number += 1)}`;

const property = (name, more = {}) => ({
  name,
  label: 'Seat',
  type: 'string',
  fieldType: 'text',
  groupName: 'contactinformation',
  ...more,
});

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const client = connect(server);
    const { coreApi, batchApi, groupsApi } = client.crm.properties;
    const schemas = client.crm.schemas.coreApi;

    test('defines, changes and archives a property', async () => {
      const seat = fresh('seat');
      const options = [{ label: 'Window', value: 'window', displayOrder: 0, hidden: false }];
      const made = await coreApi.create('contacts', property(seat, { type: 'enumeration', fieldType: 'select', options }));
      assert.equal(made.name, seat);
      assert.equal(made.hubspotDefined, false);
      assert.ok(made.createdAt instanceof Date);
      assert.equal(made.modificationMetadata.archivable, true);

      const changed = await coreApi.update('contacts', seat, { label: 'Place' });
      assert.equal(changed.label, 'Place');
      assert.equal(changed.options[0].value, 'window');

      const all = await coreApi.getAll('contacts');
      assert.ok(all.results.some((each) => each.name === seat));
      assert.ok(all.results.some((each) => each.name === 'email' && each.hubspotDefined));

      await coreApi.archive('contacts', seat);
      await refused(coreApi.getByName('contacts', seat), 404);
      assert.equal((await coreApi.getByName('contacts', seat, true)).archived, true);
    });

    test('says which name is taken', async () => {
      const error = await refused(coreApi.create('contacts', property('email')), 409);
      assert.equal(error.subCategory, 'Properties.PROPERTY_WITH_NAME_EXISTS');
    });

    test('defines, reads and archives properties in batches', async () => {
      const [one, other] = [fresh('seat'), fresh('seat')];
      const inputs = [property(one), property(other)];
      const made = await batchApi.create('contacts', { inputs });
      assert.deepEqual(made.results.map((each) => each.name), [one, other]);

      const partly = await batchApi.create('contacts', { inputs: [property(one), property(fresh('seat'))] });
      assert.equal(partly.numErrors, 1);
      assert.equal(partly.results.length, 1);

      const read = await batchApi.read('contacts', {
        archived: false,
        dataSensitivity: 'non_sensitive',
        inputs: [{ name: one }, { name: other }],
      });
      assert.equal(read.results.length, 2);
      await batchApi.archive('contacts', { inputs: [{ name: one }, { name: other }] });
    });

    test('defines, changes and removes a group', async () => {
      const group = fresh('seating');
      await groupsApi.create('contacts', { name: group, label: 'Seating', displayOrder: 3 });
      assert.equal((await groupsApi.update('contacts', group, { label: 'Seats' })).label, 'Seats');
      assert.equal((await groupsApi.getByName('contacts', group)).displayOrder, 3);
      assert.ok((await groupsApi.getAll('contacts')).results.some((each) => each.name === group));
      await groupsApi.archive('contacts', group);
      await refused(groupsApi.getByName('contacts', group), 404);
    });

    test('defines a custom object that works from then on', async () => {
      const car = fresh('car');
      const schema = await schemas.create({
        name: car,
        labels: { singular: 'Car', plural: 'Cars' },
        primaryDisplayProperty: 'plate',
        requiredProperties: ['plate'],
        searchableProperties: ['plate'],
        properties: [{ name: 'plate', label: 'Plate', type: 'string', fieldType: 'text', hasUniqueValue: true }],
        associatedObjects: ['CONTACT'],
      });
      const type = schema.objectTypeId;
      assert.match(type, /^2-\d+$/);
      assert.ok(schema.fullyQualifiedName.endsWith(`_${car}`));
      assert.ok(schema.properties.some((each) => each.name === 'plate'));

      const { basicApi } = client.crm.objects;
      await refused(basicApi.create(type, { properties: {} }), 400);
      const made = await basicApi.create(type, { properties: { plate: 'B-1' } });
      const found = await basicApi.getById(schema.fullyQualifiedName, 'B-1', ['plate'], undefined, undefined, false, 'plate');
      assert.equal(found.id, made.id);

      const ida = await client.crm.contacts.basicApi.create({ properties: { firstname: 'Ida' } });
      await client.crm.associations.v4.basicApi.createDefault(type, made.id, 'contacts', ida.id);
      const links = await client.crm.associations.v4.basicApi.getPage('contacts', ida.id, type);
      assert.equal(links.results.length, 1);
      assert.equal(links.results[0].associationTypes[0].category, 'USER_DEFINED');

      assert.equal((await schemas.update(type, { labels: { singular: 'Motorcar' } })).labels.singular, 'Motorcar');
      assert.ok((await schemas.getAll()).results.some((each) => each.name === car));
      assert.equal((await refused(schemas.archive(type), 400)).category, 'VALIDATION_ERROR');
      await basicApi.archive(type, made.id);
      await schemas.archive(type);
      await refused(basicApi.getPage(type), 400);
    });
  });
}

for (const { name, connect } of legacyClients) {
  describe(name, () => {
    const client = connect(server);

    test('defines, updates and deletes a property of contacts', async () => {
      const seat = fresh('seat');
      const made = await client.contacts.properties.create(property(seat));
      assert.equal(made.name, seat);
      assert.equal(made.deleted, false);
      // The client updates after the 409 of its creation.
      assert.equal((await client.contacts.properties.upsert(property(seat, { label: 'Place' }))).label, 'Place');
      assert.ok((await client.contacts.properties.getAll()).some((each) => each.name === seat));
      await client.contacts.properties.delete(seat);
      const error = await legacyRefused(client.contacts.properties.getByName(seat), 404);
      assert.equal(error.message, `Couldn't find a Property with the given name '${seat}'`);
    });

    test('defines properties and groups of deals and companies', async () => {
      const group = fresh('seating');
      await client.deals.properties.groups.create({ name: group, displayName: 'Seating' });
      const seat = fresh('seat');
      await client.deals.properties.create(property(seat, { groupName: group }));
      assert.equal((await client.deals.properties.getByName(seat)).groupName, group);
      assert.ok((await client.deals.properties.groups.getAll()).some((each) => each.name === group));
      await legacyRefused(client.deals.properties.groups.delete(group), 400);

      await client.companies.properties.create(property(seat, { groupName: 'companyinformation' }));
      assert.equal((await client.companies.properties.getByName(seat)).name, seat);
    });
  });
}
