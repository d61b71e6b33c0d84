import type { TextEdit } from '../base/edit.ts';
import type { Translate } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { BuiltImages } from '../context/built-image.ts';
import type { ContextSources } from '../context/needs.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { RuleFailure } from '../linter/finding-of.ts';
import type { FixAllResult } from '../linter/fix-all.ts';
import type { ContextUser, Finding } from '../linter/rule.ts';
import type { NamedOffer } from '../refactorings/offers.ts';
import type { CheckedScript } from '../linter/shellcheck.ts';
import type { RulesInUse } from '../linter/settings.ts';
import type { Refusal as ConversionRefusal } from '../multi-stage/core/conversion.ts';
import type { CompletionList, CompletionOptions } from './completion-item.ts';
import type { FormatOptions } from '../formatting/options.ts';
import type { QuickFix } from './quick-fixes.ts';
import type {
  CodeLens,
  Definition,
  DocumentLink,
  Fold,
  Hover,
  IgnoreProposal,
  ImageComparison,
  ImageSummary,
  InlayHint,
  MultiStageBuild,
  OutlineEntry,
  Reference,
  Refusal,
  RenameTarget,
  SignatureHelp,
  StageLayers,
} from './results.ts';
import type { Saving, SavingSources } from './saving.ts';
import type { SemanticToken } from './token-legend.ts';

/** One version of a document with all known data about it. Immutable. */
export interface LanguageDocument {
  readonly text: string;
}

/** The input of a document. */
export interface DocumentInput {
  readonly text: string;
  /** The folder that a Dockerfile is built from, or that an ignore file applies to. */
  readonly build: BuildContext;
  /** The Dockerfiles that are built from this folder with an ignore file. Empty for a Dockerfile. */
  readonly users: readonly ContextUser[];
  readonly rules: RulesInUse;
  readonly assets: Assets;
  /** The images that container engines have; undefined if they were not asked. */
  readonly built?: BuiltImages | undefined;
}

/**
 * The part of a language that diagnostics need, which is loaded before a document is checked. Pure: it does not read files, wait or throw.
 * Every function takes documents that this language has created.
 */
export interface Language<D extends LanguageDocument = LanguageDocument> {
  /** The language id of VS Code. */
  readonly id: 'dockerfile' | 'dockerignore';
  /** Whether a document is built from a build context, or filters the files of a context that are sent to the builder. */
  readonly contextRole: 'built' | 'filter';
  /** Parses a text and reuses unchanged parts of `previous`, an earlier version of the document. */
  createDocument(input: DocumentInput, previous?: D): D;
  /** The same document with another text. */
  withText(document: D, text: string): D;
  /** The files of the build context that the document uses. Only for languages with the context role `built`. */
  contextSources?(document: D): Work<ContextSources>;
  /** Whether the document uses files of the build context at all. Only for languages with the context role `built`. */
  usesContext?(document: D): boolean;
  /** All findings for the document, in the order of the text. `onFailure` is called for each rule that threw. */
  diagnostics(document: D, onFailure?: (failure: RuleFailure) => void): Work<readonly Finding[]>;
  /** The shell scripts in the document, for ShellCheck. */
  shellScripts?(document: D): readonly CheckedScript[];
  /**
   * Adds findings of ShellCheck to the own ones: without those that a comment suppresses, and without those that a rule makes too at the same
   * place.
   */
  withShellCheck?(document: D, own: readonly Finding[], theirs: readonly Finding[]): readonly Finding[];
}

/** What a service can compute in steps before it is needed. */
export type Prepared = 'symbols' | 'sizes' | 'files';

/**
 * All features of a language that an editor or the command line can use, independent of a protocol. Pure, like `Language`. Features that a
 * language does not have are undefined.
 */
export interface LanguageService<D extends LanguageDocument = LanguageDocument> extends Language<D> {
  /**
   * Computes what the functions below need and keep, in steps: `symbols` for definition, references and rename, `sizes` for layers, `files`
   * of the build context for hovers.
   */
  prepare?(document: D, what: Prepared): Work<void>;
  /** The quick fixes of the findings that a span touches. */
  quickFixes(document: D, at: Span): readonly QuickFix[];
  /** The rewrites that can be made at a cursor or for a selection. */
  refactorings?(document: D, at: Span): Work<readonly NamedOffer[]>;
  /** Applies all safe fixes, or those of one rule. */
  fixAll(document: D, rule?: string): Work<FixAllResult>;

  hover?(document: D, offset: number, translate: Translate): Hover | undefined;
  completion?(document: D, offset: number, options: CompletionOptions): CompletionList;
  /**
   * Signature help at an offset.
   *
   * @param isTriggered Whether a typed character triggered the request. Then help is shown only where it does not disturb typing.
   */
  signatureHelp?(document: D, offset: number, isTriggered: boolean): SignatureHelp | undefined;

  /** The declaration of the symbol at an offset. */
  definition?(document: D, offset: number): Definition | undefined;
  /** All occurrences of the symbol at an offset, in the order of the text. Empty if there is none. */
  references?(document: D, offset: number, withDeclarations: boolean): readonly Reference[];
  /** The name that a rename applies to, or the reason why the symbol cannot be renamed. Undefined if there is no symbol. */
  prepareRename?(document: D, offset: number): RenameTarget | Refusal | undefined;
  /** The edits of a rename, or the reason why it is refused. Undefined if there is no symbol. */
  rename?(document: D, offset: number, newName: string): Work<readonly TextEdit[] | Refusal | undefined>;

  outline?(document: D, translate: Translate): readonly OutlineEntry[];
  folds?(document: D): readonly Fold[];
  links?(document: D): readonly DocumentLink[];
  /** The spans at an offset for "expand selection", the innermost first. Each contains the previous one. */
  selections?(document: D, offset: number): readonly Span[];
  /** The tokens in the order of the text, without overlaps. With a range, only those of the instructions that it touches. */
  semanticTokens?(document: D, range?: Span): Work<readonly SemanticToken[]>;
  inlayHints?(document: D, range: Span): readonly InlayHint[];
  /** @param leastPart Layers that are smaller than this part of the image have no lens; from 0 to 1. */
  codeLenses?(document: D, translate: Translate, leastPart?: number): Work<readonly CodeLens[]>;

  format?(document: D, options: FormatOptions): Work<readonly TextEdit[]>;
  formatRange?(document: D, range: Span, options: FormatOptions): Work<readonly TextEdit[]>;
  /** The edits after a line break was typed directly before an offset. */
  formatNewLine?(document: D, offset: number, options: FormatOptions): readonly TextEdit[];

  /** The layers of each stage, in order. */
  layers?(document: D, translate: Translate): Work<readonly StageLayers[]>;
  /** The final image as a whole. Undefined for a document without stages. */
  image?(document: D, translate: Translate): Work<ImageSummary | undefined>;
  /** The ids of the images of container engines that were built from this version of the document. */
  imagesBuiltFrom?(document: D): Work<readonly string[]>;
  /** The document beside the newest image that was built from it, or the reason why there is none. */
  comparison?(document: D, translate: Translate): Work<ImageComparison | Refusal>;
  /** What would make the final image smaller, the largest saving first. */
  savings?(document: D, sources: SavingSources): Work<readonly Saving[]>;
  /** The document after some of its savings, made together. */
  withSavings?(document: D, savings: readonly Saving[]): Work<D>;
  /** The document as a multi-stage build, or the reason why it cannot be converted. */
  multiStage?(document: D): Work<MultiStageBuild | ConversionRefusal>;
  /** The files of the build context whose texts `multiStage` reads, if they are known. */
  multiStageSources?(document: D): Work<readonly string[]>;
  /** The same document with more known about its build context. */
  withBuild?(document: D, build: BuildContext): D;
  /** Whether the conversion to a multi-stage build is offered at an offset. */
  offersMultiStage?(document: D, offset: number): boolean;
  /**
   * A .dockerignore file for the build context, or the reason why there is none.
   *
   * @param users All Dockerfiles that are built from this context.
   */
  ignoreFile?(document: D, users: readonly ContextUser[], translate: Translate): IgnoreProposal | Refusal;
  /** Whether a .dockerignore file is offered at an offset. */
  offersIgnoreFile?(document: D, offset: number): boolean;
}
