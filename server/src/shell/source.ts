import { hasRole, shellLanguage } from '../knowledge/programs.ts';
import type { Dialect } from './script.ts';
import type { Heredoc } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';
import { maskContinuations, maskHeredoc } from './mask.ts';

/** The text of an instruction that a shell parses: its own lines, or a heredoc. */
export interface ShellSource extends Span {
  /** The text from `start` to `end`, masked, with the same length. */
  readonly masked: string;
  /** Undefined if an unsupported interpreter reads the text. */
  readonly dialect: Dialect | undefined;
  /** The end of the instruction's own lines: up to there, a comment includes the lines that continue its line. */
  readonly linesEnd: number;
}

/** The parts of an instruction that its shell text depends on; see `Instruction`. */
export interface ShellInput {
  readonly text: string;
  readonly body: Span;
  readonly continuations: readonly Span[];
  readonly heredocs: readonly Heredoc[];
  readonly dialect: Dialect;
}

/**
 * Finds the text that the shell parses, as BuildKit passes it:
 * - `RUN <<EOF` with nothing else: the heredoc is the script, and a `#!` line selects another interpreter for it.
 * - `RUN <<EOF bash`: the shell passes the heredoc to another shell, which parses it.
 * - anything else with heredocs (`RUN cat <<EOF > /f`): the lines and the heredocs together.
 * moby/buildkit, frontend/dockerfile/dockerfile2llb/convert.go, dispatchRun.
 */
export function sourceOf({ text, body, continuations, heredocs, dialect }: ShellInput): ShellSource {
  const lines = maskContinuations(text, body, continuations);
  const [heredoc] = heredocs;
  const last = heredocs[heredocs.length - 1];
  if (!heredoc || !last) return { ...body, masked: lines, dialect, linesEnd: body.end };

  const reader =
    heredocs.length === 1 ? heredocDialect(lines, text.slice(heredoc.marker.start, heredoc.marker.end), heredoc.fd) : undefined;
  if (reader !== undefined) {
    const { start, end } = heredoc.body;
    const masked = maskHeredoc(text, heredoc.body);
    return { start, end, masked, dialect: reader || interpreterOf(masked, dialect), linesEnd: start };
  }
  const end = (last.terminator ?? last.body).end;
  return { start: body.start, end, masked: lines + maskHeredoc(text, { start: body.end, end }), dialect, linesEnd: body.end };
}

/** A program with only options as arguments: a shell then reads its script from standard input. */
const stdinShell = /^(?:\/usr\/bin\/env +)?((?:\/(?:usr\/)?bin\/)?[\w-]+)(?:\s+(?:-[a-bd-zA-Z]*|[-+]o\s+\w+))*$/;

/** The dialect of a single heredoc that is a script: empty for the instruction's own shell. Returns undefined if it is not a script. */
function heredocDialect(lines: string, marker: string, fd: number): '' | 'sh' | 'bash' | undefined {
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
