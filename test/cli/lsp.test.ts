import { expect, it } from 'vitest';
import { cli } from '../support/command-line.ts';
import { LanguageServer } from '../support/language-server.ts';

it.each([[['lsp']], [['lsp', '--stdio']]])('layerwise %j is a language server on standard input and output', async (args) => {
  const server = await LanguageServer.start({}, undefined, {}, {}, [cli, ...args]);
  const uri = await server.openUntitled('FROM debian:12\nADD a /b\nCMD echo\n');
  expect((await server.diagnostics(uri)).map(({ code }) => code)).toContain('add-for-local-files');
  expect(await server.stop()).toBe(0);
});
