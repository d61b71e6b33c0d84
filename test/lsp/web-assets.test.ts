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

test('in the web worker tables are fetched when something needs them, and the size is known afterwards', async () => {
  const { worker, fetched } = await open((url) => new Response(readFileSync(path.join(dataFolder, url.split('/data/')[1]!))));
  await expect.poll(() => detailIn(worker, `again ${Math.random()}`)).toContain('Debian bookworm');
  const tables = ['apt/bookworm.txt', 'package-names/bookworm.txt', 'programs.txt'];
  expect(fetched.toSorted()).toEqual(tables.map((table) => `https://editor.test/layerwise/dist/data/${table}`));
});

test('a missing table only affects what needs it, and is requested once', async () => {
  const { worker, fetched } = await open(() => new Response('', { status: 404 }));
  await detailIn(worker, 'first');
  await expect.poll(() => detailIn(worker, `again ${Math.random()}`)).toContain('cannot be read');
  expect(fetched).toEqual([...new Set(fetched)]);
});
