import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LayersPageInBrowser, startBrowser } from './browser.ts';
import { image, imageAfter, layers, pageTexts, savings } from './views.ts';

const browser = await startBrowser();
if (!browser) console.warn('test/page: skipped, because chromium or playwright-core (npm run test:vscode installs them) is missing');
afterAll(() => browser?.close());

describe.skipIf(!browser)('the page about layers', () => {
  let shown: LayersPageInBrowser;
  const page = (): LayersPageInBrowser['page'] => shown.page;
  const barWidth = (name: RegExp): Promise<number> =>
    page()
      .getByRole('img', { name })
      .evaluate((bar) => (bar.firstElementChild as HTMLElement).getBoundingClientRect().width);

  beforeEach(async () => {
    shown = await LayersPageInBrowser.open(browser!);
    await shown.send({ type: 'layers', layers, texts: pageTexts, language: 'en' });
    await shown.send({ type: 'savings', savings });
  });
  afterEach(async () => {
    expect(await shown.violations()).toEqual([]);
    await shown.page.close();
  });

  test('shows the figures of the image, with its interval in words', async () => {
    const figures = await page().locator('.figures').textContent();
    expect(figures).toBe('sizeat least 200 MBdownloadabout 60 MBwaste20 MBefficiency90 %');
  });

  test('text of the file is never markup', async () => {
    expect(await page().locator('.instruction').nth(2).textContent()).toBe('COPY <b>&"app" /app');
    expect(await page().locator('.instruction b b').count()).toBe(0);
  });

  test('says what is not known, and where', async () => {
    expect(await page().locator('.unknown-parts').textContent()).toContain('line 4 What ./setup writes is only known during the build.');
    await page().locator('.unknown-parts button').click();
    expect((await shown.sent()).at(-1)).toEqual({ type: 'reveal', line: 3 });
  });

  test('a selected change asks for the image after it, and its bar is shorter', async () => {
    await page()
      .getByRole('checkbox', { name: /Delete the lists/ })
      .click();
    expect((await shown.sent()).at(-1)).toEqual({ type: 'pick', version: 7, ids: ['package-lists-left:2'] });
    await shown.send({ type: 'picked', version: 7, ids: ['package-lists-left:2'], image: imageAfter });
    expect(await barWidth(/^after/)).toBeCloseTo(0.9 * (await barWidth(/^before/)), 0);
    expect(await page().locator('#live').textContent()).toBe('picked at least 180 MB, 20 MB');
    await page()
      .getByRole('checkbox', { name: /Delete the lists/ })
      .click();
    expect(
      await page()
        .getByRole('img', { name: /^after/ })
        .count(),
    ).toBe(0);
  });

  test('what is in the image before and after a change has the same color', async () => {
    const without = { ...imageAfter, parts: imageAfter.parts.filter(({ line }) => line !== 1) };
    await page()
      .getByRole('checkbox', { name: /Delete the lists/ })
      .click();
    await shown.send({ type: 'picked', version: 7, ids: ['package-lists-left:2'], image: without });
    const colors = (bar: RegExp): Promise<readonly string[]> =>
      page()
        .getByRole('img', { name: bar })
        .evaluate((element) => [...element.querySelectorAll('.segment')].map(({ className }) => className));
    expect(await colors(/^before/)).toEqual(['segment color-0', 'segment color-1', 'segment color-2']);
    expect(await colors(/^after/)).toEqual(['segment color-0', 'segment color-2']);
  });

  test('an answer to an earlier selection is dropped', async () => {
    await page()
      .getByRole('checkbox', { name: /Delete the lists/ })
      .click();
    await page()
      .getByRole('checkbox', { name: /bookworm-slim/ })
      .click();
    await shown.send({ type: 'picked', version: 7, ids: ['package-lists-left:2'], image: imageAfter });
    expect(
      await page()
        .getByRole('img', { name: /^after/ })
        .count(),
    ).toBe(0);
  });

  test('applies one change, or all that are selected, for the version of the list', async () => {
    await page().getByRole('button', { name: 'apply: Delete the lists' }).click();
    expect((await shown.sent()).at(-1)).toEqual({ type: 'apply', version: 7, ids: ['package-lists-left:2'] });
    expect(
      await page()
        .getByRole('button', { name: /^applyPicked/ })
        .isDisabled(),
    ).toBe(true);
    await page()
      .getByRole('checkbox', { name: /Delete the lists/ })
      .click();
    await page()
      .getByRole('checkbox', { name: /bookworm-slim/ })
      .click();
    await page().getByRole('button', { name: 'applyPicked 2' }).click();
    expect((await shown.sent()).at(-1)).toEqual({ type: 'apply', version: 7, ids: ['smaller-base:1', 'package-lists-left:2'] });
  });

  test('a refusal is shown and read aloud', async () => {
    await shown.send({ type: 'notice', text: 'The file has changed.', isError: true });
    expect(await page().locator('.notice.error').textContent()).toBe('The file has changed.');
    expect(await page().locator('#live').textContent()).toBe('The file has changed.');
  });

  test('a change that cannot be made automatically has no button and cannot be selected', async () => {
    expect(
      await page()
        .getByRole('checkbox', { name: /Use a mount/ })
        .isDisabled(),
    ).toBe(true);
    expect(await page().getByRole('button', { name: 'apply: Use a mount' }).count()).toBe(0);
  });

  test('works with the keyboard alone, and keeps the focus when the file changes', async () => {
    await page()
      .locator('body')
      .evaluate((body) => body.focus());
    const seen: string[] = [];
    const focused = (): Promise<string> => page().evaluate('document.activeElement.dataset.key ?? document.activeElement.tagName');
    for (let i = 0; i < 30 && seen.at(-1) !== 'pick package-lists-left:2'; i++) {
      await page().keyboard.press('Tab');
      seen.push(await focused());
    }
    expect(seen).toContain('export svg');
    expect(seen).toContain('apply smaller-base:1');
    await page().keyboard.press('Space');
    expect((await shown.sent()).at(-1)).toEqual({ type: 'pick', version: 7, ids: ['package-lists-left:2'] });
    await shown.send({ type: 'layers', layers: { ...layers, version: 8 }, texts: pageTexts, language: 'en' });
    await shown.send({ type: 'savings', savings: { ...savings, version: 8 } });
    expect(await focused()).toBe('pick package-lists-left:2');
    expect(
      await page()
        .getByRole('checkbox', { name: /Delete the lists/ })
        .isChecked(),
    ).toBe(true);
    expect((await shown.sent()).at(-1)).toEqual({ type: 'pick', version: 8, ids: ['package-lists-left:2'] });
  });

  test('a layer shows its parts on demand, and stays open when the file changes', async () => {
    const details = page().locator('details').nth(1);
    await details.evaluate((element) => element.querySelector('summary')!.click());
    expect(await details.evaluate((element) => (element as HTMLDetailsElement).open)).toBe(true);
    expect(await details.textContent()).toContain('curl50 MB');
    await shown.send({ type: 'layers', layers: { ...layers, version: 8 }, texts: pageTexts, language: 'en' });
    expect(
      await page()
        .locator('details')
        .nth(1)
        .evaluate((element) => (element as HTMLDetailsElement).open),
    ).toBe(true);
  });

  test('the policy blocks scripts and styles in the page itself', async () => {
    const inject = `document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = true' }));
      document.body.setAttribute('style', 'color: red')`;
    await page().evaluate(inject);
    expect(await shown.violations()).toEqual(['script-src-elem inline', 'style-src-attr inline']);
    expect(await page().evaluate('globalThis.ran')).toBeUndefined();
    await page().evaluate('globalThis.violations = []');
  });

  test('every control has a name', async () => {
    const unnamed = await page().evaluate<number>(`[...document.querySelectorAll('button, input, summary')].filter((each) =>
      !(each.textContent.trim() || each.getAttribute('aria-label') || (each.labels && each.labels.length && each.labels[0].textContent.trim()))).length`);
    expect(unnamed).toBe(0);
  });

  test.each([300, 420, 900])('nothing is wider than a column of %i pixels', async (width) => {
    await page().setViewportSize({ width, height: 800 });
    expect(await page().evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('exports the bar as SVG, with the names of the layers as text', async () => {
    await page().getByRole('button', { name: 'export: SVG' }).click();
    const message = (await shown.sent()).at(-1) as { format: string; content: string };
    expect(message.format).toBe('svg');
    const read = await page().evaluate<{ root: string; texts: string[] }>(`(() => {
      const svg = new DOMParser().parseFromString(${JSON.stringify(message.content)}, 'image/svg+xml');
      return { root: svg.documentElement.tagName, texts: [...svg.querySelectorAll('text')].map((each) => each.textContent) };
    })()`);
    expect(read.root).toBe('svg');
    expect(read.texts).toContain('COPY <b>&"app" /app');
    expect(read.texts).toContain('size: at least 200 MB   waste: 20 MB   efficiency: 90 %');
  });

  test('exports the bar as a PNG of twice its size', async () => {
    await page().getByRole('button', { name: 'export: PNG' }).click();
    const { content } = (await shown.sent()).at(-1) as { content: string };
    const bytes = Buffer.from(content, 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(1600);
  });

  test('exports the data as JSON', async () => {
    await page().getByRole('button', { name: 'export: JSON' }).click();
    const { content } = (await shown.sent()).at(-1) as { content: string };
    expect(JSON.parse(content)).toMatchObject({ title: 'Dockerfile', image: { bytes: image.bytes }, savings: savings.savings });
  });

  test('a file without stages says so', async () => {
    await shown.send({ type: 'layers', layers: { title: 'Empty', version: 1, image: null, stages: [] }, texts: pageTexts, language: 'en' });
    expect(await page().locator('#page').textContent()).toBe('Emptyempty');
  });

  test('without savings it says so', async () => {
    await shown.send({ type: 'savings', savings: { version: 7, savings: [] } });
    expect(await page().locator('section').first().textContent()).toBe('savingsnoSavings');
  });
});
