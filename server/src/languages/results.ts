import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { Converted } from '../multi-stage/core/conversion.ts';

/*
 * What the features of a language return. Spans and offsets count in the text of the document. Texts are `Message`s, or strings in the
 * user's language where they are composed of several.
 */

/** The text of a hover, and the span that it describes. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** An entry of the outline. */
export interface OutlineEntry {
  readonly name: string;
  /** Shown beside the name, in grey. */
  readonly detail: string;
  /** What the icon depends on: `stage`, `variable`, `section`, `pattern`, or the keyword of an instruction (upper case). */
  readonly kind: string;
  readonly span: Span;
  /** What is selected when the entry is chosen; lies in `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineEntry[];
}

/** A range of several lines that an editor can fold into its first line. */
export interface Fold extends Span {
  readonly kind: 'stage' | 'instruction' | 'heredoc' | 'comment' | 'region';
}

/** A span that links to a file of the build context (path relative to its root), or to an address. */
export interface DocumentLink extends Span {
  readonly target: { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string };
}

/** Where a symbol is declared: its name, and the instruction or command that declares it. */
export interface Declaration {
  readonly name: Span;
  readonly whole: Span;
}

/** The declaration of the symbol at the cursor. */
export interface Definition extends Declaration {
  /** The symbol at the cursor. */
  readonly origin: Span;
}

/** What an occurrence does with its symbol. `write`: the script of a RUN gives the variable another value. */
export type Role = 'declaration' | 'write' | 'read';

/** An occurrence of a symbol; the span is the name, without `$`, braces or quotes. */
export interface Reference extends Span {
  readonly role: Role;
}

/** What a rename applies to: the name at the cursor. */
export interface RenameTarget {
  readonly span: Span;
  readonly name: string;
}

/** Why something is not done, for the user. */
export interface Refusal {
  readonly refused: Message;
}

/** Whether a result is a refusal. */
export function isRefusal(result: object): result is Refusal {
  return 'refused' in result;
}

/** A text that an editor shows inside of a line, as if it were written there. */
export interface InlayHint {
  /** Offset that it stands at. */
  readonly at: number;
  /** A value or a path: it is not translated. */
  readonly label: string;
  readonly tooltip: Message | undefined;
}

/** A line above an instruction. A click on it shows the layers. */
export interface CodeLens {
  /** The instruction's keyword. */
  readonly span: Span;
  readonly title: string;
}

/** How something is written: a label, its parameters, and the parameter at the cursor. */
export interface Signature {
  readonly label: string;
  readonly summary: Message;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter at the cursor; undefined where it is in none. */
  readonly active: number | undefined;
}

/** A part of a signature's label; the span counts in the label. */
export interface SignatureParameter extends Span {
  readonly summary: Message;
}

/** The ways to write what is being written, and the index of the one in use. */
export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly active: number;
}

/** The layers of a stage, for a view. */
export interface StageLayers {
  /** The FROM's keyword. */
  readonly at: Span;
  /** `builder`, `Stage 0`. */
  readonly name: string;
  readonly total: string;
  readonly final: boolean;
  /** The base first, then the layers on top of it, in build order. */
  readonly layers: readonly LayerEntry[];
}

export interface LayerEntry {
  readonly at: Span;
  readonly keyword: string;
  /** The instruction in one line. */
  readonly text: string;
  readonly size: string;
  /** Likely bytes; undefined where they are not known. */
  readonly bytes: number | undefined;
  readonly wasted: number;
  readonly wastedText: string | undefined;
  /** The source of the size, in a sentence. */
  readonly detail: string;
  /** The largest first. */
  readonly parts: readonly { readonly name: string; readonly size: string; readonly bytes: number }[];
}

/** A document rewritten as a multi-stage build. */
export interface MultiStageBuild extends Converted {
  /** The sizes of the image before and after; undefined where they are not known. */
  readonly summary: Message | undefined;
}

/** A .dockerignore for a project. */
export interface IgnoreProposal {
  readonly text: string;
  /** The lines that leave something out that exists now. */
  readonly effective: readonly string[];
  /** Bytes that are sent to the builder without the file (or with the existing one), and with it. */
  readonly before: number;
  readonly after: number;
}
