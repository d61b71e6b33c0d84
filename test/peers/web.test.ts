import type { Hover, InitializeResult, MarkupContent, NotificationMessage, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { expect, test } from 'vitest';
import { WorkerScope } from '../support/worker-scope.ts';
import { complaint } from './complaints.ts';

complaint(21, () => {
  test('the server answers in a worker, without anything of Node', async () => {
    const worker = new WorkerScope();
    const params = { processId: null, rootUri: null, capabilities: {} };
    const { capabilities } = await worker.ask<InitializeResult>('initialize', params);
    expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: true, documentFormattingProvider: true });
    worker.send('initialized', {});
    const uri = 'vscode-vfs://github/team/app/Dockerfile';
    const text = 'FROM node:22\nRUNN npm ci\n';
    worker.send('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text } });
    const published = (): unknown[] =>
      worker.sent
        .filter((message) => (message as NotificationMessage).method === 'textDocument/publishDiagnostics')
        .flatMap((message) => ((message as NotificationMessage).params as PublishDiagnosticsParams).diagnostics.map(({ code }) => code));
    await expect.poll(published).toContain('unknown-instruction');
    const hover = await worker.ask<Hover>('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 6 } });
    expect((hover.contents as MarkupContent).value).toContain('node');
  });
});
