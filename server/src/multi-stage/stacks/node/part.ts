import { nodeSystemPackages } from '../../../knowledge/build-packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { baseName, joinPath } from '../../../base/paths.ts';
import { packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import { message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { cacheBuild, fetchBuild, otherBuild } from '../../core/effects.ts';
import type { Build } from '../../core/effects.ts';
import { containerCommandsOf } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import type { ProjectPart } from '../../core/stack.ts';

/**
 * What the build of a front end makes for the server of another stack: the folders that its scripts write. When they are not known, the
 * whole folder that it works in. Refuses when the container also runs Node.
 */
export function nodePart(project: Project, builds: readonly Build[]): ProjectPart | Refusal {
  const globals = new Set(builds.flatMap(({ role, packages }) => (role === 'global-install' ? (packages?.packages ?? []) : [])).map(({ name }) => name)); // prettier-ignore
  const isNode = (program: string): boolean => hasRole(program, 'nodeImage', 'nodeManager') || globals.has(packageOfNodeTool(program));
  const program = containerCommandsOf(project).find(([name = '']) => isNode(baseName(name)))?.[0];
  if (program !== undefined) {
    return refuse(message('The container runs {program}, and the program of another language besides.', { program }), [
      message('Use a separate image for each program.'),
    ]);
  }
  const made = builds.flatMap(({ role, artifacts = [] }) => (role === 'compile' ? artifacts.map(({ source }) => source) : []));
  return {
    builds: new Map(builds.map((build) => [build, asPlainBuild(build, builds)])),
    isBuildOnlyPackage: (name) => nodeSystemPackages.has(name),
    decisions:
      made.length === 0
        ? []
        : [message('Copied from the build stage, where Node.js makes it: {paths}.', { paths: [...new Set(made)].join(', ') })],
  };
}

/**
 * A build whose results are not known may change its whole folder. What is only installed is served as it is: `/static/jquery.js` of
 * node_modules.
 */
function asPlainBuild({ role, program, folder, artifacts }: Build, builds: readonly Build[]): Build {
  if (role === 'global-install' || folder === undefined) return cacheBuild(program);
  if (role === 'compile') return artifacts ? { ...cacheBuild(program), role: 'fetch', artifacts } : otherBuild(program, folder);
  const isCompiled = builds.some((other) => other.role === 'compile' && other.folder === folder);
  return isCompiled ? cacheBuild(program) : fetchBuild('cp', joinPath(folder, 'node_modules'));
}
