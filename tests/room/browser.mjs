// The browser of the tests, and the page of a phone in it.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/** Milliseconds that anything may take on a busy machine. */
export const Patience = 60_000;

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--renderer-process-limit=4']
  });
}

/** Waits until `test` is true of what it returns; says `what` where it never is. */
export async function until(what, test, patience = Patience) {
  const end = Date.now() + patience;
  let last;
  do {
    last = await test();
    if (last) return last;
    await new Promise(done => setTimeout(done, 100));
  } while (Date.now() < end);
  assert.fail(`It never came to pass: ${what}`);
}

/** A browser context of its own, as a phone has, with the room's page in it. */
export class Phone {
  /** What the page must not do: messages in the console, errors, requests to other places. */
  complaints = [];
  /** Requests that were answered: {method, path, status}. */
  requests = [];

  static async make(browser, options = {}) {
    const phone = new Phone();
    phone.context = await browser.newContext({ viewport: { width: 320, height: 568 }, ...options });
    phone.context.setDefaultTimeout(Patience);
    await phone.newTab();
    return phone;
  }

  async newTab() {
    this.page = await this.context.newPage();
    this.page.on('console', message => this.#hear(message));
    this.page.on('pageerror', error => this.complaints.push(`error: ${error.message}`));
    this.page.on('request', request => {
      if (this.origin && !request.url().startsWith(this.origin)) this.complaints.push(`asked elsewhere: ${request.url()}`);
    });
    this.page.on('response', response => this.requests.push({
      method: response.request().method(), path: new URL(response.url()).pathname, status: response.status()
    }));
    return this.page;
  }

  /** The browser itself notes each refusal and each connection that fails; all else is the page's doing. */
  #hear(message) {
    if (!message.text().startsWith('Failed to load resource:')) this.complaints.push(message.text());
  }

  async open(url) {
    this.origin = new URL(url).origin + '/';
    await this.page.goto(url);
  }

  async join(url, name = '') {
    await this.open(url);
    if (name) await this.page.fill('#joinname', name);
    await this.page.click('#joinbutton');
    await this.page.waitForSelector('#work:not([hidden])');
    const member = await this.stored('member');
    this.client = member.client;
  }

  async stored(key) {
    return this.page.evaluate(name => JSON.parse(localStorage.getItem('room.' + name)), key);
  }

  async press(name) {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async text(selector) {
    return this.page.locator(selector).innerText();
  }

  async shows(selector, expected) {
    await until(`${this.client ?? 'the page'} shows “${expected}” in ${selector}`, async () => {
      const found = this.page.locator(selector);
      return await found.isVisible() && (await found.innerText()).replace(/\s+/g, ' ').includes(expected);
    });
  }

  /** Nothing may stick out to the right, and what is pressed has room for a finger. */
  async fits(state) {
    const found = await this.page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      small: [...document.querySelectorAll('button, input')].filter(element => element.offsetParent !== null)
        .filter(element => element.offsetHeight < 48 || element.offsetWidth < 48).map(element => element.id),
      zooming: [...document.querySelectorAll('input')].filter(element => parseFloat(getComputedStyle(element).fontSize) < 16)
        .map(element => element.id)
    }));
    assert.deepEqual(found, { overflow: 0, small: [], zooming: [] }, state);
  }

  async close() {
    await this.context.close();
  }
}
