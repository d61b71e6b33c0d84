import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { FromPage, ToPage } from '../../client/src/page/messages.ts';
import { lazy } from '../../server/src/base/memoize.ts';
import { layersPage } from '../../client/src/layers-page.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The part of playwright-core that the tests use. It is installed with the real VS Code (test/vscode/host), not with the repository. */
export interface BrowserPage {
  addInitScript(script: string): Promise<void>;
  route(
    url: string,
    handler: (route: { fulfill(answer: object): Promise<void>; request(): { url(): string } }) => Promise<void>,
  ): Promise<void>;
  goto(url: string): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
  locator(selector: string): Locator;
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Locator;
  screenshot(options: { readonly path: string }): Promise<unknown>;
  close(): Promise<void>;
}

export interface Locator {
  click(): Promise<void>;
  focus(): Promise<void>;
  count(): Promise<number>;
  first(): Locator;
  nth(index: number): Locator;
  textContent(): Promise<string | null>;
  getAttribute(name: string): Promise<string | null>;
  isChecked(): Promise<boolean>;
  isDisabled(): Promise<boolean>;
  waitFor(): Promise<void>;
  evaluate<T>(read: (element: HTMLElement) => T): Promise<T>;
}

interface Browser {
  newPage(): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** Starts the browser of the editor tests; undefined if it, or playwright-core, is not installed. */
export async function startBrowser(): Promise<Browser | undefined> {
  const host = path.join(root, 'test/vscode/host');
  try {
    const { chromiumAt } = (await import(pathToFileURL(path.join(host, 'places.mjs')).href)) as { chromiumAt: () => string | undefined };
    const executablePath = chromiumAt();
    if (executablePath === undefined) return undefined;
    const playwright = pathToFileURL(path.join(host, 'node_modules/playwright-core/index.mjs')).href;
    const { chromium } = (await import(playwright)) as { chromium: { launch(options: object): Promise<Browser> } };
    return await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  } catch {
    return undefined;
  }
}

const origin = 'https://page.test';
/** What VS Code defines for a webview, and records of what the page does. */
const editor = `
  globalThis.sent = [];
  globalThis.violations = [];
  globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => globalThis.sent.push(message) });
  document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  globalThis.addEventListener('error', (event) => globalThis.violations.push('error ' + event.message));
`;

/** The page about layers in a browser, with the extension played by the test. */
export class LayersPageInBrowser {
  readonly page: BrowserPage;

  private constructor(page: BrowserPage) {
    this.page = page;
  }

  static async open(browser: Browser): Promise<LayersPageInBrowser> {
    const page = await browser.newPage();
    await page.addInitScript(editor);
    const script = await bundled();
    const style = readFileSync(path.join(root, 'client/src/page/page.css'), 'utf8');
    const frame = layersPage({ script: `${origin}/page.js`, style: `${origin}/page.css`, source: origin, language: 'en' }, 'n0nce');
    const files: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
      [`${origin}/`]: { contentType: 'text/html', body: frame },
      [`${origin}/page.js`]: { contentType: 'text/javascript', body: script },
      [`${origin}/page.css`]: { contentType: 'text/css', body: style },
    };
    await page.route('**/*', (route) => route.fulfill(files[route.request().url()] ?? { status: 404, body: '' }));
    await page.goto(`${origin}/`);
    return new LayersPageInBrowser(page);
  }

  /** Sends a message as the extension. */
  async send(message: ToPage): Promise<void> {
    await this.page.evaluate(`dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`);
  }

  /** What the page has sent so far. */
  sent(): Promise<readonly FromPage[]> {
    return this.page.evaluate('globalThis.sent');
  }

  /** What the policy of the page has blocked, and errors of its script. */
  violations(): Promise<readonly string[]> {
    return this.page.evaluate('globalThis.violations');
  }
}

/** The script of the page, bundled once. */
const bundled = lazy(async (): Promise<string> => {
  const entryPoints = [path.join(root, 'client/src/page/main.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'silent' });
  return outputFiles[0]!.text;
});
