import type { TextEdit } from '../base/edit.ts';
import type { Message, Translate } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { ContextUser, FixLevel } from '../linter/rule.ts';
import type { Bytes } from '../sizes/size.ts';

/** Where the advice comes from, besides the document. */
export interface SavingSources {
  /** The Dockerfiles that are built from the same context. */
  readonly users: readonly ContextUser[];
  /** For comments in a new ignore file. */
  readonly translate: Translate;
}

/** What makes the change of a saving. */
export type Change =
  /** Edits of the Dockerfile, which do not overlap. */
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[]; readonly dependsOn?: Span | undefined }
  /** Lines at the start of the ignore file of the build context (`path`), which may not exist yet. `text`: the whole file after that. */
  | { readonly kind: 'ignoreFile'; readonly path: string; readonly exists: boolean; readonly added: string; readonly text: string }
  /** Nothing that can be done automatically: a person has to rewrite the line. */
  | { readonly kind: 'manual' };

/** A change that may make the image smaller, before it is measured. */
export interface Candidate {
  /** What proposes it: the id of a rule, or a name of its own in kebab-case. */
  readonly source: string;
  readonly title: Message;
  /** Why the image becomes smaller, in a sentence. Undefined if the title says it. */
  readonly reason: Message | undefined;
  readonly level: FixLevel;
  /** What a person should check before the change. Undefined for a safe change. */
  readonly risk: Message | undefined;
  /** The part of the Dockerfile that it is about. */
  readonly at: Span;
  readonly change: Change;
  /** For a change that cannot be made automatically: the bytes that it is about. */
  readonly manualBytes?: number;
}

/** A change that makes the final image smaller. */
export interface Saving extends Candidate {
  /** Identifies it within one version of the document: `package-lists-left:4` with the one-based line. */
  readonly id: string;
  /** Bytes on disk that the final image has less: the total before minus the total after the change. */
  readonly bytes: Bytes;
  /** Whether the saving may be larger, because the size of something that is removed is not known. */
  readonly isAtLeast: boolean;
  /** The saving as text: `19.9 MB`, `28–36 MB`, `≥ 900 MB`. */
  readonly sizeText: string;
}
