import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import type { Stack } from '../../core/stack.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { planInterpreted } from '../../families/interpreted.ts';
import { pythonLanguage } from './plan.ts';
import { readPythonCommand } from './read-command.ts';

/** Python: the installed packages are copied as a virtual environment, the sources come from the build context. */
export const pythonStack: Stack = {
  id: 'python',
  readCommand: readPythonCommand,
  isOwnBuild: ({ stack, role }) => stack === 'python' && role !== 'cache',
  ownsFolder: (sources, folder) => copiedProject(sources, 'python', folder) !== undefined,
  runs: ([program = '']) => isPythonProgram(program),
  plan: (project) => planInterpreted(project, pythonLanguage(project)),
};

function isPythonProgram(program: string): boolean {
  return hasRole(baseName(program), 'pythonProgram') || program.endsWith('.py');
}
