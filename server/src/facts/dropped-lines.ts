import { covers } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { hasRole } from '../knowledge/programs.ts';
import type { DockerfileModel } from '../model/model.ts';
import { innerScriptOf } from '../shell/inner-scripts.ts';
import { readingsOf } from '../shell/reading.ts';
import type { ShellScript } from '../shell/script.ts';
import { quotedSpans } from '../syntax/quotes.ts';
import type { Comment, Instruction } from '../syntax/tree.ts';

/**
 * The lines that start with `#` inside a quoted text that continues over several lines: in the shell form of RUN, CMD, ENTRYPOINT and
 * HEALTHCHECK CMD, and in the values of ENV, LABEL and ARG. BuildKit drops them from the text, because it removes comment lines before it
 * reads the instruction (trimComments of moby/buildkit, frontend/dockerfile/parser/parser.go). A script in quotes (`sh -c '...'`) loses
 * only a comment of its own, unless the line is in quotes there too.
 *
 * A line without a continuation of its own is a comment for the readers of the Dockerfile: who means it as text continues it like the lines
 * around it, or ends it with `\n`.
 */
export function droppedLines(model: DockerfileModel, instruction: Instruction): readonly Comment[] {
  const { comments, continuations } = instruction;
  if (comments.length === 0) return comments;
  const script = model.scriptOf(instruction);
  const quotes = script ? quotesIn(script, model.tree.text, continuations) : quotesOfPairs(instruction, model);
  const { escape } = model.tree;
  const meant = comments.filter((comment) => isMeantAsText(comment, escape));
  return meant.filter((comment) => quotes.some((at) => at.start < comment.start && comment.start < at.end));
}

function isMeantAsText({ text }: Comment, escape: string): boolean {
  return text.startsWith('!') || text.endsWith(escape) || text.endsWith('\\n');
}

/** The quoted texts over several lines, without those that are scripts. */
function quotesIn(script: ShellScript, text: string, continuations: readonly Span[]): readonly Span[] {
  const { commands, continuedQuotes, errors } = script;
  if (continuedQuotes.length === 0 || errors.length > 0) return [];
  return continuedQuotes.flatMap((at): readonly Span[] => {
    const index = commands.findLastIndex(({ nameWord, args }) => [nameWord, ...args].some((word) => word && covers(word, at)));
    const command = commands[index];
    const inner = readingsOf(script)[index]?.inner;
    if (!command || !inner) return [at];
    const nested = innerScriptOf(command, text, continuations);
    if (nested && covers(nested.word, at)) return quotesIn(nested.script, text, continuations);
    const isCode = inner.name !== undefined && hasRole(inner.name, 'shell', 'interpreter', 'dollarLanguage');
    return isCode ? [] : [at];
  });
}

function quotesOfPairs({ pairs, continuations }: Instruction, { tree }: DockerfileModel): readonly Span[] {
  return pairs.flatMap(({ valueSpan }) => (valueSpan ? quotedSpans(tree.text, valueSpan, tree.escape, continuations) : []));
}
