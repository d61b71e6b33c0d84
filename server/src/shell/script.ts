import type { Span } from '../base/span.ts';
import type { ExtensionKind } from '../knowledge/shell-dialects.ts';

/** The language of a RUN body. `none`: exec form, or a stage without a shell. */
export type Dialect = 'sh' | 'bash' | 'powershell' | 'cmd' | 'none';

/** A variable in a shell word. */
export interface ShellVariable extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** `:-`, `-`, `:+`, ... ; empty for `$x` and `${x}`. */
  readonly modifier: string;
  /** Whether it is in double quotes, so that its value is not split. */
  readonly quoted: boolean;
}

/** A special or positional parameter that the shell expands: `$1`, `$@`, `$#`, `$?`, `$$`, `${1}`. */
export interface ShellParameter extends Span {
  /** Without `$` and braces: `1`, `@`, `$`. */
  readonly name: string;
  /** As in `ShellVariable`. */
  readonly modifier: string;
  /** Whether it is in the text of a here-document. */
  readonly inHeredoc: boolean;
  /** Whether it is in the body of a function, which has arguments of its own. */
  readonly inFunction: boolean;
}

/** A variable name without a `$`: `A=1`, `export A`, `read A`, `for A in`, `unset A`, `$((A + 1))`. */
export interface ShellName extends Span {
  readonly name: string;
  /** Whether it is set or declared here. */
  readonly sets: boolean;
}

/** `$(...)`, backticks or `<(...)`, with the span of the whole expansion. */
export interface ShellSubstitution extends Span {
  readonly form: 'dollar' | 'backticks' | 'process';
  /** Whether it is in double quotes or in a here-document, so that its output is not split. */
  readonly quoted: boolean;
}

/** A construct that only bash and similar shells have. */
export interface ShellExtension extends Span {
  readonly kind: ExtensionKind;
}

/** One word of a command. */
export interface ShellWord extends Span {
  /** As written, including line continuations. */
  readonly raw: string;
  /** Without quotes and continuations; expansions are unchanged (`$x`, `$(y)`). */
  readonly value: string;
  /** Whether it has no expansion and no glob: `value` is then the argument of the command. */
  readonly literal: boolean;
  readonly variables: readonly ShellVariable[];
  /** Without those in other substitutions. */
  readonly substitutions: readonly ShellSubstitution[];
  /** `*`, `?` and `[...]` outside quotes. */
  readonly globs: readonly Span[];
}

export interface ShellAssignment extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** As written; undefined for arrays. */
  readonly value: ShellWord | undefined;
}

export interface ShellRedirect extends Span {
  readonly operator: string;
  readonly fd: number | undefined;
  readonly target: ShellWord | undefined;
}

/** What contains a command, outermost first. */
export type ShellContainer =
  | 'subshell' | 'group' | 'if' | 'loop' | 'case' | 'function' | 'substitution' | 'pipeline' | 'background' | 'negation' | 'coproc'; // prettier-ignore

/** The operator before a command in its list. `first`: it is the first of the list. */
export type ShellOperator = 'first' | '&&' | '||' | ';' | '&' | '|' | 'newline';

/** A simple command at any depth of the script. */
export interface ShellCommand extends Span {
  /** The command's name, e.g. `apt-get`; undefined for assignments alone or if the name is expanded. */
  readonly name: string | undefined;
  readonly nameWord: ShellWord | undefined;
  /** The words after the name. */
  readonly args: readonly ShellWord[];
  /** `A=1` before the name (or alone). */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly operator: ShellOperator;
  /** Outermost first; empty for a command of the script's own list. */
  readonly containers: readonly ShellContainer[];
}

/** One part of the script's outermost list, between `&&`, `||`, `;`, `&` or line breaks. */
export interface ShellPiece extends Span {
  readonly operator: ShellOperator;
  /** The operator's own span (empty for `first`). */
  readonly operatorSpan: Span;
  /** Whether it runs in the background (`&` after it). */
  readonly background: boolean;
  /** `command` for a simple command, otherwise the kind of compound command. */
  readonly kind: 'command' | 'pipeline' | 'subshell' | 'group' | 'if' | 'loop' | 'case' | 'function' | 'other';
  /** The commands in it, at any depth. */
  readonly commands: readonly ShellCommand[];
}

/** A comment inside the shell text (`# ...` at the end of a line or on its own in a heredoc). */
export interface ShellComment extends Span {
  readonly text: string;
}

/** A heredoc that the shell reads: the span of its lines up to the end of the delimiter, which no edit must split. */
export interface ShellHeredoc extends Span {
  /** `<<X`. */
  readonly marker: Span;
  /** Whether the shell expands the text, because the delimiter is not quoted. */
  readonly expands: boolean;
}

/**
 * A part of a compound command that may run any number of times: the commands after `then` or `else`, an item of a `case`, the body of a
 * loop, a compound command after `||`.
 */
export interface ShellBranch extends Span {
  readonly kind: 'then' | 'else' | 'item' | 'each' | 'while' | 'or';
  /** How many containers contain it. */
  readonly depth: number;
  /** The commands whose result decides, for `then` and for an `else` without `elif`. */
  readonly condition: Span | undefined;
  /** For `for NAME in WORDS`: the name and the words. */
  readonly loop: { readonly name: string; readonly words: readonly ShellWord[] } | undefined;
}

/** A parsed RUN body (or CMD, ENTRYPOINT, HEALTHCHECK in shell form), with document offsets. */
export interface ShellScript extends Span {
  readonly dialect: Dialect;
  /**
   * Whether the body was not parsed (no shell, PowerShell, cmd, another interpreter, too large, nested too deep): it has no commands, but
   * may have words.
   */
  readonly opaque: boolean;
  readonly pieces: readonly ShellPiece[];
  /** All simple commands in text order, including those in compound commands and substitutions. */
  readonly commands: readonly ShellCommand[];
  /** Outer branches before those in them. */
  readonly branches: readonly ShellBranch[];
  /** Every variable that the shell expands, at any depth: in words, tests, loops and expanding heredocs. In text order. */
  readonly variables: readonly ShellVariable[];
  /** Every special and positional parameter that the shell expands, at any depth, in text order. */
  readonly parameters: readonly ShellParameter[];
  /** Every command and process substitution, at any depth, in text order. */
  readonly substitutions: readonly ShellSubstitution[];
  /** Every construct that only bash and similar shells have, at any depth, in text order. */
  readonly extensions: readonly ShellExtension[];
  /** The parts of quoted text that continue over several lines of the instruction, without the substitutions in them, in text order. */
  readonly continuedQuotes: readonly Span[];
  /** Names that the script sets: assignments, `export`, `read`, `for`, `${x:=1}`, ... */
  readonly assigned: ReadonlySet<string>;
  /** Every variable name without a `$`, at any depth, in text order. */
  readonly names: readonly ShellName[];
  /** The operators between commands, at any depth: each `&&`, `||`, `;`, `&` and `|`, in text order. */
  readonly operators: readonly Span[];
  /** The words of an opaque PowerShell or cmd body; empty otherwise. */
  readonly words: readonly ShellWord[];
  readonly comments: readonly ShellComment[];
  readonly errors: readonly (Span & { readonly text: string })[];
  /** The heredocs inside the shell text (`cat <<X` in a heredoc body), in text order. */
  readonly heredocs: readonly ShellHeredoc[];
}
