import { DockerfileParser, PropertyInstruction } from 'dockerfile-ast';
import type { Instruction as AstInstruction } from 'dockerfile-ast';
import { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';

/**
 * The only use of dockerfile-ast. It receives one instruction at a time, without heredoc bodies: this keeps its run time proportional to
 * the instruction and avoids its bugs (stack overflow on a leading space, quadratic time for variables, heredocs where there are none).
 */
export interface AstReader {
  /** The name and value of each `name=value` of ENV and LABEL; empty for other instructions. Spans are offsets plus `base`. */
  pairs(): { name: Span; value: Span | undefined; plainName: string }[];
}

type AstRange = ReturnType<AstInstruction['getRange']>;

/** Parses the text of one instruction. The keyword is at the offset `base` of the document. `escape`: the escape character of the file. */
export function readWithAst(source: string, escape: '\\' | '`', base: number): AstReader {
  const head = escape === '`' ? '# escape=`\n' : '';
  const text = head + source;
  const lines = new LineIndex(text);
  const [instruction] = DockerfileParser.parse(text).getInstructions();
  const offsetOf = (position: AstRange['start']): number => lines.offsetAt(position) - head.length + base;
  const span = (range: AstRange): Span => ({ start: offsetOf(range.start), end: offsetOf(range.end) });
  return {
    pairs: () => {
      if (!(instruction instanceof PropertyInstruction)) return [];
      return instruction.getProperties().map((property) => {
        const value = property.getValueRange();
        return { name: span(property.getNameRange()), value: value ? span(value) : undefined, plainName: property.getName() };
      });
    },
  };
}
