import { CompletionRequest, InlayHintRequest, SemanticTokensRequest } from 'vscode-languageserver/node';
import type { CompletionList } from 'vscode-languageserver/node';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { LineIndex } from '../../server/src/base/lines.ts';
import { readCursor } from '../support/cursor.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { LanguageServer } from '../support/language-server.ts';
import { makeProject } from '../support/project.ts';
import { complaint } from './complaints.ts';

async function start(...args: Parameters<typeof LanguageServer.start>): Promise<LanguageServer> {
  const server = await LanguageServer.start(...args);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** The labels of the completion at the cursor's mark. `uri`: of the document that gets this text; by default a new one. */
async function labels(server: LanguageServer, marked: string, uri?: string): Promise<readonly string[]> {
  const { text, offset } = readCursor(marked);
  const textDocument = { uri: uri ?? (await server.openUntitled(text)) };
  const position = new LineIndex(text).positionAt(offset);
  const { items } = (await server.connection.sendRequest(CompletionRequest.type, { textDocument, position })) as CompletionList;
  return items.map(({ label }) => label);
}

complaint(13, () => {
  test('while a registry does not answer, all other items are offered', async () => {
    const registry = await FakeRegistry.start({ images: { 'team/app': ['1.0'] }, until: new Promise(() => {}) });
    onTestFinished(() => registry.stop());
    const settings = { registry: { enabled: true }, inlayHints: { enabled: true } };
    const server = await start({}, { settings });
    const from = `ARG TAG=1.0\nFROM ${registry.host}/team/app:`;
    await labels(server, `${from}‸`);
    await expect.poll(() => registry.requests).toHaveLength(1);
    // `FROM golang:latest`, Enter, and the first letter of the next instruction
    expect(await labels(server, `${from}1.0\nC‸`)).toEqual(expect.arrayContaining(['CMD', 'COPY']));
    const uri = await server.openUntitled(`${from}$TAG\nRUNN ls\n`);
    await server.diagnostics(uri, (found) => found.some(({ code }) => code === 'unknown-instruction'));
    expect(await server.hover(uri, 'team/app')).toContain('team/app');
    const textDocument = { uri };
    const range = server.rangeOf(uri, server.text(uri));
    expect(await server.connection.sendRequest(InlayHintRequest.type, { textDocument, range })).toMatchObject([{ label: '= 1.0' }]);
    expect(await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument })).not.toBe(null);
    expect(registry.requests).toHaveLength(1);
  });
});

complaint(16, () => {
  test.each([
    ['as plain words', 'COPY src/Services/‸ ./', ['Api/']],
    ['as a JSON array', 'COPY ["src/Services/‸", "src/"]', ['Api/']],
    ['from the folder itself', 'COPY ./src/‸ ./', ['Services/']],
    ['after another source', 'COPY app.csproj s‸ ./', ['src/']],
    ['of ADD', 'ADD ‸ ./', ['app.csproj', 'src/']],
    ['of a file, without excluded ones', 'COPY src/Services/Api/‸ ./', ['Api.csproj']],
  ])('the files of the build context, %s', async (_, line, offered) => {
    const uri = makeProject({
      'app.csproj': '',
      'src/Services/Api/Api.csproj': '',
      'src/Services/Api/bin/a.dll': '',
      '.dockerignore': '**/bin\n',
    });
    const dockerfile = uri('Dockerfile');
    const server = await start({}, {}, { workspaceFolders: [{ uri: uri(''), name: 'project' }] });
    const marked = `FROM mcr.microsoft.com/dotnet/sdk:9.0\n${line}\n`;
    await server.open(dockerfile, readCursor(marked).text);
    // The build context is read in the background.
    await expect.poll(() => labels(server, marked, dockerfile)).toEqual(expect.arrayContaining(offered));
    expect(await labels(server, marked, dockerfile)).not.toContain('bin/');
  });

  test('and the working directories, as destinations', async () => {
    const server = await start();
    expect(await labels(server, 'FROM scratch\nWORKDIR /src/app\nCOPY a ‸\n')).toContain('/src/app/');
  });
});

complaint(17, () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await LanguageServer.start();
  });
  afterAll(() => server.stop());

  test.each([
    ['COPY --‸', ['--link', '--chmod=', '--chown=', '--exclude=', '--from=', '--parents']],
    ['ADD --‸', ['--link', '--checksum=', '--keep-git-dir', '--unpack']],
    ['RUN --‸', ['--mount=', '--network=', '--security=', '--device=']],
    ['RUN --mount=type=‸', ['bind', 'cache', 'secret', 'ssh', 'tmpfs']],
    ['RUN --mount=type=cache,‸ true', ['target=', 'id=', 'sharing=', 'from=', 'mode=', 'uid=', 'gid=']],
    ['RUN --mount=type=secret,id=a,‸ true', ['env=', 'target=', 'required']],
    ['HEALTHCHECK --‸', ['--interval=', '--timeout=', '--start-period=', '--start-interval=', '--retries=']],
  ])('%s', async (line, offered) => {
    expect(await labels(server, `FROM alpine\n${line}`)).toEqual(expect.arrayContaining(offered));
  });
});
