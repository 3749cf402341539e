// Lists through HubSpot's own client: kept by hand, and kept by a filter.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, modernClients, refused, sorted } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const byCity = (city) => ({
  filterBranchType: 'OR',
  filters: [],
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'city',
          operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: [city] },
        },
      ],
    },
  ],
});

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const { contacts, lists } = connect(server).crm;
    let number = 0;
    const unused = (word) => `${word} ${name.length} ${(number += 1)}`;
    const contact = async (properties = {}) =>
      (await contacts.basicApi.create({ properties: { email: email(), ...properties } })).id;
    const members = async (listId) =>
      sorted((await lists.membershipsApi.getPage(listId)).results.map((one) => one.recordId));

    test('keeps a list by hand', async () => {
      const { list } = await lists.listsApi.create({
        name: unused('Friends'),
        objectTypeId: '0-1',
        processingType: 'MANUAL',
      });
      const [ida, eva] = [await contact(), await contact()];
      const added = await lists.membershipsApi.add(list.listId, [ida, eva, '987654321']);
      assert.deepEqual(sorted(added.recordsIdsAdded), sorted([ida, eva]));
      assert.deepEqual(added.recordIdsMissing, ['987654321']);
      assert.deepEqual(await members(list.listId), sorted([ida, eva]));
      await lists.membershipsApi.remove(list.listId, [ida]);
      assert.deepEqual(await members(list.listId), [eva]);
    });

    test('keeps a list by a filter, at every moment', async () => {
      const city = unused('Oslo').replaceAll(' ', '');
      const ida = await contact({ city });
      const { list } = await lists.listsApi.create({
        name: unused('In one city'),
        objectTypeId: '0-1',
        processingType: 'DYNAMIC',
        filterBranch: byCity(city),
      });
      assert.deepEqual(await members(list.listId), [ida]);
      const eva = await contact({ city });
      assert.deepEqual(await members(list.listId), sorted([ida, eva]));
      await contacts.basicApi.update(ida, { properties: { city: 'elsewhere' } });
      assert.deepEqual(await members(list.listId), [eva]);
    });

    test('finds a list by its name, renames it, removes and restores it', async () => {
      const title = unused('Named');
      const { list } = await lists.listsApi.create({ name: title, objectTypeId: '0-1', processingType: 'MANUAL' });
      assert.equal((await lists.listsApi.getByName(title, '0-1')).list.listId, list.listId);
      const renamed = await lists.listsApi.updateName(list.listId, `${title}, again`);
      assert.equal(renamed.updatedList.name, `${title}, again`);
      const found = await lists.listsApi.doSearch({ query: `${title}, again`, additionalProperties: [], offset: 0 });
      assert.deepEqual(found.lists.map((one) => one.listId), [list.listId]);
      await lists.listsApi.remove(list.listId);
      await refused(lists.listsApi.getById(list.listId), 404);
      await lists.listsApi.restore(list.listId);
      assert.equal((await lists.listsApi.getById(list.listId)).list.listId, list.listId);
    });
  });
}
