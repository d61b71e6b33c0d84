import { absolutePath, baseName, isWithin, parentOf } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../../core/copied-artifacts.ts';
import { isApplicationFolder } from '../../core/image-folders.ts';
import { containerCommandsOf, containerFolder } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';

/** The folders of the assemblies and programs that the container starts: everything that they load is beside them. */
export function startedFolders(project: Project, folders: readonly string[]): readonly CopiedArtifact[] | Refusal {
  const workdir = containerFolder(project);
  const found: CopiedArtifact[] = [];
  for (const [program = '', ...words] of containerCommandsOf(project)) {
    const isHost = baseName(program) === 'dotnet';
    const assembly = isHost ? words.find((word) => word === 'exec' || !word.startsWith('-')) : program;
    if (isHost && !assembly?.endsWith('.dll')) return compilesWhenStarted(assembly ?? '');
    const path = assembly !== undefined && (isHost || assembly.includes('/')) ? absolutePath(workdir, assembly) : undefined;
    if (path === undefined || (!isHost && !folders.some((folder) => isWithin(folder, path)))) continue;
    const folder = parentOf(path);
    if (/[$`*]/.test(folder) || !isApplicationFolder(folder)) return unknownPath(assembly!);
    found.push(copiedFrom(folder, true));
  }
  return found;
}

function compilesWhenStarted(verb: string): Refusal {
  const program = `dotnet ${verb}`.trim();
  return refuse(message('The container runs {program}, which compiles: it needs the toolchain and the sources.', { program }), [
    message('Build with {command} in the Dockerfile, and start what it creates.', { command: 'dotnet publish' }),
  ]);
}

function unknownPath(path: string): Refusal {
  return refuse(message('The container loads {path}, a path that is only known when it starts.', { path }), [
    message('Write the path itself.'),
  ]);
}
