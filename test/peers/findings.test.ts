import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeRegistry } from '../support/fake-registry.ts';
import { LanguageServer } from '../support/language-server.ts';
import { makeProject } from '../support/project.ts';
import { complaint } from './complaints.ts';

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start();
});
afterAll(() => server.stop());

/** The findings of two rules, one about the file and one about its shell commands: rule and line. */
async function faults(text: string): Promise<string[]> {
  const uri = await server.openUntitled(text);
  const found = await server.diagnostics(uri);
  const lines = text.split(/\r?\n/);
  return found
    .filter(({ code }) => code === 'unknown-instruction' || code === 'apt-not-apt-get')
    .map(({ code, range }) => `${code}: ${lines[range.start.line]!.trim()}`);
}

complaint(1, () => {
  test.each([
    ['in a long chain', 'RUN apt-get update -qq \\\n    && apt-get install -yqq git \\\n    && apt install -y vim \\\n    && rm -rf /var/lib/apt/lists/*\n'],
    ['in an if', 'RUN if [ "$WITH" = true ] ; then \\\n      true ; \\\n      apt install -y vim \\\n    ; fi\n'],
    ['in a command substitution', 'RUN echo $(echo "the next line" ; \\\n      apt install -y vim \\\n    )\n'],
    ['after comments and empty lines', 'RUN apt-get update \\\n# why\n\n    # why else\n    && apt install -y vim \\\n    && true\n'],
    ['with Windows line ends', 'RUN apt-get update \\\r\n    && true \\\r\n    && apt install -y vim \\\r\n    && true\r\n'],
    ['in a heredoc', 'RUN <<EOF\nset -e\napt-get update\napt install -y vim\nEOF\n'],
  ])('%s each has its own line', async (_, run) => {
    const [fault, ...more] = await faults(`FROM debian:12\nARG WITH\n${run}`);
    expect(fault).toMatch(/^apt-not-apt-get: (?:&& )?apt install -y vim/);
    expect(more).toEqual([]);
  });
}); // prettier-ignore

const inside = 'apt-not-apt-get: apt install -y vim';
const after = 'unknown-instruction: RUNN echo';

complaint(2, () => {
  test.each<[what: string, text: string, found: string[]]>([
    ['an indented script', 'RUN <<EOF\n    apt-get update\n    apt install -y vim\nEOF\n\nWORKDIR /a\nRUNN echo\n', [inside, after]],
    ['an instruction right after it', 'RUN <<EOF\napt install -y vim\nEOF\nRUNN echo\n', [inside, after]],
    ['a comment right after it', 'RUN <<EOF\napt install -y vim\nEOF\n# why\nRUNN echo\n', [inside, after]],
    ['the end of the file right after it', 'RUNN echo\nRUN <<EOF\napt install -y vim\nEOF', [after, inside]],
    ['after a continued line', 'RUN true && \\\n    cat <<EOF >> /a && \\\n    true\nRUN nothing\nEOF\nRUNN echo\n', [after]],
    ['an escaped name', "COPY <<-\\EOT /data.txt\n  echo '$A'\nEOT\nRUNN echo\n", [after]],
    ['a shell that is named', 'RUN <<EOF bash\nset -euxo pipefail\napt install -y vim\nEOF\nRUNN echo\n', [inside, after]],
    ['a shell in a shebang line', 'RUN <<EOF\n#!/usr/bin/env bash\nset -o pipefail\napt install -y vim\nEOF\nRUNN echo\n', [inside, after]],
    ['another language', 'RUN python3 <<EOF\napt install -y vim\nEOF\nRUN <<EOF\n#!/usr/bin/env python3\napt install -y vim\nEOF\nRUNN echo\n', [after]],
    ['a file in a file', 'COPY <<A /a <<B /b /\napt install -y vim\nA\nRUNN\nB\nRUNN echo\n', [after]],
    ['one in a script', 'RUN bash <<-SCRIPT\n\tcat <<-BAR\n\t  RUNN\n\tBAR\nSCRIPT\nRUNN echo\n', [after]],
  ])('%s', async (_, text, found) => {
    expect(await faults(`FROM debian:12\n${text}`)).toEqual(found);
  });
}); // prettier-ignore

complaint(11, () => {
  test('a Dockerfile in a subfolder uses the .dockerignore of its own context', async () => {
    const copy = 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\nUSER node\n';
    const files = {
      '.dockerignore': 'package.json\n',
      'package.json': '{}',
      'api/package.json': '{}',
      Dockerfile: copy,
      'api/Dockerfile': copy,
    };
    const uri = makeProject(files);
    const editor = await LanguageServer.start({}, {}, { workspaceFolders: [{ uri: uri(''), name: 'repository' }] });
    await editor.open(uri('Dockerfile'), copy);
    await editor.open(uri('api/Dockerfile'), copy);
    // A .dockerignore only applies in its own folder.
    await editor.diagnostics(uri('Dockerfile'), (found) => found.some(({ code }) => code === 'copy-source-ignored'));
    await expect.poll(() => editor.hover(uri('api/Dockerfile'), 'package.json')).toContain('2 B');
    expect((await editor.diagnostics(uri('api/Dockerfile'))).map(({ code }) => code)).toEqual([]);
    await editor.stop();
  });
});

complaint(12, () => {
  test('an image that does not exist in a registry, in a shell without docker', async () => {
    const registry = await FakeRegistry.start({ images: {} });
    const editor = await LanguageServer.start({}, {}, {}, { PATH: '', DOCKER_HOST: 'tcp://127.0.0.1:9' });
    const uri = await editor.openUntitled(`FROM ${registry.host}/team/foo:temp AS base\nENTRYPOINT my-program start\nRUNN ls\n`);
    const found = await editor.diagnostics(uri, (all) => all.length > 0);
    expect(found.map(({ code }) => code)).toEqual(['shell-form-cmd', 'unknown-instruction']);
    expect(await editor.hover(uri, 'team/foo')).toContain('team/foo');
    expect(registry.requests).toEqual([]);
    await editor.stop();
    await registry.stop();
  });
});
