import type { TextEdit } from '../../base/edit.ts';
import { insertLineAbove } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { covers, overlaps, slice } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { expandsVariables } from '../../syntax/keywords.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { Offer, RefactoringContext } from '../refactoring.ts';

/** The tag of an image, or the selected part of a word, to a build argument that has it as its default. */
export const refactoring = defineRefactoring({
  id: 'extract-arg',
  kind: 'extract',
  offers: (context) => (context.instruction.keyword === 'FROM' ? fromTag(context) : fromSelection(context)),
});

/** A tag that several stages have becomes one argument for all of them. */
function fromTag({ instruction, model, stage, text }: RefactoringContext): readonly Offer[] {
  const image = stage?.image;
  const first = model.stages[0];
  if (!image?.tagSpan || !covers(instruction, image.tagSpan) || !first) return [];
  const tag = slice(text, image.tagSpan);
  if (tag.includes('$')) return [];
  const same = model.stages.flatMap((each) => {
    const other = each.image;
    const isSame = other?.tagSpan && other.repository === image.repository && other.registry === image.registry;
    return isSame && slice(text, other.tagSpan!) === tag ? [other.tagSpan!] : [];
  });
  const program = image.repository.split('/').at(-1)!.replace(/\W+/g, '_').toUpperCase();
  const name = freeName(`${/^\d/.test(program) ? '_' : ''}${program}_VERSION`, model.tree.instructions);
  return [offer(name, tag, same, insertLineAbove(text, first.start, `ARG ${name}=${tag}`))];
}

function fromSelection({ instruction, model, stage, at, text, selected }: RefactoringContext): readonly Offer[] {
  const value = slice(text, at);
  if (!stage || selected.length > 1 || !/^[\w./:@%+-]+$/.test(value) || !isExpanded(instruction, at, text, model)) return [];
  const name = freeName('VERSION', model.tree.instructions);
  return [offer(name, value, [at], insertLineAbove(text, instruction.start, `ARG ${name}=${value}`))];
}

/** Whether a variable can stand for this part of the instruction: BuildKit or the shell expands it there. */
function isExpanded(instruction: RefactoringContext['instruction'], at: Span, text: string, model: RefactoringContext['model']): boolean {
  if (instruction.variables.some((variable) => overlaps(variable, at))) return false;
  if (instruction.keyword === 'RUN') {
    const script = model.scriptOf(instruction);
    const words = script?.opaque === false ? script.commands.flatMap(({ args }) => args) : [];
    const word = words.find((each) => covers(each, at));
    return word !== undefined && !word.raw.includes("'") && !word.variables.some((variable) => overlaps(variable, at));
  }
  if (!expandsVariables.has(instruction.keyword) || instruction.json || !covers(instruction.body, at)) return false;
  const { pairs } = instruction;
  const isInName = pairs.length > 0 && !pairs.some(({ valueSpan }) => valueSpan && covers(valueSpan, at));
  const word = instruction.words.find((each) => covers(each, at));
  return !isInName && word !== undefined && !slice(text, word).includes("'");
}

function offer(name: string, value: string, places: readonly Span[], declaration: TextEdit): Offer {
  const uses = places.map(({ start, end }) => ({ start, end, newText: `\${${name}}` }));
  return { title: message('Extract "{value}" to the build argument {name}', { value, name }), edits: [declaration, ...uses] };
}

/** The name, or with a number if an instruction of the file already sets it. */
function freeName(name: string, instructions: RefactoringContext['selected']): string {
  const taken = new Set(instructions.flatMap(({ pairs }) => pairs.map((pair) => pair.name)));
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}_${i}`;
  return free;
}
