import { readSyntax } from '../knowledge/syntax-version.ts';
import type { SyntaxInUse } from '../knowledge/syntax-version.ts';
import type { DockerfileTree } from '../syntax/tree.ts';
import { memoizeWeak } from '../base/memoize.ts';

/**
 * Which version of the Dockerfile syntax a file asks for with `# syntax=`. Undefined where it asks for none, so that the version that
 * came with the builder counts; `foreign` where it asks for another language, of whose flags and instructions nothing is known.
 */
export const syntaxInUse = memoizeWeak((tree: DockerfileTree): SyntaxInUse | 'foreign' | undefined => {
  const directive = tree.directives.find(({ name }) => name === 'syntax');
  return directive && (readSyntax(directive.value) ?? 'foreign');
});
