// The programs under test: the presenter without a window (roomhost.cpp), and `interleave serve --room`.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './browser.mjs';

/** What a phone's camera sees in a picture of a QR code. */
export function decode(picture) {
  return execFileSync('zbarimg', ['--nodbus', '--quiet', '--raw', picture], { encoding: 'utf8' }).trim();
}

export class Host {
  static async start() {
    const host = new Host();
    host.folder = mkdtempSync(join(tmpdir(), 'interleave-room-'));
    host.process = spawn(process.env.ROOMHOST, {
      stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' }
    });
    host.told = [];
    host.waiting = [];
    createInterface({ input: host.process.stdout }).on('line', line => host.#hear(JSON.parse(line)));
    host.ended = new Promise(done => host.process.on('exit', done));
    await host.opened();
    return host;
  }

  #hear(line) {
    if ('did' in line) this.waiting.shift()(line);
    else this.told.push(line);
  }

  /** Waits until the room is open, the first time or again. */
  async opened() {
    await until('the room is open', () => this.told.length > 0);
    const { opened, code } = this.told.shift();
    Object.assign(this, { url: opened, code });
  }

  /** Does what a line says, and resolves to what is told of it. */
  do(line) {
    return new Promise(done => {
      this.waiting.push(done);
      this.process.stdin.write(line + '\n');
    });
  }

  /** The URL in the QR code. */
  async scan() {
    const picture = join(this.folder, 'qr.png');
    assert.equal((await this.do(`qr ${picture}`)).written, true);
    return decode(picture);
  }

  async phase(expected) {
    await until(`the phase is ${expected}`, async () => (await this.do('ledger')).phase === expected);
  }

  async stop() {
    this.process.stdin.end();
    await this.ended;
    rmSync(this.folder, { recursive: true });
  }
}
