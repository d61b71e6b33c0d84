import type { TextEdit } from '../base/edit.ts';
import type { Translate } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { ContextSources } from '../context/needs.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { RuleFailure } from '../linter/engine.ts';
import type { FixAllResult } from '../linter/fix-all.ts';
import type { ContextUser, Finding } from '../linter/rule.ts';
import type { RuleSettings } from '../linter/settings.ts';
import type { Refusal as ConversionRefusal } from '../multi-stage/core/conversion.ts';
import type { CompletionList, CompletionOptions } from './completion-item.ts';
import type { FormatOptions } from './formatting/options.ts';
import type { QuickFix } from './quick-fixes.ts';
import type {
  CodeLens,
  Definition,
  DocumentLink,
  Fold,
  Hover,
  IgnoreProposal,
  InlayHint,
  MultiStageBuild,
  OutlineEntry,
  Reference,
  Refusal,
  RenameTarget,
  SignatureHelp,
  StageLayers,
} from './results.ts';
import type { SemanticToken } from './token-legend.ts';

/** One version of a document, with everything that is known about it at this moment. Never changes. */
export interface LanguageDocument {
  readonly text: string;
}

/** What a document is made from. */
export interface DocumentInput {
  readonly text: string;
  /** The folder that a Dockerfile is built from, or that an ignore file applies to. */
  readonly build: BuildContext;
  /** The Dockerfiles that are built from this folder under an ignore file; empty for a Dockerfile. */
  readonly users: readonly ContextUser[];
  readonly rules: RuleSettings;
  readonly assets: Assets;
}

/**
 * A language, as far as its diagnostics need it: this much is loaded before a document is checked. Pure: nothing here reads files, waits,
 * or throws. Every function takes documents that this language has created.
 */
export interface Language<D extends LanguageDocument = LanguageDocument> {
  /** The language id of VS Code. */
  readonly id: 'dockerfile' | 'dockerignore';
  /** How a document relates to a build context: it is built from one, or it filters what of one is sent to the builder. */
  readonly contextRole: 'built' | 'filter';
  /** Reads a text. What of `previous`, an earlier version of the same document, still holds is reused. */
  createDocument(input: DocumentInput, previous?: D): D;
  /** The same document with another text. */
  withText(document: D, text: string): D;
  /** What the document takes from its build context; only in languages with the context role `built`. */
  contextSources?(document: D): ContextSources;
  /** Everything that is reported about the document, in the order of the text. `onFailure` is called for each rule that threw. */
  diagnostics(document: D, onFailure?: (failure: RuleFailure) => void): readonly Finding[];
}

/**
 * All features of a language: everything that an editor or the command line can ask about a document, without a protocol. Pure as
 * `Language` is. A language leaves out the features that it does not have.
 */
export interface LanguageService<D extends LanguageDocument = LanguageDocument> extends Language<D> {
  /** The quick fixes of the findings that a span touches. */
  quickFixes(document: D, at: Span): readonly QuickFix[];
  /** Applies all safe fixes. */
  fixAll(document: D): FixAllResult;

  hover?(document: D, offset: number, translate: Translate): Hover | undefined;
  completion?(document: D, offset: number, options: CompletionOptions): CompletionList;
  /** `isTriggered`: a typed character triggered the request, so help is given only where it is not in the way. */
  signatureHelp?(document: D, offset: number, isTriggered: boolean): SignatureHelp | undefined;

  /** The declaration of the symbol at an offset. */
  definition?(document: D, offset: number): Definition | undefined;
  /** All occurrences of the symbol at an offset, in the order of the text; empty where there is none. */
  references?(document: D, offset: number, withDeclarations: boolean): readonly Reference[];
  /** The name that a rename would apply to, or why the symbol cannot be renamed; undefined where there is no symbol. */
  prepareRename?(document: D, offset: number): RenameTarget | Refusal | undefined;
  /** The edits of a rename, or why it is refused; undefined where there is no symbol. */
  rename?(document: D, offset: number, newName: string): readonly TextEdit[] | Refusal | undefined;

  outline?(document: D, translate: Translate): readonly OutlineEntry[];
  folds?(document: D): readonly Fold[];
  links?(document: D): readonly DocumentLink[];
  /** The spans around an offset for "expand selection", the innermost first; each covers the one before it. */
  selections?(document: D, offset: number): readonly Span[];
  /** The tokens in the order of the text, without overlaps; with a range, those of the instructions that it touches. */
  semanticTokens?(document: D, range?: Span): readonly SemanticToken[];
  inlayHints?(document: D, range: Span): readonly InlayHint[];
  codeLenses?(document: D, translate: Translate): readonly CodeLens[];

  format?(document: D, options: FormatOptions): readonly TextEdit[];
  formatRange?(document: D, range: Span, options: FormatOptions): readonly TextEdit[];
  /** The edits after a line break was typed right before an offset. */
  formatNewLine?(document: D, offset: number, options: FormatOptions): readonly TextEdit[];

  /** The layers of each stage, in order. */
  layers?(document: D, translate: Translate): readonly StageLayers[];
  /** The document as a multi-stage build, or why that is refused. */
  multiStage?(document: D): MultiStageBuild | ConversionRefusal;
  /** Whether the conversion is offered at an offset, if it is possible. */
  offersMultiStage?(document: D, offset: number): boolean;
  /** A .dockerignore for the build context, or why there is none. `users`: all Dockerfiles that are built from this context. */
  ignoreFile?(document: D, users: readonly ContextUser[], translate: Translate): IgnoreProposal | Refusal;
  /** Whether a .dockerignore is offered at an offset, if it leaves something out. */
  offersIgnoreFile?(document: D, offset: number): boolean;
}
