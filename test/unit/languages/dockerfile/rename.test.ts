import { describe, expect, it } from 'vitest';
import { prepareRename, renameAt } from '../../../../server/src/languages/dockerfile/rename.ts';
import { isRefusal } from '../../../../server/src/languages/results.ts';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { english } from '../../../../server/src/base/message.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';
import { dedent } from '../../../support/model.ts';

/** The text after a rename of the symbol at the cursor, or a refusal in brackets. Undefined if there is no symbol. */
function rename(marked: string, newName: string): string | undefined {
  const { text, offset } = readCursor(dedent(marked));
  const answer = renameAt(documentOf(text), offset, newName);
  if (!answer) return undefined;
  return isRefusal(answer) ? `[${english(answer.refused)}]` : applyEdits(text, answer);
}

/** The name that the editor offers to rename, or a refusal in brackets. */
function prepare(marked: string): string | undefined {
  const { text, offset } = readCursor(dedent(marked));
  const answer = prepareRename(documentOf(text), offset);
  if (!answer) return undefined;
  if (isRefusal(answer)) return `[${english(answer.refused)}]`;
  expect(text.slice(answer.span.start, answer.span.end)).toBe(answer.name);
  return answer.name;
}

describe('a rename', () => {
  it.each([
    [
      'of a global ARG includes its declarations in stages',
      `
      ARG VERSION=1
      FROM node:\${VERS‸ION}-slim AS build
      ARG VERSION
      ENV APP="\${VERSION:-0}" VERSIONS=1
      RUN curl -o /x "https://x/VERSION/$VERSION" && echo '$OTHER' \${VERSION#v}
      FROM build
      LABEL v=$VERSION
      `,
      'NODE',
      `
      ARG NODE=1
      FROM node:\${NODE}-slim AS build
      ARG NODE
      ENV APP="\${NODE:-0}" VERSIONS=1
      RUN curl -o /x "https://x/VERSION/$NODE" && echo '$OTHER' \${NODE#v}
      FROM build
      LABEL v=$NODE
      `,
    ],
    [
      'of a pair of ARG and ENV',
      `
      FROM node
      ARG V=1
      ENV ‸V=$V
      CMD echo $V
      `,
      'W',
      `
      FROM node
      ARG W=1
      ENV W=$W
      CMD echo $W
      `,
    ],
    [
      'of a variable that a script changes',
      `
      FROM node
      ARG V=v1
      RUN V=\${V#v}; export V; [ "$V" = 1 ] && unset V; echo $((V + 1))
      RUN for v in $‸V; do echo "$v $V"; done
      `,
      'W',
      `
      FROM node
      ARG W=v1
      RUN W=\${W#v}; export W; [ "$W" = 1 ] && unset W; echo $((W + 1))
      RUN for v in $W; do echo "$v $W"; done
      `,
    ],
    [
      'of a variable of one script',
      `
      FROM node
      RUN for f in *; do cat "$f‸"; done
      RUN f=1; echo $f
      `,
      'file',
      `
      FROM node
      RUN for file in *; do cat "$file"; done
      RUN f=1; echo $f
      `,
    ],
    [
      'of a name in quotes, in heredocs and on continued lines',
      `
      FROM node
      ENV "V‸"=1 \\
          W=2
      LABEL \\
          # of $V
          v=$V
      COPY <<EOF /x
      $V \\$W
      EOF
      RUN <<EOF
      echo $V \\
        $V
      EOF
      `,
      'X',
      `
      FROM node
      ENV "X"=1 \\
          W=2
      LABEL \\
          # of $V
          v=$X
      COPY <<EOF /x
      $X \\$W
      EOF
      RUN <<EOF
      echo $X \\
        $X
      EOF
      `,
    ],
    [
      'of a stage',
      `
      FROM golang AS buil‸d
      FROM build AS test
      COPY --from=build --chown=1:1 /build /build
      COPY --from=0 /a /a
      RUN --mount=type=bind,from=BUILD,target=/build build
      `,
      'compile',
      `
      FROM golang AS compile
      FROM compile AS test
      COPY --from=compile --chown=1:1 /build /build
      COPY --from=0 /a /a
      RUN --mount=type=bind,from=compile,target=/build build
      `,
    ],
    [
      'of one of two stages with one name',
      `
      FROM golang AS a
      FROM a AS ‸a
      COPY --from=a x y
      FROM a
      `,
      'b',
      `
      FROM golang AS a
      FROM a AS b
      COPY --from=a x y
      FROM b
      `,
    ],
    [
      'to the name of the stage’s own image',
      `
      FROM golang AS ‸build
      FROM build
      `,
      'golang',
      `
      FROM golang AS golang
      FROM golang
      `,
    ],
    [
      'to the name of a variable in another stage',
      `
      FROM golang AS a
      ARG ‸V=1
      RUN echo $V
      FROM node
      ARG W=2
      RUN echo $W $V
      `,
      'W',
      `
      FROM golang AS a
      ARG W=1
      RUN echo $W
      FROM node
      ARG W=2
      RUN echo $W $V
      `,
    ],
    [
      'in a file with invalid lines',
      `
      FROM node
      ARG V=1
      FOO $V
      COPY --from=
      RUN [ "$V && (
      LABEL a=\${V‸
      `,
      'W',
      `
      FROM node
      ARG W=1
      FOO $V
      COPY --from=
      RUN [ "$W && (
      LABEL a=\${W
      `,
    ],
    [
      'in a file with another escape character and Windows line endings',
      '\n# escape=`\r\nFROM node\r\nARG V=1\r\nENV A=$V `\r\n  B=`$V C=\\$‸V\r\n',
      'W',
      '\n# escape=`\r\nFROM node\r\nARG W=1\r\nENV A=$W `\r\n  B=`$V C=\\$W\r\n',
    ],
  ])('%s', (_, before, newName, after) => {
    expect(rename(before, newName)).toBe(dedent(after));
  });

  it('to the same name changes nothing', () => {
    const { text, offset } = readCursor('FROM a AS b‸\nFROM b\n');
    expect(renameAt(documentOf(text), offset, 'b')).toEqual([]);
  });
});

describe('a rename that would capture or hide another name', () => {
  const inUse = (name: string, line: number): string => `[${name} is already used in line ${line}.]`;

  it.each([
    ['a variable of the stage', 'FROM node\nARG ‸V=1\nENV W=2\n', 'W', inUse('W', 3)],
    ['a variable of the base stage', 'FROM node AS a\nENV W=2\nFROM a\nARG ‸V=1\n', 'W', inUse('W', 2)],
    ['a variable of a stage based on it', 'FROM node AS a\nARG ‸V=1\nFROM a\nENV W=2\n', 'W', inUse('W', 4)],
    ['a global variable', 'ARG W=1\nARG ‸V=1\nFROM node:$V\n', 'W', inUse('W', 1)],
    ['a variable of the base image', 'FROM node\nARG ‸V=1\nRUN echo $NODE_VERSION\n', 'NODE_VERSION', inUse('NODE_VERSION', 3)],
    ['a variable of a script', 'FROM node\nARG ‸V=1\nRUN for i in a; do echo $i; done\n', 'i', inUse('i', 3)],
    ['a variable of a script in quotes', "FROM node\nENV ‸V=1\nRUN sh -c 'i=1; echo $i'\n", 'i', inUse('i', 3)],
    ['another variable of the script', 'FROM node\nRUN ‸a=1; b=2; echo $a\n', 'b', inUse('b', 2)],
    ['an inherited variable of the script', 'FROM node\nENV W=1\nRUN ‸a=1; echo $a\n', 'W', inUse('W', 2)],
    ['the name of a stage', 'FROM node AS ‸a\nFROM node AS B\n', 'b', '[There is already a stage "b" in line 2.]'],
    ['an image', 'FROM node AS ‸a\nFROM alpine\n', 'Alpine', '[Line 2 uses the image "Alpine", and would use this stage instead.]'],
    [
      'an image to copy from',
      'FROM node AS ‸a\nFROM alpine\nCOPY --from=nginx x y\n',
      'nginx',
      '[Line 3 uses the image "nginx", and would use this stage instead.]',
    ],
    [
      'a stage that a variable selects',
      'FROM node AS ‸a\nFROM base-$X\n',
      'base-dev',
      '[Line 2 selects its stage with a variable, which cannot be renamed.]',
    ],
    [
      'a global variable that another stage declares',
      'ARG ‸V=1\nFROM node:$V\nARG W\nRUN echo $W\n',
      'W',
      '[The name "W" would change the meaning of other parts of the file.]',
    ],
    [
      'a global variable that this ARG would use',
      'ARG W=1\nFROM node:$W\nARG ‸V\nRUN echo $V\n',
      'W',
      '[The name "W" would change the meaning of other parts of the file.]',
    ],
  ])('is refused: %s', (_, text, newName, refusal) => {
    expect(rename(text, newName)).toBe(refusal);
  });
});

describe('invalid names', () => {
  const variable = 'FROM node\nARG ‸V=1\n';
  const stage = 'FROM node AS ‸a\n';
  it.each([
    [variable, '1A', 'is not a valid variable name'],
    [variable, 'A-B', 'is not a valid variable name'],
    [variable, '', 'is not a valid variable name'],
    [variable, '层', 'is not a valid variable name'],
    [variable, 'PATH', 'is reserved by Docker'],
    [variable, 'TARGETARCH', 'is reserved by Docker'],
    ['FROM golang:1.24\nENV ‸V=1\n', 'GOPATH', 'GOPATH is set by the image golang.'],
    [variable, 'http_proxy', 'is reserved by Docker'],
    [stage, '0', 'is not a valid stage name'],
    [stage, 'a b', 'is not a valid stage name'],
    [stage, '-a', 'is not a valid stage name'],
    [stage, 'scratch', 'is reserved by Docker'],
  ])('%j to %j: it %s', (text, newName, refusal) => {
    expect(rename(text, newName)).toContain(refusal);
  });
});

describe('prepareRename returns', () => {
  it.each([
    ['the name of a variable', 'FROM node\nENV VERSION=1\nRUN echo ${VER‸SION:-2}\n', 'VERSION'],
    ['a name with characters of regular expressions', 'FROM node\nENV A+‸+=1\nRUN echo A++\n', 'A++'],
    ['the name of a stage as written', 'FROM node AS Build\nFROM bui‸ld\n', 'build'],
    ['a refusal for a name that Docker uses', 'FROM node\nENV PA‸TH=/x:$PATH\n', '["PATH" is reserved by Docker.]'],
    [
      'a refusal for a variable of the base image',
      'FROM golang:1.24 AS a\nFROM a\nENV GO‸PATH=/code\n',
      '[GOPATH is set by the image golang.]',
    ],
    ['a refusal for a variable of BuildKit', 'FROM --platform=$BUILD‸PLATFORM node\n', '["BUILDPLATFORM" is reserved by Docker.]'],
    ['a refusal for an undeclared variable', 'FROM node\nRUN echo $NODE‸_VERSION\n', '[NODE_VERSION is not declared in this file.]'],
    [
      'a refusal for a stage number',
      'FROM node AS a\nFROM node\nCOPY --from=0‸ a b\n',
      '[This refers to the stage by its number, which does not change with its name.]',
    ],
    ['a refusal for an unnamed stage', 'FROM node\nFROM node\nCOPY --from=0‸ a b\n', '[This stage has no name: add AS … to its FROM.]'],
    [
      'a refusal if a variable selects the stage',
      'ARG BASE=dev\nFROM node AS dev‸\nFROM $BASE\n',
      '[In line 3, the name is composed of parts, which cannot be renamed.]',
    ],
    [
      'a refusal if a variable may select the stage',
      'ARG TARGET=dev\nFROM node AS base-prod‸\nFROM node AS base-dev\nFROM base-$TARGET\n',
      '[Line 4 selects its stage with a variable, which cannot be renamed.]',
    ],
    [
      'a refusal if the name is composed from a variable',
      'FROM node\nARG NAME=KEY\nENV $NAME=1\nRUN echo $KEY‸\n',
      '[In line 3, the name is composed of parts, which cannot be renamed.]',
    ],
    [
      'a refusal if a quoted script uses it',
      "FROM node\nENV KEY‸=1\nRUN sh -c 'echo $KEY'\n",
      '[Line 3 contains KEY in text that cannot be renamed.]',
    ],
    [
      'a refusal if a script in another language uses it',
      'FROM python\nENV KEY‸=1\nRUN <<EOF python3\nimport os\nprint(os.environ["KEY"])\nEOF\n',
      '[Line 5 contains KEY in text that cannot be renamed.]',
    ],
    [
      'a refusal if the exec form uses it',
      'FROM node\nENV KEY‸=1\nCMD ["sh", "-c", "echo $KEY"]\n',
      '[Line 3 contains KEY in text that cannot be renamed.]',
    ],
    ['the name of an ARG, which is not available in the container', 'FROM node\nARG KEY‸=1\nCMD ["sh", "-c", "echo $KEY"]\n', 'KEY'],
    ['the name, despite uses in comments', 'FROM node\nENV KEY‸=1\nRUN a \\\n # $KEY\n b # ${KEY}\n', 'KEY'],
    ['the name, despite similar words', 'FROM node\nARG version‸=1\nRUN x --version $versions my_env version\n', 'version'],
    ['nothing without a symbol', 'FROM no‸de AS a\n', undefined],
  ])('%s', (_, text, answer) => {
    expect(prepare(text)).toBe(answer);
  });
});
