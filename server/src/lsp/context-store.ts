import type { FileEvent } from 'vscode-languageserver';
import type { BuildContext } from '../context/build-context.ts';
import type { ContextUser } from '../linter/rule.ts';
import type { ContextNeed } from './context-choice.ts';

/** What is known of the build context that a document belongs to; replaced as a whole when there is more. */
export interface DocumentContext {
  readonly build: BuildContext;
  /** The Dockerfiles that are built from it under an ignore file; empty for a Dockerfile. */
  readonly users: readonly ContextUser[];
}

/** Knows the build contexts of the open documents of one role (`Language.contextRole`). */
export interface ContextStore {
  /** What is known now, `pending` at first. */
  of(uri: string): DocumentContext;
  /** Sets what the context of a document depends on. Starts a reading if that has changed. */
  need(uri: string, need: ContextNeed): void;
  /** Resolves when no reading for the document is under way. */
  settled(uri: string): Promise<void>;
  /** Files were created, changed or deleted. */
  filesChanged(changes: readonly FileEvent[]): void;
  /** The text of an open document, of either role, was changed and not saved. */
  textChanged(uri: string): void;
  /** A document was closed. */
  forget(uri: string): void;
}
