import { stageName } from './copied-artifacts.ts';
import type { ConversionPlan, StageLine } from './plan.ts';
import type { Project } from './project.ts';
import type { Step } from './step.ts';

/** The text of the new file: the author's lines before FROM, the build stages, the runtime stage, the text after the last instruction. */
export function writeDockerfile(project: Project, plan: ConversionPlan, runtimeLines: readonly StageLine[]): string {
  const { stage, model, steps } = project;
  const { text } = model.tree;
  const { from } = stage;
  const style = styleOf(project);
  const image = text.slice(from.start, stage.image!.end);
  const flags = text.slice(from.keywordSpan.end, stage.image!.start).trim();
  const head = text.slice(0, from.start);
  const tail = text.slice(steps.at(-1)?.instruction.end ?? from.end);
  const fromLine = (name: string): string => style.keywords(['FROM', flags, name].filter(Boolean).join(' '));
  const named = (line: string, name: string | undefined): string => (name === undefined ? line : `${line} ${style.as} ${name}`);
  const stages = plan.buildStages.map(({ name, from: base, lines }) =>
    [
      named(base === undefined ? image : style.keywords(`FROM ${stageName(stage, base)}`), stageName(stage, name)),
      ...linesText(lines, style),
    ].join('\n'),
  );
  const nameOfFinal = stage.nameSpan && text.slice(stage.nameSpan.start, stage.nameSpan.end);
  const final = [named(fromLine(plan.base.image), nameOfFinal), ...linesText(runtimeLines, style)].join('\n');
  const body = [...stages, final].join('\n\n');
  const end = tail.trim() === '' ? '\n' : tail;
  return head + (style.crlf ? (body + end).replace(/\r?\n/g, '\r\n') : body + end);
}

/** How the author formats the file. */
interface Style {
  /** Changes the keyword at the start of a text to the author's letter case. */
  readonly keywords: (text: string) => string;
  readonly as: string;
  /** A blank line after FROM. */
  readonly blankAfterFrom: boolean;
  /** Blank lines between all instructions, or between groups of them. */
  readonly spacing: 'all' | 'groups' | 'none';
  readonly crlf: boolean;
}

function styleOf({ model, stage, steps }: Project): Style {
  const { text } = model.tree;
  const lower = /^[a-z]/.test(text.slice(stage.from.keywordSpan.start, stage.from.keywordSpan.end));
  const blank = steps.filter(({ leadingText }) => /^\s*\n/.test(leadingText)).length;
  return {
    keywords: (line) => (lower ? line.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase()) : line),
    as: lower ? 'as' : 'AS',
    blankAfterFrom: /^[^\S\n]*\r?\n/.test(steps[0]?.leadingText ?? ''),
    spacing: steps.length > 1 && blank > steps.length / 2 ? 'all' : blank > 0 ? 'groups' : 'none',
    crlf: text.includes('\r\n'),
  };
}

/** The lines of a stage after its FROM. */
function linesText(lines: readonly StageLine[], style: Style): readonly string[] {
  return lines.map((line, i) => {
    const step: Step | undefined = 'instruction' in line ? line : line.step;
    const leading = step ? step.leadingText : gapBefore(lines, i, style);
    const text = 'instruction' in line ? line.instruction.source : step ? line.text : style.keywords(line.text);
    const first = i === 0 ? (style.blankAfterFrom ? '\n' : '') + leading.replace(/^(?:[^\S\n]*\r?\n)+/, '') : leading;
    return first + text;
  });
}

/** What is written before a new line. */
function gapBefore(lines: readonly StageLine[], i: number, { spacing }: Style): string {
  const before = lines[i - 1];
  const opensGroup = before !== undefined && ('instruction' in before || before.step !== undefined);
  return spacing === 'all' || (spacing === 'groups' && opensGroup) ? '\n' : '';
}
