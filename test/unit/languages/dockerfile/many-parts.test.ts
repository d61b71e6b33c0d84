import { describe, expect, it } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { finish } from '../../../../server/src/base/work.ts';
import { defaultFormatOptions } from '../../../../server/src/formatting/options.ts';
import { dockerfileService } from '../../../../server/src/languages/dockerfile/service.ts';
import { documentOf } from '../../../support/document.ts';

/** More than a call in V8 has arguments, so that `list.push(...parts)` would throw. */
const many = 130_000;

describe('an instruction with very many parts', () => {
  it.each<[string, string]>([
    ['variables of a RUN', `RUN echo ${'$A '.repeat(many)}`],
    ['variables of an ENV', `ENV A="${'$A '.repeat(many)}"`],
    ['variables of a heredoc', `COPY <<EOF /x\n${'$A\n'.repeat(many)}EOF`],
    ['sources of a COPY', `COPY ${'a '.repeat(many)}/x/`],
    ['lines of a RUN', `RUN a \\\n${' b \\\n'.repeat(many)} c`],
    ['items of a CMD', `CMD [${'"a",'.repeat(many)}"a"]`],
  ])('%s', (_, instruction) => {
    const document = documentOf(`FROM debian:12\n${instruction}\n`);
    const end = document.text.length;
    const { diagnostics, semanticTokens, codeLenses, fixAll, formatRange, selections, links, folds, hover } = dockerfileService;
    expect(finish(diagnostics(document))).toBeInstanceOf(Array);
    expect(finish(semanticTokens!(document)!)).toBeDefined();
    expect(finish(codeLenses!(document, english)!)).toBeInstanceOf(Array);
    expect(finish(fixAll(document)).unfinished).toEqual([]);
    expect(finish(formatRange!(document, { start: 0, end }, defaultFormatOptions)!)).toBeInstanceOf(Array);
    expect(selections!(document, end - 3).at(-1)).toEqual({ start: 0, end });
    expect(links!(document)).toBeInstanceOf(Array);
    expect(folds!(document)).toBeInstanceOf(Array);
    expect(hover!(document, 'FROM debian:12\n'.length + 1, english)).toBeDefined();
  });
});

it('a line with thousands of findings has quick fixes for the first of them', () => {
  const document = documentOf(`FROM debian:12\nENV ${'A=1 '.repeat(1000)}\n`);
  expect(finish(dockerfileService.diagnostics(document)).length).toBeGreaterThan(900);
  const fixed = dockerfileService.quickFixes(document, { start: 0, end: document.text.length }).map(({ finding }) => finding);
  expect(new Set(fixed).size).toBe(200);
});
