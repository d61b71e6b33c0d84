import { ApplyWorkspaceEditRequest } from 'vscode-languageserver/node';
import type { ApplyWorkspaceEditParams, CompletionList, Diagnostic, DocumentSymbol, FoldingRange } from 'vscode-languageserver/node';
import { afterEach, describe, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';
import { makeProject } from '../support/project.ts';

const dockerfileText = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nUSER node\n';
const projectFiles = {
  Dockerfile: dockerfileText,
  'package.json': '{}',
  'src/a.js': 'a',
  'docs/x.md': '12345',
  'node_modules/m/i.js': '1234567890',
};

let server: LanguageServer;
afterEach(async () => {
  await server.stop();
});

/** Opens a folder with these files; returns the URI of one of them. */
async function project(files: Readonly<Record<string, string>>): Promise<(file: string) => string> {
  const uri = makeProject(files);
  const capabilities = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } } };
  server = await LanguageServer.start(capabilities, {}, { workspaceFolders: [{ uri: uri(''), name: 'p' }] });
  return uri;
}

function codes(found: readonly Diagnostic[]): readonly unknown[] {
  return found.map(({ code }) => code);
}

describe('an open .dockerignore', () => {
  test('gets findings based on its folder and the Dockerfiles that use it, with fixes', async () => {
    const uri = await project({ ...projectFiles, '.dockerignore': '' });
    const file = uri('.dockerignore');
    await server.open(file, '# notes\ndocs\ndocs/x.md\n[a\n');
    const found = await server.diagnostics(file, (all) => codes(all).includes('unwanted-files-in-context'));
    expect(codes(found)).toEqual(['unwanted-files-in-context', 'redundant-ignore-pattern', 'invalid-ignore-pattern']);
    expect(found.map(({ source }) => source)).toEqual(['layerwise', 'layerwise', 'layerwise']);
    expect(found[0]!.message).toContain('Dockerfile, line 3');
    const titles = (await server.actions(file, found[0]!.range)).map(({ title }) => title);
    expect(titles).toEqual([
      'Exclude "node_modules"',
      'Suppress unwanted-files-in-context here',
      'Suppress unwanted-files-in-context in this file',
    ]);
    await server.edit(file, '[a\n', 'node_modules\n');
    expect(codes(await server.diagnostics(file))).toEqual(['redundant-ignore-pattern']);
  });

  test('gets its safe fixes applied when an editor requests fix-all', async () => {
    const uri = await project(projectFiles);
    const file = uri('.dockerignore');
    await server.open(file, 'docs\n*.log\n/docs\n');
    const start = { line: 0, character: 0 };
    const [action] = await server.actions(file, { start, end: start }, ['source.fixAll']);
    // The last line is removed.
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    expect(action!.edit!.documentChanges).toMatchObject([{ textDocument: { uri: file, version: 1 }, edits: [{ range, newText: '' }] }]);
  });

  test('gets them applied by the command too', async () => {
    const uri = await project(projectFiles);
    const file = uri('.dockerignore');
    await server.open(file, 'docs\n/docs\n');
    const applied = new Promise<ApplyWorkspaceEditParams>((resolve) => {
      server.connection.onRequest(ApplyWorkspaceEditRequest.method, (params: ApplyWorkspaceEditParams) => {
        resolve(params);
        return { applied: true };
      });
    });
    const execute = (command: string): Promise<unknown> =>
      server.connection.sendRequest('workspace/executeCommand', { command, arguments: [file] });
    expect(await execute('layerwise.fixAll')).toBe(true);
    expect((await applied).edit.documentChanges).toMatchObject([{ textDocument: { uri: file, version: 1 }, edits: [{ newText: '' }] }]);
    expect(await execute('layerwise.convertToMultiStage')).toBe(false);
    expect(await execute('layerwise.showLayers')).toBe(false);
  });

  test('shows what a line excludes in a hover', async () => {
    const uri = await project(projectFiles);
    const file = uri('.dockerignore');
    await server.open(file, 'docs\nnode_modules\n');
    await server.diagnostics(file);
    await expect.poll(() => server.hover(file, 'node_modules')).toContain('Excludes **1 file, 10 B**');
  });

  test('completes paths, folder by folder', async () => {
    const uri = await project(projectFiles);
    const file = uri('.dockerignore');
    await server.open(file, 'src/\n');
    const labels = async (): Promise<readonly string[]> => {
      const params = { textDocument: { uri: file }, position: { line: 0, character: 4 } };
      return (await server.connection.sendRequest<CompletionList>('textDocument/completion', params)).items.map(({ label }) => label);
    };
    await expect.poll(labels).toEqual(['a.js']);
  });

  test('has an outline and folding by comments, and no Dockerfile features', async () => {
    const uri = await project(projectFiles);
    const file = uri('.dockerignore');
    await server.open(file, '# made\nbuild\ndist\n\n*.md\n');
    const textDocument = { uri: file };
    const symbols = await server.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name }) => name)).toEqual(['made', 'build', 'dist', '*.md']);
    const folds = await server.connection.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    expect(folds).toEqual([{ startLine: 0, endLine: 2, kind: 'region' }]);
    expect(await server.connection.sendRequest('textDocument/semanticTokens/full', { textDocument })).toEqual({ data: [] });
  });

  test('applies to the Dockerfile with its unsaved text', async () => {
    const uri = await project({ ...projectFiles, '.dockerignore': '' });
    await server.open(uri('Dockerfile'), 'FROM alpine:3.22\nCOPY docs /docs\nUSER nobody\n');
    await server.open(uri('.dockerignore'), '*.log\n');
    await server.diagnostics(uri('Dockerfile'), (all) => !codes(all).includes('copy-source-ignored'));
    await server.edit(uri('.dockerignore'), '*.log', 'docs');
    const found = await server.diagnostics(uri('Dockerfile'), (all) => codes(all).includes('copy-source-ignored'));
    expect(found.find(({ code }) => code === 'copy-source-ignored')!.message).toContain('line 1: "docs"');
  });

  test('of one Dockerfile applies to the build context of that file', async () => {
    const uri = await project({
      'docker/Dockerfile': 'FROM node:22\nCOPY . .\n',
      'docker/Dockerfile.dockerignore': '',
      'compose.yaml': 'services: { a: { build: { context: ., dockerfile: docker/Dockerfile } } }\n',
      'node_modules/m/i.js': '1',
    });
    const file = uri('docker/Dockerfile.dockerignore');
    await server.open(file, '*.log\n');
    await server.diagnostics(file, (all) => codes(all).includes('unwanted-files-in-context'));
  });
});

describe('a .dockerignore is created', () => {
  test('by a command, with patterns for the project', async () => {
    const uri = await project(projectFiles);
    await server.open(uri('Dockerfile'), dockerfileText);
    const applyEdit = new Promise<ApplyWorkspaceEditParams>((resolve) => {
      server.connection.onRequest(ApplyWorkspaceEditRequest.method, (params: ApplyWorkspaceEditParams) => {
        resolve(params);
        return { applied: true };
      });
    });
    const shown = new Promise<string>((resolve) => {
      server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => resolve(message));
    });
    const params = { command: 'layerwise.createDockerignore', arguments: [uri('Dockerfile')] };
    expect(await server.connection.sendRequest('workspace/executeCommand', params)).toBe(true);
    const [create, edit] = (await applyEdit).edit.documentChanges! as [{ kind: string; uri: string }, { edits: { newText: string }[] }];
    expect(create).toMatchObject({ kind: 'create', uri: uri('.dockerignore') });
    expect(edit.edits[0]!.newText.split('\n')).toEqual(expect.arrayContaining(['.git', '**/.env', '**/node_modules']));
    expect(await shown).toMatch(/is now \d+ B instead of \d+ B/);
  });

  test('by a code action on a COPY of the whole folder, with a message about the saved size', async () => {
    const uri = await project(projectFiles);
    await server.open(uri('Dockerfile'), dockerfileText);
    const titles = async (find: string): Promise<readonly string[]> => {
      const actions = await server.actions(uri('Dockerfile'), server.rangeOf(uri('Dockerfile'), find), ['refactor']);
      return actions.map(({ title }) => title).filter((title) => title.includes('.dockerignore'));
    };
    // The Dockerfile and the files in node_modules.
    const size = dockerfileText.length + 10;
    await expect.poll(() => titles('COPY')).toEqual([`Create .dockerignore to exclude ${size} B`]);
    expect(await titles('WORKDIR')).toEqual([]);
  });

  test('by a quick fix of the finding on that COPY', async () => {
    const uri = await project({ ...projectFiles, '.env': 'A=1' });
    await server.open(uri('Dockerfile'), dockerfileText);
    const found = async (): Promise<readonly (string | undefined)[]> => {
      const actions = await server.actions(uri('Dockerfile'), server.rangeOf(uri('Dockerfile'), 'COPY .'), ['quickfix']);
      const create = actions.find(({ title }) => title === 'Create .dockerignore');
      const changes = create?.edit?.documentChanges?.map((change) =>
        'kind' in change && change.kind === 'create' ? `create ${change.uri}` : 'edit',
      );
      return [...(create?.diagnostics ?? []).map(({ code }) => String(code)), ...(changes ?? [])];
    };
    await expect.poll(found).toEqual(['missing-dockerignore', 'missing-dockerignore', `create ${uri('.dockerignore')}`, 'edit']);
  });

  test('not if there already is one', async () => {
    const uri = await project({ ...projectFiles, '.dockerignore': 'docs\n' });
    await server.open(uri('Dockerfile'), dockerfileText);
    const params = { command: 'layerwise.createDockerignore', arguments: [uri('Dockerfile')] };
    expect(await server.connection.sendRequest('workspace/executeCommand', params)).toBe(false);
  });
});
