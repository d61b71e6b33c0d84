import { contextPath, parentOf } from '../../base/paths.ts';
import type { BuildContext, SourceMatch } from '../../context/build-context.ts';
import { isRemoteSource } from '../../knowledge/add-sources.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Span } from '../../base/span.ts';
import type { RuleContext } from '../../linter/rule.ts';

/** A source word of COPY or ADD that is surely looked for in the build context, and all of that context is known. */
export interface CopySource {
  /** The word, without the quotes of the JSON form. */
  readonly at: Span;
  /** The path or glob, variables replaced. */
  readonly value: string;
  /** The word says it as it stands: another path may take its place. */
  readonly plain: boolean;
  readonly match: SourceMatch;
}

/**
 * The sources of a COPY or ADD that can be looked up; undefined where one cannot be or need not: the context is not known or was cut,
 * the files come from a stage or an image, an ARG may give the path another value.
 */
export function copySources(
  instruction: Instruction,
  { text, model, build, stageOf }: Pick<RuleContext, 'text' | 'model' | 'build' | 'stageOf'>,
): readonly CopySource[] | undefined {
  const { snapshot } = build;
  if (snapshot.state !== 'known' || snapshot.value.truncated || stageOf(instruction)?.os === 'windows') return undefined;
  if (instruction.flags.some(({ name }) => name === 'from')) return undefined;
  const words =
    instruction.json?.items.map(({ value, start, end }) => ({ text: value, start: start + 1, end: end - 1 })) ?? instruction.words;
  const parents = instruction.flags.some(({ name, value }) => name === 'parents' && value !== 'false');
  const scope = model.scopeAt(instruction);
  const sources: CopySource[] = [];
  for (const word of words.slice(0, -1)) {
    if (instruction.heredocs.some(({ marker }) => marker.start === word.start)) continue;
    const uses = instruction.variables.filter((use) => use.start >= word.start && use.end <= word.end);
    const value = scope.expand(word.text);
    // --build-arg may give an ARG another value than its default.
    const isFixed = uses.every((use) => model.resolve(instruction, use)?.origin === 'env');
    const match = value && isFixed && !value.includes('\\') ? build.match(value, { parents }) : undefined;
    if (!match || value === undefined || throughLink(value, build)) return undefined;
    if (instruction.keyword === 'ADD' && isRemoteSource(value)) continue;
    const at = { start: word.start, end: word.end };
    sources.push({ at, value, match, plain: text.slice(at.start, at.end) === value && word.text === value });
  }
  return sources;
}

/** Whether a folder on the way is a link: the builder follows it, our listing does not. */
function throughLink(source: string, build: BuildContext): boolean {
  for (let folder = parentOf(contextPath(source)); folder !== ''; folder = parentOf(folder)) {
    if (build.entry(folder)?.kind === 'symlink') return true;
  }
  return false;
}
