import type { CodeLens, Hover } from 'vscode-languageserver/node';
import { afterEach, describe, expect, test } from 'vitest';
import type { ComparisonView, EngineView, LayersView } from '../../server/src/lsp/messages.ts';
import { appDockerfile, engineWithApp, fakeEngine } from '../support/fake-engine.ts';
import type { Answer } from '../support/fake-engine.ts';
import { LanguageServer } from '../support/language-server.ts';

const uri = 'untitled:Dockerfile';

let server: LanguageServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A server with a document and an engine; `views`: what our client is told about the engine. */
async function serve(
  answers: (path: string) => Answer,
  enabled = true,
  document = appDockerfile,
): Promise<{ views: (EngineView | null)[]; requests: readonly string[]; log: string[] }> {
  const { socket, requests } = await fakeEngine(answers);
  const options = { contexts: true, files: false, settings: { engine: { enabled } } };
  server = await LanguageServer.start({}, options, {}, { DOCKER_HOST: `unix://${socket}` });
  const views: (EngineView | null)[] = [];
  const log: string[] = [];
  server.connection.onNotification('layerwise/engine', (view: EngineView | null) => void views.push(view));
  server.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  await server.open(uri, document);
  await server.diagnostics(uri);
  return { views, requests, log };
}

async function lenses(): Promise<readonly string[]> {
  const found = await server!.connection.sendRequest<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } });
  return (found ?? []).map(({ command }) => command!.title);
}

const twoHoursAgo = Math.round(Date.now() / 1000) - 7300;

describe('with layerwise.engine.enabled', () => {
  test('lens, hover and layers show the measured bytes and the age of the image', async () => {
    const { views } = await serve(engineWithApp(twoHoursAgo));
    await expect.poll(lenses).toContain('12.3 MB · measured 2 hours ago');
    expect(await lenses()).toContain('70 MB on disk · measured 2 hours ago · image 88.3 MB');
    expect(views).toEqual([{ text: '1 image', problem: null }]);
    const position = { line: 1, character: 1 };
    const hover = await server!.connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri }, position });
    expect(JSON.stringify(hover.contents)).toContain('measured 2 hours ago · estimated');
    const layers = await server!.connection.sendRequest<LayersView>('layerwise/layers', { uri });
    expect(layers.stages[0]!.layers[1]).toMatchObject({
      size: '12.3 MB',
      measured: 'measured 2 hours ago',
      detail: 'Measured in the image app:latest.',
    });
    expect(layers.image!.estimate).not.toBeNull();
  });

  test('an edited line has its estimate, and gets its measure back', async () => {
    await serve(engineWithApp(twoHoursAgo));
    await expect.poll(lenses).toContain('12.3 MB · measured 2 hours ago');
    await server!.change(uri, 2, [{ text: appDockerfile.replace('make install', 'head -c 9000000 /dev/zero > /x') }]);
    await expect.poll(lenses).toContain('9 MB · build context');
    expect(await lenses()).toContain('6 MB · measured 2 hours ago');
    await server!.change(uri, 3, [{ text: appDockerfile }]);
    await expect.poll(lenses).toContain('12.3 MB · measured 2 hours ago');
  });

  test('the comparison has estimate and measure of each layer', async () => {
    await serve(engineWithApp(twoHoursAgo), true, appDockerfile.replace('CMD', 'RUN head -c 5000 /dev/zero > /x\nCMD'));
    const view = await server!.connection.sendRequest<ComparisonView>('layerwise/compareWithImage', { uri });
    const lines = 'markdown' in view ? view.markdown.split('\n') : [view.refused];
    expect(lines[2]).toMatch(/^\*\*app:latest\*\* · built 2 hours ago · 88\.3 MB · estimated ≥ /);
    expect(lines.find((line) => line.startsWith('| 2 |'))).toMatch(/^\| 2 \| `RUN make install` \| .* \| 12\.3 MB \| .* \|$/);
    expect(lines.find((line) => line.startsWith('| 5 |'))).toMatch(/\| edited since the build \| {2}\|$/);
  });

  test('a file without an image is told so', async () => {
    await serve(engineWithApp(), true, 'FROM other\nRUN make other\n');
    const view = await server!.connection.sendRequest<ComparisonView>('layerwise/compareWithImage', { uri });
    expect(view).toEqual({ refused: 'The container engine has no image that was built from this file.' });
  });

  test.each([
    ['refuses', { status: 403, text: '{}' } as const, /refused to list its images \(HTTP status 403\)/],
    ['is something else', { json: {} } as const, /answers, but is not a container engine/],
  ])('an engine that %s is said once, and estimates stay', async (_, answer, problem) => {
    const { views } = await serve(() => answer, true, 'FROM scratch\nRUN head -c 5000 /dev/zero > /x\n');
    await expect.poll(() => views).toEqual([{ text: 'not available', problem: expect.stringMatching(problem) as string }]);
    expect(await lenses()).toContain('5 kB · build context');
  });

  test('an engine that never answers delays no other answer', async () => {
    const { requests } = await serve(() => 'never', true, 'FROM scratch\nRUN head -c 5000 /dev/zero > /x\n');
    await expect.poll(() => requests.length).toBe(1);
    const begun = Date.now();
    expect(await lenses()).toContain('5 kB · build context');
    expect(Date.now() - begun).toBeLessThan(2000);
  });
});

test('without it, no engine is asked', async () => {
  const { views, requests } = await serve(engineWithApp(), false);
  expect((await lenses()).join()).not.toContain('measured');
  const view = await server!.connection.sendRequest<ComparisonView>('layerwise/compareWithImage', { uri });
  expect(view).toMatchObject({ refused: expect.stringContaining('layerwise.engine.enabled') as string });
  expect({ views, requests }).toEqual({ views: [], requests: [] });
});
