import { DockerfileParser, PropertyInstruction } from 'dockerfile-ast';
import type { Instruction as AstInstruction } from 'dockerfile-ast';
import { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';

/**
 * The one door to dockerfile-ast: it is given one instruction at a time, without its heredoc bodies, so that its cost stays with the
 * instruction and its faults stay out (stack overflow on a leading blank, quadratic variables, heredocs where there are none).
 */
export interface AstReader {
  /** Name and value of each `name=value` of ENV and LABEL; empty for other instructions. Spans are offsets to which `base` is added. */
  pairs(): { name: Span; value: Span | undefined; plainName: string }[];
}

type AstRange = ReturnType<AstInstruction['getRange']>;

/** Reads one instruction's text, which begins with its keyword at the offset `base`. `escape`: the file's escape character. */
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
