import { finish } from '../../../../server/src/base/work.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeLensesOf } from '../../../../server/src/languages/dockerfile/code-lens.ts';
import { layersOf } from '../../../../server/src/languages/dockerfile/layers.ts';
import { LineIndex } from '../../../../server/src/base/lines.ts';
import { english } from '../../../../server/src/base/message.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { documentOf } from '../../../support/document.ts';

/** A case of the fixture file: the Dockerfile with its lenses above the lines, each after a `»`. */
interface LensCase {
  readonly title: string;
  readonly drawn: string;
  readonly context: string | undefined;
}

const cases = readFileSync(join(import.meta.dirname, 'code-lens/cases.txt'), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((part): LensCase => {
    const [body = '', context] = part.split(/^--- context\n/m);
    const [title = '', ...lines] = body.trimEnd().split('\n');
    return { title, drawn: lines.join('\n'), context };
  });

describe('code lenses', () => {
  it.each(cases)('$title', ({ drawn, context }) => {
    const text = drawn.replace(/^».*\n/gm, '');
    expect(draw(text, context)).toBe(drawn);
  });

  /** facts/apt-layer-sizes.md, slim, curl without recommends: a layer of 31.9 MB, of which 19.9 MB are package lists. */
  it('show the size of an apt layer and what it wastes', () => {
    const text = 'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl';
    expect(draw(text)).toMatch(/^» (≈ )?3[12](\.\d)? MB · packages · 19\.9 MB wasted\nRUN/m);
  });

  it.each([
    ['python:3.12', 'RUN apt-get install gcc libpq-dev', '0 B, already in python:3.12'],
    ['python:3.12', 'RUN sudo apt install -y --no-install-recommends git', '0 B, already in python:3.12'],
    ['debian:12', 'RUN apt-get install -y bash coreutils', '0 B, already in debian:12'],
    ['debian:12', 'RUN true', undefined],
    ['debian:12', 'RUN apt-get install -y', undefined],
  ])('say what the base image has already: %s, %s', (base, run, title) => {
    expect(runLens(`FROM ${base} AS web\n${run}`)).toBe(title);
    expect(runLens(`FROM ${base} AS base\nFROM base\n${run}`)).toBe(title);
  });

  it('hide layers that are a smaller part of the image than wanted, but not those of unknown size', () => {
    const text = 'FROM scratch\nCOPY a /\nCOPY b /\nRUN ./unknown\n';
    const document = documentOf(text, readContextBlock('a (991 bytes)\nb (9 bytes)\n'));
    const shown = (leastPart?: number): readonly string[] => codeLensesOf(document, english, leastPart).map(({ title }) => title);
    expect(shown(0.01)).toEqual(['image ≥ 1 kB', '991 B · build context', 'size known after the build']);
    expect(shown(0.009)).toContain('9 B · build context');
    expect(shown()).toContain('9 B · build context');
  });

  it('do not say that a package of an earlier RUN is in the base image', () => {
    const install = 'RUN apt-get install -y --no-install-recommends curl';
    expect(runLens(`FROM debian:12-slim\n${install}\n${install}`)).toBeUndefined();
  });
});

/** The lens above the last instruction. */
function runLens(text: string): string | undefined {
  const start = text.lastIndexOf('RUN');
  return codeLensesOf(documentOf(text), english).find(({ span }) => span.start === start)?.title;
}

describe('layers', () => {
  it('have their parts, the largest first', () => {
    const document = documentOf(
      'FROM scratch AS files\nCOPY . /\nENV A=1',
      readContextBlock('small (10 bytes)\nlib/a (3000 bytes)\nlib/b (2000 bytes)\n'),
    );
    const stages = finish(layersOf(document, english));
    expect(stages).toHaveLength(1);
    expect(stages[0]).toMatchObject({ name: 'files', total: '5.01 kB', final: true });
    const [base, copy, ...more] = stages[0]!.layers;
    expect(more).toEqual([]);
    expect(base).toMatchObject({ keyword: 'FROM', text: 'FROM scratch AS files', bytes: 0 });
    expect(copy).toMatchObject({ keyword: 'COPY', text: 'COPY . /', size: '5.01 kB', bytes: 5010, wasted: 0, wastedText: undefined });
    expect(copy!.parts).toEqual([
      { name: 'lib/', size: '5 kB', bytes: 5000 },
      { name: 'small', size: '10 B', bytes: 10 },
    ]);
  });
});

function draw(text: string, context?: string): string {
  const lenses = codeLensesOf(documentOf(text, context === undefined ? undefined : readContextBlock(context)), english);
  const lines = new LineIndex(text);
  const above = new Map(lenses.map(({ span, title }) => [lines.lineAt(span.start), title]));
  return text
    .split('\n')
    .flatMap((line, i) => (above.has(i) ? [`» ${above.get(i)}`, line] : [line]))
    .join('\n');
}
