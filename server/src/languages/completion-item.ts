import type { Translate } from '../base/message.ts';
import type { RegistryLookup } from '../context/registry.ts';
import type { Since } from '../knowledge/syntax-version.ts';
import type { Span } from '../base/span.ts';
import type { Markdown } from './markdown.ts';

/** The kind of an item, which determines its icon. */
export type CompletionKind =
  | 'instruction' | 'snippet' | 'flag' | 'option' | 'value' | 'variable' | 'stage' | 'image' | 'tag' | 'file' | 'folder' | 'user' | 'group'
  | 'port' | 'signal' | 'package' | 'directive' | 'rule' | 'label'; // prettier-ignore

/** The range that an item replaces: a word or a part of one. */
export interface Slot extends Span {
  /** The text from the start of the range to the cursor. */
  readonly typed: string;
}

/** A completion item. Items are listed in order of relevance. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly slot: Slot;
  /** Replaces the slot. */
  readonly newText: string;
  /** The same as a snippet with placeholders (`$1`, `${2:name}`), for editors that support snippets. */
  readonly snippet?: string;
  /** The text to compare with the typed text, if it is not the label. */
  readonly filter?: string;
  /** A short text after the label: the value of a variable, the size of a file. */
  readonly detail?: string | undefined;
  /** Computed when the editor shows the item. */
  readonly documentation?: () => Markdown;
  readonly since?: Since;
  readonly deprecated?: boolean;
  /** Whether to request completion again after the item is inserted: after `--from=` or a folder. */
  readonly retrigger?: boolean;
}

/** The input of a completion request. */
export interface CompletionOptions {
  readonly translate: Translate;
  /** The character that triggered the request, if any. Then only items that do not disturb typing are offered. */
  readonly trigger?: string | undefined;
  /** Undefined if registry requests are disabled. */
  readonly registry?: RegistryLookup | undefined;
}

export interface CompletionList {
  /** Sorted by relevance, most relevant first. */
  readonly items: readonly Completion[];
  /** Whether there are more items: the client requests the list again when the user types or when pending data has arrived. */
  readonly isIncomplete: boolean;
}
