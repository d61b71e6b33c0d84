import type { Translate } from '../base/message.ts';
import type { RegistryLookup } from '../context/registry.ts';
import type { Since } from '../knowledge/syntax-version.ts';
import type { Span } from '../base/span.ts';

/** What an item is; an editor draws a sign for each. */
export type CompletionKind =
  | 'instruction' | 'snippet' | 'flag' | 'option' | 'value' | 'variable' | 'stage' | 'image' | 'tag' | 'file' | 'folder' | 'user' | 'group'
  | 'port' | 'signal' | 'package' | 'directive' | 'rule' | 'label'; // prettier-ignore

/** The word, or the part of one, that an item takes the place of. */
export interface Slot extends Span {
  /** What stands from its start to the cursor. */
  readonly typed: string;
}

/** Something that may be written at the cursor. Where it stands in the list is how likely it is. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly slot: Slot;
  /** Takes the place of the slot. */
  readonly newText: string;
  /** The same with places to fill in (`$1`, `${2:name}`), for editors that know them. */
  readonly snippet?: string;
  /** What is compared with what is typed, where that is not the label. */
  readonly filter?: string;
  /** A few words behind the label: the value of a variable, the size of a file. */
  readonly detail?: string | undefined;
  /** Markdown, made when the reader looks at the item. */
  readonly documentation?: () => string;
  readonly since?: Since;
  readonly deprecated?: boolean;
  /** More is to be completed right behind it: `--from=`, a folder. */
  readonly again?: boolean;
}

/** What the caller provides for a completion. */
export interface CompletionOptions {
  readonly translate: Translate;
  /** The character that triggered the request, if one did: then only items that do not get in the way of typing are offered. */
  readonly trigger?: string | undefined;
  /** Undefined where no registry may be asked. */
  readonly registry?: RegistryLookup | undefined;
}

export interface CompletionList {
  /** The likeliest first. */
  readonly items: readonly Completion[];
  /** More items exist: the client requests the list again as the user types, or when pending data has arrived. */
  readonly isIncomplete: boolean;
}
