import type { BuildContext } from '../context/build-context.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import type { CommandFact } from '../facts/commands/command.ts';
import type { CopySource } from '../facts/copy.ts';
import type { Facts } from '../facts/facts.ts';
import type { MountFact } from '../facts/mounts.ts';
import type { DockerfileModel, SourceReference, Stage, VariableUse } from '../model/model.ts';
import type { ShellScript } from '../shell/script.ts';
import type { Instruction, Keyword } from '../syntax/tree.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export type Category = 'correctness' | 'cache' | 'size' | 'security' | 'reproducibility' | 'runtime' | 'deprecation';

/**
 * safe: the built image and the meaning of the file stay the same but for what the rule names.
 * suggestion: a person should look. Only safe fixes run in fix-all, on save and in `--fix`.
 */
export type FixLevel = 'safe' | 'suggestion';

export interface Fix {
  readonly title: Message;
  readonly level: FixLevel;
  /** Non-overlapping. */
  readonly edits: readonly TextEdit[];
  /**
   * What the fix depends on, where that is less than the instructions that it edits: it stays right whatever other fixes do outside of
   * this span. Fix-all applies fixes of several rules at once where neither changes what another depends on.
   */
  readonly dependsOn?: Span | undefined;
}

/** What a rule says. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Message;
  readonly fixes: readonly Fix[];
  /** Other places that explain it. */
  readonly related: readonly { readonly span: Span; readonly message: Message }[];
  /** How an editor may draw it: greyed out or struck through. */
  readonly tag: 'unnecessary' | 'deprecated' | undefined;
}

/** A fix as a rule reports it. */
export interface ReportedFix<Messages extends string> {
  /** Names one of the rule's messages, as `message` does. */
  readonly title: Messages;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly level: FixLevel;
  readonly edits: readonly TextEdit[];
  readonly dependsOn?: Span;
}

/** What `report` takes: `message` names one of the rule's messages, `data` fills its places. */
export interface Report<Messages extends string> {
  readonly at: Span;
  readonly message: Messages;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly fixes?: readonly ReportedFix<Messages>[] | undefined;
  readonly related?: readonly {
    readonly at: Span;
    readonly message: Messages;
    readonly data?: Readonly<Record<string, string | number>>;
  }[];
  readonly tag?: Finding['tag'];
}

/** All that a rule may look at. */
export interface RuleContext<Messages extends string = string, Options = Readonly<Record<string, unknown>>> {
  readonly text: string;
  readonly model: DockerfileModel;
  /** The build context; its own state says whether it is known. */
  readonly build: BuildContext;
  /** What each instruction does: commands, copies, mounts, files, the start command. */
  readonly facts: Facts;
  /** The rule's options: the defaults, overridden by the user's. */
  readonly options: Options;
  /** The stage of the instruction at hand (undefined before the first FROM). */
  stageOf(instruction: Instruction): Stage | undefined;
  scriptOf(instruction: Instruction): ShellScript | undefined;
  report(report: Report<Messages>): void;
}

/** All that a rule about a .dockerignore may look at. */
export interface IgnoreRuleContext<Messages extends string = string, Options = Readonly<Record<string, unknown>>> {
  readonly file: IgnoreFile;
  /** The folder that the file is about, under this very file; its own state says whether it is known. */
  readonly build: BuildContext;
  /** The Dockerfiles that are built from this folder under this file. */
  readonly users: readonly ContextUser[];
  readonly options: Options;
  report(report: Report<Messages>): void;
}

/** A Dockerfile that is built from a context. */
export interface ContextUser {
  /** For display: its path as the user knows it. */
  readonly path: string;
  readonly model: DockerfileModel;
}

/** A command that calls a package manager. */
export type PackageFact = CommandFact & { readonly packages: NonNullable<CommandFact['packages']> };

/**
 * What a rule asks to see. Instruction keywords and `instruction`: called for each such instruction. `stage`: once for each stage.
 * `file`: once for the Dockerfile. `ignoreFile`: once for a .dockerignore. The members of `FactVisitors`: for each fact of that kind.
 * Instructions that ONBUILD triggers, and the facts about them, are visited where the rule sets `onbuild`.
 */
export type Visitors<Messages extends string, Options> = Partial<
  Record<Keyword | 'instruction', (instruction: Instruction, context: RuleContext<Messages, Options>) => void>
> &
  FactVisitors<RuleContext<Messages, Options>> & {
    readonly stage?: (stage: Stage, context: RuleContext<Messages, Options>) => void;
    readonly file?: (context: RuleContext<Messages, Options>) => void;
    readonly ignoreFile?: (context: IgnoreRuleContext<Messages, Options>) => void;
  };

/** Called for each fact about an instruction, in the order of the text. A fact that no active rule asks for is not computed. */
export interface FactVisitors<Context> {
  /** A command of a RUN, at any depth. What CMD, ENTRYPOINT and HEALTHCHECK start is not among them. */
  readonly command?: (command: CommandFact, instruction: Instruction, context: Context) => void;
  /** A command of a RUN that calls a package manager. */
  readonly package?: (command: PackageFact, instruction: Instruction, context: Context) => void;
  /** A source of a COPY or ADD; `context.facts.copyOf(instruction)` has its destination and flags. */
  readonly copySource?: (source: CopySource, instruction: Instruction, context: Context) => void;
  /** A `--mount` of a RUN. */
  readonly mount?: (mount: MountFact, instruction: Instruction, context: Context) => void;
  /** A word that names what to build on or copy from: in FROM, COPY --from, RUN --mount=from. */
  readonly imageSource?: (source: SourceReference, instruction: Instruction, context: Context) => void;
  /** A use of a variable, replaced by BuildKit or by the shell. ONBUILD has those of the instruction that it triggers. */
  readonly variable?: (use: VariableUse, instruction: Instruction, context: Context) => void;
}

export interface RuleDefinition<Messages extends string = string, Options = Readonly<Record<string, unknown>>> {
  /** Kebab-case, names the problem. The folder's name, the setting, the diagnostics' code and the documentation's name too. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  /** The best fix it may offer. */
  readonly fix: FixLevel | 'none';
  /**
   * What the safe fix changes of the image or of the meaning of the file, as a phrase; given where `fix` is `safe` and nowhere else.
   * `may-change.ts` in the rule's folder says the same as code, and the property tests hold the fix to it.
   */
  readonly mayChange?: string;
  /** The version of Layerwise that first had it. */
  readonly since: string;
  /** Ids of the same check elsewhere: `DL3059`, `JSONArgsRecommended`. Pragmas and configuration files of those tools work through them. */
  readonly aliases: readonly string[];
  /** One sentence for lists and settings. */
  readonly summary: string;
  /** English templates by id; fix titles are here too. */
  readonly messages: Readonly<Record<Messages, string>>;
  /** Defaults of the options; their types are read off them. */
  readonly options?: Options;
  /** Texts for the settings page, by option; every option has one. */
  readonly optionTexts?: Readonly<Record<keyof Options & string, string>>;
  /** Visit the instructions that ONBUILD triggers too. */
  readonly onbuild?: boolean;
  readonly on: Visitors<Messages, Options>;
}

/** A rule whose message ids and options are nobody's business: what the engine and the registry work with. */
export type AnyRule = RuleDefinition<any, any>; // oxlint-disable-line typescript/no-explicit-any -- ids and options are invariant; only the rule itself knows them

/** Declares a rule; the types of its message ids and options are checked against its use. */
export function defineRule<const Messages extends string, Options = Readonly<Record<string, never>>>(
  rule: RuleDefinition<Messages, Options>,
): RuleDefinition<Messages, Options> {
  return rule;
}
