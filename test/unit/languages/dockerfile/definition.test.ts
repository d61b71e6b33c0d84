import { describe, expect, it } from 'vitest';
import { definitionAt } from '../../../../server/src/languages/dockerfile/definition.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';
import { drawMarks, readMarks } from '../../../support/marks.ts';
import { dedent } from '../../../support/model.ts';

/** `‸`: the cursor. `⟦name⟧`: where it is declared, as far as the cursor's place is concerned; no mark: nowhere in the file. */
describe('the declaration of what the cursor is on', () => {
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
      'the last one before counts, be it ARG or ENV',
      `
      FROM alpine
      ARG V=1
      ENV ⟦V⟧=2
      RUN echo ‸$V
      ENV V=3
      `,
    ],
    [
      'an ENV does not see itself',
      `
      FROM alpine
      ENV ⟦V⟧=1
      ENV W=1 V=$‸V:2
      `,
    ],
    [
      'of an ARG each one sees those before',
      `
      FROM alpine
      ARG ⟦A⟧=1 B=$‸A
      `,
    ],
    [
      'from FROM to the global ARG',
      `
      ARG ⟦V⟧=1
      FROM node:$‸V
      ARG V=2
      `,
    ],
    [
      'from a stage to its own ARG',
      `
      ARG V=1
      FROM node:$V
      ARG ⟦V⟧
      RUN echo $‸V
      `,
    ],
    [
      'and from there to the global one',
      `
      ARG ⟦V⟧=1
      FROM node:$V
      ARG ‸V
      RUN echo $V
      `,
    ],
    [
      'an ARG without a value means what is there',
      `
      FROM node
      ENV ⟦V⟧=1
      ARG ‸V
      `,
    ],
    [
      'even where the global one has no value either',
      `
      ARG V
      FROM node
      ENV ⟦V⟧=1
      ARG ‸V
      `,
    ],
    [
      'on a declaration, itself',
      `
      FROM node
      ENV V=1 ⟦V‸⟧=2
      `,
    ],
    [
      'of the stage that this one builds on',
      `
      FROM alpine AS base
      ENV ⟦V⟧=1
      FROM base
      LABEL a=$V‸
      `,
    ],
    [
      'in the command of the container the last ENV',
      `
      FROM alpine
      ENV V=1
      CMD echo $V‸
      ENV ⟦V⟧=2
      ARG V=3
      `,
    ],
    [
      'what the script sets before',
      `
      FROM alpine
      ENV V=1
      RUN V=2; ⟦V⟧=3; echo $‸V; V=4
      `,
    ],
    [
      'but not what it sets later',
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
      'a value that is taken where there is none',
      `
      FROM alpine
      RUN : \${⟦V⟧:=1} && echo \${‸V}
      `,
    ],
    [
      'a value that export gives',
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
      'a stage that has no name',
      `
      ⟦FROM⟧ alpine
      FROM alpine AS other
      COPY --from=‸0 a b
      `,
    ],
    [
      'in FROM the variable before the stage',
      `
      ARG ⟦BASE⟧=build
      FROM alpine AS build
      FROM $‸BASE
      `,
    ],
    [
      'nothing for what the base image sets',
      `
      FROM node
      RUN echo $‸NODE_VERSION $PATH
      `,
    ],
    [
      'nothing for what BuildKit sets',
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
    // A mark before the cursor is two signs that the text no longer has.
    const before = readMarks(text.slice(0, offset)).text.length;
    const found = definitionAt(documentOf(plain), before);
    expect(drawMarks(plain, found ? [{ ...found.name, role: 'declaration' }] : [])).toBe(drawMarks(plain, marks));
    if (!found) return;
    expect(found.whole.start <= found.name.start && found.name.end <= found.whole.end).toBe(true);
    expect(found.origin.start <= before && before <= found.origin.end).toBe(true);
  });
});
