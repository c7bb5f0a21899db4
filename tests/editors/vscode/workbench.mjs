// VS Code's server and its workbench in a headless browser: everything that knows how VS Code looks.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find(file => file && fs.existsSync(file));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
// generous: two busy cores start the extension host slowly
export const LONG = 180_000;
export const MEDIUM = 30_000;

const QUIET = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.colorTheme': 'Default Light Modern',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'markdown.validate.enabled': false,
  'editor.minimap.enabled': false,
  'editor.inlayHints.enabled': 'on',
  'update.mode': 'none',
};

async function freePort() {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** One VS Code server with its own home, extension and workspace folder. */
export class Server {
  /** @param options server (VS Code's folder), vsix, articles, machine (settings), trust,
   *  path (folders before the system's), bundled (a program to lay into the extension) */
  static async start(options) {
    const self = new Server();
    self.home = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-vscode-'));
    self.folder = path.join(self.home, 'newsroom');
    fs.cpSync(options.articles, self.folder, { recursive: true });
    self.setMachine(options.machine ?? {});
    // VS Code takes the PATH from a login shell, not from the process that started it
    const paths = [...(options.path ?? []), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    fs.writeFileSync(path.join(self.home, '.profile'), `export PATH='${paths}'\n`);
    const env = {
      ...process.env,
      HOME: self.home,
      SHELL: '/bin/sh',
      LANG: 'C.UTF-8',
      PATH: paths,
      // no marketplace: nothing leaves the machine
      EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
    };
    const main = [path.join(options.server, 'out/server-main.js'), '--accept-server-license-terms',
      '--server-data-dir', self.home, '--telemetry-level', 'off'];
    const install = spawnSync(process.execPath, [...main, '--install-extension', options.vsix], { env, encoding: 'utf8' });
    if (install.status !== 0) throw new Error(`the extension was not installed: ${install.stdout}${install.stderr}`);
    if (options.bundled) {
      const [name] = fs.readdirSync(path.join(self.home, 'extensions')).filter(entry => entry.startsWith('copydesk.'));
      const bin = path.join(self.home, 'extensions', name, 'bin');
      fs.mkdirSync(bin);
      fs.symlinkSync(options.bundled, path.join(bin, 'copydesk'));
    }
    const port = await freePort();
    const trust = options.trust === false ? [] : ['--disable-workspace-trust'];
    self.log = fs.openSync(path.join(self.home, 'server.log'), 'w');
    self.process = spawn(process.execPath,
      [...main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...trust],
      { env, stdio: ['ignore', self.log, self.log] });
    self.host = `127.0.0.1:${port}`;
    await until(() => fetch(`http://${self.host}/version`).then(answer => answer.ok, () => false), LONG, 'VS Code’s server');
    return self;
  }

  file(name) {
    return path.join(this.folder, name);
  }

  write(name, text) {
    fs.mkdirSync(path.dirname(this.file(name)), { recursive: true });
    fs.writeFileSync(this.file(name), text);
  }

  /** The settings of this machine, as its user would write them. */
  setMachine(settings) {
    const dir = path.join(this.home, 'data/Machine');
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(path.join(dir, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, null, 2));
  }

  /** Keeps the logs of a scenario that failed. */
  saveLogs(dir) {
    fs.mkdirSync(dir, { recursive: true });
    for (const part of ['server.log', 'data/logs']) {
      const from = path.join(this.home, part);
      if (fs.existsSync(from)) fs.cpSync(from, path.join(dir, path.basename(part)), { recursive: true });
    }
  }

  async stop() {
    if (this.process?.exitCode === null) {
      const gone = new Promise(resolve => this.process.once('exit', resolve));
      this.process.kill();
      const force = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(force);
    }
    if (this.log) fs.closeSync(this.log);
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The workbench of a server in a browser of its own. */
export class Workbench {
  static async open(server, file, out) {
    if (!CHROMIUM) throw new Error('Chromium is not installed (CHROMIUM may name it)');
    const self = new Workbench();
    self.out = out;
    self.shots = 0;
    self.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-chromium-'));
    self.context = await chromium.launchPersistentContext(self.profile,
      { executablePath: CHROMIUM, headless: true, locale: 'en-US', viewport: { width: 1280, height: 800 }, args: FLAGS });
    await self.context.route(url => url.hostname !== '127.0.0.1', route => route.abort());
    self.page = self.context.pages()[0] ?? await self.context.newPage();
    const payload = JSON.stringify([['openFile', `vscode-remote://${server.host}${server.file(file)}`]]);
    const query = `folder=${encodeURIComponent(server.folder)}&payload=${encodeURIComponent(payload)}`;
    await self.page.goto(`http://${server.host}/?${query}`, { waitUntil: 'domcontentloaded' });
    await self.page.waitForSelector('.monaco-workbench', { timeout: LONG });
    return self;
  }

  async close() {
    await this.context.close();
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async shot(name) {
    this.shots += 1;
    await this.page.screenshot({ path: path.join(this.out, `${String(this.shots).padStart(2, '0')}-${name}.png`) });
  }

  async waitForEditor() {
    await this.page.locator('.editor-instance .view-line').first().waitFor({ timeout: LONG });
  }

  /** Opens a file of the workspace from the Explorer. */
  async openFile(name) {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick({ timeout: MEDIUM });
    await this.page.locator('.tab.active', { hasText: name }).waitFor({ timeout: MEDIUM });
    await this.waitForEditor();
  }

  async command(title) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget:visible .quick-input-box input').first().waitFor({ timeout: MEDIUM });
    await this.page.keyboard.type(title);
    // a recently used or longer command may come first, so the row is taken by its name and not by Enter
    const rows = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`);
    await rows.first().click({ timeout: MEDIUM });
  }

  /** The squiggles in sight: how serious, and the text that each stands under. */
  squiggles() {
    return this.page.evaluate(() => {
      const editor = document.querySelector('.editor-instance .monaco-editor');
      const found = [];
      for (const mark of editor?.querySelectorAll('[class*="squiggly-"]') ?? []) {
        const severity = /squiggly-(\w+)/.exec(mark.className)[1];
        const box = mark.getBoundingClientRect();
        if (box.width === 0) continue;
        let text = '';
        for (const line of editor.querySelectorAll('.view-line')) {
          const row = line.getBoundingClientRect();
          if (box.top + box.height / 2 < row.top || box.top + box.height / 2 > row.bottom) continue;
          const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            for (let at = 0; at < node.length;) {
              // a surrogate pair has one place on the screen
              const step = node.data.codePointAt(at) > 0xffff ? 2 : 1;
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + step);
              const glyph = range.getBoundingClientRect();
              const middle = (glyph.left + glyph.right) / 2;
              if (glyph.width > 0 && middle > box.left && middle < box.right) text += node.data.slice(at, at + step);
              at += step;
            }
          }
        }
        found.push({ severity, text: text.replace(/\u00a0/g, ' '), x: box.left, y: box.top, width: box.width, height: box.height });
      }
      return found;
    });
  }

  /** Waits until exactly these texts are underlined; the squiggles as last seen come back either way. */
  async waitForSquiggles(texts, timeout = MEDIUM) {
    const end = Date.now() + timeout;
    for (;;) {
      const seen = await this.squiggles();
      const same = seen.length === texts.length && texts.every(text => seen.some(mark => mark.text === text));
      if (same || Date.now() > end) return { same, seen };
      await this.page.waitForTimeout(100);
    }
  }

  /** The same after a start; ends early, with the messages on the screen, where the status bar says that nothing runs. */
  async waitForFirst(texts) {
    const end = Date.now() + LONG;
    let trouble = 0;
    for (;;) {
      const { same, seen } = await this.waitForSquiggles(texts, 1000);
      if (same) return { same, seen };
      trouble = /stopped|not found/.test(await this.status()) ? trouble + 1 : 0;
      if (trouble > 5 || Date.now() > end) {
        const messages = await this.page.locator('.notification-list-item-message').allInnerTexts();
        return { same, seen: [...seen, ...messages.map(plain)] };
      }
    }
  }

  /** Waits until a text is underlined as this serious. */
  async waitForSeverity(text, severity, timeout = MEDIUM) {
    const end = Date.now() + timeout;
    for (;;) {
      const seen = await this.squiggles();
      const same = seen.some(mark => mark.text === text && mark.severity === severity);
      if (same || Date.now() > end) return { same, seen };
      await this.page.waitForTimeout(100);
    }
  }

  /** Whether something holds in the end. */
  happens(holds, timeout = MEDIUM) {
    return until(holds, timeout).then(() => true, () => false);
  }

  async problems() {
    await this.page.keyboard.press('Control+Shift+KeyM');
    await this.page.locator('.markers-panel .monaco-list-row').first().waitFor({ timeout: MEDIUM });
    return plain(await this.page.locator('.markers-panel').innerText());
  }

  async hover(mark, wanted) {
    const x = mark.x + mark.width / 2;
    const y = mark.y + mark.height / 2;
    // a hover opens on movement, not on presence
    await this.page.mouse.move(x, y + 120);
    await this.page.mouse.move(x, y - 2, { steps: 6 });
    const box = this.page.locator('.monaco-hover:visible').first();
    await box.waitFor({ timeout: MEDIUM });
    // the server's part may follow the editor's own
    let text = '';
    await until(async () => wanted.test(text = plain(await box.innerText().catch(() => ''))), MEDIUM).catch(() => undefined);
    return text;
  }

  async leaveHover() {
    await this.page.mouse.move(640, 420);
    await this.page.keyboard.press('Escape');
  }

  /** Puts the cursor on a squiggle and takes the first offered fix whose title holds a text. */
  async quickFix(mark, wanted, shotName) {
    await this.page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
    const menu = this.page.locator('.action-widget').first();
    const rows = menu.locator('.monaco-list-row.action');
    const row = rows.filter({ hasText: wanted }).first();
    for (let left = 4; left >= 0; left--) {
      // a key before VS Code's own question after the click drops the answer: "No code actions available"
      await this.page.waitForTimeout(800);
      await this.page.keyboard.press('Control+Period');
      const shown = await row.waitFor({ timeout: MEDIUM / 4 }).then(() => true, () => false);
      if (shown) break;
      if (left === 0) throw new Error(`no fix “${wanted}” was offered`);
      await this.page.keyboard.press('Escape');
    }
    const titles = (await rows.allInnerTexts()).map(plain);
    await this.shot(shotName);
    // by key: a click waits for a menu that never stands still
    const index = titles.findIndex(title => title.includes(wanted));
    for (let i = 0; i < index; i++) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'hidden', timeout: MEDIUM }).catch(() => undefined);
    return titles;
  }

  /** Saves, and gives the file's bytes once they are others than before. */
  async save(file) {
    const before = fs.readFileSync(file);
    await this.page.keyboard.press('Control+KeyS');
    // VS Code empties a file before it writes: what counts is what stays
    let last = before;
    await this.happens(() => {
      const now = fs.readFileSync(file);
      const stays = now.length > 0 && !now.equals(before) && now.equals(last);
      last = now;
      return stays;
    });
    return last;
  }

  /** The text of the notification that matches, with its buttons. */
  async notification(pattern, timeout = LONG) {
    const toast = this.page.locator('.notification-toast', { hasText: pattern }).first();
    await toast.waitFor({ timeout });
    const text = plain(await toast.locator('.notification-list-item-message').innerText());
    const buttons = (await toast.locator('.monaco-button').allInnerTexts()).map(plain);
    return { text, buttons };
  }

  notifications() {
    return this.page.locator('.notification-toast').count();
  }

  async status() {
    const item = this.page.locator('.statusbar-item[id*="copydesk"]').first();
    return (await item.count()) ? plain(await item.innerText()) : '';
  }

  async waitForStatus(pattern, timeout = MEDIUM) {
    let text = '';
    await until(async () => pattern.test(text = await this.status()), timeout).catch(() => undefined);
    return text;
  }
}

export const plain = text => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ').trim();

export async function until(holds, timeout, what = 'a condition') {
  const end = Date.now() + timeout;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${timeout / 1000} s for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
