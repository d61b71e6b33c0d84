// node scripts/screenshots.mjs [WORD ...]
// Takes the screenshots of the README and of the walkthrough (images/walkthrough/, in each language), in a real VS Code with the
// extension on the examples. WORD: only files whose path contains it. Chinese needs a font such as Debian's fonts-noto-cjk.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startHost } from '../test/vscode/host/host.mjs';
import { root, run } from './steps.mjs';

const editorSettings = {
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

/** The content of each screenshot: the file, the window, and the steps before it is taken. */
const pictures = {
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
  reorder: {
    folder: 'node',
    viewport: { width: 920, height: 440 },
    act: async (page) => {
      await goTo(page, 8, 5);
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').waitFor();
    },
  },
  layers: {
    folder: 'node',
    viewport: { width: 1200, height: 640 },
    act: async (page) => {
      await command(page, 'Dockerfile: Show Layer Sizes');
      const view = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
      await view.locator('.saving input:enabled').first().click();
      await view.locator('.bar-row').nth(1).waitFor();
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

const walkthroughSteps = ['quick-fix', 'hover', 'layers', 'reorder', 'multi-stage'];

/** Each screenshot with its file; `locale`: the display language, English by default. */
const shots = [
  { name: 'diagnostics', file: 'images/diagnostics.png' },
  ...walkthroughSteps.map((name) => ({ name, file: `images/walkthrough/${name}.webp` })),
  ...walkthroughSteps.map((name) => ({ name, file: `images/walkthrough/${name}.zh-cn.webp`, locale: 'zh-cn' })),
];

run('node', ['scripts/build.mjs', 'client', 'server']);
mkdirSync(path.join(root, 'images', 'walkthrough'), { recursive: true });
const names = process.argv.slice(2);
for (const shot of shots) if (names.length === 0 || names.some((name) => shot.file.includes(name))) await take(shot, pictures[shot.name]);

/** @param {{ file: string, locale?: string }} shot */
async function take({ file, locale }, { folder, viewport, act }) {
  const host = await startHost({
    extension: root,
    workspace: path.join(root, 'examples', folder),
    open: 'Dockerfile',
    viewport,
    locale,
    scale: 2,
    settings: editorSettings,
  });
  try {
    const { page } = host;
    page.setDefaultTimeout(45_000);
    await page.locator('.squiggly-warning, .squiggly-error, .squiggly-info').first().waitFor({ state: 'attached' });
    await page.locator('.codelens-decoration a').first().waitFor();
    await command(page, 'View: Close Primary Side Bar');
    await page.waitForTimeout(1500); // sizes of files in the build context appear later
    await act(page);
    const png = await page.screenshot();
    writeFileSync(path.join(root, file), file.endsWith('.webp') ? await toWebp(page.context(), png) : png);
    console.log(file);
  } finally {
    await host.stop();
  }
}

/** Converts a PNG to WebP, which is a third of the size: everyone who installs the extension downloads the walkthrough. */
async function toWebp(context, png) {
  const page = await context.newPage();
  const data = await page.evaluate(
    async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.6).split(',')[1];
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  return Buffer.from(data, 'base64');
}

/** Moves the cursor to a one-based line and column. */
async function goTo(page, line, column) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Runs a command of the command palette. */
async function command(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** The nth occurrence of a word in the text of the editor. */
function word(page, text, which) {
  const all = page.locator('.view-line span span', { hasText: new RegExp(String.raw`^\s*${text}\s*$`) });
  return { last: all.last(), first: all.first(), 'last-but-one': all.nth(-2) }[which];
}

/** The first hover may come before the provider's answer, or be closed by a layout change: moves away and tries again. */
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
  await page.waitForTimeout(800); // the hover fades in, and its parts appear one after the other
}
