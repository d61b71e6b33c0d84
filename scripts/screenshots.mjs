// node scripts/screenshots.mjs [NAME ...]
// Takes the README's pictures into images/, from a real VS Code with the extension on the examples.
import path from 'node:path';
import { startHost } from '../test/vscode/host/host.mjs';
import { root, run } from './steps.mjs';

const SETTINGS = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.editor.showTabs': 'single',
  'workbench.statusBar.visible': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
  'editor.fontSize': 15,
  'editor.fontFamily': "'DejaVu Sans Mono', monospace",
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'editor.renderLineHighlight': 'none',
  'editor.scrollBeyondLastLine': false,
  'editor.overviewRulerBorder': false,
  'diffEditor.renderSideBySide': true,
  'diffEditor.renderIndicators': false,
};

/** What each picture shows: the file, the window, and what to do before it is taken. */
const PICTURES = {
  diagnostics: { folder: 'node', viewport: { width: 920, height: 440 }, act: async () => {} },
  hover: {
    folder: 'node',
    viewport: { width: 920, height: 440 },
    act: async (page) => {
      await hoverOver(page, 'CMD', 'last');
    },
  },
  'quick-fix': {
    folder: 'node',
    viewport: { width: 920, height: 440 },
    act: async (page) => {
      await word(page, 'RUN', 'last-but-one').click();
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').waitFor();
    },
  },
  layers: {
    folder: 'node',
    viewport: { width: 1200, height: 480 },
    act: async (page) => {
      await command(page, 'Dockerfile: Show Layer Sizes');
      const view = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
      await view.locator('summary', { hasText: 'apt-get install' }).click();
      await page.waitForTimeout(500);
    },
  },
  'multi-stage': {
    folder: 'go',
    viewport: { width: 1200, height: 560 },
    act: async (page) => {
      await command(page, 'Dockerfile: Convert to Multi-Stage Build');
      await page.locator('.notification-toast').waitFor();
      await page.waitForTimeout(1000);
    },
  },
};

run('node', ['scripts/build.mjs', 'client', 'server']);
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PICTURES);
for (const name of names) await take(name, PICTURES[name]);

async function take(name, { folder, viewport, act }) {
  const host = await startHost({
    extension: root,
    workspace: path.join(root, 'examples', folder),
    open: 'Dockerfile',
    viewport,
    scale: 2,
    settings: SETTINGS,
  });
  try {
    const { page } = host;
    page.setDefaultTimeout(45_000);
    await page.locator('.squiggly-warning, .squiggly-error, .squiggly-info').first().waitFor({ state: 'attached' });
    await page.locator('.codelens-decoration a').first().waitFor();
    await command(page, 'View: Close Primary Side Bar');
    await page.waitForTimeout(1500); // the sizes of the build context come a moment later
    await act(page);
    await page.screenshot({ path: path.join(root, 'images', `${name}.png`) });
    console.log(`images/${name}.png`);
  } finally {
    await host.stop();
  }
}

/** Runs a command of the palette. */
async function command(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** A word of the editor's text, by how manyth it is. */
function word(page, text, which) {
  const all = page.locator('.view-line span span', { hasText: new RegExp(String.raw`^\s*${text}\s*$`) });
  return { last: all.last(), first: all.first(), 'last-but-one': all.nth(-2) }[which];
}

/** The first hover may come before the provider's answer, or be taken down by a layout: tries again from outside. */
async function hoverOver(page, text, which) {
  for (let attempt = 0; ; attempt++) {
    await page.mouse.move(850, 20);
    await word(page, text, which).hover();
    try {
      await page.locator('.monaco-hover:visible .hover-contents').first().waitFor({ timeout: 4000 });
      break;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
  await page.waitForTimeout(800); // the hover fades in, and its other parts come one by one
}
