import { covers } from '../../base/span.ts';
import { lazy, memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';
import type { DockerfileModel, RuntimeConfig, Scope } from '../../model/model.ts';
import { innermost, runsInContainer } from '../../model/uses.ts';
import { changes, removes } from '../../shell/builtins.ts';
import { prepareScript } from '../../shell/parse.ts';
import { CommandReading, readingsOf } from '../../shell/reading.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { isConditional } from './conditions.ts';
import { foldersOf } from './folders.ts';
import { kindOf } from './kinds.ts';
import type { CommandKind } from './kinds.ts';

/** The state in which a script starts. */
export interface ScriptStart {
  /** The working directory; undefined if unknown. */
  readonly folder: string | undefined;
  /** Undefined if unknown. */
  readonly user: string | undefined;
  /** The variables of ARG and ENV; undefined if their values at that time are unknown. */
  readonly scope: Scope | undefined;
}

/**
 * Counts the reads of what commands get from other instructions: the working directory, the user and variables. A caller that sees no
 * increase while it uses commands knows that only the text of their instruction and its shell matter.
 */
export const readsOfStart = { count: 0 };

/** The working directory of each command of a script, computed on first access, because most rules do not use it. */
type Folders = () => readonly (string | undefined)[];

/**
 * A command at its position in a script: what it does on its own (`CommandReading`: its wrappers, program, arguments and their meaning),
 * and in which folder, as which user and with which variables it runs.
 */
export class CommandFact extends CommandReading {
  readonly script: ShellScript;
  private readonly start: ScriptStart;
  private readonly folders: Folders;
  private readonly index: number;

  /** `folders`: the directories of all commands of the script, of which this is the one at `index`. */
  constructor(reading: CommandReading, script: ShellScript, start: ScriptStart, folders: Folders, index: number) {
    super(reading.command, reading);
    this.script = script;
    this.start = start;
    this.folders = folders;
    this.index = index;
  }

  /** The working directory of the program; undefined if it is unknown before the build. */
  get folder(): string | undefined {
    readsOfStart.count++;
    return this.folders()[this.index];
  }

  /** The user that runs it, by name or ID: USER, unless sudo, gosu or a similar wrapper sets another. Undefined if unknown. */
  get user(): string | undefined {
    readsOfStart.count++;
    const { user = this.start.user } = this.wrappers.findLast((wrapper) => wrapper.user !== undefined) ?? {};
    return user?.includes('$') ? undefined : user;
  }

  /** Whether it is unknown before the build how often it runs, or whether it runs at all. */
  get conditional(): boolean {
    return isConditional(this.command, this.script);
  }

  get kind(): CommandKind {
    return kindOf(this);
  }

  /** Expands the ARG and ENV variables of a word. Returns undefined if its value is unknown before the build. */
  valueOfWord(word: ShellWord): string | undefined {
    if (word.literal) return word.value;
    readsOfStart.count++;
    return valueIn(word, this.script, this.start.scope);
  }

  /**
   * The value of a variable in the environment of the program: its own assignments (`A=1 cmd`, `env A=1 cmd`), then an earlier `export` in
   * the script, then ENV and ARG. Returns undefined if it is not set, or if its value is unknown before the build.
   */
  environment(name: string): string | undefined {
    const own = this.inner.assignments.findLast((assignment) => assignment.name === name);
    if (own) return own.value && this.valueOfWord(own.value);
    const given = this.wrappers.flatMap(({ assignments }) => assignments).findLast(({ value }) => value.startsWith(`${name}=`));
    if (given) return this.valueOfWord(given)?.slice(name.length + 1);
    if (removes(this.script, name)) return undefined;
    if (this.script.assigned.has(name)) return exportedBefore(this, name);
    readsOfStart.count++;
    return this.start.scope?.lookup(name)?.value;
  }
}

function valueIn(word: ShellWord, script: ShellScript, scope: Scope | undefined): string | undefined {
  if (word.literal) return word.value;
  const simple = !/[`*?[{]|\$\(/.test(word.raw.replace(/\$\{\w+\}/g, '')) && !word.variables.some(({ name }) => changes(script, name));
  return simple && word.variables.length > 0 ? scope?.expand(word.raw) : undefined;
}

/** The value of `export A=1`, if that is the script's only assignment of the variable and always runs. */
function exportedBefore({ script, command }: CommandFact, name: string): string | undefined {
  const places = script.names.filter((at) => at.sets && at.name === name);
  const [at] = places;
  if (!at || places.length > 1 || at.start > command.start) return undefined;
  const setter = script.commands.find((one) => covers(one, at));
  if (setter?.name !== 'export' || setter.containers.length > 0 || isConditional(setter, script)) return undefined;
  const word = setter.args.find((one) => covers(one, at));
  return word?.literal ? word.value.slice(name.length + 1) : undefined;
}

/** The commands of a script with this start state, in text order, at any depth. Empty if the script was not parsed. */
export function commandsIn(script: ShellScript, start: ScriptStart): readonly CommandFact[] {
  const readings = readingsOf(script);
  const folders = lazy(() => foldersOf(readings, script, start.folder, (word) => valueIn(word, script, start.scope)));
  return readings.map((reading, i) => new CommandFact(reading, script, start, folders, i));
}

/**
 * The commands of an instruction that a shell runs: RUN, and the shell form of CMD, ENTRYPOINT and HEALTHCHECK CMD; empty otherwise. The
 * same version of a file always has the same objects.
 */
export function commandsOf(model: DockerfileModel, instruction: Instruction): readonly CommandFact[] {
  return commandsOfModel(model)(instruction);
}

/** Computes in steps what most rules ask about the commands of an instruction that may have thousands of them. */
export function* prepareCommands(model: DockerfileModel, instruction: Instruction): Work<void> {
  yield* prepareScript(innermost(instruction), model.dialectAt(instruction));
  for (const command of commandsOf(model, instruction)) {
    void [command.kind, command.packages, command.writing, command.conditional];
    yield;
  }
}

/** `commandsOf` for all instructions of a file. */
export const commandsOfModel = memoizeWeak((model: DockerfileModel) =>
  memoize((instruction: Instruction): readonly CommandFact[] => {
    const script = model.scriptOf(instruction);
    return script ? commandsIn(script, new InstructionStart(model, instruction)) : [];
  }),
);

/** The state in which the script of an instruction starts. */
export function startOfScript(model: DockerfileModel, instruction: Instruction): ScriptStart {
  return new InstructionStart(model, instruction);
}

/**
 * The state in which the script of an instruction starts. Commands of the container start with the configuration at the end of the stage,
 * without ARG. Each part is computed on first access: an edit reads the commands of every RUN again, and few of them need their position.
 * It is a class, because an object literal with getters gets a hidden class of its own, which keeps the model alive until a full collection.
 */
class InstructionStart implements ScriptStart {
  private readonly model: DockerfileModel;
  private readonly instruction: Instruction;
  private known: RuntimeConfig | undefined;

  constructor(model: DockerfileModel, instruction: Instruction) {
    this.model = model;
    this.instruction = instruction;
  }

  get folder(): string | undefined {
    return this.config.workdir?.value ?? (this.config.baseKnown ? '/' : undefined);
  }

  get user(): string | undefined {
    return this.config.user?.value ?? (this.config.baseKnown ? 'root' : undefined);
  }

  get scope(): Scope | undefined {
    return this.inContainer ? undefined : this.model.scopeAt(this.instruction);
  }

  private get inContainer(): boolean {
    return runsInContainer.has(innermost(this.instruction).keyword);
  }

  private get config(): RuntimeConfig {
    const stage = this.inContainer ? this.model.stageOf(this.instruction) : undefined;
    return (this.known ??= stage ? this.model.configOf(stage) : this.model.configBefore(this.instruction));
  }
}

const byCommand = memoizeWeak((commands: readonly CommandFact[]) => new Map(commands.map((fact) => [fact.command, fact])));

/** The facts about some commands of a script (those of a piece), selected from the facts about all of its commands. */
export function factsAbout(commands: readonly ShellCommand[], all: readonly CommandFact[]): readonly CommandFact[] {
  const known = byCommand(all);
  return commands.map((command) => known.get(command)!);
}
