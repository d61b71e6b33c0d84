import { hasRole, shellLanguage } from '../knowledge/programs.ts';
import type { Dialect } from './script.ts';
import type { Heredoc } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';
import { maskContinuations, maskHeredoc } from './mask.ts';

/** What of an instruction a shell is given: its own lines, or a heredoc. */
export interface ShellSource extends Span {
  /** The text from `start` to `end`, masked, at the same length. */
  readonly masked: string;
  /** `undefined`: an interpreter that is no shell of ours reads it. */
  readonly dialect: Dialect | undefined;
  /** Where the instruction's own lines end in it: up to there a comment swallows the lines that continue its line. */
  readonly linesEnd: number;
}

/** An instruction as far as its shell text needs it; see `Instruction` for the members. */
export interface ShellInput {
  readonly text: string;
  readonly body: Span;
  readonly continuations: readonly Span[];
  readonly heredocs: readonly Heredoc[];
  readonly dialect: Dialect;
}

/**
 * What the shell reads, as BuildKit hands it over:
 * - `RUN <<EOF`, the marker alone: the heredoc is the script, and a `#!` line chooses another interpreter for it.
 * - `RUN <<EOF bash`: the shell passes the heredoc to another one: that one reads it.
 * - anything else with heredocs (`RUN cat <<EOF > /f`): the lines and the heredocs together.
 * moby/buildkit, frontend/dockerfile/dockerfile2llb/convert.go, dispatchRun.
 */
export function sourceOf({ text, body, continuations, heredocs, dialect }: ShellInput): ShellSource {
  const lines = maskContinuations(text, body, continuations);
  const [heredoc] = heredocs;
  const last = heredocs[heredocs.length - 1];
  if (!heredoc || !last) return { ...body, masked: lines, dialect, linesEnd: body.end };

  const reader = heredocs.length === 1 ? readerOf(lines, text.slice(heredoc.marker.start, heredoc.marker.end), heredoc.fd) : undefined;
  if (reader !== undefined) {
    const { start, end } = heredoc.body;
    const masked = maskHeredoc(text, heredoc.body);
    return { start, end, masked, dialect: reader || interpreterOf(masked, dialect), linesEnd: start };
  }
  const end = (last.terminator ?? last.body).end;
  return { start: body.start, end, masked: lines + maskHeredoc(text, { start: body.end, end }), dialect, linesEnd: body.end };
}

/** A program that is given nothing but options: a shell then reads its script from standard input. */
const stdinShell = /^(?:\/usr\/bin\/env +)?((?:\/(?:usr\/)?bin\/)?[\w-]+)(?:\s+(?:-[a-bd-zA-Z]*|[-+]o\s+\w+))*$/;

/** Who reads a single heredoc as a script: empty for the instruction's own shell, a dialect for another, undefined for neither. */
function readerOf(lines: string, marker: string, fd: number): '' | 'sh' | 'bash' | undefined {
  const at = lines.indexOf(marker);
  const rest = at < 0 ? lines : lines.slice(0, at) + lines.slice(at + marker.length);
  const command = rest.replace(/\\\n/g, '').trim();
  if (command === '') return '';
  const program = fd === 0 ? stdinShell.exec(command)?.[1] : undefined;
  return program !== undefined && hasRole(program, 'posixShell') ? posixLanguage(program) : undefined;
}

/** `#!/bin/bash`, `#!/usr/bin/env -S python3 -u`: the program's name without its folder. */
const shebang = /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+)*)?(?:\S*\/)?([^\s/]+)/;

function interpreterOf(script: string, dialect: Dialect): Dialect | undefined {
  if (!script.startsWith('#!') || dialect === 'powershell' || dialect === 'cmd') return dialect;
  return posixLanguage(shebang.exec(script)?.[1] ?? '');
}

function posixLanguage(program: string): 'sh' | 'bash' | undefined {
  const language = shellLanguage(program);
  return language === 'sh' || language === 'bash' ? language : undefined;
}
