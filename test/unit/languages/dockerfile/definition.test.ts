import { describe, expect, it } from 'vitest';
import { definitionAt } from '../../../../server/src/languages/dockerfile/definition.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';
import { drawMarks, readMarks } from '../../../support/marks.ts';
import { dedent } from '../../../support/model.ts';

/** `‸`: the cursor. `⟦name⟧`: the declaration that applies at the cursor; without it, there is none in the file. */
describe('the declaration of the symbol at the cursor', () => {
  it.each([
    [
      'an ARG',
      `
      FROM alpine
      ARG ⟦V⟧=1
      RUN echo \${V‸:-2}
      `,
    ],
    [
      'the last ARG or ENV before it',
      `
      FROM alpine
      ARG V=1
      ENV ⟦V⟧=2
      RUN echo ‸$V
      ENV V=3
      `,
    ],
    [
      'an ENV is not visible in its own instruction',
      `
      FROM alpine
      ENV ⟦V⟧=1
      ENV W=1 V=$‸V:2
      `,
    ],
    [
      'each variable of an ARG sees the previous ones',
      `
      FROM alpine
      ARG ⟦A⟧=1 B=$‸A
      `,
    ],
    [
      'from FROM: the global ARG',
      `
      ARG ⟦V⟧=1
      FROM node:$‸V
      ARG V=2
      `,
    ],
    [
      'from a stage: its own ARG',
      `
      ARG V=1
      FROM node:$V
      ARG ⟦V⟧
      RUN echo $‸V
      `,
    ],
    [
      'from that ARG: the global one',
      `
      ARG ⟦V⟧=1
      FROM node:$V
      ARG ‸V
      RUN echo $V
      `,
    ],
    [
      'an ARG without a value: the existing variable',
      `
      FROM node
      ENV ⟦V⟧=1
      ARG ‸V
      `,
    ],
    [
      'an ARG without a value, like the global one',
      `
      ARG V
      FROM node
      ENV ⟦V⟧=1
      ARG ‸V
      `,
    ],
    [
      'on a declaration: itself',
      `
      FROM node
      ENV V=1 ⟦V‸⟧=2
      `,
    ],
    [
      'in the base stage',
      `
      FROM alpine AS base
      ENV ⟦V⟧=1
      FROM base
      LABEL a=$V‸
      `,
    ],
    [
      'in the command of the container: the last ENV',
      `
      FROM alpine
      ENV V=1
      CMD echo $V‸
      ENV ⟦V⟧=2
      ARG V=3
      `,
    ],
    [
      'an earlier assignment in the script',
      `
      FROM alpine
      ENV V=1
      RUN V=2; ⟦V⟧=3; echo $‸V; V=4
      `,
    ],
    [
      'not a later assignment in the script',
      `
      FROM alpine
      ENV ⟦V⟧=1
      RUN V=$‸V; V=4
      `,
    ],
    [
      'the variable of a loop',
      `
      FROM alpine
      RUN for ⟦f⟧ in a b; do \\
            cat "$‸f"; \\
          done
      `,
    ],
    [
      'a default value that is assigned',
      `
      FROM alpine
      RUN : \${⟦V⟧:=1} && echo \${‸V}
      `,
    ],
    [
      'a value that export assigns',
      `
      FROM alpine
      RUN export "⟦V⟧=1" && export V && echo $‸V
      `,
    ],
    [
      'a stage',
      `
      FROM alpine AS ⟦build⟧
      FROM alpine AS other
      COPY --from=bu‸ild a b
      `,
    ],
    [
      'a stage by its number',
      `
      FROM alpine AS ⟦build⟧
      FROM alpine AS other
      COPY --from=‸0 a b
      `,
    ],
    [
      'a stage without a name',
      `
      ⟦FROM⟧ alpine
      FROM alpine AS other
      COPY --from=‸0 a b
      `,
    ],
    [
      'in FROM: the variable before the stage',
      `
      ARG ⟦BASE⟧=build
      FROM alpine AS build
      FROM $‸BASE
      `,
    ],
    [
      'nothing for a variable of the base image',
      `
      FROM node
      RUN echo $‸NODE_VERSION $PATH
      `,
    ],
    [
      'nothing for a variable of BuildKit',
      `
      FROM --platform=$‸BUILDPLATFORM node
      `,
    ],
    [
      'nothing for an image',
      `
      FROM no‸de
      `,
    ],
  ])('%s', (_, marked) => {
    const { text, offset } = readCursor(dedent(marked));
    const { text: plain, marks } = readMarks(text);
    // Each mark before the cursor consists of two characters that the text no longer contains.
    const before = readMarks(text.slice(0, offset)).text.length;
    const found = definitionAt(documentOf(plain), before);
    expect(drawMarks(plain, found ? [{ ...found.name, role: 'declaration' }] : [])).toBe(drawMarks(plain, marks));
    if (!found) return;
    expect(found.whole.start <= found.name.start && found.name.end <= found.whole.end).toBe(true);
    expect(found.origin.start <= before && before <= found.origin.end).toBe(true);
  });
});
