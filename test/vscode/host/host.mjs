// A real VS Code: its server, and its web workbench in headless Chromium. Only 127.0.0.1 is accessed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromiumAt } from './places.mjs';
import { linkTo, pageUrl, startServer } from './server.mjs';
import { setUp } from './setup.mjs';
import { developInTheBrowser } from './web-extension.mjs';

const browserFlags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-domain-reliability', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // A page from a route (web-extension.mjs) does not count as local, and could not reach the local server.
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
]; // prettier-ignore

/**
 * workspace: a folder; a copy of it is opened (or the .code-workspace file `workspaceFile` in it; `none` opens no folder).
 * extension: the folder of the extension under development; or vsix: a packaged one to install. tests: the module whose run() is
 * called. kind: `web` for the web worker extension host. open: a file of the workspace. locale: the display language, default `en`.
 * settings, env: see startServer.
 * log(type, args): receives the log of the extension host and the workbench.
 */
export async function startHost(options) {
  const { workspace, workspaceFile, tests, kind, open, log = () => {}, verbose = false, viewport = { width: 1280, height: 800 } } = options;
  setUp();
  const { chromium } = await import(/** @type {string} */ ('playwright-core')); // installed by setUp
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-vscode-'));
  const started = Date.now();
  const timings = {};
  const mark = (name) => {
    timings[name] = Date.now() - started;
  };
  const folder = path.join(temporary, 'workspace');
  fs.cpSync(workspace, folder, { recursive: true });
  const extension = options.vsix ? emptyExtension(temporary) : options.extension;

  const launching = chromium.launch({
    executablePath: chromiumAt(),
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: browserFlags,
  });
  launching.catch(() => {}); // reported below, where it is awaited
  let server;
  const stop = async () => {
    await launching.then((browser) => browser.close()).catch(() => {});
    await server?.stop();
    fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };

  try {
    const data = path.join(temporary, 'data');
    server = await startServer({ data, settings: options.settings, env: options.env, vsix: options.vsix, verbose });
    mark('server listening');
    const browser = await launching;
    mark('browser started');
    const origin = `http://${server.authority}`;
    const context = await browser.newContext({ viewport, locale: 'en-US', deviceScaleFactor: options.scale ?? 1 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const blocked = new Set();
    await context.route(
      (url) => url.hostname !== '127.0.0.1' && !url.hostname.endsWith('.localhost'),
      (route) => {
        blocked.add(route.request().url());
        return route.abort();
      },
    );
    // The message file of a language pack; without the pack, the workbench itself stays in English.
    if (options.locale) await context.addInitScript((locale) => (globalThis._VSCODE_NLS_LANGUAGE = locale), options.locale);
    const page = await context.newPage();
    const consoleLines = [];
    page.on('console', (line) => consoleLines.push(`[${line.type()}] ${line.text()}`));
    page.on('pageerror', (error) => consoleLines.push(`[pageerror] ${error.stack}`));
    const exit = new Promise((resolve) => {
      page.on('crash', () => resolve({ code: 1, reason: 'the page crashed' }));
      void server.left.then((why) => resolve({ code: 1, reason: why }));
      // The two functions that VS Code's own browser tests wait for; the workbench calls them.
      void page.exposeFunction('codeAutomationLog', (type, args) => log(type, args));
      void page.exposeFunction('codeAutomationExit', (code) => resolve({ code, reason: 'codeAutomationExit' }));
    });
    if (kind === 'web') await developInTheBrowser(context, { origin, extension, tests });
    const opened = workspaceFile === 'none' ? undefined : workspaceFile ? path.join(folder, workspaceFile) : folder;
    const developed = kind === 'web' ? {} : throughLink(temporary, { extension, tests });
    const url = pageUrl(server.authority, { folder: opened, ...developed, open: open && path.join(folder, open) });
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    mark('page loaded');
    return { page, url, folder, data, timings, mark, exit, stop, blocked, consoleLines, serverLog: server.log };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Also `tests`: VS Code runs them on the host that runs the extension which contains them. */
function throughLink(temporary, { extension, tests }) {
  const link = linkTo(extension, temporary);
  const inside = tests && path.relative(extension, tests);
  return { extension: link, tests: inside?.startsWith('..') ? tests : inside && path.join(link, inside) };
}

/** Tests only run in a window of an extension under development: if the real one is installed, this one is used for that. */
function emptyExtension(temporary) {
  const folder = path.join(temporary, 'empty-extension');
  fs.mkdirSync(folder);
  const manifest = { name: 'empty', publisher: 'layerwise-tests', version: '0.0.1', engines: { vscode: '^1.60.0' } };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
