import { message } from '../../base/message.ts';
import type { CompiledLanguage } from './compiled.ts';

/**
 * The messages of a language. `tool`: its build tool; `command`: a command line that builds; `image`: the image of the toolchain, whose variables
 * the runtime image does not have.
 */
export function messagesFor(tool: string, command: string, image: string): CompiledLanguage['messages'] {
  return {
    otherTools: message('The build uses tools other than {tool}, and which of their output the container needs is unknown.', { tool }),
    startsCompilingProgram: message('Build with {command} in the Dockerfile, and start what it creates.', { command }),
    makesNoProgram: message('Build with {command}, and start what it creates by its path.', { command }),
    usesImageVariable: (keyword, variable) =>
      message('{keyword} uses {variable}, which the {image} image sets, but the run-time image does not.', { keyword, variable, image }),
  };
}
