import { absolutePath } from '../../base/paths.ts';
import type { Facts } from '../../facts/facts.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { HistoryStep } from './history-step.ts';
import { anyText, containing, matchesPattern, patternOf, signatureOf } from './signature.ts';
import type { Pattern } from './signature.ts';

/** An instruction of a Dockerfile as a step of a history. */
export interface ExpectedStep {
  readonly instruction: Instruction;
  readonly keyword: string;
  /** Whether it makes a layer with files. */
  readonly writesFiles: boolean;
  /** Some builders make no entry for it: BuildKit for ONBUILD, buildah for an ARG without a value. */
  readonly isOptional: boolean;
  /** Whether an entry of a history was made by this instruction, as far as its text says. */
  accepts(step: HistoryStep): boolean;
}

const filesWritten: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);
const oftenLeftOut: ReadonlySet<string> = new Set(['ONBUILD', 'ARG']);

/** The step of an instruction of a stage, which is not its FROM. `isInherited`: it comes from an ONBUILD, which buildah does not run. */
export function expectedStep(instruction: Instruction, facts: Facts, isInherited: boolean): ExpectedStep {
  const { keyword } = instruction;
  const accepts = acceptorOf(instruction, facts);
  return {
    instruction,
    keyword,
    writesFiles: filesWritten.has(keyword),
    isOptional: isInherited || oftenLeftOut.has(keyword),
    accepts: (step) => step.keyword === keyword && accepts(step),
  };
}

type Accepts = ExpectedStep['accepts'];

function acceptorOf(instruction: Instruction, facts: Facts): Accepts {
  switch (instruction.keyword) {
    case 'RUN':
      return runAcceptor(instruction, facts.model);
    case 'COPY':
    case 'ADD':
      return copyAcceptor(instruction, facts);
    case 'EXPOSE':
      return exposeAcceptor(instruction);
    case 'ARG': // the value may come from the command line, and buildah names the wrong variables
      return () => true;
    default: {
      const patterns = patternsOf(instruction, facts.model);
      return ({ signature }) => patterns.some((pattern) => matchesPattern(signature, pattern));
    }
  }
}

/** The shell of the instruction with its options, as it precedes a command in histories. */
function shellBefore(instruction: Instruction, model: DockerfileModel): string {
  return signatureOf(model.configBefore(instruction).shell.value.join(' '));
}

/** buildah runs all scripts with it, unless the image has Docker's format. */
const defaultShell = signatureOf('/bin/sh -c');

function runAcceptor(instruction: Instruction, model: DockerfileModel): Accepts {
  const shells = [shellBefore(instruction, model), defaultShell];
  const scripts = scriptsOf(instruction, model).map(signatureOf);
  const prefixes = instruction.json ? ['', ...shells] : shells;
  const commands = scripts.flatMap((script) => prefixes.map((prefix) => prefix + script));
  // A builder that writes instructions as they are has no shell before the script.
  const exact = new Set([...commands, ...scripts]);
  return ({ signature, hasArguments }) => (hasArguments ? commands.some((command) => signature.endsWith(command)) : exact.has(signature));
}

/** What a RUN runs, as histories have it: BuildKit writes here-documents into the command, or runs the only one as the script. */
function scriptsOf(instruction: Instruction, { tree }: DockerfileModel): readonly string[] {
  const { json, bodyText, heredocs } = instruction;
  if (json) return [json.items.map(({ value }) => value).join(' ')];
  const texts = heredocs.map(({ body }) => tree.text.slice(body.start, body.end));
  const [first] = texts;
  if (first === undefined) return [bodyText];
  const whole = [bodyText, ...heredocs.map(({ name }, i) => `${texts[i]}${name}`)].join('\n');
  return [whole, first, first.replace(/^#!.*\n/, '')];
}

/**
 * BuildKit names sources and target with expanded variables. The classic builder and buildah give a digest for the sources; then one source
 * is a file or a folder, several are `multi`.
 */
function copyAcceptor(instruction: Instruction, { copyOf, model }: Facts): Accepts {
  const copy = copyOf(instruction);
  const { escape } = model.tree;
  const words = [...(copy?.sources ?? []), ...(copy?.destination ? [copy.destination] : [])];
  const named = words.map(({ text }) => patternOf(text, escape)).join('');
  const targets = targetPatterns(copy?.destination, escape);
  const isSingle = copy?.sources.length === 1 && copy.sources[0]!.kind !== 'glob' && copy.sources[0]!.value !== undefined;
  return ({ signature, copied }) => {
    if (!copied) return matchesPattern(signature, named);
    if (isSingle && copied.kind === 'multi') return false;
    const target = signatureOf(copied.target);
    return targets.some((pattern) => matchesPattern(target, pattern));
  };
}

/** A target as it is written, and as an absolute path. */
function targetPatterns(
  destination: { readonly text: string; readonly path: string | undefined } | undefined,
  escape: string,
): readonly Pattern[] {
  if (!destination) return [];
  const { text, path } = destination;
  return [patternOf(text, escape), ...(path === undefined ? [] : [signatureOf(path), signatureOf(`${path}/`)])];
}

const portRange = /(\d+)(?:-(\d+))?(?:\/([a-z]+))?/gi;
const mostPorts = 1000;

/** The ports of an EXPOSE in any form and order: `80 53/udp`, `[80/tcp 53/udp]`, `map[80/tcp:{} 53/udp:{}]`. */
function portsIn(text: string): string {
  const ports = [...text.matchAll(portRange)].flatMap(([, from, to = from, protocol = 'tcp']) => {
    const [low, high] = [Number(from), Number(to)];
    const count = Math.min(Math.max(high - low, 0) + 1, mostPorts);
    return Array.from({ length: count }, (_, i) => `${low + i}/${protocol.toLowerCase()}`);
  });
  return [...new Set(ports)].sort().join(' ');
}

function exposeAcceptor({ bodyText, variables }: Instruction): Accepts {
  if (variables.length > 0) return () => true;
  const ports = portsIn(bodyText);
  return ({ text }) => portsIn(text) === ports;
}

/** The signatures that an instruction without files may have. */
function patternsOf(instruction: Instruction, model: DockerfileModel): readonly Pattern[] {
  const { keyword, bodyText, json, pairs, trigger } = instruction;
  const { escape } = model.tree;
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      // The second one is for builders that write the instruction as it is.
      return [
        pairs.map(({ name, value }) => `${signatureOf(name)}=${patternOf(value ?? '', escape)}`).join(''),
        patternOf(bodyText, escape),
      ];
    case 'WORKDIR':
      return workdirPatterns(instruction, model);
    case 'CMD':
    case 'ENTRYPOINT': {
      if (json) return [signatureOf(json.items.map(({ value }) => value).join(' '))];
      return [shellBefore(instruction, model) + signatureOf(bodyText), signatureOf(bodyText)];
    }
    case 'HEALTHCHECK':
      return [
        trigger ? containing(signatureOf(trigger.json?.items.map(({ value }) => value).join(' ') ?? trigger.bodyText)) : containing('NONE'),
      ];
    case 'ONBUILD':
      return [signatureOf(bodyText)];
    default:
      return [patternOf(bodyText, escape)];
  }
}

/** A folder as it is written, or relative to the one before it; a slash at its end does not matter. */
function workdirPatterns(instruction: Instruction, model: DockerfileModel): readonly Pattern[] {
  const written = patternOf(instruction.bodyText, model.tree.escape);
  const before = model.configBefore(instruction).workdir?.value;
  const value = model.scopeAt(instruction).expand(instruction.bodyText);
  const path = value === undefined ? undefined : absolutePath(before, value, model.stageOf(instruction)?.os);
  // The folder of an unknown base image precedes a relative one.
  return [written, written.replace(/\/$/, ''), path === undefined ? `${anyText}/${written}` : signatureOf(path)];
}
