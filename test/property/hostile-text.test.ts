import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../server/src/base/message.ts';
import { run } from '../../server/src/cli/run.ts';
import { completionsAt } from '../../server/src/languages/dockerfile/completion.ts';
import { codeLensesOf } from '../../server/src/languages/dockerfile/code-lens.ts';
import type { DockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import { hoverAt } from '../../server/src/languages/dockerfile/hover.ts';
import { ignoreHoverAt } from '../../server/src/languages/dockerignore/hover.ts';
import { activeIn } from '../support/active-markdown.ts';
import { assets } from '../support/assets.ts';
import { readContextBlock } from '../support/context-block.ts';
import { documentOf } from '../support/document.ts';
import { ignoreDocumentOf } from '../support/ignore-file.ts';

/** Number of inputs for each property; CI uses more. */
const runs = Number(process.env.LAYERWISE_PROPERTY_RUNS ?? 300);

const piece = fc.constantFrom(
  '![i](https://evil.example/p.png)', '[a](command:x)', '<img/src=x>', '<https://e.example>', 'https://e.example/', 'www.e.example',
  'a@e.example', '`', '``', '```', '|', '\\|', '\\', '*', '**', '_', '~', '&#91;', '\u001b[31m', '\u0007', '\u009b2J', '\u0000', '\r',
  '\u202e', 'a', 'B1', '/', '.', '-', ':', '$X', '${X}',
); // prettier-ignore

/** A word that tries to be Markdown, HTML or a control sequence. */
const word = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));

const file = fc.array(word, { minLength: 12, maxLength: 12 }).map(
  ([a, b, c, d, e, f, g, h, i, j, k, l]) => `# syntax=${a}
# hadolint shell=${b}
ARG X=${c}
FROM ${d} AS ${e}
FROM alpine:3.20 AS ${f}
ENV N=${a} ${g}=${h} K="${i}"
LABEL ${j}=${k}
WORKDIR ${l}
USER ${a}:${b}
EXPOSE ${c}/${d}
VOLUME ${e}
STOPSIGNAL ${f}
SHELL ["${g}", "-c"]
# layerwise ignore=${h}
COPY --from=${e} --chown=${i} ${j} ${k}
COPY ${l} x${a} dist/${b}
ADD ${c}.tar /
RUN --mount=type=cache,target=${d} echo $N \${${g}} ; apt-get install -y ${e}
RUN <<${f}
echo ${g}
${f}
HEALTHCHECK --interval=${h} CMD ${i} ${j}
ENTRYPOINT ["${k}", "${l}"]
CMD ${a} ${b}
`,
);

/** A build context whose files have such names. */
const contextOf = (names: readonly string[]) =>
  readContextBlock(`${names.map((name) => `f${name.replace(/[\r\n]/g, '')} (9 bytes)`).join('\n')}\n.dockerignore\n    f*e\n`);

const context = fc.array(word, { maxLength: 4 }).map(contextOf);

function markdownOf(document: DockerfileDocument): readonly string[] {
  const texts: string[] = [];
  for (let offset = 0; offset <= document.text.length; offset += 3) {
    const hover = hoverAt(document, offset, english);
    if (hover) texts.push(hover.markdown);
  }
  for (let offset = 0; offset <= document.text.length; offset += 29) {
    const { items } = completionsAt(document, offset, { translate: english });
    for (const { documentation } of items.slice(0, 12)) if (documentation) texts.push(documentation());
  }
  return texts;
}

describe('text of a file is only shown as text', () => {
  it('in hovers, documentation and lenses', () => {
    fc.assert(
      fc.property(file, context, (text, snapshot) => {
        const document = documentOf(text, snapshot);
        for (const markdown of markdownOf(document)) expect(activeIn(markdown), markdown).toBe(undefined);
        for (const { title } of codeLensesOf(document, english)) expect(title).not.toMatch(/\p{Cc}|\$\(/u);
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
  }, 120_000);

  it('in hovers of .dockerignore', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), context, (lines, snapshot) => {
        const document = ignoreDocumentOf(lines.join('\n'), snapshot);
        for (let offset = 0; offset <= document.text.length; offset++) {
          const markdown = ignoreHoverAt(document, offset, english)?.markdown ?? '';
          expect(activeIn(markdown), markdown).toBe(undefined);
        }
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['check', '-'],
    ['check', '-', '--format', 'json'],
    ['check', '-', '--fix'],
    ['sizes', '-'],
    ['multistage', '-', '--explain'],
    ['explain', '\u001b[2J'],
    ['check', '--format', '\u001b]0;x\u0007'],
  ])('on a terminal: %j', async (...line) => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        let shown = '';
        const show = (written: string): unknown => (shown += written);
        const readInput = async (): Promise<string> => text;
        await run(line, { out: show, err: show, readInput, folder: '/', interactive: true, coloured: true, locale: 'C', assets });
        // Colors of our own, and line breaks with a carriage return.
        expect(shown.replace(/\u001b\[(?:0|31|33|36|90)m/g, '').replaceAll('\r\n', '\n')).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
      { numRuns: 20 },
    );
  });
});
