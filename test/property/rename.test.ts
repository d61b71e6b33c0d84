import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renameAt } from '../../server/src/languages/dockerfile/rename.ts';
import { isRefusal } from '../../server/src/languages/results.ts';
import { symbolsOf } from '../../server/src/languages/dockerfile/symbols/table.ts';
import type { DockerfileSymbol } from '../../server/src/languages/dockerfile/symbols/symbol.ts';
import type { DockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import type { TextEdit } from '../../server/src/base/edit.ts';
import { corpus } from '../support/corpus.ts';
import { dockerfileText } from '../support/dockerfile-text.ts';
import { documentOf } from '../support/document.ts';
import { namedPlaces } from '../support/graph.ts';

/** Lines that declare and use few names in many ways, so that names collide. */
const lines = [
  'FROM alpine', 'FROM s', 'FROM t AS s', 'FROM alpine AS s', 'FROM s AS t', 'FROM alpine AS u', 'FROM t', 'FROM $A', 'FROM u-$B',
  'ARG A', 'ARG B', 'ARG A=1', 'ARG B=$A', 'ARG A=s', 'ARG A=x B=$A-y C', 'ENV A=2', 'ENV B=$A A=$B', 'ENV C="${A:-${B}}"', 'ENV "A"=3', 'ENV $A=1',
  'RUN echo $A "${B:-$C}"', "RUN echo '$A'", 'RUN A=$B && echo $A', 'RUN for A in $B; do i=$((A + 1)); done; echo $i', 'RUN i=1; unset A; echo ${B:=$i}',
  'RUN <<EOF\necho $A $i\nEOF', 'COPY <<EOF /x\n$A ${C}\nEOF', 'RUN \\\n  echo \\\n  # $A\n  $B', 'CMD echo $A $i', 'HEALTHCHECK CMD test $B', 'LABEL a=$A b=${C#x}',
  'ONBUILD ENV A=4', 'ONBUILD RUN echo $A $B', 'ONBUILD COPY --from=s x y',
  'COPY --from=s x y', 'COPY --from=0 x $A', 'COPY --from=T x y', 'RUN --mount=type=bind,from=s,target=/x ls $C', 'COPY --from=u-s x y', 'FOO $A', 'RUN "',
]; // prettier-ignore

const generated = fc.array(fc.constantFrom(...lines), { maxLength: 16 }).map((chosen) => chosen.join('\n') + '\n');

/** The edits of a rename; undefined if it is refused. */
function editsOf(document: DockerfileDocument, symbol: DockerfileSymbol, newName: string): readonly TextEdit[] | undefined {
  const place = symbol.occurrences.find(({ written }) => written === 'name') ?? symbol.occurrences[0]!;
  // In `ENV $NAME=1` the cursor is on the variable, not on the name that it becomes.
  if (symbolsOf(document.model).at(place.end)?.symbol !== symbol) return undefined;
  const answer = renameAt(document, place.end, newName);
  return answer && !isRefusal(answer) ? answer : undefined;
}

/** Checks that every place has the same meaning as before the edits, and its old name or the new one if that is allowed for it. */
function expectSameMeaning({ text, model }: DockerfileDocument, edits: readonly TextEdit[], allowed: (old: string) => string[]): void {
  const before = namedPlaces(model);
  const after = namedPlaces(documentOf(applyEdits(text, edits)).model);
  const problem = `${JSON.stringify(edits)} in ${JSON.stringify(text)}`;
  expect(after.map(({ meaning }) => meaning), problem).toEqual(before.map(({ meaning }) => meaning)); // prettier-ignore
  for (const [i, { name }] of before.entries()) {
    const now = after[i]!.name;
    if (now !== name) expect(allowed(name.toLowerCase()), problem).toContain(now.toLowerCase());
  }
}

function check(document: DockerfileDocument, symbol: DockerfileSymbol, newName: string): boolean {
  const edits = editsOf(document, symbol, newName);
  if (edits) expectSameMeaning(document, edits, (old) => (old === symbol.name?.toLowerCase() ? [newName.toLowerCase()] : []));
  return edits !== undefined;
}

const freshName = ({ kind }: DockerfileSymbol): string => (kind === 'stage' ? 'zz-fresh' : 'zz_fresh');

describe('after a rename every place means what it meant', () => {
  it('in files where names collide, for new names and existing ones', () => {
    const taken = ['A', 'B', 'C', 'i', 's', 't', 'u-x'];
    let tried = 0;
    let renamed = 0;
    fc.assert(
      fc.property(generated, (text) => {
        const document = documentOf(text);
        for (const symbol of symbolsOf(document.model).symbols) {
          for (const name of [freshName(symbol), taken[tried++ % taken.length]!]) renamed += check(document, symbol, name) ? 1 : 0;
        }
      }),
      { numRuns: 100 },
    );
    expect(renamed).toBeGreaterThan(100);
  });

  it('in random text', () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        const document = documentOf(text);
        for (const symbol of symbolsOf(document.model).symbols) check(document, symbol, freshName(symbol));
      }),
      { numRuns: 200 },
    );
  });

  it.skipIf(corpus.length === 0)('in real files, all symbols at once; nearly all of them can be renamed', () => {
    let renamed = 0;
    let declared = 0;
    for (const { text } of corpus) {
      const document = documentOf(text);
      const edits: TextEdit[] = [];
      const names = new Map<string, string[]>();
      for (const [i, symbol] of symbolsOf(document.model).symbols.entries()) {
        if (symbol.kind === 'stage' ? symbol.name === undefined : !symbol.declared) continue;
        declared++;
        const own = editsOf(document, symbol, `${freshName(symbol)}${i}`);
        if (!own) continue;
        renamed++;
        edits.push(...own);
        const old = symbol.name!.toLowerCase();
        names.set(old, [...(names.get(old) ?? []), `${freshName(symbol)}${i}`]);
      }
      expectSameMeaning(document, edits, (old) => names.get(old) ?? []);
    }
    // The rest are names to which Docker gives a meaning (PATH, HOME, BUILDPLATFORM), and text that is not parsed.
    expect(renamed / declared).toBeGreaterThan(0.85);
  });
});
