import type { Span } from '../base/span.ts';

/** What reads a RUN body. `none`: exec form, or a stage without a shell. */
export type Dialect = 'sh' | 'bash' | 'powershell' | 'cmd' | 'none';

/** A variable in a shell word. */
export interface ShellVariable extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** `:-`, `-`, `:+`, ... ; empty for `$x` and `${x}`. */
  readonly modifier: string;
  /** Stands between double quotes, so that its value is one word. */
  readonly quoted: boolean;
}

/** A variable where the script names it without a `$`: `A=1`, `export A`, `read A`, `for A in`, `unset A`, `$((A + 1))`. */
export interface ShellName extends Span {
  readonly name: string;
  /** It gets a value there, or is made. */
  readonly sets: boolean;
}

/** One word of a command. */
export interface ShellWord extends Span {
  /** As written, line continuations included. */
  readonly raw: string;
  /** Quotes and continuations taken off, expansions left as they are (`$x`, `$(y)`). */
  readonly value: string;
  /** No expansion, no glob: `value` is what the command gets. */
  readonly literal: boolean;
  readonly variables: readonly ShellVariable[];
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

/** What surrounds a command, from the outside in. */
export type ShellContainer =
  | 'subshell' | 'group' | 'if' | 'loop' | 'case' | 'function' | 'substitution' | 'pipeline' | 'background' | 'negation' | 'coproc'; // prettier-ignore

/** How a command hangs on the one before it in its list. `first` opens a list. */
export type ShellOperator = 'first' | '&&' | '||' | ';' | '&' | '|' | 'newline';

/** A simple command, wherever it stands in the script. */
export interface ShellCommand extends Span {
  /** The command's name, e.g. `apt-get`; undefined for assignments alone or an expanded name. */
  readonly name: string | undefined;
  readonly nameWord: ShellWord | undefined;
  /** The words behind the name. */
  readonly args: readonly ShellWord[];
  /** `A=1` before the name (or alone). */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly operator: ShellOperator;
  /** From the outside in; empty for a command of the script's own list. */
  readonly containers: readonly ShellContainer[];
}

/** One piece of the script's outermost list, between `&&`, `||`, `;`, `&` or line breaks. */
export interface ShellPiece extends Span {
  readonly operator: ShellOperator;
  /** The operator's own span (empty for `first`). */
  readonly operatorSpan: Span;
  /** Runs in the background (`&` behind it). */
  readonly background: boolean;
  /** `command` for a simple command, else the kind of compound. */
  readonly kind: 'command' | 'pipeline' | 'subshell' | 'group' | 'if' | 'loop' | 'case' | 'function' | 'other';
  /** The commands in it, at any depth. */
  readonly commands: readonly ShellCommand[];
}

/** A comment inside the shell text (`# ...` at the end of a line or on its own in a heredoc). */
export interface ShellComment extends Span {
  readonly text: string;
}

/** A parsed RUN body (or CMD, ENTRYPOINT, HEALTHCHECK in shell form). Offsets are the document's. */
export interface ShellScript extends Span {
  readonly dialect: Dialect;
  /** The body was not read (no shell, PowerShell, cmd, another interpreter, too large, nested too deep): commands are empty, words may still be there. */
  readonly opaque: boolean;
  readonly pieces: readonly ShellPiece[];
  /** All simple commands in the order of the text, those inside compounds and substitutions included. */
  readonly commands: readonly ShellCommand[];
  /** Every variable the shell replaces, at any depth: in words, tests, loops, and heredocs that expand. In order of the text. */
  readonly variables: readonly ShellVariable[];
  /** Names that the script itself gives a value somewhere: assignments, `export`, `read`, `for`, `${x:=1}`, ... */
  readonly assigned: ReadonlySet<string>;
  /** Every place that names a variable without a `$`, at any depth, in order of the text. */
  readonly names: readonly ShellName[];
  /** What stands between commands, at any depth: each `&&`, `||`, `;`, `&` and `|`, in order of the text. */
  readonly operators: readonly Span[];
  /** The blank-separated words of an opaque PowerShell or cmd body; empty for all others. */
  readonly words: readonly ShellWord[];
  readonly comments: readonly ShellComment[];
  readonly errors: readonly (Span & { readonly text: string })[];
  /** Spans of the heredocs inside the shell text (`cat <<X` in a heredoc body), which no edit may cut. */
  readonly heredocs: readonly Span[];
}
