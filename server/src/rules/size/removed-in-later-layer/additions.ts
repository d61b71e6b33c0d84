import { absolutePath, baseName, contextPath, joinPath, pathBelow } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import type { DockerfileModel } from '../../../model/model.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';

/** Something that an instruction puts into the image. */
export interface Addition {
  readonly instruction: Instruction;
  /** The word that tells of it. */
  readonly at: Span;
  /** A file or folder by its absolute path, or a package of the system by name. */
  readonly kind: 'file' | 'folder' | 'package';
  readonly name: string;
}

/** What an instruction certainly adds, as far as the file (and the context, where it is known) tells. */
export function additionsOf(instruction: Instruction, { model, build, commandsOf }: Facts): Addition[] {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return copied(instruction, model, build);
  return instruction.keyword === 'RUN' ? commandsOf(instruction).flatMap((command) => byCommand(instruction, command)) : [];
}

/** Files that are named one by one; what a folder holds is known from the context only. */
function copied(instruction: Instruction, model: DockerfileModel, build: BuildContext): Addition[] {
  const words = instruction.words;
  const target = words.at(-1);
  const scope = model.scopeAt(instruction);
  const destination = target && scope.expand(target.text);
  const folder = destination === undefined ? undefined : absolutePath(model.configBefore(instruction).workdir?.value ?? '/', destination);
  if (folder === undefined || destination === undefined) return [];
  const fromContext = !instruction.flags.some((flag) => flag.name === 'from');
  const intoFolder = destination.endsWith('/') || destination === '.' || words.length > 2;
  return words.slice(0, -1).flatMap((word): Addition[] => {
    const source = scope.expand(word.text);
    if (source === undefined || /^[a-z]+:\/\//i.test(source) || /[*?[]/.test(source)) return [];
    const match = fromContext ? build.match(source) : undefined;
    if (match?.isDirectory) {
      const base = contextPath(source);
      return match.files.map(({ path }) => file(instruction, word, joinPath(folder, pathBelow(base, path) ?? path)));
    }
    if (source === '.' || source.endsWith('/')) return [];
    if (instruction.keyword === 'ADD' && /\.(?:tar|tgz|tbz2?|txz|gz|bz2|xz|zst)/.test(source)) return [];
    const name = baseName(source);
    return [file(instruction, word, intoFolder ? joinPath(folder, name) : folder)];
  });
}

function file(instruction: Instruction, at: Span, name: string): Addition {
  return { instruction, at, kind: 'file', name };
}

function byCommand(instruction: Instruction, fact: CommandFact): Addition[] {
  const { command, folder, download, clone, extraction } = fact;
  const added = (kind: Addition['kind'], path: string | undefined, at: Span = command): Addition[] => {
    const name = path === undefined || /[$`*?]/.test(path) ? undefined : absolutePath(folder, path);
    return name === undefined ? [] : [{ instruction, at, kind, name }];
  };
  if (download) return added('file', download.output, download.outputWord ?? command);
  if (clone) return added('folder', clone.directory);
  if (extraction?.directory !== undefined) return added('folder', extraction.directory);
  return byPackageManager(instruction, fact);
}

function byPackageManager(instruction: Instruction, { packages }: CommandFact): Addition[] {
  if (packages?.kind !== 'system' || !packages.verbWord) return [];
  const { tool, verb, verbWord, args } = packages;
  const folder = (name: string): Addition => ({ instruction, at: verbWord, kind: 'folder', name });
  if (verb === 'update' && tool.startsWith('apt')) return [folder('/var/lib/apt/lists')];
  const lists =
    tool === 'apk' && (verb === 'update' || verb === 'install') && !hasOption(args, '--no-cache') ? [folder('/var/cache/apk')] : [];
  if (verb !== 'install') return lists;
  const named = packages.packages.filter(({ source, word }) => source === 'repository' && word.literal);
  return [...lists, ...named.map(({ name, word }): Addition => ({ instruction, at: word, kind: 'package', name }))];
}
