import { isProjectTool } from '../../core/effects.ts';
import type { Stack } from '../../core/stack.ts';
import { inOneStep } from '../../../base/work.ts';
import { planPython } from './plan.ts';
import { readPythonCommand } from './read-command.ts';

/** Python: the installed packages are copied as a virtual environment, the sources come from the build context. */
export const pythonStack: Stack = {
  id: 'python',
  images: ['python'],
  readCommand: readPythonCommand,
  isOwnBuild: (build) => build.stack === 'python' || isProjectTool(build),
  plan: (project) => inOneStep(planPython(project)),
};
