import { isRefusal } from '../../core/conversion.ts';
import type { Stack } from '../../core/stack.ts';
import { readNodeApplication } from './application.ts';
import { planServer } from './plan-server.ts';
import { planStaticSite } from './plan-static-site.ts';
import { readNodeCommand } from './read-command.ts';

/** Node: a server with its dependencies, or the static files that a build makes and another program serves. */
export const nodeStack: Stack = {
  id: 'node',
  images: ['node'],
  readCommand: readNodeCommand,
  isOwnBuild: ({ stack, role }) => stack === 'node' && role !== 'global-install',
  *plan(project) {
    const application = readNodeApplication(project);
    yield;
    return isRefusal(application) ? application : (planStaticSite(application) ?? (yield* planServer(application)));
  },
};
