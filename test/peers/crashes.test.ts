import { afterAll, beforeAll, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';
import { editorCapabilities, everythingOn, requests } from '../support/lsp-requests.mjs';
import type { RequestRow } from '../support/lsp-requests.mjs';
import { complaint } from './complaints.ts';

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start(editorCapabilities, { settings: everythingOn });
  server.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => everythingOn));
  server.connection.onRequest('workspace/applyEdit', () => ({ applied: false }));
});
afterAll(() => server.stop());

/** The error code of requests that are refused with a text for the user; any other error is a failure. */
const refused = -32803;

/** Opens the text and sends every request that the server supports at its start, middle and end. */
async function askEverything(text: string): Promise<void> {
  const uri = await server.openUntitled(text);
  await server.diagnostics(uri);
  const memory: Record<string, unknown> = {};
  const { start, end } = server.rangeOf(uri, text);
  const middle = { line: Math.floor(end.line / 2), character: 6 };
  for (const position of [start, middle, end]) {
    const place = { uri, position, range: { start, end }, memory };
    for (const row of requests) await ask(row, { textDocument: { uri }, ...row.params(place) }, memory);
  }
}

async function ask({ name, method, mayRefuse, keep }: RequestRow, params: object, memory: Record<string, unknown>): Promise<void> {
  try {
    const answer: unknown = await server.connection.sendRequest(method, params);
    if (answer) keep?.(answer, memory);
  } catch (error) {
    if (!mayRefuse || (error as { code: number }).code !== refused) throw new Error(`${name} fails`, { cause: error });
  }
}

const mounts = 'FROM node:22\nRUN --mount=type=secret,id=pat,env=PAT \\\n    --mount=type=secret,id=user,env=NAME \\\n';

complaint(15, () => {
  test.each([
    ['microsoft/vscode-containers#442: the command after mounts is commented out', `${mounts}    # echo -e "$NAME:$(echo -n $PAT | base64 --wrap=0)" > .npmrc\n`],
    ['microsoft/vscode-containers#442: in the middle of a file', `${mounts}# echo\nUSER node\n`],
    ['microsoft/vscode-docker#4408: a here-string instead of a heredoc', 'FROM scratch\nRUN <<<CRASH\nCRASH\n\nFROM scratch\n'],
    ['microsoft/vscode-docker#4408: while typing', 'FROM scratch\nRUN <<<CRASH \na'],
    ['microsoft/vscode-docker#3312: ENV with a default that is itself', 'FROM scratch\nENV VARIABLE=${VARIABLE:-"default"}\n'],
    ['microsoft/vscode-docker#3347: two words after COPY', 'FROM scratch\nCOPY . .'],
    ['microsoft/vscode-docker#3349: a blank after --from', 'FROM scratch\nCOPY --from=something '],
    ['microsoft/vscode-docker#3268: an image of two lines', 'FROM $image\\\nabc'],
    ['microsoft/vscode-docker#3268: an instruction that a comment interrupts', 'R\\ \n# abc'],
    ['docker/vscode-extension#171: a heredoc with tabs before one without', 'FROM alpine:3.22\nRUN cat <<-EOT > 1.txt\n\thello\n\tEOT\nRUN cat <<EOT > 2.txt\nhello2\nEOT\n'],
    ['rcjsuen/dockerfile-language-server#266: a heredoc with an open quote', "FROM scratch\nRUN <<'END_OF_PATCH tee /dev/stderr | git apply\ndiff --git a/f b/f\nEND_OF_PATCH\n"],
    ['rcjsuen/dockerfile-language-service#69: a comment before the first variable', 'FROM scratch\nENV \\\n# common variables:\n  ENV1=something \\\n  ENV2=999\n'],
    ['rcjsuen/dockerfile-language-service#74: several comments in ENV', 'FROM scratch\nENV a \\\n b \\\n # comment \n # comment \n c'],
    ['rcjsuen/dockerfile-language-service#94: a keyword of two lines', 'RU\\\nN\nRUN'],
    ['rcjsuen/dockerfile-language-service#110: a quote in a comment', 'FROM scratch\nRUN echo "test" &\\\n# a\'b\necho "test2"'],
    ['rcjsuen/dockerfile-language-service#113: the same with Windows line ends', 'FROM scratch\r\nRUN echo "test" &\\\r\n# a\'b\r\necho "test2"'],
    ['rcjsuen/dockerfile-language-service#115: empty strings at both ends of a line break', "FROM scratch\nRUN a''\\\n\n''"],
    ['rcjsuen/dockerfile-language-service#131: an image broken by an empty line', 'FROM alpi\\\n\nne:3'],
  ])('%s', async (_, text) => {
    await askEverything(text);
  });

  // Other tools take seconds for a few kilobytes, or run out of memory: with all requests, three times, this takes one second.
  test.each([
    ['a RUN of 100 KB', `FROM debian\nRUN apt-get install -y \\\n${'    curl ca-certificates "$A" \\\n'.repeat(3000)}    vim\n`],
    ['a line of 100 KB', `FROM debian\nRUN echo ${'"a b" $c '.repeat(11_000)}\n`],
    ['1,000 instructions', `FROM debian\n${'RUN echo "$A" && true\n'.repeat(1000)}`],
    ['a heredoc without an end', `FROM debian\nRUN <<EOF\n${'echo "$A"\n'.repeat(5000)}`],
    ['deep nesting', `FROM debian\nRUN ${'$('.repeat(2000)}\nENV a=${'${a:-'.repeat(2000)}\n`],
    ['100,000 comments in one instruction', `FROM debian\nRUN true \\\n${'#\n'.repeat(100_000)}\n`],
    ['a chain of 1,000 stages', Array.from({ length: 1000 }, (__, i) => `FROM ${i === 0 ? 'debian' : `s${i - 1}`} AS s${i}\nRUN rm /a${i}\n`).join('')],
    ['1,000 commands that cannot be joined', `FROM debian\n${'RUN sleep 1 &\n'.repeat(1000)}`],
  ])('%s', { timeout: 30_000 }, async (_, text) => {
    await askEverything(text);
  });

  test('and the server keeps running', async () => {
    const uri = await server.openUntitled('FROM alpine:3.22\nRUNN ls\n');
    await server.diagnostics(uri, (found) => found.some(({ code }) => code === 'unknown-instruction'));
    expect(server.process.exitCode).toBe(null);
  });
}); // prettier-ignore
