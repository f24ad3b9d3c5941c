// What the page is made of, how it looks, and what it says of each answer.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { openBrowser, Phone } from './browser.mjs';
import { Host } from './host.mjs';

const file = new URL('../../resources/room/room.html', import.meta.url);
const html = readFileSync(file, 'utf8');
const browser = await openBrowser();

// One small file that asks for nothing else and makes no HTML of what it is told.
assert.ok(readFileSync(file).length <= 40 * 1024);
assert.equal(html.match(/<script/g).length, 1);
assert.equal(html.match(/<style/g).length, 1);
assert.doesNotMatch(html, /\b(src|srcset|action)=|url\(|@import|innerHTML|insertAdjacentHTML|document\.write|\son\w+="|style="/);
assert.deepEqual(html.match(/href="[^"]*"/g), ['href="data:,"']);

/** The lowest contrast (WCAG 2.2) of any text that is visible. */
function lowestContrast() {
  const channels = text => text.match(/[\d.]+/g).map(Number);
  const luminance = text => channels(text).slice(0, 3)
    .map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const isClear = colour => channels(colour)[3] === 0;
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!hasText || !element.checkVisibility()) continue;
    let behind = element;
    while (behind !== document.body && isClear(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    const [light, dark] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(luminance).sort((a, b) => b - a);
    found.push([(light + 0.05) / (dark + 0.05), element.id || element.className || element.tagName]);
  }
  return found.sort((a, b) => a[0] - b[0])[0];
}

async function isReadable(phone, state) {
  const [contrast, what] = await phone.page.evaluate(lowestContrast);
  assert.ok(contrast >= 7, `${state}: the contrast of ${what} is ${contrast.toFixed(2)}`);
  await phone.fits(state);
}

// With the real server: each rule, as a panel does it.
const host = await Host.start();
const url = await host.scan();
const [light, dark] = await Promise.all([
  Phone.make(browser, { colorScheme: 'light' }), Phone.make(browser, { colorScheme: 'dark', viewport: { width: 390, height: 760 } })
]);
const both = [light, dark];
const inBoth = async state => { for (const phone of both) await isReadable(phone, state); };

const plain = await Phone.make(browser, { javaScriptEnabled: false });
await plain.open(url);
await plain.shows('body', 'If you can read this, your phone reaches the presenter. This page cannot do anything without JavaScript');
await plain.close();

for (const phone of both) await phone.open(url);
await inBoth('join');
for (const phone of both) await phone.join(url);

async function both99(rule) {
  await host.do('play');
  for (const phone of both) await phone.shows('#hint', 'Read it first.');
  await host.do(`again ${rule}`);
  for (const phone of both) {
    await phone.shows('#hint', 'Everybody reads first.');
    if (rule === 'lease' && phone === dark) continue;
    await phone.press('Read');
    await phone.shows('#value', '100');
    await phone.press('Sell one');
    await phone.shows('#hint', 'Wait for 3 2 1, then save. All at once.');
  }
  await inBoth('sold');
  await host.do('count');
  for (const phone of both) await phone.page.waitForSelector('#count:not([hidden])');
  await inBoth('countdown');
  await host.phase('save');
  await light.press('Save 99');
  await light.shows('#answer', '200 OK Saved as version 2.');
}

await both99('version');
await dark.press('Save 99');
await dark.shows('#answer', `412 Precondition Failed ${light.client} saved version 2 first. Nothing of yours was written.`);
await inBoth('refused');
await dark.press(`Overwrite ${light.client}’s`);
await dark.shows('#answer', '200 OK Saved as version 3.');
assert.equal((await host.do('ledger')).stock, '99');

await both99('timestamp');
assert.equal((await host.do('ledger')).stock, '99');

// The second asks while the first holds the lease, and gets it when the first gives it back.
await both99('lease');
assert.deepEqual(light.requests.slice(-4).map(request => request.method), ['POST', 'GET', 'PUT', 'DELETE']);
await dark.press('Read');
await dark.shows('#value', '99');
await dark.press('Sell one');
await dark.press('Save 98');
await dark.shows('#answer', '200 OK Saved as version 3.');

// Keys alone are enough, and go on at what is told.
await host.do('play');
await light.shows('#hint', 'Read it first.');
await light.page.focus('#read');
for (const key of ['Enter', 'Tab', 'Enter', 'Tab', 'Enter']) {
  await light.page.keyboard.press(key);
  await light.page.waitForTimeout(150);
}
await light.shows('#answer', '200 OK Saved as version 2.');
assert.equal(await light.page.locator('#answer').getAttribute('role'), 'status');

for (const phone of both) assert.deepEqual(phone.complaints, []);
await host.stop();

// With a server that answers as it is told: what a page says of answers that a real one gives on bad days.
const scene = { round: 1, phase: 'save', ms: 0, record: 'item', title: 'Note', field: 'text', locking: 'version', question: null };
let fields = { text: 'old', stock: 5 }, joined = null, put = null, versions = [], stream = null;
const you = { client: 'Teal heron', name: '' };
const answers = createServer((request, response) => {
  const send = (status, body, headers = {}) => response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  if (request.url === '/room/join') return joined === null ? request.socket.destroy() : send(joined.status, { secret: 'x', ...you }, { 'Retry-After': '42' });
  if (request.url === '/records/item/versions') return send(200, versions);
  if (request.url === '/records/item' && request.method === 'GET') return send(200, fields, { ETag: `"${versions.length + 1}"` });
  if (request.url === '/records/item') return put === null ? request.socket.destroy() : send(put.status, put.body);
  if (request.url !== '/room/news') return send(200, html, { 'Content-Type': 'text/html' });
  stream = response;
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  tellScene();
});
// In pieces, as a network may bring it.
function tellScene() {
  const news = Buffer.from(`event: state\r\ndata: ${JSON.stringify(scene)}\r\n\r\nevent: you\ndata: ${JSON.stringify(you)}\n\n`);
  for (let i = 0; i < news.length; i += 7) stream.write(news.subarray(i, i + 7));
}
await new Promise(done => answers.listen(0, '127.0.0.1', done));
const far = await Phone.make(browser);
// Storage is denied to some pages.
await far.page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } }));
await far.open(`http://127.0.0.1:${answers.address().port}/K7QM#token`);
await far.press('Join room K7QM');
await far.shows('#joinproblem', 'No answer from the presenter. This phone has to be in the same network. Some networks keep devices apart');
await isReadable(far, 'no way in');
for (const [status, said] of [
  [503, 'The room is full.'],
  [403, 'This QR code is not that of the room that is open now. Type the code on the screen.'],
  [403, 'That is not the code on the screen.'],
  [429, 'Too many wrong codes came from here. Wait 42 seconds, or scan the QR code.']
]) {
  joined = { status };
  await far.page.click('#joinbutton');
  await far.shows('#joinproblem', said);
}
joined = { status: 201 };
await far.press('Join');
await far.shows('#hint', 'Read it first.');
await far.press('Read');
await far.shows('#value', 'old');
await far.page.fill('#text', '<i>new</i>');
await far.shows('#value', '<i>new</i>');
for (const [status, body, said] of [
  [423, { holder: 'Red fox', until: '2026-01-02T03:04:05Z' }, '423 Locked Red fox holds the record until 03:04:05 (UTC). Nothing of yours was written. Wait a moment, and try again.'],
  [429, {}, '429 Too Many Requests Nothing of yours was written. That was too fast: wait a second, and press again.'],
  [503, { detail: 'The file is gone.' }, '503 Service Unavailable Nothing of yours was written. The file is gone. Try again in a moment.'],
  [404, {}, '404 Not Found Nothing of yours was written. The record is not there any more. Look up at the screen.']
]) {
  put = { status, body };
  await far.press('Save');
  await far.shows('#answer', said);
  await isReadable(far, String(status));
}
for (const [status, body, said] of [
  [428, {}, '428 Precondition Required The server asks what your change is based on, because its rule has changed. Nothing of yours was written.'],
  [409, { detail: 'Waiting would be a deadlock.' }, '409 Conflict Nothing of yours was written. Waiting would be a deadlock. Read again.'],
  [412, { currentVersion: 1, changedBy: 'Teal heron' }, '412 Precondition Failed You yourself saved version 1 first.'],
  [412, { currentVersion: 1, currentToken: 2, yourToken: 1 }, '412 Precondition Failed Your lease is over. Nothing of yours was written.']
]) {
  put = { status, body };
  await far.press('Save');
  await far.shows('#answer', said);
  await far.press('Read again');
  await far.shows('#note', 'changed · not saved');
}

// No answer: it was saved once, and once it was not.
put = null;
await far.press('Save');
await far.shows('#answer', 'No answer It may have been saved, or not: a client cannot know. Read again to find out.');
await isReadable(far, 'no answer');
await far.press('Read again');
await far.shows('#answer', '200 OK It had not been saved. Yours is on top of what you read now.');
await far.press('Save');
await far.shows('#answer', 'No answer');
versions = [{ version: 2, changedBy: 'Teal heron', fields: { ...fields, text: '<i>new</i>' } }];
fields = versions[0].fields;
await far.press('Read again');
await far.shows('#answer', '200 OK It had been saved, as version 2.');

// A question of somebody else's words, without a right answer.
scene.question = { id: 1, text: '<b>What</b> follows?', choices: ['x'.repeat(80), 'y'], right: -1 };
tellScene();
await far.shows('#voted', 'None of these was right.');
assert.equal(await far.text('#question'), '<b>What</b> follows?');
await isReadable(far, 'question');
await far.context.close();
answers.closeAllConnections();
answers.close();
await browser.close();
