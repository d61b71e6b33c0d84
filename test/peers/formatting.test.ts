import { DocumentFormattingRequest } from 'vscode-languageserver/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { LineIndex } from '../../server/src/base/lines.ts';
import { LanguageServer } from '../support/language-server.ts';
import { complaint } from './complaints.ts';

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start();
});
afterAll(() => server.stop());

async function formatted(text: string, tabSize: number): Promise<string> {
  const uri = await server.openUntitled(text);
  const options = { tabSize, insertSpaces: true };
  const edits = (await server.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options })) ?? [];
  const lines = new LineIndex(text);
  const spans = edits.map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }));
  return applyEdits(text, spans);
}

complaint(20, () => {
  test.each([
    [
      'microsoft/vscode-docker#992: packages further in than the commands',
      4,
      `FROM debian
RUN     true \\
    &&  apt-get --quiet update --yes \\
    &&  apt-get --quiet install --yes --no-install-recommends \\
            curl \\
            git \\
    &&  true
`,
    ],
    [
      'microsoft/vscode-docker#2004: the first command on a line of its own',
      2,
      `FROM debian:buster-slim
RUN \\
  export DEBIAN_FRONTEND=noninteractive \\
  && apt-get update \\
  && apt-get install --assume-yes --no-install-recommends \\
    bash \\
    curl \\
  && rm -rf /var/lib/apt/lists/*
`,
    ],
    [
      'microsoft/vscode-docker#3175, rcjsuen/dockerfile-utils: bodies of if, for and case',
      4,
      `FROM debian
RUN set -e; \\
    if [ -e /a ]; then \\
        for f in /a/*; do \\
            case "$f" in \\
                *.txt) cat "$f" ;; \\
            esac; \\
        done; \\
    fi
`,
    ],
    [
      'microsoft/vscode-docker#3327: the end of a heredoc, and what follows',
      4,
      `# syntax=docker/dockerfile:1.3-labs
FROM alpine
RUN <<EOF
    echo "Heredocs! Finally!"
EOF
CMD ["sh", "-c", "sleep 5"]
`,
    ],
    [
      'microsoft/vscode-docker#3950: heredocs of COPY',
      4,
      `FROM alpine:3.18

COPY <<EOF /foo/bar
x
  y
\tz
EOF

COPY <<EOF /bar/foo
a
EOF
`,
    ],
    [
      'foxundermoon/vs-shell-format#304: backslashes after && and in a list',
      2,
      `FROM ubuntu AS build

USER root

RUN apt-get --quiet update && \\
  DEBIAN_FRONTEND=noninteractive apt-get --quiet install -y \\
  git \\
  make
`,
    ],
    [
      'foxundermoon/vs-shell-format#176: a subshell of several lines',
      4,
      `FROM debian
RUN ( \\
        cd /src && \\
        make \\
    ) && \\
    rm -rf /src
`,
    ],
  ])('%s', async (_, tabSize, text) => {
    expect(await formatted(text, tabSize)).toBe(text);
  });

  test('dprint/dprint#1084: a comment between commands keeps its place', async () => {
    const text = 'FROM debian\nRUN apt-get update && \\\n    # Install nodejs\n    apt-get install -y nodejs\n';
    expect(await formatted(text, 4)).toBe(text);
  });

  test('a change of indentation moves all lines together', async () => {
    const text = 'FROM debian\nRUN true \\\n  && apt-get install -y \\\n    curl \\\n  && true\n';
    expect(await formatted(text, 4)).toBe('FROM debian\nRUN true \\\n    && apt-get install -y \\\n      curl \\\n    && true\n');
  });
});
