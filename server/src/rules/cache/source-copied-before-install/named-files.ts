import type { BuildContext } from '../../../context/build-context.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/** What a requirements file reads in. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
const includes = /^[ \t]*(?:-r|-c|--requirement|--constraint)[ \t=]*([^\s#]+)/gm;

/** Requirements files with all that they read in, each once. Of one whose text is not known nothing more is told. */
export function withIncludes(paths: readonly string[], build: BuildContext): readonly string[] {
  const found = new Set(paths);
  for (const path of found) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const [, name] of build.text(path)?.matchAll(includes) ?? []) {
      if (!/^\/|:\/\//.test(name!)) found.add(normal(folder + name!));
    }
  }
  return [...found];
}

/** `requirements/../base.txt` is `base.txt`. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
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
