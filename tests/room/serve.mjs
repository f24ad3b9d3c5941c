// `interleave serve --room`: the code that it prints, as a phone's camera sees it, leads into the room.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { openBrowser, Phone, until } from './browser.mjs';
import { decode } from './host.mjs';

const Scale = 8;

/** A grey picture (PNG, RFC 2083) of rows of light and dark. */
function png(rows) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crcOf(body), 4 + body.length);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(rows[0].length * Scale, 0);
  header.writeUInt32BE(rows.length * Scale, 4);
  header[8] = 8;
  const pixels = rows.flatMap(row => Array(Scale).fill(Buffer.from([0, ...row.flatMap(light => Array(Scale).fill(light ? 255 : 0))])));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(Buffer.concat(pixels))), chunk('IEND', Buffer.alloc(0))]);
}

// Node 18 has no crc32().
function crcOf(data) {
  if (zlib.crc32) return zlib.crc32(data);
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let i = 0; i < 8; ++i) crc = (crc >>> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc >>> 0;
}

const folder = mkdtempSync(join(tmpdir(), 'interleave-serve-'));
const server = spawn(process.env.INTERLEAVE, ['serve', '--room', '127.0.0.2', '--room-port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
const ended = new Promise(done => server.on('exit', done));
let printed = '', log = '';
server.stdout.setEncoding('utf8').on('data', text => { printed += text; });
server.stderr.setEncoding('utf8').on('data', text => { log += text; });
const blocks = await until('the code is printed', () => {
  const lines = printed.split('\n').filter(line => /^[█▀▄ ]+$/u.test(line) && line.trim());
  return lines.length > 16 && lines.length >= lines[0].length / 2 && lines;
});
const rows = blocks.flatMap(line => ['█▀', '█▄'].map(light => [...line].map(character => light.includes(character))));
const picture = join(folder, 'qr.png');
writeFileSync(picture, png(rows));
const url = decode(picture);
assert.match(url, /^http:\/\/127\.0\.0\.2:\d+\/[A-Z0-9]{4}#[A-Za-z0-9_-]{22}$/);
assert.ok(printed.includes(url.split('/').slice(0, 3).join('/') + '\n'));
assert.ok(printed.includes(`Code: ${new URL(url).pathname.slice(1)}\n`));

const browser = await openBrowser();
const lena = await Phone.make(browser);
const tim = await Phone.make(browser);
await lena.join(url, 'Lena');
await tim.open(url.split('/').slice(0, 3).join('/'));
await tim.page.fill('#code', new URL(url).pathname.slice(1));
await tim.press('Join');
await tim.page.waitForSelector('#work:not([hidden])');

// No script: everybody may read, sell and save at any time.
for (const phone of [lena, tim]) {
  await phone.press('Read');
  await phone.shows('#note', 'as you read it · v1');
  await phone.press('Sell one');
}
await lena.press('Save 9');
await lena.shows('#answer', '200 OK Saved as version 2.');
await tim.press('Save 9');
await tim.shows('#answer', '200 OK Saved as version 3.');
await lena.fits('free');

const { secret, client } = await lena.stored('member');
server.kill('SIGINT');
await lena.shows('#awaytitle', 'The presenter closed the room');
assert.equal(await ended, 0);
assert.ok(log.includes(`${client} joined the room.`));
for (const text of [printed, log]) assert.ok(!text.includes(secret));

for (const phone of [lena, tim]) assert.deepEqual(phone.complaints, []);
await browser.close();
rmSync(folder, { recursive: true });
