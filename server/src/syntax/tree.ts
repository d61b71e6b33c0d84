import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';

/** The eighteen instructions of a Dockerfile. https://docs.docker.com/reference/dockerfile/ */
export type Keyword =
  | 'ADD' | 'ARG' | 'CMD' | 'COPY' | 'ENTRYPOINT' | 'ENV' | 'EXPOSE' | 'FROM' | 'HEALTHCHECK' | 'LABEL' | 'MAINTAINER'
  | 'ONBUILD' | 'RUN' | 'SHELL' | 'STOPSIGNAL' | 'USER' | 'VOLUME' | 'WORKDIR'; // prettier-ignore

/** A parser directive at the head of the file, e.g. `# escape=\``. */
export interface Directive extends Span {
  /** Lower case: `syntax`, `escape`, `check`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** A comment line, from its `#` to the line's end. */
export interface Comment extends Span {
  /** The text behind the `#`, trimmed. */
  readonly text: string;
  /** The line starts inside an instruction, between two of its continued lines. */
  readonly continued: boolean;
}

/** A blank-separated word of an instruction. */
export interface Word extends Span {
  /** The word as BuildKit sees it: line continuations taken out, quotes and variables still in. */
  readonly text: string;
}

/** `--name` or `--name=value`. */
export interface Flag extends Span {
  /** Without the dashes, as written. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Quotes taken off, continuations taken out, variables still in; undefined where there is no `=`. */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  /** The `key=value` fields of a `--mount`; empty for the other flags. */
  readonly fields: readonly FlagField[];
}

/** One field of `--mount=type=cache,target=/x`. */
export interface FlagField extends Span {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
}

/** The exec form: a JSON array of strings. */
export interface JsonForm extends Span {
  readonly items: readonly JsonItem[];
}

export interface JsonItem extends Span {
  /** The string that the JSON literal stands for. The span includes the quotes. */
  readonly value: string;
}

/** `name=value` of ENV, LABEL and ARG, and the legacy `ENV name value`. */
export interface Pair extends Span {
  /** Quotes taken off. */
  readonly name: string;
  readonly nameSpan: Span;
  /** As written: quotes, escapes and variables still in, continuations taken out. Undefined where there is none (`ARG a`). */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  /** Written as `ENV name value`, with a blank in place of the `=`. */
  readonly legacy: boolean;
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  /** The whole of `<<-"EOF"`, with the file descriptor before it where there is one. */
  readonly marker: Span;
  /** The delimiter, quotes taken off. */
  readonly name: string;
  /** 0 unless written before the `<<`. */
  readonly fd: number;
  /** False when the delimiter is quoted: then variables in the body stay as they are. */
  readonly expand: boolean;
  /** `<<-`: tabs at the start of a line are taken off. */
  readonly stripTabs: boolean;
  /** The lines between the instruction and the terminator, the last line break included. */
  readonly body: Span;
  /** The closing delimiter; undefined where the file ends before it. */
  readonly terminator: Span | undefined;
}

/** `$NAME` or `${NAME...}` where BuildKit itself replaces it (in RUN, CMD, ENTRYPOINT the shell does: see shell/). */
export interface VariableReference extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly braced: boolean;
  /** What stands between the name and its word: `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`; empty for a plain `${NAME}`. */
  readonly modifier: string;
  /** What stands behind the modifier, e.g. the default in `${NAME:-default}`. */
  readonly word: Span | undefined;
}

/** Something the parser could not take as it stands. The tree is whole all the same. */
export interface SyntaxProblem extends Span {
  readonly code:
    | 'unknown-instruction'
    | 'invalid-escape-directive'
    | 'duplicate-directive'
    | 'unterminated-heredoc'
    | 'missing-equals'
    | 'open-quote'
    | 'line-too-long';
  readonly message: Message;
}

/** One instruction, its offsets those of the document. Everything but the spans is remembered per chunk of text. */
export interface Instruction extends Span {
  /** Upper case. A `Keyword` where `known`; else whatever the author typed, in upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly known: boolean;
  /** The source text of the whole instruction, heredoc bodies included. */
  readonly source: string;
  /** Which chunk it was made from. The same object for the same text: a key for what is computed once per text. */
  readonly chunk: object;
  readonly flags: readonly Flag[];
  /** From behind the flags to the end of the instruction's own lines (heredoc bodies excluded), blanks trimmed. Empty where there is nothing. */
  readonly body: Span;
  /** The body as BuildKit sees it: continuations, comment lines and blank lines inside it taken out. */
  readonly bodyText: string;
  /** The body's words. For RUN, CMD, ENTRYPOINT in shell form see shell/ instead. */
  readonly words: readonly Word[];
  /** The exec form, where the body is a valid JSON array of strings and the instruction takes one. */
  readonly json: JsonForm | undefined;
  /** The pairs of ENV, LABEL, ARG; empty for the others. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** Variables that BuildKit replaces in this instruction, those of expanding COPY/ADD heredocs included. */
  readonly variables: readonly VariableReference[];
  /** Comment lines between the instruction's continued lines. */
  readonly comments: readonly Comment[];
  /** What ONBUILD triggers, or the CMD of HEALTHCHECK, as an instruction of its own. */
  readonly trigger: Instruction | undefined;
  /** The stretches that only continue a line: the escape character, blanks, line break, and the blank or comment lines that follow. */
  readonly continuations: readonly Span[];
}

/** A Dockerfile. Made by `parse`, which never fails. */
export interface DockerfileTree {
  readonly text: string;
  /** The escape character in force: a backslash unless the directive says a backtick. */
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Comment lines outside of instructions, directives excluded, in order. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
}
