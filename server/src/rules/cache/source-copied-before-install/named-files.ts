import type { BuildContext } from '../../../context/build-context.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/**
 * A file of the project that the command line names, as the program or an argument: `./mvnw`, `-s settings.xml`.
 *
 * @param pathOf Returns the context path of a file.
 * @param known Context paths that are copied before the command anyway.
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
