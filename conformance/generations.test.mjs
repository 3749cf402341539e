// One set of data behind three generations of the API: what one client writes, the others read.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, legacyClients, modernClients, request, sorted } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const DATED = '2026-03';
/** Each newer client once; the kinds of credentials are for legacy.test.mjs to tell apart. */
const pairs = modernClients.map((modern, index) => [modern, legacyClients[index]]);

for (const [modernClient, legacyClient] of pairs) {
  describe(`${modernClient.name} and ${legacyClient.name}`, () => {
    const modern = modernClient.connect(server);
    const legacy = legacyClient.connect(server);
    const { contacts, deals, associations } = modern.crm;

    const dated = async (method, path, body) => {
      const answer = await request(modern, method, `/crm/${path.replace('{version}', DATED)}`, body);
      assert.ok(answer.status < 300, JSON.stringify(answer));
      return answer.body;
    };
    const contact = async () => Number((await contacts.basicApi.create({ properties: { email: email() } })).id);
    const company = async () =>
      (await legacy.companies.create({ properties: [{ name: 'name', value: 'Acme' }] })).companyId;
    const deal = async () =>
      Number((await dated('POST', 'objects/{version}/deals', { properties: { dealname: 'Big one' } })).id);

    /** Every door through which the link of a deal can be seen, each in the same form. */
    const doors = {
      v4: async (id, to) => typesById((await associations.v4.basicApi.getPage('deals', String(id), to)).results),
      'the dated path': async (id, to) =>
        typesById((await dated('GET', `objects/{version}/deals/${id}/associations/${to}`)).results),
      'a dated batch': async (id, to) =>
        typesById(
          (
            await dated('POST', `associations/{version}/deals/${to}/batch/read`, { inputs: [{ id: String(id) }] })
          ).results.flatMap((result) => result.to),
        ),
    };
    const typesById = (links) =>
      Object.fromEntries(
        links.map((link) => [link.toObjectId, sorted(link.associationTypes.map((type) => type.typeId))]),
      );
    const v1 = async (id, definition) =>
      (await legacy.apiRequest({ path: `/crm-associations/v1/associations/${id}/HUBSPOT_DEFINED/${definition}` }))
        .results;
    const listed = async (id) => {
      const { associatedVids, associatedCompanyIds } = (await legacy.deals.getById(id)).associations;
      return { contacts: sorted(associatedVids), companies: sorted(associatedCompanyIds) };
    };
    const seenEverywhere = async (id, to, expected) => {
      for (const [door, look] of Object.entries(doors)) {
        assert.deepEqual(await look(id, to), expected, door);
      }
    };

    test('a contact written by the legacy client is read by id and by email through v3 and the dated path', async () => {
      const address = email();
      const { vid } = await legacy.contacts.create({
        properties: [
          { property: 'email', value: address },
          { property: 'firstname', value: 'Ida' },
        ],
      });
      const v3 = await contacts.basicApi.getById(address, ['firstname', 'email'], undefined, undefined, false, 'email');
      assert.equal(v3.id, String(vid));
      assert.equal(v3.properties.firstname, 'Ida');
      const read = await dated('GET', `objects/{version}/contacts/${vid}?properties=firstname`);
      assert.equal(read.properties.firstname, 'Ida');
    });

    test('a contact written through v3 is read and changed by the legacy client, with one history', async () => {
      const address = email();
      const { id } = await contacts.basicApi.create({ properties: { email: address, firstname: 'Ida' } });
      assert.equal((await legacy.contacts.getByEmail(address)).vid, Number(id));
      await legacy.contacts.update(id, { properties: [{ property: 'firstname', value: 'Eva' }] });
      await dated('PATCH', `objects/{version}/contacts/${id}`, { properties: { firstname: 'Lo' } });

      const old = await legacy.contacts.getById(id);
      assert.deepEqual(
        old.properties.firstname.versions.map((version) => version.value),
        ['Lo', 'Eva', 'Ida'],
      );
      const read = await contacts.basicApi.getById(id, undefined, ['firstname']);
      assert.deepEqual(
        read.propertiesWithHistory.firstname.map((version) => version.value),
        ['Lo', 'Eva', 'Ida'],
      );
      assert.deepEqual(
        old.properties.firstname.versions.map((version) => version.timestamp),
        read.propertiesWithHistory.firstname.map((version) => version.timestamp.getTime()),
      );
    });

    test('a deal has the same values and times in every generation', async () => {
      const { dealId } = await legacy.deals.create({
        properties: [
          { name: 'dealname', value: 'Big one' },
          { name: 'amount', value: '125' },
          { name: 'closedate', value: String(Date.UTC(2026, 11, 1)) },
        ],
      });
      const v3 = await deals.basicApi.getById(String(dealId));
      assert.equal(v3.properties.amount, '125');
      assert.equal(Date.parse(v3.properties.closedate), Date.UTC(2026, 11, 1));
      const old = await legacy.deals.getById(dealId);
      assert.equal(old.properties.closedate.value, String(Date.UTC(2026, 11, 1)));
      assert.equal(Number(old.properties.createdate.value), v3.createdAt.getTime());
      assert.equal(Number(old.properties.hs_lastmodifieddate.value), v3.updatedAt.getTime());
      assert.deepEqual((await dated('GET', `objects/{version}/deals/${dealId}`)).properties, v3.properties);
    });

    test('a contact associated with a deal by the seed call is seen through every door', async () => {
      const [id, first, second] = [await deal(), await contact(), await contact()];
      await legacy.deals.associate(id, 'CONTACT', first);
      await legacy.deals.associate(id, 'CONTACT', second);

      await seenEverywhere(id, 'contacts', { [first]: [3], [second]: [3] });
      assert.deepEqual(await v1(id, 3), sorted([first, second]));
      assert.deepEqual(await v1(first, 4), [id]);
      assert.deepEqual(await listed(id), { contacts: sorted([first, second]), companies: [] });
      assert.deepEqual(
        (await legacy.deals.getAssociated('contact', first)).deals.map((each) => each.dealId),
        [id],
      );
      const v3 = await deals.basicApi.getById(String(id), ['num_associated_contacts'], undefined, ['contacts']);
      assert.deepEqual(
        v3.associations.contacts.results.map((link) => [link.id, link.type]),
        sorted([first, second]).map((vid) => [String(vid), 'deal_to_contact']),
      );
      assert.equal(v3.properties.num_associated_contacts, '2');
    });

    test('the seed call can be made through the newer client as well', async () => {
      const [id, first, second] = [await deal(), await contact(), await contact()];
      const { status } = await request(
        modern,
        'PUT',
        `/deals/v1/deal/${id}/associations/CONTACT?id=${first}&id=${second}`,
      );
      assert.equal(status, 204);
      await seenEverywhere(id, 'contacts', { [first]: [3], [second]: [3] });
    });

    test('a company associated with a deal by the seed call is its primary one, the next is not', async () => {
      const [id, first, second] = [await deal(), await company(), await company()];
      await legacy.deals.associate(id, 'COMPANY', first);
      await seenEverywhere(id, 'companies', { [first]: [5, 341] });
      await legacy.deals.associate(id, 'COMPANY', second);
      await seenEverywhere(id, 'companies', { [first]: [5, 341], [second]: [341] });

      const back = await associations.v4.basicApi.getPage('companies', String(first), 'deals');
      assert.deepEqual(typesById(back.results), { [id]: [6, 342] });
      assert.deepEqual(await v1(id, 5), [first, second]);
      assert.deepEqual(await v1(second, 6), [id]);
      assert.deepEqual(await listed(id), { contacts: [], companies: sorted([first, second]) });
    });

    test('the seed call keeps the links that other generations made', async () => {
      const [id, first, second, third] = [await deal(), await contact(), await contact(), await contact()];
      await associations.v4.basicApi.createDefault('deals', String(id), 'contacts', String(first));
      await legacy.deals.associate(id, 'CONTACT', second);
      await dated('PUT', `objects/{version}/deals/${id}/associations/default/contacts/${third}`);
      await seenEverywhere(id, 'contacts', { [first]: [3], [second]: [3], [third]: [3] });
      assert.deepEqual((await listed(id)).contacts, sorted([first, second, third]));
    });

    test('a link that v4 made is seen by the legacy client, and its removal as well', async () => {
      const [id, vid, companyId] = [await deal(), await contact(), await company()];
      await associations.v4.batchApi.createDefault('deals', 'contacts', {
        inputs: [{ _from: { id: String(id) }, to: { id: String(vid) } }],
      });
      await associations.v4.basicApi.create('deals', String(id), 'companies', String(companyId), [
        { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 },
      ]);
      assert.deepEqual(await listed(id), { contacts: [vid], companies: [companyId] });
      assert.deepEqual([await v1(id, 3), await v1(id, 5)], [[vid], [companyId]]);
      assert.deepEqual(
        (await legacy.deals.getAssociated('company', companyId)).deals.map((each) => each.dealId),
        [id],
      );

      await associations.v4.basicApi.archive('deals', String(id), 'companies', String(companyId));
      await associations.batchApi.archive('deals', 'contacts', {
        inputs: [{ _from: { id: String(id) }, to: { id: String(vid) }, type: 'deal_to_contact' }],
      });
      assert.deepEqual(await listed(id), { contacts: [], companies: [] });
      assert.deepEqual([await v1(id, 3), await v1(id, 5)], [[], []]);
    });

    test('a link that the seed call removes is gone through every door', async () => {
      const [id, vid, companyId] = [await deal(), await contact(), await company()];
      await associations.v4.basicApi.createDefault('deals', String(id), 'contacts', String(vid));
      await dated('PUT', `objects/{version}/deals/${id}/associations/companies/${companyId}`, [
        { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 },
      ]);
      await legacy.deals.removeAssociation(id, 'CONTACT', vid);
      await legacy.deals.removeAssociation(id, 'COMPANY', companyId);
      for (const to of ['contacts', 'companies']) {
        await seenEverywhere(id, to, {});
      }
      assert.deepEqual(await listed(id), { contacts: [], companies: [] });
      const back = await associations.v4.basicApi.getPage('contacts', String(vid), 'deals');
      assert.deepEqual(back.results, []);
    });

    test('a link that associations v1 made has its type in v4', async () => {
      const [id, vid] = [await deal(), await contact()];
      await legacy.crm.associations.create({
        fromObjectId: vid,
        toObjectId: id,
        category: 'HUBSPOT_DEFINED',
        definitionId: 4,
      });
      await seenEverywhere(id, 'contacts', { [vid]: [3] });
      assert.deepEqual((await listed(id)).contacts, [vid]);
    });

    test('a contact added to a company by the legacy client is associated with it in v4, and the reverse', async () => {
      const [companyId, first, second] = [await company(), await contact(), await contact()];
      await legacy.companies.addContactToCompany({ companyId, contactVid: first });
      const { results } = await associations.v4.basicApi.getPage('contacts', String(first), 'companies');
      assert.deepEqual(typesById(results), { [companyId]: [1, 279] });

      await associations.v4.basicApi.createDefault('companies', String(companyId), 'contacts', String(second));
      assert.deepEqual((await legacy.companies.getContactIds(companyId)).vids, sorted([first, second]));
    });

    test('a deal deleted by the legacy client is archived in v3, and takes its links with it', async () => {
      const [id, vid] = [await deal(), await contact()];
      await legacy.deals.associate(id, 'CONTACT', vid);
      await legacy.deals.deleteById(id);
      const read = await deals.basicApi.getById(String(id), undefined, undefined, undefined, true);
      assert.equal(read.archived, true);
      assert.deepEqual((await associations.v4.basicApi.getPage('contacts', String(vid), 'deals')).results, []);
      assert.deepEqual((await legacy.deals.getAssociated('contact', vid)).deals, []);
    });
  });
}
