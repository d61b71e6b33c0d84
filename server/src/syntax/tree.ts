import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';

/** The eighteen instructions of a Dockerfile. https://docs.docker.com/reference/dockerfile/ */
export type Keyword =
  | 'ADD' | 'ARG' | 'CMD' | 'COPY' | 'ENTRYPOINT' | 'ENV' | 'EXPOSE' | 'FROM' | 'HEALTHCHECK' | 'LABEL' | 'MAINTAINER'
  | 'ONBUILD' | 'RUN' | 'SHELL' | 'STOPSIGNAL' | 'USER' | 'VOLUME' | 'WORKDIR'; // prettier-ignore

/** A parser directive at the top of the file, e.g. `# escape=\``. */
export interface Directive extends Span {
  /** Lower case: `syntax`, `escape`, `check`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** A comment line, from its `#` to the end of the line. */
export interface Comment extends Span {
  /** The text after the `#`, trimmed. */
  readonly text: string;
  /** Whether the line is inside an instruction, between two continued lines. */
  readonly continued: boolean;
}

/** A word of an instruction, separated by spaces. */
export interface Word extends Span {
  /** The word as BuildKit reads it: without line continuations, with quotes and variables. */
  readonly text: string;
}

/** `--name` or `--name=value`. */
export interface Flag extends Span {
  /** Without the dashes, as written. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Without quotes and continuations, with variables; undefined without `=`. */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  /** The `key=value` fields of a `--mount`; empty for other flags. */
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
  /** The parsed string. The span includes the quotes. */
  readonly value: string;
}

/** A `name=value` of ENV, LABEL and ARG, or the legacy form `ENV name value`. */
export interface Pair extends Span {
  /** Without quotes. */
  readonly name: string;
  readonly nameSpan: Span;
  /** As written, with quotes, escapes and variables, but without continuations. Undefined if there is none (`ARG a`). */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  /** Whether it has the legacy form `ENV name value`, with a space instead of the `=`. */
  readonly legacy: boolean;
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  /** The whole marker, such as `<<-"EOF"`, including a file descriptor before it. */
  readonly marker: Span;
  /** The delimiter without quotes. */
  readonly name: string;
  /** The file descriptor before the `<<`, or 0. */
  readonly fd: number;
  /** False if the delimiter is quoted: variables in the body are then not expanded. */
  readonly expand: boolean;
  /** `<<-`: tabs at the start of a line are removed. */
  readonly stripTabs: boolean;
  /**
   * Whether there are spaces between the `<<` and the delimiter (`<< EOF`). BuildKit accepts them in RUN since 0.22 (syntax 1.16). Otherwise it
   * reads the lines as instructions, so that the build fails; the tree has the here-document that the author meant.
   */
  readonly spaced: boolean;
  /** Whether it is in CMD, ENTRYPOINT or HEALTHCHECK, which have none: BuildKit reads the lines as instructions, as for `spaced`. */
  readonly misplaced: boolean;
  /** The lines between the instruction and the terminator, including the last line break. */
  readonly body: Span;
  /** The closing delimiter; undefined if there is none. */
  readonly terminator: Span | undefined;
}

/** `$NAME` or `${NAME...}` that BuildKit expands. In RUN, CMD and ENTRYPOINT the shell expands variables: see shell/. */
export interface VariableReference extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly braced: boolean;
  /** The operator between the name and the word: `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`; empty for `${NAME}`. */
  readonly modifier: string;
  /** The text after the modifier, e.g. the default in `${NAME:-default}`. */
  readonly word: Span | undefined;
}

/**
 * Something that BuildKit rejects, whatever the base image and the build context contain. The tree is complete nevertheless. The rule with
 * the id `code` reports it.
 */
export interface SyntaxProblem extends Span {
  readonly code:
    | 'unknown-instruction'
    | 'invalid-escape-directive'
    | 'duplicate-directive'
    | 'unterminated-heredoc'
    | 'missing-equals'
    | 'missing-name'
    | 'open-quote'
    | 'invalid-substitution'
    | 'line-too-long';
  /** The case of the problem: the id of a message of the rule. */
  readonly variant: string;
  /** The values for the placeholders of the message. */
  readonly data: Readonly<Record<string, string | number>>;
}

/** One instruction, with document offsets. Everything except the spans is stored per chunk of text. */
export interface Instruction extends Span {
  /** Upper case. A `Keyword` if `known`; otherwise the word of the author in upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly known: boolean;
  /** The source text of the whole instruction, including heredoc bodies. */
  readonly source: string;
  /** The chunk that it was created from. Equal texts have the same object, so it can be the key of a memoized result. */
  readonly chunk: object;
  readonly flags: readonly Flag[];
  /** From after the flags to the end of the instruction's own lines (without heredoc bodies), trimmed. Empty if there is no body. */
  readonly body: Span;
  /** The body as BuildKit reads it: without continuations, comment lines and empty lines. */
  readonly bodyText: string;
  /** The words of the body. For RUN, CMD and ENTRYPOINT in shell form see shell/ instead. */
  readonly words: readonly Word[];
  /** The exec form, if the instruction supports it and the body is a valid JSON array of strings. */
  readonly json: JsonForm | undefined;
  /** The pairs of ENV, LABEL and ARG; empty for other instructions. */
  readonly pairs: readonly Pair[];
  /** Parses the pairs in steps, so that `pairs` is fast for an instruction with thousands of them. */
  preparePairs(): Work<void>;
  readonly heredocs: readonly Heredoc[];
  /** Variables that BuildKit expands in this instruction, including those in COPY and ADD heredocs. */
  readonly variables: readonly VariableReference[];
  /** Comment lines between the continued lines of the instruction. */
  readonly comments: readonly Comment[];
  /** The instruction in ONBUILD, or the CMD of HEALTHCHECK. */
  readonly trigger: Instruction | undefined;
  /** The spans that only continue a line: the escape character, spaces, the line break, and the empty and comment lines that follow. */
  readonly continuations: readonly Span[];
}

/** A parsed Dockerfile. Created by `parse`, which never fails. */
export interface DockerfileTree {
  readonly text: string;
  /** The escape character: a backslash unless a directive sets a backtick. */
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Comment lines outside instructions, without directives, in order. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
}
