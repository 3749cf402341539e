// PUT and DELETE /deals/v1/deal/:dealId/associations/:OBJECTTYPE as hand-written clients send it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { email } from './clients.mjs';
import { startServer } from './server.mjs';

const server = await startServer();
after(() => server.stop());

const UNKNOWN_ID = 987654321;
const bearer = { authorization: `Bearer ${server.token}` };

async function call(method, path, { headers = {}, body } = {}) {
  const response = await fetch(server.url + path, { method, headers, body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

async function created(path, properties, id) {
  const answer = await call('POST', path, {
    headers: { ...bearer, 'content-type': 'application/json' },
    body: JSON.stringify({ properties }),
  });
  assert.equal(answer.status, 200, answer.text);
  return answer.json()[id];
}

const deal = () => created('/deals/v1/deal', [{ name: 'dealname', value: 'Big one' }], 'dealId');
const contact = () => created('/contacts/v1/contact', [{ property: 'email', value: email() }], 'vid');
const company = () => created('/companies/v2/companies', [{ name: 'name', value: 'Acme' }], 'companyId');

async function linked(dealId) {
  const { associations } = (await call('GET', `/deals/v1/deal/${dealId}`, { headers: bearer })).json();
  return { contacts: associations.associatedVids, companies: associations.associatedCompanyIds };
}

function empty(answer) {
  assert.equal(answer.status, 204, answer.text);
  assert.equal(answer.text, '');
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
}

test('an empty first parameter, several ids and a key associate them all', async () => {
  const [id, ...vids] = [await deal(), await contact(), await contact(), await contact()];
  empty(
    await call(
      'PUT',
      `/deals/v1/deal/${id}/associations/CONTACT?&${vids.map((vid) => `id=${vid}`).join('&')}&hapikey=${server.token}`,
    ),
  );
  assert.deepEqual(await linked(id), { contacts: vids, companies: [] });
});

test('a body of {} is ignored', async () => {
  const [id, vid] = [await deal(), await contact()];
  empty(
    await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${vid}&hapikey=${server.token}`, {
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }),
  );
  assert.deepEqual((await linked(id)).contacts, [vid]);
});

test('a body that is not JSON is ignored, and so is its type', async () => {
  const [id, companyId] = [await deal(), await company()];
  empty(
    await call('PUT', `/deals/v1/deal/${id}/associations/COMPANY?id=${companyId}`, {
      headers: { ...bearer, 'content-type': 'text/xml' },
      body: '<link',
    }),
  );
  assert.deepEqual((await linked(id)).companies, [companyId]);
});

test('the key may stand first, and a trailing slash and unknown parameters are ignored', async () => {
  const [id, vid] = [await deal(), await contact()];
  empty(
    await call(
      'PUT',
      `/deals/v1/deal/${id}/associations/CONTACT/?hapikey=${server.token}&portalId=62515&id=${vid}&offset=&limit=1`,
    ),
  );
  assert.deepEqual((await linked(id)).contacts, [vid]);
});

test('an access_token parameter is a credential too', async () => {
  const [id, vid] = [await deal(), await contact()];
  empty(await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${vid}&access_token=${server.token}`));
});

test('an encoded & makes one id that is no number', async () => {
  const [id, first, second] = [await deal(), await contact(), await contact()];
  const answer = await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${first}%26id%3D${second}`, {
    headers: bearer,
  });
  assert.equal(answer.status, 400);
  const error = answer.json();
  assert.equal(error.status, 'error');
  assert.deepEqual(error.errors, [{ message: `'${first}&id=${second}' is not a valid id`, in: 'id' }]);
  assert.deepEqual(await linked(id), { contacts: [], companies: [] });
});

test('a comma list of ids is one id that is no number', async () => {
  const [id, first, second] = [await deal(), await contact(), await contact()];
  const answer = await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${first},${second}`, {
    headers: bearer,
  });
  assert.equal(answer.status, 400);
  assert.deepEqual(answer.json().errors, [{ message: `'${first},${second}' is not a valid id`, in: 'id' }]);
});

test('POST is not allowed and says what is', async () => {
  const [id, vid] = [await deal(), await contact()];
  const answer = await call('POST', `/deals/v1/deal/${id}/associations/CONTACT?id=${vid}`, {
    headers: { ...bearer, 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(answer.status, 405);
  assert.equal(answer.text, '');
  assert.deepEqual(answer.headers.get('allow').split(/,\s*/).sort(), ['DELETE', 'PUT']);
  assert.deepEqual(await linked(id), { contacts: [], companies: [] });
});

test('one unknown id among good ones associates none', async () => {
  const [id, vid] = [await deal(), await contact()];
  const answer = await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${vid}&id=${UNKNOWN_ID}&id=0`, {
    headers: bearer,
  });
  assert.equal(answer.status, 400);
  assert.equal(answer.json().message, 'One or more associations are invalid');
  assert.deepEqual(answer.json().errors, [`CONTACT=${UNKNOWN_ID} is not valid`, 'CONTACT=0 is not valid']);
  assert.deepEqual(await linked(id), { contacts: [], companies: [] });
});

test('no id, an unknown type and a type of another endpoint are refused', async () => {
  const id = await deal();
  const message = async (path) => {
    const answer = await call('PUT', path, { headers: bearer });
    assert.equal(answer.status, 400, answer.text);
    return answer.json().message;
  };
  assert.equal(await message(`/deals/v1/deal/${id}/associations/CONTACT`), 'At least one id must be given');
  assert.equal(await message(`/deals/v1/deal/${id}/associations/CONTACT?id=`), 'At least one id must be given');
  assert.equal(
    await message(`/deals/v1/deal/${id}/associations/FAKE?id=1`),
    "Invalid enum constant 'FAKE' for class ObjectType",
  );
  assert.equal(
    await message(`/deals/v1/deal/${id}/associations/contact?id=1`),
    "Invalid enum constant 'contact' for class ObjectType",
  );
  assert.equal(
    await message(`/deals/v1/deal/${id}/associations/TICKET?id=1`),
    "Unsupported object type 'TICKET'. Use CONTACT or COMPANY.",
  );
});

test('an unknown deal is not found', async () => {
  const vid = await contact();
  const answer = await call('PUT', `/deals/v1/deal/${UNKNOWN_ID}/associations/CONTACT?id=${vid}`, { headers: bearer });
  assert.equal(answer.status, 404);
  assert.match(answer.json().message, /^No deal found for dealId=987654321 portalId=\d+$/);
  const odd = await call('PUT', `/deals/v1/deal/abc/associations/CONTACT?id=${vid}`, { headers: bearer });
  assert.equal(odd.status, 404);
  assert.equal(odd.json().message, 'resource not found');
});

test('a call without credentials, and one with a wrong key, is refused', async () => {
  const id = await deal();
  for (const query of ['?id=1', '?id=1&hapikey=wrong']) {
    const answer = await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT${query}`);
    assert.equal(answer.status, 401);
    assert.equal(answer.json().category, 'INVALID_AUTHENTICATION');
  }
});

test('the same call twice, and twenty at once, make one link', async () => {
  const [id, vid] = [await deal(), await contact()];
  const path = `/deals/v1/deal/${id}/associations/CONTACT?id=${vid}&id=${vid}`;
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('PUT', path, { headers: bearer })));
  answers.forEach(empty);
  const before = await call('GET', `/deals/v1/deal/${id}`, { headers: bearer });
  empty(await call('PUT', path, { headers: bearer }));
  const modified = (answer) => answer.json().properties.hs_lastmodifieddate.value;
  assert.equal(modified(await call('GET', `/deals/v1/deal/${id}`, { headers: bearer })), modified(before));
  assert.deepEqual((await linked(id)).contacts, [vid]);
});

test('DELETE removes the links named and ignores the others', async () => {
  const [id, first, second, third] = [await deal(), await contact(), await contact(), await contact()];
  empty(await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${first}&id=${second}`, { headers: bearer }));
  empty(
    await call('DELETE', `/deals/v1/deal/${id}/associations/CONTACT?id=${first}&id=${third}&id=${UNKNOWN_ID}`, {
      headers: bearer,
    }),
  );
  assert.deepEqual((await linked(id)).contacts, [second]);
});

test('hundreds of ids fit into one call', async () => {
  const id = await deal();
  const vids = await Promise.all(Array.from({ length: 300 }, contact));
  empty(
    await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?${vids.map((vid) => `id=${vid}`).join('&')}`, {
      headers: bearer,
    }),
  );
  assert.equal((await linked(id)).contacts.length, 300);
});

test('each answer, errors too, names the successor of the call', async () => {
  const [id, vid] = [await deal(), await contact()];
  for (const target of [vid, UNKNOWN_ID]) {
    const { headers } = await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${target}`, {
      headers: bearer,
    });
    assert.match(headers.get('deprecation'), /^@\d+$/);
    assert.match(headers.get('link'), /<[^>]+>; ?rel="successor-version"/);
    assert.match(headers.get('x-hubspot-correlation-id'), /^[0-9a-f-]{36}$/);
  }
});

test('the successor that the answer names makes the same link', async () => {
  const [id, first, second] = [await deal(), await contact(), await contact()];
  const { headers } = await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=${first}`, { headers: bearer });
  const [, successor] = /<([^>]+)>; ?rel="successor-version"/.exec(headers.get('link'));
  assert.equal(successor, `/crm/v4/objects/deals/${id}/associations/default/contacts/${first}`);
  const answer = await call('PUT', successor.replace(/\d+$/, second), { headers: bearer });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual((await linked(id)).contacts, [first, second]);
});
