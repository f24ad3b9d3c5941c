// Twenty phones sell one lamp each and save at the same countdown, with locking off and on.

import assert from 'node:assert/strict';
import { openBrowser, Phone, until } from './browser.mjs';
import { Host } from './host.mjs';

const Count = 20;
const host = await Host.start();
const browser = await openBrowser();
const phones = [];
const each = what => Promise.all(phones.map(what));

async function everybodySells() {
  await each(async phone => {
    await phone.shows('#hint', 'Everybody reads first.');
    await phone.press('Read');
    await phone.shows('#value', '100');
    await phone.press('Sell one');
    await phone.shows('#value', '99');
  });
  await each(async phone => assert.equal(await phone.page.locator('#save').isDisabled(), true));
}

/** The presses wait, as fingers do, until Save unlocks. */
async function everybodySavesAtZero() {
  const pressed = each(phone => phone.press('Save 99'));
  await host.do('count');
  await pressed;
  await each(phone => phone.page.waitForSelector('#answer:not([hidden])'));
}

async function saves(status) {
  const counts = await each(phone => phone.requests.filter(r => r.method === 'PUT' && r.status === status).length);
  return counts.reduce((sum, count) => sum + count, 0);
}

async function forgetRequests() {
  for (const phone of phones) phone.requests = [];
}

const url = await host.scan();
assert.match(url, new RegExp(`^http://127\\.0\\.0\\.2:\\d+/${host.code}#[A-Za-z0-9_-]{22}$`));
for (let i = 0; i < Count; ++i) phones.push(await Phone.make(browser));
await each((phone, i) => phone.join(url, i === 0 ? 'Lena' : ''));
assert.equal(new Set(phones.map(phone => phone.client)).size, Count);
await each(phone => until('the token is gone from the address', async () => new URL(phone.page.url()).hash === ''));
await phones[0].shows('#name', 'Lena');
await phones[0].shows('#client', phones[0].client);
await phones[0].fits('free');

// Locking off: all are told 200, and nineteen sales are gone.
await host.do('again off');
await everybodySells();
await phones[0].fits('sold');
await everybodySavesAtZero();
assert.equal(await saves(200), Count);
await each(async phone => {
  await phone.shows('#answer', '200 OK Saved as version ');
  await phone.shows('#hint', 'That is all that a client is told. Look up at the screen.');
});
let ledger = await host.do('ledger');
assert.deepEqual([ledger.stock, ledger.owed, ledger.version], ['99', '80', 1 + Count]);

// They vote before it is told.
await host.do('ask');
await each((phone, i) => phone.page.locator('.choice').nth(i % 2).click());
await each((phone, i) => phone.shows(`.choice >> nth=${i % 2}`, 'your vote'));
await phones[0].page.locator('.choice').nth(2).click();
await phones[0].shows('.choice >> nth=2', 'your vote');
assert.equal(await phones[0].page.locator('.choice.mine').count(), 1);
await phones[0].fits('vote');
assert.deepEqual((await host.do('members')).votes, [Count / 2 - 1, Count / 2, 1]);
await host.do('tell');
await each((phone, i) => phone.shows('#voted', i % 2 ? 'You were right.' : 'It came out differently.'));
await phones[1].shows('.choice.right', '99 your vote · ✓ right');
await phones[0].fits('told');

// Locking on: one is in, the others read again and save until all are.
await forgetRequests();
await host.do('again version');
await everybodySells();
assert.equal(await phones[0].page.locator('#vote').isVisible(), false);
await everybodySavesAtZero();
assert.deepEqual([await saves(200), await saves(412)], [1, Count - 1]);
const first = phones.find(phone => phone.requests.some(r => r.method === 'PUT' && r.status === 200));
const refused = phones.filter(phone => phone !== first);
for (const phone of refused) {
  await phone.shows('#answer', `412 Precondition Failed ${first.client} saved version 2 first. Nothing of yours was written.`);
  await phone.shows('#again', 'Read again: 99 → 98');
  await phone.shows('#overwrite', `Overwrite ${first.client}’s`);
}
await refused[0].fits('refused');
await Promise.all(refused.map(async phone => {
  while (!await phone.page.locator('#answer.good').isVisible()) {
    await phone.page.click('#again');
    await phone.page.waitForSelector('#save:not([hidden]):not(:disabled)');
    await phone.page.click('#save');
    await phone.page.waitForSelector('#answer:not([hidden])');
  }
}));
assert.equal(await saves(200), Count);
ledger = await host.do('ledger');
assert.deepEqual([ledger.stock, ledger.owed, ledger.version], ['80', '80', 1 + Count]);

for (const phone of phones) assert.deepEqual(phone.complaints, []);
await browser.close();
await host.stop();
