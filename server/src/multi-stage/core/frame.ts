import { stageName } from './recipe.ts';
import type { Project, Recipe } from './recipe.ts';
import type { RuntimeLine } from './runtime-stage.ts';
import type { Step } from './steps.ts';

/** Writes the whole file: the author's head, the build stages, the run-time stage, whatever stands behind the last instruction. */
export function writeFile(project: Project, recipe: Recipe, runtime: readonly RuntimeLine[]): string {
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
  const stages = recipe.stages.map(({ name, from: base, lines }) =>
    [
      named(base === undefined ? image : style.keywords(`FROM ${stageName(project, base)}`), stageName(project, name)),
      ...block(lines, style),
    ].join('\n'),
  );
  const nameOfFinal = stage.nameSpan && text.slice(stage.nameSpan.start, stage.nameSpan.end);
  const final = [named(fromLine(recipe.base.image), nameOfFinal), ...block(runtime, style)].join('\n');
  const body = [...stages, final].join('\n\n');
  const end = tail.trim() === '' ? '\n' : tail;
  return head + (style.crlf ? (body + end).replace(/\r?\n/g, '\r\n') : body + end);
}

/** How the author writes. */
interface Style {
  /** A keyword at the text's start in the author's letter case. */
  readonly keywords: (text: string) => string;
  readonly as: string;
  /** A blank line behind FROM. */
  readonly airy: boolean;
  /** Blank lines between instructions: between all, or between groups of them. */
  readonly spacing: 'all' | 'groups' | 'none';
  readonly crlf: boolean;
}

function styleOf({ model, stage, steps }: Project): Style {
  const { text } = model.tree;
  const lower = /^[a-z]/.test(text.slice(stage.from.keywordSpan.start, stage.from.keywordSpan.end));
  const blank = steps.filter(({ lead }) => /^\s*\n/.test(lead)).length;
  return {
    keywords: (line) => (lower ? line.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase()) : line),
    as: lower ? 'as' : 'AS',
    airy: /^[^\S\n]*\r?\n/.test(steps[0]?.lead ?? ''),
    spacing: steps.length > 1 && blank > steps.length / 2 ? 'all' : blank > 0 ? 'groups' : 'none',
    crlf: text.includes('\r\n'),
  };
}

/** The lines of a stage behind its FROM. */
function block(lines: readonly RuntimeLine[], style: Style): readonly string[] {
  return lines.map((line, i) => {
    const step: Step | undefined = 'instruction' in line ? line : line.step;
    const lead = step ? step.lead : gapBefore(lines, i, style);
    const text = 'instruction' in line ? line.instruction.source : step ? line.text : style.keywords(line.text);
    const first = i === 0 ? (style.airy ? '\n' : '') + lead.replace(/^(?:[^\S\n]*\r?\n)+/, '') : lead;
    return first + text;
  });
}

/** What stands in front of a line that is new. */
function gapBefore(lines: readonly RuntimeLine[], i: number, { spacing }: Style): string {
  const before = lines[i - 1];
  const opensGroup = before !== undefined && ('instruction' in before || before.step !== undefined);
  return spacing === 'all' || (spacing === 'groups' && opensGroup) ? '\n' : '';
}
