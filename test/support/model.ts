import { createModel } from '../../server/src/model/index.ts';
import type { DockerfileModel } from '../../server/src/model/index.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { Instruction } from '../../server/src/syntax/tree.ts';

/** The model of a text in which `¦` marks an instruction (put it at the end of its line), and that instruction. */
export function markedModel(marked: string): { readonly model: DockerfileModel; readonly at: Instruction } {
  const offset = marked.indexOf('¦');
  const model = createModel(parse(marked.replace('¦', '')));
  const at = model.tree.instructions.find(({ start, end }) => start <= offset && offset <= end);
  if (!at) throw new Error(`no instruction at the mark in\n${marked}`);
  return { model, at };
}

/** The model of a text without marks. */
export function modelOf(text: string): DockerfileModel {
  return createModel(parse(text));
}

/** The lines of a template literal without their common indentation. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indentation = Math.min(...lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)![0].length));
  return lines.map((line) => line.slice(indentation)).join('\n') + '\n';
}
