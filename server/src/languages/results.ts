import type { FixedMessage, Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { Bytes } from '../sizes/size.ts';
import type { Converted } from '../multi-stage/core/conversion.ts';
import type { Markdown } from './markdown.ts';

/*
 * What the features of a language return. Spans and offsets count in the text of the document. Texts are `Message`s, or strings in the
 * user's language where they are composed of several.
 */

/** The text of a hover, and the span that it describes. */
export interface Hover {
  readonly span: Span;
  readonly markdown: Markdown;
}

/** An entry of the outline. */
export interface OutlineEntry {
  readonly name: string;
  /** Shown next to the name, in gray. */
  readonly detail: string;
  /** Determines the icon: `stage`, `variable`, `section`, `pattern`, or the uppercase keyword of an instruction. */
  readonly kind: string;
  readonly span: Span;
  /** The span to select when the entry is opened. It is inside `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineEntry[];
}

/** A range of several lines that an editor can fold into its first line. */
export interface Fold extends Span {
  readonly kind: 'stage' | 'instruction' | 'heredoc' | 'comment' | 'region';
}

/** A link to a file in the build context (path relative to its root) or to a URL. */
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

/** The role of an occurrence. `write`: the script of a RUN sets the variable to another value. */
export type Role = 'declaration' | 'write' | 'read';

/** An occurrence of a symbol; the span is the name, without `$`, braces or quotes. */
export interface Reference extends Span {
  readonly role: Role;
}

/** The name at the cursor that a rename applies to. */
export interface RenameTarget {
  readonly span: Span;
  readonly name: string;
}

/** The reason why something is not possible, for the user. */
export interface Refusal {
  readonly refused: Message;
}

/** Whether a result is a refusal. */
export function isRefusal(result: object): result is Refusal {
  return 'refused' in result;
}

/** Text that an editor shows inside a line without changing the document. */
export interface InlayHint {
  /** The offset of the hint. */
  readonly at: number;
  /** A value or a path, which is not translated. */
  readonly label: string;
  readonly tooltip: Message | undefined;
}

/** A line above an instruction. Clicking it shows the layers. */
export interface CodeLens {
  /** The instruction's keyword. */
  readonly span: Span;
  readonly title: string;
}

/** The syntax of something: a label, its parameters, and the parameter at the cursor. */
export interface Signature {
  readonly label: string;
  readonly summary: FixedMessage;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter at the cursor. Undefined if it is not on a parameter. */
  readonly active: number | undefined;
}

/** A parameter; its span refers to the label of the signature. */
export interface SignatureParameter extends Span {
  readonly summary: FixedMessage;
}

/** The possible signatures, and the index of the one in use. */
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
  /** The base image first, then the layers on top of it, in build order. */
  readonly layers: readonly LayerEntry[];
}

export interface LayerEntry {
  readonly at: Span;
  readonly keyword: string;
  /** The instruction in one line. */
  readonly text: string;
  readonly size: string;
  /** The likely size in bytes. Undefined if it is not known. */
  readonly bytes: number | undefined;
  readonly wasted: number;
  readonly wastedText: string | undefined;
  /** The source of the size, in a sentence. */
  readonly detail: string;
  /** For a measured size: `measured 2 hours ago`, and `estimated 28–36 MB` if something was known before. */
  readonly measured: string | undefined;
  readonly estimate: string | undefined;
  /** The largest first. */
  readonly parts: readonly { readonly name: string; readonly size: string; readonly bytes: number }[];
}

/** The final image as a whole, for a view. Sizes are on disk, in bytes. */
export interface ImageSummary {
  /** In words: `about 1.0 to 1.2 GB`, `at least 917 MB`, `not known`. */
  readonly total: string;
  /** `312 MB`, `≥ 917 MB`; undefined if nothing is known. */
  readonly short: string | undefined;
  /** The sum of what is known. */
  readonly bytes: Bytes;
  readonly isComplete: boolean;
  /** What the total was estimated to be, in words, if a part of it is measured. */
  readonly estimate: string | undefined;
  /** What a registry sends, in words; undefined if it is not known. */
  readonly download: string | undefined;
  readonly wasted: number;
  readonly wastedText: string | undefined;
  /** From 0 to 1: the part that is not wasted. Undefined if nothing is known. */
  readonly efficiency: number | undefined;
  /** The base image, then the layers on it that add something, in build order. */
  readonly parts: readonly ImagePartSummary[];
}

export interface ImagePartSummary {
  readonly at: Span;
  /** The instruction in one line. */
  readonly text: string;
  /** The likely bytes, as far as they are known. */
  readonly bytes: number;
  readonly wasted: number;
  /** `84.1 MB`, `≥ 12 MB`, or what would make it known. */
  readonly size: string;
  /** Why the size is not known and what would make it known; undefined if it is known. */
  readonly unknown: string | undefined;
}

/** A document beside the newest image that was built from it. Texts are in the user's language. */
export interface ImageComparison {
  /** `app:latest`; undefined for an image without a name. */
  readonly name: string | undefined;
  /** `2 hours ago`; undefined if the image does not say it. */
  readonly age: string | undefined;
  /** The bytes of the image, and what is estimated for the document. */
  readonly size: string;
  readonly estimate: string;
  /** The base image, then the layers, in build order. */
  readonly parts: readonly ComparedPart[];
  /** What the image has that the document does not contain (any more). */
  readonly others: readonly { readonly text: string; readonly size: string }[];
}

export interface ComparedPart {
  readonly at: Span;
  /** The instruction in one line. */
  readonly text: string;
  readonly estimate: string;
  /** Undefined if the instruction is not in the image: it was edited or added since. */
  readonly measured: string | undefined;
  /** `+3.2 MB`, of the measure to the estimate; undefined if one of them is not known. */
  readonly difference: string | undefined;
}

/** A document rewritten as a multi-stage build. */
export interface MultiStageBuild extends Converted {
  /** The sizes of the image before and after. Undefined if they are not known. */
  readonly summary: Message | undefined;
}

/** A .dockerignore for a project. */
export interface IgnoreProposal {
  readonly text: string;
  /** The lines that exclude existing files. */
  readonly effective: readonly string[];
  /** Bytes that are sent to the builder with the current ignore file, or without one. */
  readonly before: number;
  /** Bytes that are sent to the builder with the proposed file. */
  readonly after: number;
}
