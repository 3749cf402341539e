// Records through HubSpot's own client: single calls, batches, paging and errors.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, modernClients, refused } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const UNKNOWN_ID = '987654321';

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const client = connect(server);
    const { contacts, companies, deals, tickets, objects } = client.crm;
    const contact = (properties = {}) => contacts.basicApi.create({ properties: { email: email(), ...properties } });

    /** The client pages by itself for the named types only. */
    const idsOf = async (type) => {
      const ids = [];
      let next;
      do {
        const page = await objects.basicApi.getPage(type, 100, next);
        ids.push(...page.results.map((record) => record.id));
        next = page.paging?.next?.after;
      } while (next !== undefined);
      return ids;
    };

    test('creates a contact and reads it back by id', async () => {
      const address = email();
      const made = await contact({ email: address, firstname: 'Ida', lastname: 'Ek' });
      assert.match(made.id, /^\d+$/);
      assert.equal(made.archived, false);
      assert.ok(made.createdAt instanceof Date && !Number.isNaN(made.createdAt.getTime()));

      const read = await contacts.basicApi.getById(made.id);
      assert.equal(read.id, made.id);
      assert.equal(read.properties.email, address);
      assert.equal(read.properties.firstname, 'Ida');
      assert.equal(read.properties.lastname, 'Ek');
      assert.equal(read.properties.hs_object_id, made.id);
      assert.deepEqual(read.createdAt, made.createdAt);
    });

    test('reads a contact by email, whatever its case', async () => {
      const address = email('by+mail');
      const made = await contact({ email: address });
      for (const spelling of [address, address.toUpperCase()]) {
        const read = await contacts.basicApi.getById(spelling, ['email'], undefined, undefined, false, 'email');
        assert.equal(read.id, made.id);
      }
    });

    test('reads the properties asked for, and null for a known one without a value', async () => {
      const made = await contact({ firstname: 'Ida', phone: '555' });
      const { properties } = await contacts.basicApi.getById(made.id, ['phone', 'company']);
      assert.equal(properties.phone, '555');
      assert.equal(properties.company, null);
      assert.equal('firstname' in properties, false);
    });

    test('reads the history of a property, newest first', async () => {
      const made = await contact({ firstname: 'Ida' });
      await contacts.basicApi.update(made.id, { properties: { firstname: 'Eva' } });
      const read = await contacts.basicApi.getById(made.id, undefined, ['firstname']);
      assert.deepEqual(
        read.propertiesWithHistory.firstname.map((version) => version.value),
        ['Eva', 'Ida'],
      );
      assert.ok(read.propertiesWithHistory.firstname[0].timestamp instanceof Date);
    });

    test('updates a contact by id and by email', async () => {
      const address = email();
      const made = await contact({ email: address, firstname: 'Ida' });
      const once = await contacts.basicApi.update(made.id, { properties: { firstname: 'Eva' } });
      assert.equal(once.properties.firstname, 'Eva');
      assert.ok(once.updatedAt >= made.updatedAt);
      await contacts.basicApi.update(address, { properties: { firstname: 'Lo', lastname: '' } }, 'email');
      const read = await contacts.basicApi.getById(made.id, ['firstname', 'email']);
      assert.equal(read.properties.firstname, 'Lo');
      assert.equal(read.properties.email, address);
    });

    test('archives a contact, which then only an archived read shows', async () => {
      const made = await contact();
      await contacts.basicApi.archive(made.id);
      await refused(contacts.basicApi.getById(made.id), 404);
      const read = await contacts.basicApi.getById(made.id, undefined, undefined, undefined, true);
      assert.equal(read.archived, true);
      assert.ok(read.archivedAt instanceof Date);
      await contacts.basicApi.archive(made.id);
    });

    test('an archived contact gives its email free', async () => {
      const address = email();
      const first = await contact({ email: address });
      await contacts.basicApi.archive(first.id);
      const second = await contact({ email: address });
      assert.notEqual(second.id, first.id);
    });

    test('pages through a list, which ends without a paging key', async () => {
      const made = [];
      for (let index = 0; index < 5; index += 1) {
        made.push((await tickets.basicApi.create({ properties: { subject: `t${index}`, hs_pipeline_stage: '1' } })).id);
      }
      const seen = [];
      let next;
      let pages = 0;
      do {
        const page = await tickets.basicApi.getPage(2, next, ['subject']);
        assert.ok(page.results.length <= 2);
        seen.push(...page.results.map((ticket) => ticket.id));
        next = page.paging?.next?.after;
        if (next !== undefined) {
          assert.ok(page.paging.next.link.startsWith(server.url), page.paging.next.link);
        }
        pages += 1;
      } while (next !== undefined);
      assert.ok(pages >= 3);
      assert.equal(new Set(seen).size, seen.length);
      made.forEach((id) => assert.ok(seen.includes(id)));

      const all = await tickets.getAll(2);
      assert.deepEqual(
        all.map((ticket) => ticket.id),
        seen,
      );
    });

    test('lists only archived records when asked for those', async () => {
      const kept = await companies.basicApi.create({ properties: { name: 'Kept' } });
      const gone = await companies.basicApi.create({ properties: { name: 'Gone' } });
      await companies.basicApi.archive(gone.id);
      const ids = async (archived) =>
        (await companies.getAll(100, undefined, ['name'], undefined, undefined, archived)).map((company) => company.id);
      const [living, archived] = [await ids(false), await ids(true)];
      assert.ok(living.includes(kept.id) && !living.includes(gone.id));
      assert.ok(archived.includes(gone.id) && !archived.includes(kept.id));
    });

    test('creates a contact that is associated from the start, and reads the association with it', async () => {
      const company = await companies.basicApi.create({ properties: { name: 'Acme' } });
      const made = await contacts.basicApi.create({
        properties: { email: email() },
        associations: [
          {
            to: { id: company.id },
            types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }],
          },
        ],
      });
      const read = await contacts.basicApi.getById(made.id, undefined, undefined, ['companies', 'deals']);
      const found = read.associations.companies.results;
      assert.ok(found.every((association) => association.id === company.id));
      assert.ok(
        found.some((association) => association.type === 'contact_to_company_unlabeled'),
        JSON.stringify(found),
      );
      assert.equal(read.associations.deals, undefined);
    });

    test('creates, updates and archives a company', async () => {
      const made = await companies.basicApi.create({ properties: { name: 'Acme', domain: 'acme.test' } });
      const read = await companies.basicApi.getById(made.id);
      assert.equal(read.properties.name, 'Acme');
      assert.equal(read.properties.domain, 'acme.test');
      await companies.basicApi.update(made.id, { properties: { name: 'Acme AB' } });
      assert.equal((await companies.basicApi.getById(made.id, ['name'])).properties.name, 'Acme AB');
      await companies.basicApi.archive(made.id);
      await refused(companies.basicApi.getById(made.id), 404);
    });

    test('creates, updates and archives a deal', async () => {
      const made = await deals.basicApi.create({
        properties: {
          dealname: 'Big one',
          amount: '1250.5',
          pipeline: 'default',
          dealstage: 'qualifiedtobuy',
          closedate: '2026-12-01T10:00:00.000Z',
        },
      });
      const read = await deals.basicApi.getById(made.id);
      assert.equal(read.properties.dealname, 'Big one');
      assert.equal(read.properties.amount, '1250.5');
      assert.equal(read.properties.dealstage, 'qualifiedtobuy');
      assert.equal(new Date(read.properties.closedate).toISOString(), '2026-12-01T10:00:00.000Z');
      await deals.basicApi.update(made.id, { properties: { dealstage: 'closedwon' } });
      assert.equal((await deals.basicApi.getById(made.id)).properties.dealstage, 'closedwon');
      await deals.basicApi.archive(made.id);
      await refused(deals.basicApi.getById(made.id), 404);
    });

    test('creates, updates and archives a ticket', async () => {
      const made = await tickets.basicApi.create({
        properties: { subject: 'Help', hs_pipeline: '0', hs_pipeline_stage: '1' },
      });
      await tickets.basicApi.update(made.id, { properties: { hs_pipeline_stage: '4' } });
      const read = await tickets.basicApi.getById(made.id);
      assert.equal(read.properties.subject, 'Help');
      assert.equal(read.properties.hs_pipeline_stage, '4');
      await tickets.basicApi.archive(made.id);
      await refused(tickets.basicApi.getById(made.id), 404);
    });

    for (const [type, properties] of [
      ['0-1', () => ({ email: email(), firstname: 'Ida' })],
      ['contact', () => ({ email: email(), firstname: 'Ida' })],
      ['products', () => ({ name: 'Chair', price: '10' })],
      ['line_items', () => ({ name: 'Two chairs', quantity: '2', price: '10' })],
      ['notes', () => ({ hs_note_body: 'Called back', hs_timestamp: '2026-11-01T09:00:00.000Z' })],
      ['tasks', () => ({ hs_task_subject: 'Call back', hs_timestamp: '2026-11-01T09:00:00.000Z' })],
    ]) {
      test(`the generic calls serve ${type}`, async () => {
        const [first] = Object.keys(properties());
        const made = await objects.basicApi.create(type, { properties: properties() });
        const read = await objects.basicApi.getById(type, made.id, [first]);
        assert.equal(read.properties[first], made.properties[first]);
        assert.ok((await idsOf(type)).includes(made.id));
        const updated = await objects.basicApi.update(type, made.id, { properties: properties() });
        assert.equal(updated.id, made.id);
        const batch = await objects.batchApi.read(type, {
          inputs: [{ id: made.id }],
          properties: [first],
          propertiesWithHistory: [],
        });
        assert.equal(batch.results[0].id, made.id);
        await objects.basicApi.archive(type, made.id);
        await refused(objects.basicApi.getById(type, made.id), 404);
      });
    }

    test('creates, reads, updates and archives in batches', async () => {
      const created = await contacts.batchApi.create({
        inputs: [1, 2, 3].map((index) => ({
          properties: { email: email(), firstname: `n${index}` },
          associations: [],
        })),
      });
      assert.equal(created.status, 'COMPLETE');
      assert.equal(created.results.length, 3);
      assert.equal(created.numErrors, undefined);
      assert.ok(created.completedAt instanceof Date);
      const ids = created.results.map((record) => record.id);

      const read = await contacts.batchApi.read({
        inputs: ids.map((id) => ({ id })),
        properties: ['firstname'],
        propertiesWithHistory: [],
      });
      assert.deepEqual(read.results.map((record) => record.properties.firstname).sort(), ['n1', 'n2', 'n3']);

      const updated = await contacts.batchApi.update({
        inputs: ids.map((id) => ({ id, properties: { lastname: 'Ek' } })),
      });
      assert.ok(updated.results.every((record) => record.properties.lastname === 'Ek'));

      await contacts.batchApi.archive({ inputs: [...ids, UNKNOWN_ID].map((id) => ({ id })) });
      for (const id of ids) {
        await refused(contacts.basicApi.getById(id), 404);
      }
    });

    test('a batch read by email finds the contacts', async () => {
      const address = email();
      const made = await contact({ email: address });
      const read = await contacts.batchApi.read({
        inputs: [{ id: address }],
        idProperty: 'email',
        properties: ['email'],
        propertiesWithHistory: [],
      });
      assert.deepEqual(
        read.results.map((record) => record.id),
        [made.id],
      );
    });

    test('a batch read with a missing id gives the others, and the error in the answer', async () => {
      const made = await contact();
      const read = await contacts.batchApi.read({
        inputs: [{ id: made.id }, { id: UNKNOWN_ID }, { id: '987654322' }],
        properties: [],
        propertiesWithHistory: [],
      });
      assert.equal(read.status, 'COMPLETE');
      assert.deepEqual(
        read.results.map((record) => record.id),
        [made.id],
      );
      assert.equal(read.numErrors, 1);
      assert.equal(read.errors.length, 1);
      assert.equal(read.errors[0].category, 'OBJECT_NOT_FOUND');
      assert.deepEqual(read.errors[0].context.ids, [UNKNOWN_ID, '987654322']);
      assert.equal(
        read.errors[0].message,
        'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
      );
    });

    test('a batch update with a missing id changes the others', async () => {
      const made = await contact();
      const updated = await contacts.batchApi.update({
        inputs: [made.id, UNKNOWN_ID].map((id) => ({ id, properties: { firstname: 'Eva' } })),
      });
      assert.equal(updated.numErrors, 1);
      assert.deepEqual(updated.errors[0].context.ids, [UNKNOWN_ID]);
      assert.equal((await contacts.basicApi.getById(made.id)).properties.firstname, 'Eva');
    });

    test('a batch upsert tells what it created from what it updated', async () => {
      const [old, fresh] = [email('old'), email('fresh')];
      const made = await contact({ email: old });
      const { results } = await contacts.batchApi.upsert({
        inputs: [old, fresh].map((id) => ({ id, idProperty: 'email', properties: { firstname: 'Up' } })),
      });
      const created = Object.fromEntries(
        results.map((record) => [record.id === made.id ? 'old' : 'fresh', record._new]),
      );
      assert.deepEqual(created, { old: false, fresh: true });
      const read = await contacts.basicApi.getById(fresh, undefined, undefined, undefined, false, 'email');
      assert.equal(read.properties.firstname, 'Up');
    });

    test('a batch create with a used email creates nothing', async () => {
      const [used, fresh] = [email(), email()];
      const made = await contact({ email: used });
      const body = await refused(
        contacts.batchApi.create({
          inputs: [fresh, used].map((address) => ({ properties: { email: address }, associations: [] })),
        }),
        409,
      );
      assert.equal(body.category, 'CONFLICT');
      assert.ok(body.message.includes(made.id), body.message);
      await refused(contacts.basicApi.getById(fresh, undefined, undefined, undefined, false, 'email'), 404);
    });

    test('a batch of more than a hundred is refused', async () => {
      const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1) }));
      const body = await refused(contacts.batchApi.read({ inputs, properties: [], propertiesWithHistory: [] }), 400);
      assert.equal(body.category, 'VALIDATION_ERROR');
    });

    test('a used email is a conflict that names the contact', async () => {
      const address = email();
      const made = await contact({ email: address });
      const body = await refused(contact({ email: address.toUpperCase() }), 409);
      assert.equal(body.status, 'error');
      assert.equal(body.category, 'CONFLICT');
      assert.equal(body.message, `Contact already exists. Existing ID: ${made.id}`);
      assert.match(body.correlationId, /^[0-9a-f-]{36}$/);
    });

    test('an unknown property is refused by its name, and nothing is created', async () => {
      const address = email();
      const body = await refused(contact({ email: address, no_such_property: 'x' }), 400);
      assert.equal(body.category, 'VALIDATION_ERROR');
      assert.match(body.message, /^Property values were not valid: \[/);
      assert.equal(body.errors[0].code, 'PROPERTY_DOESNT_EXIST');
      assert.deepEqual(body.errors[0].context.propertyName, ['no_such_property']);
      await refused(contacts.basicApi.getById(address, undefined, undefined, undefined, false, 'email'), 404);
    });

    test('a stage that the pipeline has not is refused', async () => {
      const body = await refused(
        deals.basicApi.create({ properties: { dealname: 'x', dealstage: 'no_such_stage' } }),
        400,
      );
      assert.equal(body.category, 'VALIDATION_ERROR');
    });

    test('an unknown id is not found, to read and to update', async () => {
      const read = await refused(contacts.basicApi.getById(UNKNOWN_ID), 404);
      assert.equal(read.category, 'OBJECT_NOT_FOUND');
      await refused(contacts.basicApi.update(UNKNOWN_ID, { properties: { firstname: 'x' } }), 404);
    });

    test('an unknown object type is refused', async () => {
      const body = await refused(objects.basicApi.getPage('widgets'), 400);
      assert.equal(body.message, 'Unable to infer object type from: widgets');
    });

    test('a wrong token is refused', async () => {
      const body = await refused(connect(server, 'pat-wrong').crm.contacts.basicApi.getPage(), 401);
      assert.equal(body.category, 'INVALID_AUTHENTICATION');
    });

    test('keeps text of every script as it came', async () => {
      const text = 'Åsa "Ek"\n漢字 🚀 \\ <b>&amp; \u2028';
      const made = await contact({ firstname: text });
      assert.equal(made.properties.firstname, text);
      assert.equal((await contacts.basicApi.getById(made.id)).properties.firstname, text);
    });

    test('creates and reads a hundred records in one batch', async () => {
      const created = await contacts.batchApi.create({
        inputs: Array.from({ length: 100 }, () => ({ properties: { email: email() }, associations: [] })),
      });
      const inputs = created.results.map(({ id }) => ({ id }));
      assert.equal(new Set(inputs.map(({ id }) => id)).size, 100);
      const read = await contacts.batchApi.read({ inputs, properties: ['email'], propertiesWithHistory: [] });
      assert.equal(read.results.length, 100);
    });

    test('thirty callers with one email at once make one contact', async () => {
      const address = email();
      const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => contact({ email: address })));
      const made = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      assert.equal(made.length, 1);
      outcomes
        .filter((outcome) => outcome.status === 'rejected')
        .forEach((outcome) => assert.equal(outcome.reason.code, 409, outcome.reason.message));
    });

    test('two contacts become one', async () => {
      const [kept, gone] = [await contact({ firstname: 'Kept' }), await contact({ lastname: 'Gone' })];
      await contacts.basicApi.merge({ primaryObjectId: kept.id, objectIdToMerge: gone.id });
      const read = await contacts.basicApi.getById(kept.id, ['firstname', 'lastname']);
      assert.equal(read.properties.firstname, 'Kept');
      assert.equal(read.properties.lastname, 'Gone');
    });

    test('answers the same records under the dated path', async () => {
      const made = await contact({ firstname: 'Ida' });
      for (const version of ['2025-09', '2026-03', '2026-09']) {
        const response = await client.apiRequest({
          path: `/crm/objects/${version}/contacts/${made.id}`,
          qs: { properties: 'firstname' },
        });
        assert.equal(response.status, 200);
        const read = await response.json();
        assert.equal(read.id, made.id);
        assert.equal(read.properties.firstname, 'Ida');
      }
    });
  });
}
