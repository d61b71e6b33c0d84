import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../../server/src/languages/dockerfile/outline.ts';
import type { OutlineEntry } from '../../../../server/src/languages/results.ts';
import { english } from '../../../../server/src/base/message.ts';
import { documentOf } from '../../../support/document.ts';

/** `kind name detail`, with indented children. */
function draw(entries: readonly OutlineEntry[], indent = ''): string {
  return entries
    .map(
      ({ kind, name, detail, children }) =>
        `${indent}${kind}: ${[name, detail].filter(Boolean).join(' ')}\n${draw(children, `${indent}  `)}`,
    )
    .join('');
}

function everyEntry(entries: readonly OutlineEntry[]): readonly OutlineEntry[] {
  return entries.flatMap((entry) => [entry, ...everyEntry(entry.children)]);
}

const text = `# syntax=docker/dockerfile:1
ARG VERSION=22
FROM node:$VERSION AS Build
ENV A=1 B="x y"
RUN --mount=type=cache,target=/root/.npm \\
    npm ci
FROM nginx
COPY --from=build /app /app
`;

describe('outline', () => {
  it('has the instructions inside their stages', () => {
    expect(draw(outlineOf(documentOf(text), english))).toBe(`ARG: ARG VERSION=22
  variable: VERSION 22
stage: Build node:$VERSION
  ENV: ENV A=1 B="x y"
    variable: A 1
    variable: B "x y"
  RUN: RUN --mount=type=cache,target=/root/.npm npm ci
stage: stage 1 nginx
  COPY: COPY --from=build /app /app
`);
  });

  it('has the selection inside the span', () => {
    const entries = everyEntry(outlineOf(documentOf(text), english));
    expect(entries.map(({ selection }) => text.slice(selection.start, selection.end))).toEqual([
      'ARG', 'VERSION', 'Build', 'ENV', 'A', 'B', 'RUN', 'nginx', 'COPY',
    ]); // prettier-ignore
    for (const { span, selection } of entries) expect(span.start <= selection.start && selection.end <= span.end).toBe(true);
  });

  it('contains instructions without FROM, and invalid lines', () => {
    expect(draw(outlineOf(documentOf('RUN x\nFORM y\n'), english))).toBe('RUN: RUN x\nFORM: FORM y\n');
    expect(outlineOf(documentOf(''), english)).toEqual([]);
  });
});
