import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { isRefusal } from '../../core/conversion.ts';
import type { Stack } from '../../core/stack.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { readNodeApplication } from './application.ts';
import { nodePart } from './part.ts';
import { planServer } from './plan-server.ts';
import { planStaticSite } from './plan-static-site.ts';
import { readNodeCommand } from './read-command.ts';

/** Node: a server with its dependencies, or the static files that a build makes and another program serves. */
export const nodeStack: Stack = {
  id: 'node',
  readCommand: readNodeCommand,
  isOwnBuild: ({ stack, role }) => stack === 'node' && role !== 'global-install',
  ownsFolder: (sources, folder) => copiedProject(sources, 'node', folder) !== undefined,
  runs: ([program = '']) => hasRole(baseName(program), 'nodeImage', 'nodeManager', 'nodeTool', 'packageRunner'),
  asPart: nodePart,
  *plan(project) {
    const application = readNodeApplication(project);
    yield;
    return isRefusal(application) ? application : (planStaticSite(application) ?? (yield* planServer(application)));
  },
};
