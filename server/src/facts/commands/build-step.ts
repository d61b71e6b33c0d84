import { hasRole, programName } from '../../knowledge/programs.ts';
import type { CommandFact } from './command.ts';

/**
 * A step of a build from sources: `configure` writes build files, `compile` writes into the folder of the sources, `install` copies the
 * result into the system (and compiles what was not), `clean` deletes what was compiled, `print` writes nothing.
 */
export type BuildStep = 'configure' | 'compile' | 'install' | 'clean' | 'print';

/** The step of a command of a build tool or a compiler. Undefined for other programs, and for what only the project's own files tell. */
export function buildStepOf({ program, args }: CommandFact): BuildStep | undefined {
  if (program === undefined) return undefined;
  const words = args.map(({ value }) => value);
  if (words.length === 1 && /^(?:--?version|--?help|-[vVh])$/.test(words[0]!)) return 'print';
  if (hasRole(program, 'configureScript')) return 'configure';
  if (hasRole(program, 'compiler')) return 'compile';
  if (program === 'cmake') return cmakeStep(words);
  if (program === 'meson') return mesonStep(words);
  if (/^python[\d.]*$/.test(programName(program))) return setupStep(words);
  return hasRole(program, 'buildTool') ? targetStep(words.filter((word) => !word.startsWith('-') && !word.includes('='))) : undefined;
}

/** https://cmake.org/cmake/help/latest/manual/cmake.1.html */
function cmakeStep(words: readonly string[]): BuildStep | undefined {
  if (words.includes('-E')) return undefined;
  if (words.includes('--install')) return 'install';
  if (!words.includes('--build')) return 'configure';
  const at = words.findIndex((word) => word === '--target' || word === '-t');
  return at < 0 ? 'compile' : targetStep([words[at + 1] ?? '']);
}

/** https://mesonbuild.com/Commands.html */
function mesonStep([verb = '']: readonly string[]): BuildStep {
  if (verb === 'compile' || verb === 'test') return 'compile';
  return verb === 'install' ? 'install' : verb === 'introspect' ? 'print' : 'configure';
}

/** `python setup.py install`: of setuptools, which deprecates it. */
function setupStep([script = '', ...words]: readonly string[]): BuildStep | undefined {
  if (!/(?:^|\/)setup\.py$/.test(script)) return undefined;
  if (words.some((word) => /^(?:install|develop)$/.test(word))) return 'install';
  if (words.some((word) => /^(?:build\w*|bdist\w*|sdist|egg_info)$/.test(word))) return 'compile';
  return words[0] === 'clean' ? 'clean' : undefined;
}

/** The targets of make and ninja by the names that GNU's standards give them. */
function targetStep(targets: readonly string[]): BuildStep {
  if (targets.length > 0 && targets.every((target) => /^(?:(?:dist|mr|real|maintainer-)?clean|mrproper)$/.test(target))) return 'clean';
  if (targets.some((target) => /(?:^|[-_/])install(?:$|[-_/])/.test(target))) return 'install';
  return targets.length > 0 && targets.every((target) => target.endsWith('config')) ? 'configure' : 'compile';
}
