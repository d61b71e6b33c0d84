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
 * Not every such line is meant as text. One without a continuation of its own is a comment for the readers of the Dockerfile: who means it as
 * text continues it like the lines around it, or ends it with `\n`. And because Docker joins continued lines, a text whose lines are not
 * ended with `\n` is one line, often a list of packages or options, with comments between the words. There, only a line that has a meaning is
 * lost, and one in a text that `echo` or `printf` prints.
 */
export function droppedLines(model: DockerfileModel, instruction: Instruction): readonly Comment[] {
  const { comments, continuations } = instruction;
  if (comments.length === 0) return comments;
  const { text, escape } = model.tree;
  const script = model.scriptOf(instruction);
  const quotes = script ? quotesIn(script, text, continuations) : quotesOfPairs(instruction, model);
  return comments.filter((comment) => {
    const around = quotes.filter((at) => at.start < comment.start && comment.start < at.end);
    if (around.length === 0) return false;
    return (
      hasMeaning(comment) ||
      (isContinued(comment, escape) && around.some((at) => at.isPrinted || lineEnd.test(text.slice(at.start, at.end))))
    );
  });
}

/** Whether the line is no comment in the text either: `#!/bin/sh`, `#include`, `#cloud-config`. */
export function hasMeaning({ text }: Comment): boolean {
  return /^(?:!|(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|pragma|error|import|cloud-config)\b)/.test(text);
}

function isContinued({ text }: Comment, escape: string): boolean {
  return text.endsWith(escape) || text.endsWith('\\n');
}

/** A line that ends with `\n`, before the continuation. */
const lineEnd = /\\n[ \t]*[\\`]?[ \t]*$/m;

interface QuotedText extends Span {
  /** Whether it is an argument of a program that prints it, or of any program in PowerShell, whose commands are not read. */
  readonly isPrinted: boolean;
}

/** The quoted texts over several lines, without those that are scripts. */
function quotesIn(script: ShellScript, text: string, continuations: readonly Span[]): readonly QuotedText[] {
  const { commands, continuedQuotes, errors } = script;
  if (continuedQuotes.length === 0 || errors.length > 0) return [];
  return continuedQuotes.flatMap((at): readonly QuotedText[] => {
    const index = commands.findLastIndex(({ nameWord, args }) => [nameWord, ...args].some((word) => word && covers(word, at)));
    const command = commands[index];
    const inner = readingsOf(script)[index]?.inner;
    if (!command || !inner) return [{ ...at, isPrinted: commands.length === 0 }];
    const nested = innerScriptOf(command, text, continuations);
    if (nested && covers(nested.word, at)) return quotesIn(nested.script, text, continuations);
    const isCode = inner.name !== undefined && hasRole(inner.name, 'shell', 'interpreter', 'dollarLanguage');
    return isCode ? [] : [{ ...at, isPrinted: inner.name !== undefined && hasRole(inner.name, 'printer') }];
  });
}

function quotesOfPairs({ pairs, continuations }: Instruction, { tree }: DockerfileModel): readonly QuotedText[] {
  const quotes = pairs.flatMap(({ valueSpan }) => (valueSpan ? quotedSpans(tree.text, valueSpan, tree.escape, continuations) : []));
  return quotes.map((at) => ({ start: at.start, end: at.end, isPrinted: false }));
}
