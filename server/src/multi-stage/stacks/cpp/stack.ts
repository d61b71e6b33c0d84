import { joinPath } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { cppBuildPackages, isBuildImage } from '../../../knowledge/build-packages.ts';
import { hasRole, programsWith } from '../../../knowledge/programs.ts';
import { message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { otherBuild } from '../../core/effects.ts';
import type { Effect } from '../../core/effects.ts';
import { filesByTarget } from '../../core/project.ts';
import type { Project, ProjectSources } from '../../core/project.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { RuntimeBase } from '../../core/runtime-base.ts';
import { namesPathOutside } from '../../core/read-build-tool.ts';
import { compiledStack } from '../../families/compiled.ts';
import { messagesFor } from '../../families/messages.ts';

/** Files that show that `make` in their folder builds C or C++. */
const buildFiles = ['CMakeLists.txt', 'meson.build', 'configure.ac', 'configure', 'Makefile.am', 'SConstruct'];

/**
 * C and C++ with the compilers of the distribution: the base stays, the folders in which it is built are copied whole, because linked programs may
 * load libraries that are built there, and the compilers are left out.
 */
export const cppStack = compiledStack({
  id: 'cpp',
  ecosystems: [],
  ownsFolder: (sources, folder) => isSourceFolder(sources, folder),
  readCommand: (command) => readCppCommand(command),
  runtimeBase,
  compilingPrograms: new Set([...programsWith('compiler'), ...programsWith('buildTool')]),
  // https://github.com/docker-library/gcc
  imageVariables: new Set(['GCC_VERSION', 'GNUPGHOME']),
  isCode: (path) =>
    /\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|o|a|cmake)$|(?:^|\/)(?:CMakeLists\.txt|Makefile|meson\.build|configure\.ac)$/.test(path),
  codeTools: programsWith('codeGenerator'),
  buildOnlyPackages: cppBuildPackages,
  // OpenMP, which a compiler brings, unlike the C++ library, which the distribution has anyway.
  runtimePackages: { apt: ['libgomp1'], apk: ['libstdc++'] },
  earlyDownload: () => undefined,
  messages: messagesFor('make', 'make', 'gcc'),
});

function isSourceFolder({ files }: ProjectSources, folder: string): boolean {
  const copied = files && filesByTarget(files).now();
  return buildFiles.some((name) => copied?.has(joinPath(folder, name)));
}

/** The libraries that the full images for builds have besides the installed packages, and that programs may load, are not known. */
function runtimeBase({ stage }: Project): RuntimeBase | Refusal {
  const image = stage.image!;
  if (isBuildImage(image.repository.replace(/^.*\//, ''))) {
    return refuse(
      message('Which libraries of {image} the program loads is unknown.', { image: image.raw }),
      [message('Build on an image of the distribution, and install the compiler and the libraries with its package manager.')],
      image,
    );
  }
  return interpreterRuntimeBase(stage, 'cpp');
}

/** Tools that prepare a build and write below their folder; `make` itself belongs to no language. Undefined if they write elsewhere. */
function readCppCommand(command: CommandFact): Effect | undefined {
  const { program = '', args, folder, packages } = command;
  if (packages || folder === undefined || !hasRole(program, 'buildTool', 'configureScript') || hasRole(program, 'generator'))
    return undefined;
  const words = args.map(({ value }) => value);
  if (words.some((word) => /install/.test(word) && !word.startsWith('-D')) || namesPathOutside(words, folder)) return undefined;
  return { ...otherBuild(program, folder), stack: 'cpp' };
}
