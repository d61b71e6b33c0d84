import { readSyntax } from './syntax-version.ts';
import type { SyntaxInUse } from './syntax-version.ts';
import type { DockerfileTree } from '../syntax/tree.ts';
import { memoizeWeak } from '../base/memoize.ts';

/**
 * The version of the Dockerfile syntax that a file requests with `# syntax=`. Returns undefined if it requests none, so that the version in
 * the builder is used; `foreign` if it requests another frontend, whose flags and instructions are unknown.
 */
export const syntaxInUse = memoizeWeak((tree: DockerfileTree): SyntaxInUse | 'foreign' | undefined => {
  const directive = tree.directives.find(({ name }) => name === 'syntax');
  return directive && (readSyntax(directive.value) ?? 'foreign');
});
