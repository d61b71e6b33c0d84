import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { InitializeResult } from 'vscode-languageserver/node';
import { expect, test } from 'vitest';
import type { LayersView } from '../../server/src/lsp/messages.ts';
import { dataFolder } from '../support/assets.ts';
import { WorkerScope } from '../support/worker-scope.ts';

const uri = 'vscode-vfs://github/team/app/Dockerfile';
const text = 'FROM debian:bookworm-slim\nRUN apt-get install -y --no-install-recommends jq\n';

/** A worker with the document open, and the URLs that it fetched; `answer` returns the response for one. */
async function open(
  answer: (url: string) => Response | Promise<Response>,
): Promise<{ readonly worker: WorkerScope; readonly fetched: readonly string[] }> {
  // prettier-ignore
  const fetched: string[] = [];
  const worker = new WorkerScope({
    fetch: async (input) => {
      fetched.push(String(input));
      return answer(String(input));
    },
  });
  const initializationOptions = { dataFolder: 'https://editor.test/layerwise/dist/data/' };
  await worker.ask<InitializeResult>('initialize', { processId: null, rootUri: null, capabilities: {}, initializationOptions });
  worker.send('initialized', {});
  worker.send('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text } });
  return { worker, fetched };
}

/** The source of the size of the RUN. */
async function detailIn(worker: WorkerScope, id: string): Promise<string> {
  const { stages } = await worker.ask<LayersView>('layerwise/layers', { uri }, id);
  return stages[0]!.layers.at(-1)!.detail;
}

test('in the web worker a table is fetched when a size needs it, and the size is known afterwards', async () => {
  const { worker, fetched } = await open((url) => new Response(readFileSync(path.join(dataFolder, url.split('/data/')[1]!))));
  expect(fetched).toEqual([]);
  expect(await detailIn(worker, 'first')).toContain('being loaded');
  await expect.poll(() => detailIn(worker, `again ${Math.random()}`)).toContain('Debian bookworm');
  expect(fetched).toEqual(['https://editor.test/layerwise/dist/data/apt/bookworm.txt']);
});

test('a missing table only affects the sizes that need it', async () => {
  const { worker, fetched } = await open(() => new Response('', { status: 404 }));
  await detailIn(worker, 'first');
  await expect.poll(() => detailIn(worker, `again ${Math.random()}`)).toContain('cannot be read');
  expect(fetched).toHaveLength(1);
});
