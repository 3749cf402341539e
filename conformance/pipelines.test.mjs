// Pipelines and association labels through HubSpot's own client.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { email, modernClients, refused, sorted } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

/** A name that no other definition of this run has. */
let number = 0;
const unused = (word) => `${word}_${(number += 1)}`;

for (const { name, connect } of modernClients) {
  describe(name, () => {
    const { associations, contacts, deals, pipelines } = connect(server).crm;

    const stage = (label, probability, displayOrder) => ({ label, displayOrder, metadata: { probability } });

    test('makes a pipeline, and a deal goes through it', async () => {
      const label = unused('Renewals');
      const made = await pipelines.pipelinesApi.create('deals', {
        label,
        displayOrder: 1,
        stages: [stage('Open', '0.5', 0), stage('Won', '1.0', 1)],
      });
      assert.equal(made.stages.length, 2);
      const [open, won] = made.stages;
      assert.equal(won.metadata.isClosed, 'true');
      const deal = await deals.basicApi.create({
        properties: { dealname: 'Big', pipeline: made.id, dealstage: open.id },
      });
      const moved = await deals.basicApi.update(deal.id, { properties: { dealstage: won.id } });
      assert.equal(moved.properties.dealstage, won.id);
      const listed = await pipelines.pipelinesApi.getAll('deals');
      assert.ok(listed.results.some((one) => one.id === made.id && one.label === label));
      await refused(pipelines.pipelineStagesApi.archive('deals', made.id, won.id), 400);
    });

    test('adds, changes and removes a stage', async () => {
      const made = await pipelines.pipelinesApi.create('tickets', {
        label: unused('Repairs'),
        displayOrder: 3,
        stages: [
          { label: 'In', displayOrder: 0, metadata: { ticketState: 'OPEN' } },
          { label: 'Out', displayOrder: 1, metadata: { ticketState: 'CLOSED' } },
        ],
      });
      const added = await pipelines.pipelineStagesApi.create('tickets', made.id, {
        label: 'Waiting',
        displayOrder: 2,
        metadata: { ticketState: 'OPEN' },
      });
      const changed = await pipelines.pipelineStagesApi.update('tickets', made.id, added.id, {
        label: 'Waiting for parts',
        metadata: { ticketState: 'OPEN' },
      });
      assert.equal(changed.label, 'Waiting for parts');
      await pipelines.pipelineStagesApi.archive('tickets', made.id, added.id);
      const stages = await pipelines.pipelineStagesApi.getAll('tickets', made.id);
      assert.deepEqual(stages.results.map((one) => one.label), ['In', 'Out']);
      await pipelines.pipelinesApi.archive('tickets', made.id);
    });

    test('labels an association from both ends', async () => {
      const label = unused('Advisor');
      const { results } = await associations.v4.schema.definitionsApi.create('contacts', 'deals', {
        name: unused('advisor'),
        label,
        inverseLabel: `${label} of`,
      });
      assert.equal(results.length, 2);
      const definitions = await associations.v4.schema.definitionsApi.getAll('contacts', 'deals');
      const made = definitions.results.find((one) => one.label === label);
      assert.equal(made.category, 'USER_DEFINED');

      const contact = await contacts.basicApi.create({ properties: { email: email() } });
      const deal = await deals.basicApi.create({ properties: { dealname: 'Big' } });
      await associations.v4.basicApi.create('contacts', contact.id, 'deals', deal.id, [
        { associationCategory: 'USER_DEFINED', associationTypeId: made.typeId },
      ]);
      const back = await associations.v4.basicApi.getPage('deals', deal.id, 'contacts');
      const labels = back.results[0].associationTypes.map((one) => one.label);
      assert.deepEqual(sorted(labels.filter(Boolean)), [`${label} of`]);

      await associations.v4.schema.definitionsApi.remove('contacts', 'deals', made.typeId);
      const left = await associations.v4.schema.definitionsApi.getAll('contacts', 'deals');
      assert.ok(!left.results.some((one) => one.typeId === made.typeId && one.category === 'USER_DEFINED'));
    });
  });
}
