import { indentationAt, lineBreakOf } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { isSecretName } from '../../facts/secrets.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { Offer, RefactoringContext } from '../refactoring.ts';

/** ARG, which exists during the build only, to ENV, which the container has too, and back. */
export const refactoring = defineRefactoring({
  id: 'arg-and-env',
  kind: 'rewrite',
  offers(context) {
    const { instruction, stage } = context;
    const [pair, ...others] = instruction.pairs;
    if (!stage || !pair || others.length > 0 || pair.legacy) return [];
    if (instruction.keyword === 'ARG') return argOffers(context, pair.name, pair.value !== undefined);
    if (instruction.keyword !== 'ENV') return [];
    const title = message('Convert to ARG: {name} exists only during the build', { name: pair.name });
    return [{ title, edits: [{ ...instruction.keywordSpan, newText: sameCase(context, 'ARG') }] }];
  },
});

function argOffers(context: RefactoringContext, name: string, hasDefault: boolean): readonly Offer[] {
  const { instruction, text } = context;
  // The value of a secret must not get into the image.
  if (isSecretName(name)) return [];
  const indent = indentationAt(text, instruction.start);
  const line = `${lineBreakOf(text)}${indent}${sameCase(context, 'ENV')} ${name}=$${name}`;
  const keep = {
    title: message('Add ENV {name}: the container has the value of the build argument', { name }),
    edits: [{ start: instruction.end, end: instruction.end, newText: line }],
  };
  if (!hasDefault) return [keep];
  const title = message('Convert to ENV: the container has {name}, and --build-arg does not change it', { name });
  return [keep, { title, edits: [{ ...instruction.keywordSpan, newText: sameCase(context, 'ENV') }] }];
}

/** A keyword in the case of the instruction's own. */
function sameCase({ instruction, text }: RefactoringContext, keyword: string): string {
  const first = text[instruction.keywordSpan.start]!;
  return first === first.toLowerCase() ? keyword.toLowerCase() : keyword;
}
