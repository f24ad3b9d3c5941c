// A phone comes back: from sleep, from another tab, from a reload, into a room that was closed, behind a proxy that
// keeps the stream back; and does not when it was removed.

import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import { openBrowser, Phone, until } from './browser.mjs';
import { Host } from './host.mjs';

const host = await Host.start();
const browser = await openBrowser();
const url = await host.scan();
const lena = await Phone.make(browser);
const tim = await Phone.make(browser);
await lena.join(url, 'Lena');
await tim.join(url);

async function sellOne(phone, from = '100') {
  await phone.shows('#hint', 'Everybody reads first.');
  await phone.press('Read');
  await phone.shows('#value', from);
  await phone.press('Sell one');
}

// Asleep through the countdown: frozen, and without a network.
await host.do('begin');
await Promise.all([sellOne(lena), sellOne(tim)]);
const lenas = await lena.context.newCDPSession(lena.page);
await lena.context.setOffline(true);
await lenas.send('Page.setWebLifecycleState', { state: 'frozen' });
await host.do('count');
await tim.press('Save 99');
await tim.shows('#answer', 'Saved as version 2.');
await host.phase('save');
await lena.context.setOffline(false);
await lenas.send('Page.setWebLifecycleState', { state: 'active' });
await lena.shows('#hint', 'Save now!');
await lena.press('Save 99');
await lena.shows('#answer', 'Saved as version 3.');

// No connection is told apart from a room that was closed.
await tim.context.setOffline(true);
await tim.shows('#line', 'No connection to the presenter. Trying again…');
await tim.fits('no connection');
assert.equal(await tim.page.locator('#away').isVisible(), false);
await tim.context.setOffline(false);
await tim.page.waitForSelector('#line', { state: 'hidden' });

// A lesson that begins anew brings everybody along, and takes their copies away.
await host.do('again version');
await sellOne(lena);
await sellOne(tim);
await lena.press('Sell one');

// What was sold survives a reload; the name is changed here, and by the presenter.
await lena.page.reload();
await lena.shows('#value', '98');
await lena.shows('#note', 'you sold 2 · not saved');
await lena.page.click('#who');
await lena.page.fill('#newname', '<b>Lena\u0007</b>  the first');
await lena.fits('name');
await lena.press('Keep this name');
await lena.shows('#name', '<b>Lena</b> the first');
assert.equal(await lena.page.locator('#name b').count(), 0);
await host.do(`rename ${lena.client}|Lene`);
await lena.shows('#name', 'Lene');

// Two tabs: the newer one has the place, until it is wanted back.
const older = lena.page;
const newer = await lena.newTab();
await lena.open(url);
await lena.shows('#note', 'you sold 2 · not saved');
lena.page = older;
await lena.shows('#awaytitle', 'Opened in another tab');
await lena.fits('elsewhere');
await lena.press('Use it here');
await lena.shows('#note', 'you sold 2 · not saved');
lena.page = newer;
await lena.shows('#awaytitle', 'Opened in another tab');
await newer.close();
lena.page = older;

// The room is closed and opens again: the page comes back, with all that it had.
await host.do('close');
await lena.shows('#awaytitle', 'The presenter closed the room');
await lena.fits('closed');
await host.do('open');
await host.opened();
// It may have come back by itself already.
await lena.page.locator('#back').evaluate(button => button.click());
await lena.shows('#note', 'you sold 2 · not saved');

// Who was removed is told so, and may only come in as somebody else.
await host.do(`remove ${tim.client}`);
await tim.shows('#awaytitle', 'You are no longer in the room');
await tim.fits('removed');
await tim.page.reload();
await tim.shows('#join h1', 'Join the room');
const was = tim.client;
await tim.join(await host.scan());
assert.notEqual(tim.client, was);

// A room that does not know the phone: it joins again with the code.
await tim.page.evaluate(() => {
  const member = JSON.parse(localStorage.getItem('room.member'));
  localStorage.setItem('room.member', JSON.stringify({ ...member, secret: 'A'.repeat(22), name: 'Tim' }));
});
await tim.page.reload();
await tim.shows('#joinproblem', 'The room does not know this phone any more.');
assert.equal(await tim.page.inputValue('#joinname'), 'Tim');
await tim.page.fill('#code', 'ZZZZ');
await tim.press('Join');
await tim.shows('#joinproblem', 'That is not the code on the screen.');
await tim.page.fill('#code', host.code.toLowerCase());
await tim.press('Join');
await tim.shows('#name', 'Tim');

// Behind a proxy that keeps the stream back the page asks for the state.
const room = new URL(url);
const held = [];
const unanswered = [];
const proxy = createServer((request, response) => {
  const headers = { ...request.headers, host: room.host };
  const onward = httpRequest({ host: room.hostname, port: room.port, path: request.url, method: request.method, headers }, answer => {
    // The room's end is the end of what it had begun to say.
    answer.on('error', () => response.destroy());
    if (request.url === '/room/news') { held.push(answer); answer.resume(); return; }
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  // What a browser says about the page's origin is about the proxy's.
  onward.removeHeader('origin');
  request.pipe(onward);
});
await new Promise(done => proxy.listen(0, '127.0.0.3', done));
const behind = await Phone.make(browser);
await behind.open(`http://127.0.0.3:${proxy.address().port}${room.pathname}${room.hash}`);
await behind.press(`Join room ${host.code}`);
await host.do('play');
await behind.shows('#hint', 'Read it first.');
assert.ok(held.length > 0);
await host.do('begin');
await sellOne(behind);
await host.do('count');
await behind.press('Save 99');
await behind.shows('#answer', 'Saved as version 2.');

// A save whose answer never comes: ten seconds later the page says so, and reading again tells that it was saved.
// A timer that the page started before the clock was there would go on by itself.
await tim.page.clock.install();
await tim.page.reload();
await tim.page.route('**/records/*', async route => {
  if (route.request().method() !== 'PUT') { await route.continue(); return; }
  await route.fetch();
  unanswered.push(route);
});
await tim.press('Read');
await tim.shows('#value', '99');
await tim.press('Sell one');
await tim.press('Save 98');
await until('the save was made', () => unanswered.length === 1);
await tim.page.clock.fastForward(9_000);
assert.ok(!(await tim.text('#work')).includes('No answer'));
await tim.page.clock.fastForward(1_500);
await tim.shows('#answer', 'No answer');
await tim.press('Read again');
await tim.shows('#answer', 'It had been saved, as version 3.');

// News of which not a byte comes for 25 seconds are asked for anew.
const streams = () => tim.requests.filter(({ path }) => path === '/room/news').length;
const before = streams();
await tim.page.clock.fastForward(31_000);
await until('the stream is opened again', () => streams() > before);

// The presenter's machine is gone, without a word.
host.process.kill('SIGKILL');
await lena.shows('#line', 'No connection to the presenter. Trying again…');
await behind.shows('#line', 'No connection to the presenter. Trying again…');
await lena.press('Read');
await lena.shows('#answer', 'No answer Nothing was read.');

for (const phone of [lena, tim, behind]) assert.deepEqual(phone.complaints, []);
proxy.closeAllConnections();
proxy.close();
await browser.close();
await host.stop();
