import { joinContextPath, parentOf } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/** What a requirements file reads in. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
const includes = /^[ \t]*(?:-r|-c|--requirement|--constraint)[ \t=]*([^\s#]+)/gm;

/** Requirements files with all that they read in, each once. Of one whose text is not known nothing more is told. */
export function withIncludes(paths: readonly string[], build: BuildContext): readonly string[] {
  const found = new Set(paths);
  for (const path of found) {
    for (const [, name] of build.text(path)?.matchAll(includes) ?? []) {
      const included = /^\/|:\/\//.test(name!) ? undefined : joinContextPath(parentOf(path), name!);
      if (included !== undefined) found.add(included);
    }
  }
  return [...found];
}

/**
 * A file of the project that the command line itself names, the program or an argument: `./mvnw`, `-s settings.xml`. `pathOf`: where the
 * context has it. `known`: what goes before the command anyhow.
 */
export function fileNamedBy(
  { toolWord, command }: PackageCommand,
  build: BuildContext,
  pathOf: (name: string) => string | undefined,
  known: readonly string[],
): string | undefined {
  const isOfProject = (value: string): boolean => {
    const path = /[./]/.test(value) ? pathOf(value) : undefined;
    return path !== undefined && path !== '' && !known.includes(path) && (build.has(path) ?? value.startsWith('./'));
  };
  return [toolWord, ...command.args].map(({ value }) => value.replace(/^-[^=]*=/, '')).find(isOfProject);
}
