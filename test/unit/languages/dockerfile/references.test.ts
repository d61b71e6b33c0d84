import { describe, expect, it } from 'vitest';
import { referencesAt } from '../../../../server/src/languages/dockerfile/references.ts';
import { documentOf } from '../../../support/document.ts';
import { drawMarks, readMarks } from '../../../support/marks.ts';
import { dedent } from '../../../support/model.ts';

/**
 * Checks that all marked occurrences are one symbol and that it has no others, with the cursor on any of them. `⟦declares⟧`, `⟪sets⟫`,
 * `⟨reads⟩`. A mark that starts with another variable is skipped.
 * https://docs.docker.com/reference/dockerfile/#scope, #using-arg-variables, #environment-replacement
 */
function expectOneSymbol(marked: string): void {
  const { text, marks } = readMarks(dedent(marked));
  const document = documentOf(text);
  for (const mark of marks.filter(({ start }) => text[start] !== '$')) {
    for (const offset of [mark.start, mark.end]) {
      expect(drawMarks(text, referencesAt(document, offset, true))).toBe(dedent(marked));
    }
    const uses = marks.filter(({ role }) => role !== 'declaration');
    expect(drawMarks(text, referencesAt(document, mark.start, false))).toBe(drawMarks(text, uses));
  }
}

describe('references of a variable', () => {
  it.each([
    [
      'an ARG of a stage, expanded by BuildKit and by the shell',
      `
      FROM alpine
      ARG ⟦V⟧=1
      LABEL a="$⟨V⟩" b=\${⟨V⟩:-2}
      RUN curl "https://x/$⟨V⟩" && [ -n "\${⟨V⟩#v}" ]
      FROM alpine
      RUN echo $V
      `,
    ],
    [
      'ENV and ARG with one name in a stage are one variable',
      `
      FROM alpine
      ENV ⟦V⟧=1
      ARG ⟦V⟧
      ARG ⟦V⟧=2
      ENV ⟦V⟧=$⟨V⟩-3 W=$⟨V⟩
      RUN echo $⟨V⟩
      `,
    ],
    [
      'a global ARG and the stages that declare it',
      `
      ARG ⟦V⟧=1
      ARG IMAGE=node:$⟨V⟩
      FROM node:\${⟨V⟩}-slim
      RUN echo $V
      FROM alpine
      ARG ⟦V⟧
      RUN echo $⟨V⟩
      FROM alpine
      ENV V=2
      RUN echo $V
      `,
    ],
    [
      'an ARG with a default does not use the global ARG',
      `
      ARG ⟦V⟧=1
      FROM node:$⟨V⟩
      ARG V=2
      RUN echo $V
      `,
    ],
    [
      'a stage inherits the variables of its base stage',
      `
      FROM alpine AS base
      ENV ⟦V⟧=1
      FROM base AS middle
      FROM middle
      RUN echo $⟨V⟩
      ENV ⟦V⟧=2
      FROM alpine
      RUN echo $V
      FROM middle
      RUN echo $⟨V⟩
      `,
    ],
    [
      'a use before the declaration is not a reference',
      `
      FROM alpine
      USER \${V:-root}
      ARG ⟦V⟧=1
      USER $⟨V⟩
      `,
    ],
    [
      'nested defaults',
      `
      FROM alpine
      ARG ⟦V⟧=1 W
      LABEL a=\${W:-\${⟨V⟩:-\${W:+$⟨V⟩}}}
      RUN echo \${W:-\${⟨V⟩:-"$⟨V⟩"}}
      `,
    ],
    [
      'flags and mounts',
      `
      FROM alpine
      ARG ⟦V⟧=1
      COPY --chown=$⟨V⟩:$⟨V⟩ a b
      RUN --mount=type=cache,id=x-$⟨V⟩,target=/x ls
      `,
    ],
    [
      'expanded heredocs',
      `
      FROM alpine
      ENV ⟦V⟧=1
      COPY <<EOF /a
      $⟨V⟩ \\$V "'\${⟨V⟩}'"
      EOF
      COPY <<'EOF' /b
      $V
      EOF
      RUN <<EOF
      echo $⟨V⟩ '$V'
      cat <<X
      $⟨V⟩
      X
      EOF
      RUN cat <<'EOF'
      $V
      EOF
      `,
    ],
    [
      'quotes for the shell and for BuildKit',
      `
      FROM alpine
      ENV ⟦V⟧=1
      ENV A="'$⟨V⟩'" B='$V'
      RUN echo "'$⟨V⟩'" '$V' \\$V
      `,
    ],
    [
      'a script that changes an inherited variable: the same variable',
      `
      FROM alpine
      ARG ⟦V⟧=v1
      RUN ⟪V⟫=\${⟨V⟩#v} && echo $⟨V⟩ && export ⟨V⟩ && unset ⟨V⟩
      RUN echo \${⟪V⟫:=2} $((⟨V⟩ + 1))
      `,
    ],
    [
      'a variable that only the script sets',
      `
      FROM alpine
      RUN ⟦i⟧=0; while [ $⟨i⟩ -lt 3 ]; do ⟪i⟫=$((⟨i⟩ + 1)); done; echo "$(echo $⟨i⟩)"
      RUN for i in a b; do echo $i; done; echo $i
      `,
    ],
    [
      'the command of the container sees every ENV of the stage, and no ARG',
      `
      FROM alpine
      ARG A=1
      CMD echo $⟨V⟩ $A
      ENV ⟦V⟧=$A
      HEALTHCHECK CMD test $⟨V⟩
      ENTRYPOINT ["sh", "-c", "echo $V"]
      `,
    ],
    [
      'declarations in ONBUILD are visible in ONBUILD',
      `
      FROM alpine AS base
      ONBUILD ARG ⟦V⟧=1
      ONBUILD RUN echo $⟨V⟩
      RUN echo $V
      FROM base
      RUN echo $⟨V⟩
      `,
    ],
    [
      'a variable of BuildKit and its declarations',
      `
      FROM --platform=$⟨BUILDPLATFORM⟩ alpine
      ARG TARGETARCH
      RUN echo $BUILDPLATFORM
      FROM --platform=$⟨BUILDPLATFORM⟩ alpine
      ARG ⟦BUILDPLATFORM⟧
      RUN echo $⟨BUILDPLATFORM⟩
      `,
    ],
    [
      'PATH of the base image',
      `
      FROM alpine
      ENV ⟦PATH⟧=/x:$⟨PATH⟩
      RUN ⟪PATH⟫=/y:$⟨PATH⟩ x
      `,
    ],
    [
      'an undeclared variable: the uses in the stage',
      `
      FROM node
      RUN echo $⟨NODE_VERSION⟩ \${⟨NODE_VERSION⟩}
      FROM node
      RUN echo $NODE_VERSION
      `,
    ],
    [
      'the name of an ENV from a variable',
      `
      FROM alpine
      ARG NAME=KEY
      ENV ⟦$NAME⟧=1
      RUN echo $⟨KEY⟩
      `,
    ],
    [
      'the legacy form of ENV, and quoted names',
      `
      FROM alpine
      ENV ⟦V⟧ a b
      ENV "⟦V⟧"=c
      RUN echo $⟨V⟩
      `,
    ],
    [
      'on continued lines with comments between them',
      `
      FROM alpine
      ENV A=1 \\
          # the version
          ⟦V⟧=2 \\

          B=3
      RUN echo \\
          # $V
          "$⟨V⟩" \\
          $⟨V⟩
      `,
    ],
    [
      'PowerShell and cmd',
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      ENV ⟦V⟧=1
      RUN echo %⟨V⟩%
      SHELL ["powershell", "-Command"]
      RUN Write-Host $env:⟨V⟩ $V
      `,
    ],
    [
      'in a file with invalid lines',
      `
      FROM alpine
      ARG ⟦V⟧=1
      COPY --from=
      FOO $V
      RUN echo "$⟨V⟩
      ENV A="$⟨V⟩
      RUN [ $⟨V⟩ && (
      LABEL a=\${⟨V⟩
      RUN echo $⟨V⟩
      `,
    ],
  ])('%s', (_, marked) => expectOneSymbol(marked));
});

describe('references of a stage', () => {
  it.each([
    [
      'FROM, COPY --from, RUN --mount=from, in any letter case',
      `
      FROM golang AS ⟦Build⟧
      FROM ⟨build⟩ AS test
      COPY --from=⟨build⟩ /a /a
      COPY --chown=1 --from="⟨BUILD⟩" /a /a
      RUN --mount=type=bind,from=⟨build⟩,target=/x ls build
      ONBUILD COPY --from=build /a /a
      `,
    ],
    [
      'by number, which only COPY accepts',
      `
      FROM golang AS ⟦build⟧
      FROM alpine
      COPY --from=⟨0⟩ /a /a
      COPY --from=1 /a /a
      RUN --mount=from=0,target=/x ls
      COPY --from=⟨build⟩ /0 /0
      `,
    ],
    [
      'a stage without a name is declared by its FROM',
      `
      ⟦FROM⟧ golang
      FROM alpine
      COPY --from=⟨0⟩ /a /a
      `,
    ],
    [
      'of two stages with one name, the last one before the reference',
      `
      FROM golang AS a
      COPY --from=a /a /a
      FROM a AS ⟦a⟧
      FROM ⟨a⟩
      COPY --from=⟨a⟩ /a /a
      `,
    ],
    [
      'by a variable',
      `
      ARG BASE=build
      FROM golang AS ⟦build⟧
      FROM ⟨\${BASE}⟩
      FROM ⟨$BASE⟩
      `,
    ],
    [
      'the name of a later stage is an image',
      `
      FROM alpine
      COPY --from=node /a /a
      FROM node AS ⟦node⟧
      FROM alpine
      COPY --from=⟨node⟩ /a /a
      `,
    ],
  ])('%s', (_, marked) => expectOneSymbol(marked));
});

it('there are no references of other words', () => {
  const text = 'FROM alpine AS a\nRUN echo $1 && A\nCOPY --from=nothing x y\n';
  const document = documentOf(text);
  for (const word of ['alpine', 'RUN', 'echo', '1', '&&', 'A\n', 'nothing', 'x']) {
    expect(referencesAt(document, text.indexOf(word) + 1, true), word).toEqual([]);
  }
});
