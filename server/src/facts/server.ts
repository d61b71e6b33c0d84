import { baseName } from '../base/paths.ts';
import type { Span } from '../base/span.ts';
import { hasRole, programName } from '../knowledge/programs.ts';
import { runnerLength, servers } from '../knowledge/servers.ts';
import type { Server } from '../knowledge/servers.ts';
import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { ContainerProcess } from './start/process.ts';

/** A word of the command that a container starts, at its place in the file. */
export interface StartedWord extends Span {
  readonly value: string;
}

/** The server that a container starts. */
export interface StartedServer {
  readonly server: Server;
  /** The CMD or ENTRYPOINT that contains the last word of the command. */
  readonly instruction: Instruction;
  readonly form: 'exec' | 'shell';
  /** The words of the server, beginning with its program. */
  readonly words: readonly StartedWord[];
  /** The address that the command gives; undefined without one. */
  readonly host: StartedWord | undefined;
  /** The port that the command gives; undefined without one, or if it is a variable. */
  readonly port: number | undefined;
  /** Whether the command gives the port. */
  readonly isPortGiven: boolean;
  /** Whether something else than the command may decide where it listens: a variable, a file of the project, the base image. */
  readonly isConfigured: boolean;
}

/** The server that a container of a stage's image starts, if the command names one that is known. Undefined for other programs. */
export function serverOf(stage: Stage, facts: Facts): StartedServer | undefined {
  const started = startedWords(stage, facts);
  if (!started) return undefined;
  const words = withoutRunners(started.words);
  const [program, ...args] = words;
  const server = program && servers.find((one) => matches(one, program.value, args));
  if (!server || isFlaskScript(server.program, args)) return undefined;
  const host = hostOf(server, args);
  return { server, ...started, words, host, ...portOf(server, args, host), isConfigured: isConfigured(server, args, stage, facts) };
}

/** Whether `manage.py runserver` has options of Flask-Script, which listens elsewhere than Django. */
function isFlaskScript(program: string, args: readonly StartedWord[]): boolean {
  return program === 'manage.py' && args.some(({ value }) => /^(?:-h|-p|--host|--port)(?:=|$)/.test(value));
}

type Started = Pick<StartedServer, 'instruction' | 'form' | 'words'>;

/** The words of the program that finally runs, as they are written in CMD and ENTRYPOINT. */
function startedWords(stage: Stage, facts: Facts): Started | undefined {
  const { process } = facts.startOf(stage);
  const { cmd, entrypoint } = facts.model.configOf(stage);
  const last = process && lastProgram(process);
  if (!last) return undefined;
  const [first, second] = [entrypoint?.from, cmd?.from].map((from) => (typeof from === 'object' ? from : undefined));
  if (last.kind === 'shell') {
    const instruction = entrypoint?.value.form === 'shell' ? first : second;
    if (!instruction || instruction.json) return undefined;
    const piece = facts.model.scriptOf(instruction)?.pieces.at(-1);
    if (piece?.kind !== 'command') return undefined;
    const command = facts.commandsOf(instruction).find((one) => one.command === piece.commands[0]);
    if (!command?.inner.nameWord) return undefined;
    return { instruction, form: 'shell', words: [command.inner.nameWord, ...command.args] };
  }
  const items = [...(first?.json?.items ?? []), ...(second?.json?.items ?? [])].slice(-last.words.length);
  const instruction = second?.json?.items.length ? second : first;
  const isWritten = items.length === last.words.length && items.every(({ value }, i) => value === last.words[i]);
  return isWritten && instruction ? { instruction, form: 'exec', words: items } : undefined;
}

/** The program at the end of a chain of inits, wrappers and scripts. */
function lastProgram(process: ContainerProcess): ContainerProcess | undefined {
  if (process.kind === 'program' || process.kind === 'shell') return process;
  return process.next && lastProgram(process.next);
}

/** Without `python -m`, `npx`, `poetry run`, `php artisan`, and the interpreter of a script. */
function withoutRunners(all: readonly StartedWord[]): readonly StartedWord[] {
  const words = all.slice(runnerLength(all.map(({ value }) => value)));
  const [program, ...rest] = words;
  if (!program || !hasRole(program.value, 'interpreter')) return words;
  const at = rest.findIndex(({ value }) => value === '-m' || !value.startsWith('-'));
  const found = rest[at];
  if (!found) return words;
  if (found.value === '-m') return rest.slice(at + 1);
  return /(?:^|\/)(?:manage\.py|artisan)$/.test(found.value) ? rest.slice(at) : words;
}

function matches({ program, verb }: Server, word: string, args: readonly StartedWord[]): boolean {
  const name = programName(word).replace(/(?<=[a-z])\d+(?:\.\d+)*$/, '');
  if (name !== program) return false;
  if (verb === undefined) return !args.some(({ value }) => /^(?:build|optimize|--version|--help|-v)$/.test(value));
  // Options come before the verb: `flask --app x run`.
  return args.some(({ value }) => value === verb);
}

/** The value of an option, which is the next word or after a `=`. */
function optionValue(args: readonly StartedWord[], names: readonly string[]): StartedWord | undefined {
  for (const [i, word] of args.entries()) {
    if (names.includes(word.value)) {
      const next = args[i + 1];
      return next && !next.value.startsWith('-') ? next : { ...word, value: '' };
    }
    const name = names.find((one) => word.value.startsWith(`${one}=`));
    if (name) return { ...word, value: word.value.slice(name.length + 1) };
  }
  return undefined;
}

function hostOf(server: Server, args: readonly StartedWord[]): StartedWord | undefined {
  if (server.joined !== 'operand') return optionValue(args, server.hostOptions);
  const after = args.slice(args.findIndex(({ value }) => value === server.verb) + 1);
  return after.find(({ value }) => !value.startsWith('-'));
}

function portOf(server: Server, args: readonly StartedWord[], host: StartedWord | undefined): Pick<StartedServer, 'port' | 'isPortGiven'> {
  const { joined, portOptions } = server;
  const given = joined ? host?.value : optionValue(args, portOptions)?.value;
  if (given === undefined) return { port: server.port, isPortGiven: false };
  const [, digits] = /^(?:.*:)?(\d{1,5})$/.exec(given) ?? [];
  if (digits !== undefined) return { port: Number(digits), isPortGiven: true };
  const isAddressAlone = joined !== undefined && /^[\d.]+$|^[a-z]+$/.test(given);
  return { port: isAddressAlone ? server.port : undefined, isPortGiven: false };
}

function isConfigured({ variables, files, program }: Server, args: readonly StartedWord[], stage: Stage, { model, build }: Facts): boolean {
  const config = model.configOf(stage);
  // Platforms set PORT when they start the container.
  if (variables.includes('PORT')) return true;
  if (variables.length > 0 && (!config.baseKnown || variables.some((name) => config.env.has(name)))) return true;
  if (program === 'gunicorn' && args.some(({ value }) => /^(?:-c|--config)\b/.test(value))) return true;
  if (files.length === 0) return false;
  const { state } = build.snapshot;
  return state !== 'known' || files.some((name) => build.snapshot.state === 'known' && hasFile(build.snapshot.value, name));
}

function hasFile({ entries }: { readonly entries: readonly { readonly path: string }[] }, name: string): boolean {
  return entries.some(({ path }) => path === name || baseName(path) === name || path.endsWith(`/${name}`));
}
