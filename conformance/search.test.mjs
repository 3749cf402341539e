// Search through HubSpot's own client: what was just written is found.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, modernClients, refused } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const filter = (propertyName, operator, value) => ({
  filters: [{ propertyName, operator, ...(Array.isArray(value) ? { values: value } : { value }) }],
});

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const { associations, companies, contacts, deals } = connect(server).crm;
    let run = 0;
    const family = () => `Ek${process.pid}x${(run += 1)}${name.length}`.toLowerCase();
    const contact = (properties) => contacts.basicApi.create({ properties: { email: email(), ...properties } });
    const ids = (answer) => answer.results.map((record) => record.id);

    test('finds a contact the moment it was made, by filter and by query', async () => {
      const lastname = family();
      const made = await contact({ lastname });
      const byFilter = await contacts.searchApi.doSearch({ filterGroups: [filter('lastname', 'EQ', lastname)] });
      assert.equal(byFilter.total, 1);
      assert.deepEqual(ids(byFilter), [made.id]);
      const byQuery = await contacts.searchApi.doSearch({ query: lastname, filterGroups: [] });
      assert.deepEqual(ids(byQuery), [made.id]);
    });

    test('follows every change', async () => {
      const [before, behind] = [family(), family()];
      const made = await contact({ lastname: before });
      const found = async (lastname) =>
        (await contacts.searchApi.doSearch({ filterGroups: [filter('lastname', 'EQ', lastname)] })).total;
      await contacts.basicApi.update(made.id, { properties: { lastname: behind } });
      assert.deepEqual([await found(before), await found(behind)], [0, 1]);
      await contacts.basicApi.archive(made.id);
      assert.equal(await found(behind), 0);
    });

    test('sorts numbers as numbers, and pages', async () => {
      const dealname = family();
      for (const amount of ['9', '100', '20']) {
        await deals.basicApi.create({ properties: { dealname, amount } });
      }
      const amounts = [];
      let after_;
      do {
        const page = await deals.searchApi.doSearch({
          filterGroups: [filter('dealname', 'EQ', dealname)],
          sorts: [{ propertyName: 'amount', direction: 'DESCENDING' }],
          properties: ['amount'],
          limit: 2,
          ...(after_ === undefined ? {} : { after: after_ }),
        });
        assert.equal(page.total, 3);
        amounts.push(...page.results.map((deal) => deal.properties.amount));
        after_ = page.paging?.next?.after;
      } while (after_ !== undefined);
      assert.deepEqual(amounts, ['100', '20', '9']);
    });

    test('compares, ranges, lists and tells what is missing', async () => {
      const dealname = family();
      for (const amount of ['5', '15', '25', '']) {
        await deals.basicApi.create({ properties: { dealname, amount } });
      }
      const matching = async (...filters) => {
        const answer = await deals.searchApi.doSearch({
          filterGroups: [{ filters: [{ propertyName: 'dealname', operator: 'EQ', value: dealname }, ...filters] }],
        });
        return answer.total;
      };
      const amount = (operator, rest) => ({ propertyName: 'amount', operator, ...rest });
      assert.equal(await matching(amount('GT', { value: '5' })), 2);
      assert.equal(await matching(amount('GTE', { value: '5' })), 3);
      assert.equal(await matching(amount('LT', { value: '15' })), 1);
      assert.equal(await matching(amount('BETWEEN', { value: '5', highValue: '15' })), 2);
      assert.equal(await matching(amount('IN', { values: ['5', '25'] })), 2);
      assert.equal(await matching(amount('HAS_PROPERTY')), 3);
      assert.equal(await matching(amount('NOT_HAS_PROPERTY')), 1);
    });

    test('finds by what is associated', async () => {
      const company = await companies.basicApi.create({ properties: { name: 'Acme' } });
      const made = await contact({ lastname: family() });
      await associations.v4.basicApi.createDefault('contacts', made.id, 'companies', company.id);
      const answer = await contacts.searchApi.doSearch({
        filterGroups: [filter('associations.company', 'EQ', company.id)],
      });
      assert.deepEqual(ids(answer), [made.id]);
    });

    test('refuses a property that does not exist, rather than to match everything', async () => {
      const body = await refused(
        contacts.searchApi.doSearch({ filterGroups: [filter('no_such_property', 'EQ', '1')] }),
        400,
      );
      assert.equal(body.status, 'error');
    });
  });
}
