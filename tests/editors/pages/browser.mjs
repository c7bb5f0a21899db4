// A headless browser that reaches this machine only, and what is looked for in any page.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find(file => file && fs.existsSync(file));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const LONG = 60_000;

export class Browser {
  static async open() {
    if (!CHROMIUM) throw new Error('Chromium is not installed (CHROMIUM may name it)');
    const self = new Browser();
    self.browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
    return self;
  }

  /** A page; `outside` fills with what it asks of other machines, `troubles` with what it complains of. */
  async page({ dark = false, locale = 'en-US', width = 1280, height = 860, reduced = false } = {}) {
    const context = await this.browser.newContext({
      locale, viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: reduced ? 'reduce' : null,
      // what a test puts into a page is not held to the page's own rules; `strict` pages are made below
      bypassCSP: false,
    });
    const page = await context.newPage();
    const outside = [];
    const troubles = [];
    await context.route(url => url.protocol !== 'data:' && url.protocol !== 'file:' && url.hostname !== '127.0.0.1', route => {
      outside.push(route.request().url());
      return route.abort();
    });
    page.on('console', message => { if (message.type() === 'error') troubles.push(message.text()); });
    page.on('pageerror', error => troubles.push(error.message));
    return { page, outside, troubles, close: () => context.close() };
  }

  close() {
    return this.browser.close();
  }
}

/** What axe-core finds wrong with a page, in a line each. */
export async function axe(page) {
  // evaluated by the debugger, which a page's content security policy does not bind
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(v => v.nodes.map(node => `${v.id}: ${node.html.slice(0, 120)} (${node.any[0]?.message ?? v.help})`));
}

/** Waits until `holds` gives something true; gives that, or what it gave last. */
export async function until(holds, ms = LONG) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await holds().catch(() => undefined);
    if (got || Date.now() > end) return got;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
