// Deals, contacts and companies through the legacy client, with both kinds of credentials.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, legacyClients, legacyRefused } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const UNKNOWN_ID = 987654321;
const contactInput = (properties) => ({
  properties: Object.entries(properties).map(([property, value]) => ({ property, value })),
});
const input = (properties) => ({
  properties: Object.entries(properties).map(([name, value]) => ({ name, value })),
});

for (const { name, connect } of legacyClients) {
  describe(name, () => {
    const client = connect(server);
    const { contacts, companies, deals } = client;
    const associations = client.crm.associations;
    const contact = async (properties = {}) =>
      (await contacts.create(contactInput({ email: email(), ...properties }))).vid;
    const company = async (properties = { name: 'Acme' }) => (await companies.create(input(properties))).companyId;
    const deal = async (properties = { dealname: 'Big one' }) => (await deals.create(input(properties))).dealId;
    /** The client has no call for it. */
    const associated = (id, definition, qs) =>
      client.apiRequest({ path: `/crm-associations/v1/associations/${id}/HUBSPOT_DEFINED/${definition}`, qs });

    describe('contacts', () => {
      test('creates a contact and reads it by id and by email', async () => {
        const address = email('read+by');
        const made = await contacts.create(contactInput({ email: address, firstname: 'Ida' }));
        assert.equal(typeof made.vid, 'number');
        assert.equal(made['canonical-vid'], made.vid);
        assert.equal(made.properties.firstname.value, 'Ida');

        const byId = await contacts.getById(made.vid);
        assert.equal(byId.vid, made.vid);
        assert.equal(byId.properties.email.value, address);
        assert.equal(byId.properties.firstname.versions[0]['source-type'], 'API');
        assert.equal(typeof byId.properties.firstname.versions[0].timestamp, 'number');
        const identities = byId['identity-profiles'][0].identities;
        assert.ok(identities.some(({ type, value }) => type === 'EMAIL' && value === address));

        assert.equal((await contacts.getByEmail(address)).vid, made.vid);
      });

      test('updates a contact by id and by email', async () => {
        const address = email();
        const vid = await contact({ email: address });
        assert.equal(await contacts.update(vid, contactInput({ firstname: 'Eva' })), undefined);
        assert.equal(await contacts.updateByEmail(address, contactInput({ lastname: 'Ek' })), undefined);
        const { properties } = await contacts.getById(vid);
        assert.equal(properties.firstname.value, 'Eva');
        assert.equal(properties.lastname.value, 'Ek');
      });

      test('creates a contact the first time and updates it the second', async () => {
        const address = email();
        const first = await contacts.createOrUpdate(address, contactInput({ firstname: 'Ida' }));
        assert.equal(first.isNew, true);
        const second = await contacts.createOrUpdate(address, contactInput({ firstname: 'Eva' }));
        assert.deepEqual(second, { vid: first.vid, isNew: false });
        assert.equal((await contacts.getByEmail(address)).properties.firstname.value, 'Eva');
      });

      test('deletes a contact', async () => {
        const vid = await contact();
        assert.deepEqual(await contacts.delete(vid), { vid, deleted: true, reason: 'OK' });
        const error = await legacyRefused(contacts.getById(vid), 404);
        assert.equal(error.message, 'contact does not exist');
      });

      test('merges two contacts, and both ids find the one that stays', async () => {
        const [stays, goes] = [await contact({ firstname: 'Stays' }), await contact({ lastname: 'Goes' })];
        assert.equal(await contacts.merge(stays, goes), 'SUCCESS');
        const merged = await contacts.getById(goes);
        assert.equal(merged['canonical-vid'], stays);
        assert.equal(merged.properties.firstname.value, 'Stays');
        assert.equal(merged.properties.lastname.value, 'Goes');
      });

      test('twenty callers that create or update one email at once make one contact', async () => {
        const address = email();
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            contacts.createOrUpdate(address, contactInput({ firstname: `n${index}` })),
          ),
        );
        assert.equal(new Set(answers.map(({ vid }) => vid)).size, 1);
        assert.equal(answers.filter(({ isNew }) => isNew).length, 1);
      });

      test('refuses an email that is taken, naming the contact', async () => {
        const address = email();
        const vid = await contact({ email: address });
        const error = await legacyRefused(contacts.create(contactInput({ email: address })), 409);
        assert.equal(error.status, 'error');
        assert.equal(error.message, 'Contact already exists');
        assert.equal(error.error, 'CONTACT_EXISTS');
        assert.equal(error.identityProfile.vid, vid);
      });

      test('refuses an unknown property by its name', async () => {
        const error = await legacyRefused(contacts.create(contactInput({ email: email(), zz: '1' })), 400);
        assert.equal(error.message, 'Property values were not valid');
        assert.equal(error.validationResults[0].name, 'zz');
        assert.equal(error.validationResults[0].error, 'PROPERTY_DOESNT_EXIST');
      });

      test('refuses an address that is none', async () => {
        const error = await legacyRefused(contacts.create(contactInput({ email: 'not an address' })), 400);
        assert.equal(error.validationResults[0].error, 'INVALID_EMAIL');
      });

      test('finds no contact under an unknown id', async () => {
        const error = await legacyRefused(contacts.getById(UNKNOWN_ID), 404);
        assert.equal(error.message, 'contact does not exist');
        await legacyRefused(contacts.update(UNKNOWN_ID, contactInput({ firstname: 'x' })), 404);
      });
    });

    describe('companies', () => {
      test('creates a company and reads it', async () => {
        const made = await companies.create(input({ name: 'Acme', domain: 'acme.test' }));
        assert.equal(typeof made.companyId, 'number');
        const read = await companies.getById(made.companyId);
        assert.equal(read.companyId, made.companyId);
        assert.equal(read.isDeleted, false);
        assert.equal(read.properties.name.value, 'Acme');
        assert.equal(read.properties.website.value, 'acme.test');
      });

      test('updates a company', async () => {
        const id = await company();
        const updated = await companies.update(id, input({ name: 'Acme AB' }));
        assert.equal(updated.properties.name.value, 'Acme AB');
        assert.equal((await companies.getById(id)).properties.name.value, 'Acme AB');
        await legacyRefused(companies.update(UNKNOWN_ID, input({ name: 'x' })), 404);
      });

      test('deletes a company', async () => {
        const companyId = await company();
        assert.deepEqual(await companies.delete(companyId), { companyId, deleted: true });
        const error = await legacyRefused(companies.getById(companyId), 404);
        assert.equal(error.message, 'resource not found');
      });

      test('pages through all companies with the properties asked for', async () => {
        const made = [await company({ name: 'p1' }), await company({ name: 'p2' }), await company({ name: 'p3' })];
        const seen = new Map();
        let offset = 0;
        let hasMore;
        do {
          const page = await companies.get({ limit: 2, offset, properties: ['name'] });
          page.companies.forEach((each) => seen.set(each.companyId, each));
          ({ offset, 'has-more': hasMore } = page);
        } while (hasMore);
        assert.deepEqual(
          made.map((id) => seen.get(id).properties.name.value),
          ['p1', 'p2', 'p3'],
        );
      });

      test('lists the companies created and changed last', async () => {
        const [first, second] = [await company(), await company()];
        await companies.update(first, input({ name: 'Changed last' }));
        const created = await companies.getRecentlyCreated({ count: 2 });
        assert.deepEqual(
          created.results.map((each) => each.companyId),
          [second, first],
        );
        const modified = await companies.getRecentlyModified({ count: 1 });
        assert.deepEqual(
          modified.results.map((each) => each.companyId),
          [first],
        );
      });

      test('adds contacts to a company and lists them', async () => {
        const companyId = await company();
        assert.deepEqual(await companies.getContactIds(companyId), { vids: [], vidOffset: 0, hasMore: false });
        const [first, second] = [await contact({ firstname: 'Ida' }), await contact()];
        const answer = await companies.addContactToCompany({ companyId, contactVid: first });
        assert.equal(answer.companyId, companyId);
        await companies.addContactToCompany({ companyId, contactVid: second });

        const { vids, hasMore } = await companies.getContactIds(companyId);
        assert.deepEqual(vids, [first, second]);
        assert.equal(hasMore, false);

        const page = await companies.getContacts(companyId, { count: 1 });
        assert.equal(page.hasMore, true);
        assert.equal(page.contacts[0].vid, first);
        assert.ok(page.contacts[0].properties.some(({ name, value }) => name === 'firstname' && value === 'Ida'));
        const rest = await companies.getContacts(companyId, { count: 1, vidOffset: page.vidOffset });
        assert.equal(rest.contacts[0].vid, second);
        assert.equal(rest.hasMore, false);

        assert.equal((await contacts.getById(first)).properties.associatedcompanyid.value, String(companyId));
      });

      test('removes a contact from a company', async () => {
        const [companyId, vid] = [await company(), await contact()];
        await companies.addContactToCompany({ companyId, contactVid: vid });
        await client.apiRequest({ method: 'DELETE', path: `/companies/v2/companies/${companyId}/contacts/${vid}` });
        assert.deepEqual((await companies.getContactIds(companyId)).vids, []);
      });

      test('refuses an unknown company and an unknown contact', async () => {
        const [companyId, vid] = [await company(), await contact()];
        const missing = await legacyRefused(
          companies.addContactToCompany({ companyId: UNKNOWN_ID, contactVid: vid }),
          404,
        );
        assert.match(missing.message, /^Couldn't find a company with the ID '987654321' in portal '\d+'$/);
        const nobody = await legacyRefused(companies.addContactToCompany({ companyId, contactVid: UNKNOWN_ID }), 404);
        assert.match(nobody.message, /^Couldn't find a Contact with the vid '987654321' in portal '\d+'$/);
      });
    });

    describe('deals', () => {
      test('creates a deal with associations and reads it', async () => {
        const [vid, companyId] = [await contact(), await company()];
        const made = await deals.create({
          associations: { associatedVids: [vid], associatedCompanyIds: [companyId] },
          ...input({ dealname: 'Big one', amount: 125, dealstage: 'appointmentscheduled', pipeline: 'default' }),
        });
        assert.equal(made.associationCreateFailures, undefined);
        const read = await deals.getById(made.dealId);
        assert.equal(read.dealId, made.dealId);
        assert.deepEqual(read.associations.associatedVids, [vid]);
        assert.deepEqual(read.associations.associatedCompanyIds, [companyId]);
        assert.deepEqual(read.associations.associatedDealIds, []);
        assert.equal(read.properties.dealname.value, 'Big one');
        assert.equal(read.properties.amount.value, '125');
        assert.equal(read.properties.num_associated_contacts.value, '1');
        assert.equal(read.properties.dealname.versions[0].source, 'API');
      });

      test('creates a deal even when an association is bad, and names it', async () => {
        const vid = await contact();
        const made = await deals.create({
          associations: { associatedVids: [vid, UNKNOWN_ID], associatedCompanyIds: [] },
          properties: [],
        });
        assert.equal(made.associationCreateFailures.length, 1);
        assert.equal(made.associationCreateFailures[0].failReason, 'INVALID_OBJECT_IDS');
        assert.equal(made.associationCreateFailures[0].message, `CONTACT=${UNKNOWN_ID} is not valid`);
        assert.deepEqual((await deals.getById(made.dealId)).associations.associatedVids, [vid]);
      });

      test('updates a deal', async () => {
        const id = await deal();
        const updated = await deals.updateById(id, input({ dealname: 'Bigger' }));
        assert.equal(updated.properties.dealname.value, 'Bigger');
        assert.deepEqual(
          updated.properties.dealname.versions.map((version) => version.value),
          ['Bigger', 'Big one'],
        );
        const error = await legacyRefused(deals.updateById(UNKNOWN_ID, input({ dealname: 'x' })), 404);
        assert.match(error.message, /^No deal found for dealId=987654321 portalId=\d+$/);
        assert.equal(error.category, 'OBJECT_NOT_FOUND');
      });

      test('deletes a deal', async () => {
        const id = await deal();
        assert.equal(await deals.deleteById(id), undefined);
        await legacyRefused(deals.getById(id), 404);
      });

      test('associates a deal with a contact and a company, and removes them again', async () => {
        const [id, vid, companyId] = [await deal(), await contact(), await company()];
        assert.equal(await deals.associate(id, 'CONTACT', vid), undefined);
        assert.equal(await deals.associate(id, 'COMPANY', companyId), undefined);
        let { associations: links } = await deals.getById(id);
        assert.deepEqual([links.associatedVids, links.associatedCompanyIds], [[vid], [companyId]]);

        assert.equal(await deals.removeAssociation(id, 'CONTACT', vid), undefined);
        ({ associations: links } = await deals.getById(id));
        assert.deepEqual([links.associatedVids, links.associatedCompanyIds], [[], [companyId]]);
      });

      test('refuses to associate a record that does not exist', async () => {
        const id = await deal();
        const error = await legacyRefused(deals.associate(id, 'CONTACT', UNKNOWN_ID), 400);
        assert.equal(error.message, 'One or more associations are invalid');
        assert.deepEqual(error.errors, [`CONTACT=${UNKNOWN_ID} is not valid`]);
        await legacyRefused(deals.associate(UNKNOWN_ID, 'CONTACT', await contact()), 404);
      });

      test('finds the deals of a contact and of a company, a page at a time', async () => {
        const [first, second, vid, companyId] = [await deal(), await deal(), await contact(), await company()];
        await deals.associate(first, 'CONTACT', vid);
        await deals.associate(second, 'CONTACT', vid);
        await deals.associate(second, 'COMPANY', companyId);
        const page = await deals.getAssociated('contact', vid, { limit: 1, includeAssociations: true });
        assert.deepEqual(
          page.deals.map((each) => each.dealId),
          [first],
        );
        assert.deepEqual(page.deals[0].associations.associatedVids, [vid]);
        assert.equal(page.hasMore, true);
        const rest = await deals.getAssociated('contact', vid, { limit: 1, offset: page.offset });
        assert.deepEqual(
          rest.deals.map((each) => each.dealId),
          [second],
        );
        assert.equal(rest.hasMore, false);
        assert.deepEqual(
          (await deals.getAssociated('company', companyId)).deals.map((each) => each.dealId),
          [second],
        );
        const ids = await client.apiRequest({ path: `/deals/v1/deal/associated/CONTACT/${vid}` });
        assert.deepEqual(ids, { results: [first, second], hasMore: false, offset: second });
      });

      test('pages through all deals with the properties and associations asked for', async () => {
        const made = [await deal({ dealname: 'p1' }), await deal({ dealname: 'p2' }), await deal({ dealname: 'p3' })];
        const vid = await contact();
        await deals.associate(made[0], 'CONTACT', vid);
        const seen = new Map();
        let offset = 0;
        let hasMore;
        do {
          const page = await deals.get({
            limit: 2,
            offset,
            properties: ['dealname', 'amount'],
            includeAssociations: true,
          });
          page.deals.forEach((each) => seen.set(each.dealId, each));
          ({ offset, hasMore } = page);
        } while (hasMore);
        assert.deepEqual(
          made.map((id) => seen.get(id).properties.dealname.value),
          ['p1', 'p2', 'p3'],
        );
        assert.deepEqual(seen.get(made[0]).associations.associatedVids, [vid]);
      });

      test('lists the deals created and changed last', async () => {
        const [first, second] = [await deal(), await deal()];
        await deals.updateById(first, input({ dealname: 'Changed last' }));
        const created = await deals.getRecentlyCreated({ count: 2 });
        assert.deepEqual(
          created.results.map((each) => each.dealId),
          [second, first],
        );
        assert.equal(typeof created.total, 'number');
        const modified = await deals.getRecentlyModified({ count: 1 });
        assert.deepEqual(
          modified.results.map((each) => each.dealId),
          [first],
        );
        assert.equal(modified.hasMore, true);
        assert.equal(modified.offset, 1);
      });
    });

    describe('associations', () => {
      test('creates and deletes an association', async () => {
        const [id, vid] = [await deal(), await contact()];
        const link = { fromObjectId: id, toObjectId: vid, category: 'HUBSPOT_DEFINED', definitionId: 3 };
        assert.equal(await associations.create(link), undefined);
        assert.deepEqual(await associated(id, 3), { results: [vid], hasMore: false, offset: vid });
        assert.deepEqual((await associated(vid, 4)).results, [id]);
        assert.equal(await associations.delete(link), undefined);
        assert.deepEqual(await associated(id, 3), { results: [], hasMore: false, offset: 0 });
      });

      test('creates and deletes associations in batches', async () => {
        const [id, first, second] = [await deal(), await contact(), await contact()];
        const link = (toObjectId) => ({ fromObjectId: id, toObjectId, category: 'HUBSPOT_DEFINED', definitionId: 3 });
        await associations.createBatch([link(first), link(second)]);
        const page = await associated(id, 3, { limit: 1 });
        assert.deepEqual(page, { results: [first], hasMore: true, offset: first });
        assert.deepEqual((await associated(id, 3, { limit: 1, offset: page.offset })).results, [second]);
        await associations.deleteBatch([link(first), link(UNKNOWN_ID)]);
        assert.deepEqual((await associated(id, 3)).results, [second]);
      });

      test('creates nothing of a batch that holds a bad one', async () => {
        const [id, vid] = [await deal(), await contact()];
        const error = await legacyRefused(
          associations.createBatch(
            [vid, UNKNOWN_ID].map((toObjectId) => ({
              fromObjectId: id,
              toObjectId,
              category: 'HUBSPOT_DEFINED',
              definitionId: 3,
            })),
          ),
          400,
        );
        assert.equal(error.message, 'One or more associations are invalid');
        assert.deepEqual(error.errors, [`CONTACT=${UNKNOWN_ID} is not valid`]);
        assert.deepEqual((await associated(id, 3)).results, []);
      });
    });

    test('a wrong credential is refused', async () => {
      const error = await legacyRefused(connect(server, 'pat-wrong').deals.get(), 401);
      assert.equal(error.status, 'error');
      assert.equal(error.category, 'INVALID_AUTHENTICATION');
    });

    test('reads the limits that the server tells', async () => {
      const watching = connect(server);
      await watching.deals.get({ limit: 1 });
      assert.match(String(watching.usageLimit), /^\d+$/);
      assert.ok(!Number.isNaN(watching.currentUsage));
    });
  });
}
